SELECT id, at, kind, verb, changes, undone, (SELECT count(DISTINCT card) FROM change WHERE change.step = step.key)
FROM step WHERE ?2 OR kind <> 3 ORDER BY key DESC LIMIT ?1
