//! A look at how single cards stand, beside whoever writes at the moment: with a write-ahead log readers wait for nobody.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension};

use super::files::Files;
use super::ground::Ground;
use super::{StateError, connect, names, row, sql};
use crate::triage::{Standing, Subject};

/// A connection that only reads, and never keeps a writer waiting.
#[derive(Debug)]
pub struct Glance(Connection);

impl Glance {
    /// Opens the database in `folder` to look at it. `None` on a network file system, where only one can have it, and
    /// where there is no database yet.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open(folder: &Path) -> Result<Option<Self>, StateError> {
        let path = Files::of(folder).database();
        if Ground::of(folder) == Ground::Network || !path.is_file() {
            return Ok(None);
        }
        Ok(Some(Self(connect::read_only(&path, false)?)))
    }

    /// Everything that was decided about a card; `None` when nothing was.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn standing(&self, subject: &Subject) -> Result<Option<Standing>, StateError> {
        standing(&self.0, subject)
    }
}

/// Everything that was decided about a card, over any connection.
pub(super) fn standing(db: &Connection, subject: &Subject) -> Result<Option<Standing>, StateError> {
    let key = match subject {
        Subject::Known(id) => {
            let mut statement = db.prepare_cached(sql::CARD_BY_ID)?;
            statement.query_row([id.to_bytes()], |row| row.get(0)).optional()?
        }
        Subject::New(identity) => names::find(db, identity)?.0,
    };
    key.map_or(Ok(None), |key: i64| row::standing_of(db, key))
}
