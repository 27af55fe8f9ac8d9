//! A segment as a library holds it: which of its heads still count, and where newer ones are. What outdates a head is
//! decided in [`super::Library`].

use std::collections::HashMap;
use std::sync::Arc;

use super::{Segment, Slot, SlotSet};

/// A segment, and which of its rows count for nothing any more. Segments never change, so these stay where they are.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub(super) segment: Arc<Segment>,
    outdated: Option<Arc<Outdated>>,
}

#[derive(Debug, Clone, Default)]
struct Outdated {
    /// The rows, as slots of a segment number 0: whether a row counts is asked for every card of every search.
    rows: SlotSet,
    /// Where newer heads of the same files are, by row.
    newer: HashMap<u16, Slot>,
}

impl Held {
    pub(super) fn new(segment: Arc<Segment>) -> Self {
        Self { segment, outdated: None }
    }

    /// Whether the head in `row` counts.
    pub(super) fn has(&self, row: usize) -> bool {
        match (&self.outdated, Slot::new(0, row)) {
            (Some(outdated), Some(row)) => !outdated.rows.has(row),
            _ => true,
        }
    }

    /// The head that took the place of the one in `row`. It is in a later segment, and may be outdated itself.
    pub(super) fn newer(&self, row: usize) -> Option<Slot> {
        self.outdated.as_ref()?.newer.get(&u16::try_from(row).ok()?).copied()
    }

    /// Lets the head in `row` count for nothing. Returns whether it counted.
    pub(super) fn outdate(&mut self, row: usize, newer: Option<Slot>) -> bool {
        let (Some(place), Ok(number)) = (Slot::new(0, row), u16::try_from(row)) else { return false };
        if row >= self.segment.len() {
            return false;
        }
        let outdated = Arc::make_mut(self.outdated.get_or_insert_default());
        outdated.newer.extend(newer.map(|newer| (number, newer)));
        outdated.rows.insert(place)
    }

    /// How many rows count.
    pub(super) fn len(&self) -> usize {
        let outdated = self.outdated.as_ref().map_or(0, |outdated| outdated.rows.len());
        self.segment.len().saturating_sub(outdated)
    }

    /// Gives back the memory of a segment none of whose rows counts. Where they are now stays known.
    pub(super) fn shed(&mut self) {
        if self.len() == 0 && !self.segment.is_empty() {
            self.segment = Arc::default();
        }
    }

    /// Whether both are the very same.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.segment, &other.segment)
            && match (&self.outdated, &other.outdated) {
                (Some(one), Some(other)) => Arc::ptr_eq(one, other),
                (one, other) => one.is_none() && other.is_none(),
            }
    }
}
