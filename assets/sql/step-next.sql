SELECT coalesce(max(key), 0) + 1 FROM step
