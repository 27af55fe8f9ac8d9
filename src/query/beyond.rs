//! What a query asks of cards that their heads do not hold. Who knows the answers is [`crate::work`]'s affair.

use super::{Field, Filter, Probe, State, Stopped, Views};
use crate::library::{Library, Slot, SlotSet};

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

/// Whether a filter asks for texts that no head holds, so that reading a library must keep them.
pub fn asks_texts(filter: &Filter, views: &Views) -> bool {
    fn asks(filter: &Filter, views: &Views, depth: usize) -> bool {
        match filter {
            Filter::All(filters) | Filter::Any(filters) => filters.iter().any(|filter| asks(filter, views, depth)),
            Filter::Not(filter) => asks(filter, views, depth),
            Filter::Field(field, _) => matches!(field, Field::Text | Field::Body | Field::Link),
            Filter::View(name) => {
                views.get(name).is_some_and(|view| depth > 0 && asks(&view.query.filter, views, depth - 1))
            }
            _ => false,
        }
    }
    asks(filter, views, super::compile::VIEW_DEPTH)
}

/// Whether a filter asks for cards in the bin, so that reading a library must look there, too.
pub fn asks_bin(filter: &Filter, views: &Views) -> bool {
    fn asks(filter: &Filter, views: &Views, depth: usize) -> bool {
        match filter {
            Filter::All(filters) | Filter::Any(filters) => filters.iter().any(|filter| asks(filter, views, depth)),
            Filter::Not(filter) => asks(filter, views, depth),
            Filter::Is(state) => *state == State::Binned,
            Filter::View(name) => {
                views.get(name).is_some_and(|view| depth > 0 && asks(&view.query.filter, views, depth - 1))
            }
            _ => false,
        }
    }
    asks(filter, views, super::compile::VIEW_DEPTH)
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
