INSERT INTO alias (hash, alias, rule, card) VALUES (?1, ?2, ?3, ?4)
