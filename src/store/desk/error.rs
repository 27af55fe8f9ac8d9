//! Why a verb was not carried out. The sentences come from where it happened.

use crate::card::SafeText;
use crate::store::edit::SaveError;
use crate::store::state::StateError;

/// Why nothing was done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeskError {
    /// It could not be recorded. Files are as they were.
    #[error(transparent)]
    State(#[from] StateError),
    /// A file could not be written. All files are as they were.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// It could not be recorded, and a file could not be put back either.
    #[error("{reason}; {path} was changed before that and could not be put back")]
    Unrecorded {
        /// Why it was not recorded.
        reason: StateError,
        /// The file.
        path: SafeText,
    },
}
