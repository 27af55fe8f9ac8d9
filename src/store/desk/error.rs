//! Why a verb was not carried out. The sentences come from where it happened.

use crate::store::edit::SaveError;
use crate::store::state::StateError;
use crate::triage::{Direction, StepId};

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
    #[error("nothing was {}: {}", past(*.direction), .reason.reason())]
    NotTurned {
        /// Which step.
        step: StepId,
        /// Which of the two.
        direction: Direction,
        /// Why.
        reason: SaveError,
    },
}

fn past(direction: Direction) -> &'static str {
    match direction {
        Direction::Undo => "taken back",
        Direction::Redo => "done again",
    }
}
