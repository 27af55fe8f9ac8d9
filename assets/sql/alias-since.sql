SELECT alias.key, hash, card.id FROM alias JOIN card ON card.key = alias.card WHERE alias.key > ?1 ORDER BY alias.key
