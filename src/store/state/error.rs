//! Why decisions could not be read or kept, in sentences for the user.

use rusqlite::ErrorCode;

use crate::card::SafeText;
use crate::triage::{CardId, Field};

/// Why a call to the state database failed. Nothing of it was kept then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StateError {
    /// The folder cannot be made or looked into.
    #[error("decisions cannot be kept in {folder}: {reason}; name another folder with --state-dir")]
    Folder {
        /// Which.
        folder: SafeText,
        /// What the system says.
        reason: SafeText,
    },
    /// The database cannot be opened.
    #[error("{file} cannot be opened: {reason}")]
    Open {
        /// Which file.
        file: SafeText,
        /// What the system says.
        reason: SafeText,
    },
    /// On a network file system, one program at a time.
    #[error("another copydesk uses {0}, which lies on a network file system; close that one first")]
    InUse(SafeText),
    /// Others write to it all the time.
    #[error("not saved: another program keeps the state database busy; try again")]
    Busy,
    /// Somebody removed or replaced the file since it was opened.
    #[error("not saved: {0} was removed or replaced while copydesk was running; quit and start again")]
    Replaced(SafeText),
    /// Decisions can only be read.
    #[error("not saved: {0}")]
    ReadOnly(ReadOnly),
    /// There is no room.
    #[error("not saved: the disk is full; make room and try again")]
    DiskFull,
    /// Reading or writing failed.
    #[error("not saved: reading or writing the state database failed ({0})")]
    Io(SafeText),
    /// The database is not what was written. The next start repairs it.
    #[error("not saved: the state database is damaged ({0}); close every copydesk and start again to have it repaired")]
    Damaged(SafeText),
    /// A newer version of this program wrote the database, and keeps things otherwise.
    #[error("a newer copydesk wrote the state database (version {0}) in a way this one cannot read; update this one")]
    TooNew(i64),
    /// A card was named that was never decided about.
    #[error("not saved: card {0} is not in the state database; look for it again, then repeat")]
    UnknownCard(CardId),
    /// A value that the field does not take: a mistake of this program.
    #[error("not saved: {} cannot take that value", .0.name())]
    WrongValue(Field),
    /// Somebody else undid or redid the step meanwhile.
    #[error("not done: the step was undone or redone by another copydesk meanwhile")]
    Overtaken,
    /// The bundled library is not the one this program was built for.
    #[error("this program was built with SQLite {0}, which can damage databases; build it with 3.51.3 or newer")]
    OldSqlite(&'static str),
    /// A failure that has no better name.
    #[error("not saved: the state database reports: {0}")]
    Other(SafeText),
}

/// Why decisions can only be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReadOnly {
    /// A newer version of this program wrote the database.
    #[error("a newer copydesk wrote the state database (version {0}); update this one to decide about cards")]
    Newer(i64),
    /// The system does not let us write.
    #[error("the state folder or its database cannot be written to; decisions can be seen but not made")]
    Protected,
}

impl From<rusqlite::Error> for StateError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error;
        let text = SafeText::line(&error.to_string());
        match &error {
            Error::SqliteFailure(failure, _) => match failure.code {
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
                ErrorCode::DiskFull => Self::DiskFull,
                ErrorCode::ReadOnly => Self::ReadOnly(ReadOnly::Protected),
                ErrorCode::SystemIoFailure | ErrorCode::CannotOpen | ErrorCode::PermissionDenied => Self::Io(text),
                // The statements are fixed: where one does not fit the tables, the tables are not ours any more.
                ErrorCode::DatabaseCorrupt
                | ErrorCode::NotADatabase
                | ErrorCode::ConstraintViolation
                | ErrorCode::TypeMismatch
                | ErrorCode::SchemaChanged
                | ErrorCode::TooBig
                | ErrorCode::Unknown => Self::Damaged(text),
                _ => Self::Other(text),
            },
            Error::SqlInputError { .. }
            | Error::FromSqlConversionFailure(..)
            | Error::IntegralValueOutOfRange(..)
            | Error::InvalidColumnType(..)
            | Error::InvalidColumnIndex(_)
            | Error::InvalidColumnName(_)
            | Error::QueryReturnedNoRows
            | Error::Utf8Error(..) => Self::Damaged(text),
            _ => Self::Other(text),
        }
    }
}

/// Something is stored that this program never writes.
pub(super) fn damaged(what: &str) -> StateError {
    StateError::Damaged(SafeText::line(what))
}
