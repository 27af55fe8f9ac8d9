SELECT key, id, verb, last FROM step WHERE device = ?1 AND kind = 0 AND undone = 0 ORDER BY key DESC LIMIT 1
