//! What changed since the log was read last, and what was done so far.

use rusqlite::Connection;

use super::error::damaged;
use super::writer::card_id;
use super::{State, StateError, row, sql};
use crate::card::Timestamp;
use crate::triage::{CardId, Cursor, Flags, Past, PastKind, StepId};

/// Where the log ends now.
pub(super) fn end_of_log(db: &Connection) -> Result<Cursor, StateError> {
    let read = |row: &rusqlite::Row<'_>| Ok(Cursor { change: row.get(0)?, alias: row.get(1)? });
    Ok(db.prepare_cached(sql::CHANGE_LAST)?.query_row([], read)?)
}

/// What changed since.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct News {
    /// Cards that were decided about, and how they stand now.
    pub cards: Vec<(CardId, Flags)>,
    /// New names, as [`crate::triage::Alias::hash`], and the cards they lead to.
    pub names: Vec<(u64, CardId)>,
    /// Cards whose files somebody else changed or moved.
    pub edited: Vec<CardId>,
    /// Up to here.
    pub cursor: Cursor,
}

impl State {
    /// Whether another connection committed since this was asked last. Cheap: no table is read.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn changed_elsewhere(&mut self) -> Result<bool, StateError> {
        let version = data_version(&self.db)?;
        Ok(std::mem::replace(&mut self.data_version, version) != version)
    }

    /// What changed since `cursor`, by whoever it was.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn news_since(&self, cursor: Cursor) -> Result<News, StateError> {
        let tx = self.db.unchecked_transaction()?;
        let mut news = News { cursor: end_of_log(&tx)?, ..News::default() };
        let mut statement = tx.prepare_cached(sql::CHANGE_SINCE)?;
        let mut rows = statement.query([cursor.change])?;
        while let Some(found) = rows.next()? {
            let card: i64 = found.get(0)?;
            let standing =
                tx.prepare_cached(sql::FLAGS_READ)?.query_row([card], |found| Ok(row::standing(found)))??;
            news.cards.push((card_id(&tx, card)?, standing.flags()));
        }
        let mut statement = tx.prepare_cached(sql::ALIAS_SINCE)?;
        let mut rows = statement.query([cursor.alias])?;
        while let Some(found) = rows.next()? {
            let hash: i64 = found.get(1)?;
            news.names.push((hash.cast_unsigned(), CardId::from_bytes(found.get(2)?)));
        }
        let mut statement = tx.prepare_cached(sql::EDITED_SINCE)?;
        let mut rows = statement.query((cursor.change, self.session.to_bytes()))?;
        while let Some(found) = rows.next()? {
            news.edited.push(CardId::from_bytes(found.get(0)?));
        }
        Ok(news)
    }

    /// The last `limit` steps, the newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn history(&self, limit: usize) -> Result<Vec<Past>, StateError> {
        self.steps(limit, true)
    }

    /// As [`Self::history`], without the steps that undo passes by.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn history_of_verbs(&self, limit: usize) -> Result<Vec<Past>, StateError> {
        self.steps(limit, false)
    }

    fn steps(&self, limit: usize, with_quiet: bool) -> Result<Vec<Past>, StateError> {
        let mut statement = self.db.prepare_cached(sql::STEP_HISTORY)?;
        let mut rows = statement.query((i64::try_from(limit).unwrap_or(i64::MAX), with_quiet))?;
        let mut history = Vec::new();
        while let Some(row) = rows.next()? {
            let kind = match row.get::<_, i64>(2)? {
                0 => PastKind::Done,
                1 => PastKind::Undo,
                2 => PastKind::Redo,
                3 => PastKind::Quiet,
                _ => return Err(damaged("a step is of no known kind")),
            };
            history.push(Past {
                step: StepId::from_bytes(row.get(0)?),
                at: Timestamp(row.get(1)?),
                kind,
                verb: row.get(3)?,
                changes: row.get(4)?,
                undone: row.get(5)?,
                cards: row.get(6)?,
            });
        }
        Ok(history)
    }

    /// The cards whose files lie in the bin, and where.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn binned(&self) -> Result<Vec<(CardId, String)>, StateError> {
        let mut statement = self.db.prepare_cached(sql::FLAGS_BINNED)?;
        let rows = statement.query_map([], |row| Ok((CardId::from_bytes(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

pub(super) fn data_version(db: &Connection) -> Result<i64, StateError> {
    Ok(db.pragma_query_value(None, "data_version", |row| row.get(0))?)
}
