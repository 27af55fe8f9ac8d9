-- What this session undid last, whoever had done it. A step that was undone before the newest step of a verb cannot be
-- redone any more.
SELECT step.key, step.id, step.verb, step.last FROM step JOIN step AS turn ON turn.key = step.last
WHERE step.undone = 1 AND turn.session = ?1
    AND step.last > (SELECT coalesce(max(key), 0) FROM step WHERE session = ?1 AND kind = 0)
ORDER BY step.last DESC LIMIT 1
