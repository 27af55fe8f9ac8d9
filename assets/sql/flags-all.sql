SELECT read, starred, archived, snoozed_until, position, published, topics, bin, card FROM flags ORDER BY card
