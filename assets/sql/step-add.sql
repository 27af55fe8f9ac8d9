INSERT INTO step (key, id, device, session, hlc, at, kind, verb, target, changes, sum, last)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, 0, ?1)
