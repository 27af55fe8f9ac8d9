INSERT INTO card (id) VALUES (?1)
