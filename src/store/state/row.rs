//! How values, ids and standings lie in rows.

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, Row, ToSql};

use super::StateError;
use super::error::damaged;
use super::sql;
use crate::card::Timestamp;
use crate::triage::{Field, Standing, Value};

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Nothing => ToSqlOutput::Borrowed(ValueRef::Null),
            Self::Flag(flag) => ToSqlOutput::Borrowed(ValueRef::Integer(i64::from(*flag))),
            Self::Number(number) | Self::At(Timestamp(number)) => ToSqlOutput::Borrowed(ValueRef::Integer(*number)),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
        })
    }
}

/// What a column holds as a value of `field`.
pub(super) fn value(field: Field, column: ValueRef<'_>) -> Result<Value, StateError> {
    let value = match (field, column) {
        (_, ValueRef::Null) => Value::Nothing,
        (Field::Read | Field::Starred | Field::Archived, ValueRef::Integer(number @ (0 | 1))) => {
            Value::Flag(number == 1)
        }
        (Field::Snoozed, ValueRef::Integer(seconds)) => Value::At(Timestamp(seconds)),
        (Field::Position, ValueRef::Integer(number)) => Value::Number(number),
        (_, ValueRef::Text(bytes)) => Value::Text(text(bytes)?.into()),
        _ => return Err(damaged("a value is of the wrong kind")),
    };
    if field.takes(&value) { Ok(value) } else { Err(damaged("a value is of the wrong kind")) }
}

/// A standing from the first eight columns of `flags-read.sql` or `flags-all.sql`.
pub(super) fn standing(row: &Row<'_>) -> Result<Standing, StateError> {
    let flag = |column: usize| match row.get_ref(column)? {
        ValueRef::Integer(number @ (0 | 1)) => Ok(number == 1),
        _ => Err(damaged("a flag is neither on nor off")),
    };
    let number = |column: usize| match row.get_ref(column)? {
        ValueRef::Null => Ok(None),
        ValueRef::Integer(number) => Ok(Some(number)),
        _ => Err(damaged("a number is none")),
    };
    let words = |column: usize| match row.get_ref(column)? {
        ValueRef::Null => Ok(None),
        ValueRef::Text(bytes) => Ok(Some(text(bytes)?.into())),
        _ => Err(damaged("a text is none")),
    };
    Ok(Standing {
        read: flag(0)?,
        starred: flag(1)?,
        archived: flag(2)?,
        snoozed_until: number(3)?.map(Timestamp),
        position: number(4)?,
        published: words(5)?,
        topics: words(6)?,
        bin: words(7)?,
    })
}

/// How the card with this key stands; `None` when nothing was decided about it.
pub(super) fn standing_of(db: &Connection, card: i64) -> Result<Option<Standing>, StateError> {
    let mut statement = db.prepare_cached(sql::FLAGS_READ)?;
    let mut rows = statement.query([card])?;
    rows.next()?.map(standing).transpose()
}

fn text(bytes: &[u8]) -> Result<&str, StateError> {
    str::from_utf8(bytes).map_err(|_| damaged("a text is not UTF-8"))
}
