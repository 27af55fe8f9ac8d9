SELECT card.id, bin FROM flags JOIN card ON card.key = flags.card WHERE bin IS NOT NULL ORDER BY card.id
