//! What a user must be told about the state database that was opened.

use crate::card::SafeText;

use super::ReadOnly;

/// Something out of the ordinary that did not keep the database from being opened. As text: one sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Notice {
    /// It was damaged, and a backup took its place.
    #[error(
        "the state database was damaged ({reason}) and is now {moved_to}; the backup {backup} took its place: decisions made since then are only in the damaged file"
    )]
    Restored {
        /// What was wrong.
        reason: SafeText,
        /// File name of the damaged one.
        moved_to: SafeText,
        /// File name of the backup; it begins with the time it was made.
        backup: SafeText,
    },
    /// It was damaged, and there was no backup.
    #[error(
        "the state database was damaged ({reason}) and is now {moved_to}; there is no backup, so all cards count as undecided"
    )]
    StartedEmpty {
        /// What was wrong.
        reason: SafeText,
        /// File name of the damaged one.
        moved_to: SafeText,
    },
    /// Decisions can only be read.
    #[error("{0}")]
    ReadOnly(ReadOnly),
    /// The folder lies on a network file system.
    #[error("decisions are kept on a network file system: only one copydesk can use them at a time")]
    Network,
}
