SELECT id, at, kind, verb, changes, undone FROM step ORDER BY key DESC LIMIT ?1
