//! The log as those see it who do not keep it: steps that were recorded, how far it was read, what was done in it so far.
//! Keeping it is [`crate::store::state`]'s work.

use super::{CardId, Flags, StepId};
use crate::card::Timestamp;

/// There and back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Take a step back.
    Undo,
    /// Take the undo of a step back.
    Redo,
}

/// A step that is on disk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Committed {
    /// The step; `None` when nothing changed and nothing was recorded.
    pub step: Option<StepId>,
    /// What the user had asked for.
    pub verb: String,
    /// How many fields changed.
    pub changes: usize,
    /// The card of each wish or change that was asked for, in their order. Empty when no step was recorded.
    pub subjects: Vec<CardId>,
    /// How each card that changed stands now; of several entries the last one counts.
    pub flags: Vec<(CardId, Flags)>,
    /// Cards that an undo or redo left alone, because a later step decided otherwise.
    pub conflicts: Vec<CardId>,
}

/// How far somebody has read the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cursor {
    /// Number of the last change that is known.
    pub change: i64,
    /// Number of the last name that is known.
    pub alias: i64,
}

/// What kind of step is in the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PastKind {
    /// A verb.
    Done,
    /// The undo of one.
    Undo,
    /// The redo of one.
    Redo,
    /// One that undo passes by.
    Quiet,
}

/// A step in the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// Which.
    pub step: StepId,
    /// When it was recorded.
    pub at: Timestamp,
    /// What kind it is.
    pub kind: PastKind,
    /// What the user asked for; of an undo or redo, what was asked for at first.
    pub verb: String,
    /// How many fields it changed, nearly always as many as cards.
    pub changes: i64,
    /// How many cards it changed.
    pub cards: i64,
    /// Whether it is a verb's step that is undone now.
    pub undone: bool,
}

impl Past {
    /// What it was, such as `archive` or `undo archive`.
    pub fn in_words(&self) -> String {
        match self.kind {
            PastKind::Done | PastKind::Quiet => self.verb.clone(),
            PastKind::Undo => format!("undo {}", self.verb),
            PastKind::Redo => format!("redo {}", self.verb),
        }
    }
}
