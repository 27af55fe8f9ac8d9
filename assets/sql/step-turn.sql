UPDATE step SET undone = ?2, last = ?3 WHERE key = ?1
