SELECT (SELECT coalesce(max(seq), 0) FROM change), (SELECT coalesce(max(key), 0) FROM alias)
