SELECT key, undone, last FROM step WHERE id = ?1 AND kind = 0
