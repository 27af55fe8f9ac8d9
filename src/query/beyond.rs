//! What a query asks of cards that their heads do not hold. Who knows the answers is [`crate::work`]'s affair.

use super::compile::VIEW_DEPTH;
use super::{Field, Filter, Probe, State, Stopped, Texts, Views};
use crate::library::{Library, Slot, SlotSet};

/// Whoever can read the files.
pub trait Beyond: Texts {
    /// The cards of the library that the file of the card at `slot` names as related or as its items.
    fn related(&self, library: &Library, slot: Slot) -> Vec<Slot>;
}

/// Whether a filter asks for texts that no head holds, so that reading a library must keep them.
pub fn asks_texts(filter: &Filter, views: &Views) -> bool {
    let is_beyond = |filter: &Filter| matches!(filter, Filter::Field(Field::Text | Field::Body | Field::Link, _));
    asks(filter, views, VIEW_DEPTH, &is_beyond)
}

/// Whether a filter asks for cards in the bin, so that reading a library must look there, too.
pub fn asks_bin(filter: &Filter, views: &Views) -> bool {
    asks(filter, views, VIEW_DEPTH, &|filter| *filter == Filter::Is(State::Binned))
}

/// Whether any condition of a filter, or of a view that it names, is a wanted one.
fn asks(filter: &Filter, views: &Views, depth: usize, wanted: &dyn Fn(&Filter) -> bool) -> bool {
    match filter {
        Filter::All(filters) | Filter::Any(filters) => filters.iter().any(|filter| asks(filter, views, depth, wanted)),
        Filter::Not(filter) => asks(filter, views, depth, wanted),
        Filter::View(name) => {
            views.get(name).is_some_and(|view| depth > 0 && asks(&view.query.filter, views, depth - 1, wanted))
        }
        filter => wanted(filter),
    }
}

/// Knows no file: no body passes, no card is related.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nothing;

impl Texts for Nothing {
    fn find(
        &self,
        _: &Library,
        probes: &[Probe<'_>],
        _: Option<&SlotSet>,
        _: &(dyn Fn() -> bool + Sync),
    ) -> Result<Vec<SlotSet>, Stopped> {
        Ok(vec![SlotSet::default(); probes.len()])
    }
}

impl Beyond for Nothing {
    fn related(&self, _: &Library, _: Slot) -> Vec<Slot> {
        Vec::new()
    }
}
