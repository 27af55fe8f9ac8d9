INSERT INTO change (id, step, card, field, old, new) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
