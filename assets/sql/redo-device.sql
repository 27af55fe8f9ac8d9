-- A step that was undone before the newest step of a verb cannot be redone any more.
SELECT key, id, verb, last FROM step
WHERE undone = 1 AND device = ?1 AND last > (SELECT coalesce(max(key), 0) FROM step WHERE device = ?1 AND kind = 0)
ORDER BY last DESC LIMIT 1
