SELECT key, id FROM card ORDER BY key
