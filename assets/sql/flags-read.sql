SELECT read, starred, archived, snoozed_until, position, published, topics, bin FROM flags WHERE card = ?1
