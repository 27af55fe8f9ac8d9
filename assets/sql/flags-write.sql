INSERT OR REPLACE INTO flags (card, read, starred, archived, snoozed_until, position, published, topics, bin)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
