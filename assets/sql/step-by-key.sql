SELECT id, verb, changes, sum FROM step WHERE key = ?1
