UPDATE step SET changes = ?2, sum = ?3 WHERE key = ?1
