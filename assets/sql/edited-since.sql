-- Fields 6 to 9 are about the card's file: published, topics, bin, content.
SELECT DISTINCT card.id FROM change JOIN step ON step.key = change.step JOIN card ON card.key = change.card
WHERE seq > ?1 AND field BETWEEN 6 AND 9 AND step.session <> ?2
