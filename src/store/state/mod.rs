//! The state database, `state.db`: every decision, for ever, and what they add up to. What a decision is, is
//! [`crate::triage`]'s; on which thread this blocks is the caller's affair.
//!
//! ```text
//! State::open --> Known      all flags at once, looked up by the names of a card
//!       |
//!       +-- commit(Draft) --> Committed     one transaction, acknowledged when it is on disk
//!       +-- undo, redo(Scope)               append the inverse of a step
//!       +-- adopt(Identity)                 new names of known cards, after a rename or a changed link
//!       +-- news_since(Cursor)              what others did; Watch says when to ask
//!       +-- history, binned, back_up_daily, check
//! ```
//!
//! SQLite in WAL mode with `synchronous = FULL`: a commit that returned outlives a crash and, on disks that honour
//! fsync, a power cut. Several processes may use one database; each commit takes the write lock at its beginning, reads
//! how the cards stand by then, and records what it really changes. On a network file system one process at a time uses
//! it, with a rollback journal.

mod backup;
mod check;
mod connect;
mod error;
mod files;
mod glance;
mod ground;
mod known;
mod meta;
mod names;
mod news;
mod notice;
mod open;
mod repair;
mod replace;
mod row;
mod schema;
mod sql;
mod sums;
#[cfg(test)]
mod tests;
mod undo;
mod views;
mod visit;
mod watch;
mod writer;

use std::fs::File;
use std::path::Path;
use std::time::SystemTime;

use rusqlite::Connection;

pub use error::{ReadOnly, StateError};
pub use glance::Glance;
pub use known::{Found, Known};
pub use news::News;
pub use notice::Notice;
pub use views::{ViewsError, ViewsFile};
pub use visit::{VisitError, VisitFile};
pub use watch::{Watch, WatchError};

use crate::card::{SafeText, Timestamp};
use crate::triage::{
    CardId, Change, Committed, Cursor, DeviceId, Direction, Draft, Identity, SessionId, Standing, StepId, Subject,
};
use files::Files;
pub(super) use ground::Ground;
use writer::{Kind, Writer};

/// An open state database. Calls block.
#[derive(Debug)]
pub struct State {
    // Closed before the lock is given up: fields are dropped in this order.
    db: Connection,
    held: Option<File>,
    files: Files,
    read_only: Option<ReadOnly>,
    device: i64,
    device_id: DeviceId,
    session: SessionId,
    data_version: i64,
    was_alone: bool,
    /// Which file it is, where that can be told.
    inode: Option<(u64, u64)>,
}

/// Whose steps undo and redo mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Those of this [`State`].
    Session,
    /// Those of this database, whichever program made them.
    Device,
}

/// A step that can be undone or redone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The verb's step.
    pub step: StepId,
    /// What the user had asked for.
    pub verb: String,
    /// Which way it goes.
    pub direction: Direction,
    /// What is to change. Changes that are taken out of here stay undone, or done.
    pub changes: Vec<Change>,
    last: i64,
}

impl State {
    /// Opens the database in `folder`, making both if need be, and repairs it if it must. The notices are for the user.
    ///
    /// The structure is checked when the last program did not close it. Damage in between is found by [`Self::known`]
    /// and whoever else meets it; then [`Self::open`] again repairs it.
    ///
    /// # Errors
    /// One sentence about what is in the way.
    pub fn open(folder: &Path, now: Timestamp) -> Result<(Self, Vec<Notice>), StateError> {
        open::open(folder, now, None)
    }

    /// Whether there is a database in `folder`. Nothing was ever decided where there is none.
    pub fn exists(folder: &Path) -> bool {
        Files::of(folder).database().is_file()
    }

    /// As [`Self::open`], together with everything that is known, and repaired if that turns out to be damaged.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_known(folder: &Path, now: Timestamp) -> Result<(Self, Known, Vec<Notice>), StateError> {
        let (state, mut notices) = Self::open(folder, now)?;
        match state.known() {
            Err(StateError::Damaged(_)) => {
                drop(state);
                let (state, more) = Self::open(folder, now)?;
                notices.extend(more);
                let known = state.known()?;
                Ok((state, known, notices))
            }
            known => Ok((state, known?, notices)),
        }
    }

    /// Everything that was decided so far.
    ///
    /// # Errors
    /// When the database cannot be read, or is not what was written; it is then repaired when it is opened next.
    pub fn known(&self) -> Result<Known, StateError> {
        self.watched(Known::read(&self.db))
    }

    /// The cards with these names, `None` for those nothing was decided about.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn identify(&self, identities: &[Identity]) -> Result<Vec<Option<CardId>>, StateError> {
        let find = |identity| {
            let (key, _) = names::find(&self.db, identity)?;
            key.map(|key| writer::card_id(&self.db, key)).transpose()
        };
        identities.iter().map(find).collect()
    }

    /// Up to where the log goes now.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn cursor(&self) -> Result<Cursor, StateError> {
        news::end_of_log(&self.db)
    }

    /// Adds the names that are missing to cards that are known by another one, as [`Found::complete`] tells. Returns how
    /// many names there were. Call it for cards whose files were renamed or whose links changed.
    ///
    /// # Errors
    /// When they cannot be kept; nothing was.
    pub fn adopt(&mut self, identities: &[Identity]) -> Result<usize, StateError> {
        self.check_writable()?;
        let adopted = self.watched(writer::adopt(&self.db, identities));
        self.ring();
        adopted
    }

    /// Records a step. When this returns, it is on disk, whole.
    ///
    /// What a field was is read anew, so that the log has no gaps when others decided meanwhile; what is so already is
    /// not recorded. Only for fields in files the caller's word counts.
    ///
    /// # Errors
    /// When it cannot be kept; nothing of it was.
    pub fn commit(&mut self, draft: &Draft) -> Result<Committed, StateError> {
        if draft.wishes.is_empty() {
            return Ok(Committed { verb: draft.verb.clone(), ..Committed::default() });
        }
        self.check_writable()?;
        let recorded = self.watched(self.record(draft));
        self.ring();
        recorded
    }

    fn record(&self, draft: &Draft) -> Result<Committed, StateError> {
        let kind = if draft.quiet { Kind::Quiet } else { Kind::Done };
        let mut writer = Writer::begin(&self.db, self.session, kind, &draft.verb, None)?;
        let mut subjects = Vec::with_capacity(draft.wishes.len());
        for wish in &draft.wishes {
            let card = writer.card(&wish.subject)?;
            subjects.push(card.id);
            let before = writer.standing(card)?;
            let old = match &before {
                _ if wish.field.is_in_file() => wish.old.clone(),
                Some(before) => before.get(wish.field),
                None => wish.field.unset(),
            };
            if old != wish.new {
                writer.change(card, before.as_ref(), wish.field, old, wish.new.clone())?;
            }
        }
        if writer.changes() == 0 {
            // The transaction ends with the writer, and with it the step and cards without a change.
            return Ok(Committed { verb: draft.verb.clone(), ..Committed::default() });
        }
        writer.commit(subjects, Vec::new())
    }

    /// Makes a backup if the newest one is a day old. Returns whether it did.
    ///
    /// # Errors
    /// When the database is damaged or the backup cannot be written.
    pub fn back_up_daily(&self, now: Timestamp) -> Result<bool, StateError> {
        if self.read_only.is_some() || !backup::is_due(&self.files, now) {
            return Ok(false);
        }
        self.watched(backup::make(&self.db, &self.files, now))?;
        Ok(true)
    }

    /// Checks everything: structure, indexes, sums, and that the flags are what the log adds up to.
    ///
    /// # Errors
    /// [`StateError::Damaged`] with the first thing that is wrong.
    pub fn check(&self) -> Result<(), StateError> {
        self.watched(check::thorough(&self.db))
    }

    /// Why decisions can only be read, if so.
    pub fn read_only(&self) -> Option<ReadOnly> {
        self.read_only
    }

    /// Whether nobody else had the database open when this was opened.
    pub fn was_alone(&self) -> bool {
        self.was_alone
    }

    /// Everything that was decided about a card; `None` when nothing was.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn standing(&self, subject: &Subject) -> Result<Option<Standing>, StateError> {
        self.watched(glance::standing(&self.db, subject))
    }

    /// The database's own id, under which its steps go.
    pub fn device(&self) -> DeviceId {
        self.device_id
    }

    pub(in crate::store) fn check_writable(&self) -> Result<(), StateError> {
        if let Some(reason) = self.read_only {
            return Err(StateError::ReadOnly(reason));
        }
        // What is written to a file without a name is lost.
        if self.files.inode() != self.inode {
            return Err(StateError::Replaced(shown(&self.files.database())));
        }
        Ok(())
    }

    /// Stirs the folder for [`Watch`]: the journal is written before others can see what is in it.
    fn ring(&self) {
        // Only a hint: whoever misses it hears of this with the next one.
        if let Some(held) = &self.held {
            let _ = held.set_modified(SystemTime::now());
        }
    }

    /// Remembers damage for the next one who opens the database alone.
    fn watched<T>(&self, outcome: Result<T, StateError>) -> Result<T, StateError> {
        match (outcome, self.read_only) {
            // What is damage to us may be order to them, and is not ours to repair.
            (Err(StateError::Damaged(_)), Some(ReadOnly::Newer(version))) => Err(StateError::TooNew(version)),
            (Err(StateError::Damaged(why)), _) => {
                self.files.set_suspect(true);
                Err(StateError::Damaged(why))
            }
            (outcome, _) => outcome,
        }
    }
}

/// A path as it may be shown.
fn shown(path: &Path) -> SafeText {
    super::shown_path(path)
}
