SELECT card.key, card.id, field, old, new FROM change JOIN card ON card.key = change.card WHERE step = ?1 ORDER BY seq
