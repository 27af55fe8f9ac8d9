//! Whether a database still is what was written: its structure by SQLite's own check, its values by the sums, its flags
//! by the log.

use std::collections::HashMap;

use rusqlite::Connection;

use super::error::damaged;
use super::known::Known;
use super::{StateError, row, sql, undo};
use crate::triage::{Field, Standing, stable_hash};

/// Structure and values of everything that is read at the start.
pub(super) fn quick(db: &Connection) -> Result<(), StateError> {
    let verdict: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(damaged(&verdict));
    }
    Known::read(db).map(drop)
}

/// As [`quick`], and indexes, the whole log, and that the flags are what the log adds up to.
pub(super) fn thorough(db: &Connection) -> Result<(), StateError> {
    let verdict: String = db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(damaged(&verdict));
    }
    Known::read(db)?;
    let mut statement = db.prepare(sql::ALIAS_TEXTS)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (hash, text): (i64, String) = (row.get(0)?, row.get(1)?);
        if stable_hash(text.as_bytes()).cast_signed() != hash {
            return Err(damaged("a name does not match its hash"));
        }
    }
    for key in db.prepare("SELECT key FROM step ORDER BY key")?.query_map([], |row| row.get(0))? {
        undo::step(db, key?)?;
    }
    flags_follow_the_log(db)
}

fn flags_follow_the_log(db: &Connection) -> Result<(), StateError> {
    let mut projected: HashMap<i64, Standing> = HashMap::new();
    let mut statement = db.prepare(sql::CHANGE_ALL)?;
    let mut rows = statement.query([])?;
    while let Some(found) = rows.next()? {
        let field = Field::from_number(found.get(1)?).ok_or_else(|| damaged("a change is of no known field"))?;
        let value = row::value(field, found.get_ref(2)?)?;
        projected.entry(found.get(0)?).or_default().set(field, &value);
    }
    let mut statement = db.prepare(sql::FLAGS_ALL)?;
    let mut rows = statement.query([])?;
    while let Some(found) = rows.next()? {
        if projected.remove(&found.get(8)?) != Some(row::standing(found)?) {
            return Err(damaged("the flags are not what the log adds up to"));
        }
    }
    if projected.is_empty() { Ok(()) } else { Err(damaged("flags are missing")) }
}
