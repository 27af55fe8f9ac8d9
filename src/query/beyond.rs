//! What a query asks of cards that their heads do not hold. Who knows the answers is [`crate::work`]'s affair.

use super::Stopped;
use crate::library::{Library, Slot, SlotSet};

/// Which text of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Depth {
    /// The body, folded.
    Body,
    /// The card's own links in lower case, one a line.
    Links,
}

/// A test of one text.
#[derive(Clone, Copy)]
pub struct Probe<'a> {
    /// Which text.
    pub depth: Depth,
    /// Whether it passes. Called from several threads.
    pub test: &'a (dyn Fn(&str) -> bool + Sync),
}

/// Whoever can read the files.
pub trait Beyond {
    /// For each probe the cards whose text passes. Only those `among` are looked at, if given.
    ///
    /// # Errors
    /// [`Stopped`] when `stop` said so.
    fn find(
        &self,
        library: &Library,
        probes: &[Probe<'_>],
        among: Option<&SlotSet>,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Vec<SlotSet>, Stopped>;

    /// The cards of the library that the file of the card at `slot` names as related or as its items.
    fn related(&self, library: &Library, slot: Slot) -> Vec<Slot>;
}

/// Knows no file: no body passes, no card is related.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nothing;

impl Beyond for Nothing {
    fn find(
        &self,
        _: &Library,
        probes: &[Probe<'_>],
        _: Option<&SlotSet>,
        _: &(dyn Fn() -> bool + Sync),
    ) -> Result<Vec<SlotSet>, Stopped> {
        Ok(vec![SlotSet::default(); probes.len()])
    }

    fn related(&self, _: &Library, _: Slot) -> Vec<Slot> {
        Vec::new()
    }
}
