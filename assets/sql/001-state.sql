-- Version 1 of the state database. A migration that was released is never edited; changes come as the next file.
--
-- `change` is the truth: it only grows. `flags`, and `undone` and `last` of a step, are what it adds up to.
-- Times are milliseconds since 1970 in `hlc` (shifted left by 16 bits, over a counter), seconds elsewhere.

CREATE TABLE device (
    key INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16)
) STRICT;

-- One row. The sums are over all rows of a table, so that rows which changed by themselves are noticed.
CREATE TABLE meta (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    device INTEGER NOT NULL REFERENCES device,
    created_at INTEGER NOT NULL,
    hlc INTEGER NOT NULL,
    card_sum INTEGER NOT NULL,
    alias_sum INTEGER NOT NULL,
    flags_sum INTEGER NOT NULL
) STRICT;

CREATE TABLE card (
    key INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16)
) STRICT;

-- The names a card is known by. One name leads to one card; writers see to that, by hash and text.
CREATE TABLE alias (
    key INTEGER PRIMARY KEY,
    hash INTEGER NOT NULL,
    alias TEXT NOT NULL,
    rule INTEGER NOT NULL,
    card INTEGER NOT NULL REFERENCES card
) STRICT;
CREATE INDEX alias_by_hash ON alias (hash, card);

-- kind: 0 done by a verb, 1 undo, 2 redo, 3 quiet (undo passes it by). target: the verb's step that was undone or
-- redone. last: the step that did, undid or redid this one last. sum: over the step and its changes.
CREATE TABLE step (
    key INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    device INTEGER NOT NULL REFERENCES device,
    session BLOB NOT NULL CHECK (length(session) = 16),
    hlc INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3),
    verb TEXT NOT NULL,
    target INTEGER REFERENCES step,
    changes INTEGER NOT NULL,
    sum INTEGER NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    last INTEGER NOT NULL
) STRICT;
CREATE INDEX step_of_session ON step (session) WHERE kind = 0;
CREATE INDEX step_of_device ON step (device) WHERE kind = 0;
CREATE INDEX step_undone ON step (last) WHERE undone = 1;

CREATE TABLE change (
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL CHECK (length(id) = 16),
    step INTEGER NOT NULL REFERENCES step,
    card INTEGER NOT NULL REFERENCES card,
    field INTEGER NOT NULL,
    old ANY,
    new ANY
) STRICT;
CREATE INDEX change_of_step ON change (step);

CREATE TABLE flags (
    card INTEGER PRIMARY KEY REFERENCES card,
    read INTEGER NOT NULL,
    starred INTEGER NOT NULL,
    archived INTEGER NOT NULL,
    snoozed_until INTEGER,
    position INTEGER,
    published TEXT,
    topics TEXT,
    bin TEXT
) STRICT;

CREATE TRIGGER change_stays BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TRIGGER change_is_kept BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;

-- The log in the shape in which it can be merged with that of another device.
CREATE VIEW log AS
SELECT change.id, device.id AS device, step.hlc, step.id AS step, card.id AS card, field, old, new
FROM change
JOIN step ON step.key = change.step
JOIN device ON device.key = step.device
JOIN card ON card.key = change.card
ORDER BY step.hlc, device.id, change.id;
