SELECT hash, card FROM alias ORDER BY hash, card
