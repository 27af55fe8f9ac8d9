//! Why a verb was not carried out. The sentences come from where it happened.

use crate::store::edit::SaveError;
use crate::store::state::StateError;
use crate::triage::StepId;

/// Why nothing was done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeskError {
    /// It could not be recorded. Files are as they were.
    #[error(transparent)]
    State(#[from] StateError),
    /// A file could not be written. All files are as they were.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// A step was not taken back, nor done again, because a file has to be left alone.
    #[error("nothing was taken back: {}", .reason.reason())]
    NotTurned {
        /// Which step.
        step: StepId,
        /// Why.
        reason: SaveError,
    },
}
