-- Fields 6 to 8 are those that are kept in the card's file: published, topics, bin.
SELECT DISTINCT card.id FROM change JOIN step ON step.key = change.step JOIN card ON card.key = change.card
WHERE seq > ?1 AND field BETWEEN 6 AND 8 AND step.session <> ?2
