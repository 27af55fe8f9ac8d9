//! What came of a search, and what can be asked about it afterwards without searching again.

use std::sync::Arc;

use super::compile::Condition;
use super::eval::Beyond;
use super::{Compiled, Field};
use crate::card::Timestamp;
use crate::library::{Heading, Library, Slot, SlotSet};
use crate::triage::Flags;

/// The cards that match a query, and the query as it was understood.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// The cards, in order.
    pub slots: Arc<[Slot]>,
    /// Where each group of them begins.
    pub headings: Arc<[Heading]>,
    /// Every file was asked that had to be; otherwise this is what the heads tell, and more may come.
    pub is_complete: bool,
    /// The cards as they lie in the library, before any limit.
    pub(super) matching: Arc<[Slot]>,
    pub(super) compiled: Arc<Compiled>,
    /// For each probe the cards that pass it.
    pub(super) hits: Arc<[SlotSet]>,
}

impl Answer {
    /// Whether the card at `slot` matches at this moment, now that it stands so.
    pub fn has(&self, library: &Library, slot: Slot, flags: Flags, now: Timestamp) -> bool {
        let beyond = if self.is_complete { Beyond::Known(&self.hits) } else { Beyond::Supposed(true) };
        self.compiled.matches(library, slot, flags, now, beyond)
    }

    /// Cards got other heads: what was known of the old ones is known of the new ones.
    pub fn follow(&mut self, moved: impl Fn(Slot) -> Option<Slot>) {
        if !self.hits.is_empty() {
            self.hits = self.hits.iter().map(|hits| followed(hits, &moved)).collect();
        }
        if names_cards(&self.compiled.root) {
            follow(&mut Arc::make_mut(&mut self.compiled).root, &moved);
        }
    }

    /// The library changed while the answer was found: cards that are gone are left out, and heads that were replaced make
    /// way for those that are there now. No group is left without cards.
    pub fn keep_current(&mut self, library: &Library) {
        let now: Vec<Option<Slot>> = self.slots.iter().map(|slot| library.current(*slot)).collect();
        let kept_before = |row: usize| now.iter().take(row).flatten().count();
        let headings = self.headings.iter().map(|heading| {
            let (row, end) = (kept_before(heading.row), kept_before(heading.row + heading.cards));
            Heading { row, cards: end - row, ..heading.clone() }
        });
        self.headings = headings.filter(|heading| heading.cards > 0).collect();
        self.slots = now.into_iter().flatten().collect();
        self.follow(|slot| library.current(slot));
    }

    /// Where in a text that is shown something stands that was looked for: ranges of bytes, in order, none in another.
    pub fn found_in(&self, field: Field, text: &str) -> Vec<std::ops::Range<usize>> {
        super::found::found_in(&self.compiled.looked_for, field, text)
    }

    /// Whether anything was looked for that may stand in a text.
    pub fn looks_for_text(&self) -> bool {
        !self.compiled.looked_for.is_empty()
    }
}

/// Whether it is one about cards that were looked up.
fn names_cards(condition: &Condition) -> bool {
    match condition {
        Condition::All(conditions) | Condition::Any(conditions) => conditions.iter().any(names_cards),
        Condition::Not(condition) => names_cards(condition),
        Condition::Cards(_) => true,
        _ => false,
    }
}

fn follow(condition: &mut Condition, moved: &impl Fn(Slot) -> Option<Slot>) {
    match condition {
        Condition::All(conditions) | Condition::Any(conditions) => {
            conditions.iter_mut().for_each(|condition| follow(condition, moved));
        }
        Condition::Not(condition) => follow(condition, moved),
        Condition::Cards(cards) => *cards = followed(cards, moved),
        _ => {}
    }
}

fn followed(slots: &SlotSet, moved: &impl Fn(Slot) -> Option<Slot>) -> SlotSet {
    slots.iter().map(|slot| moved(slot).unwrap_or(slot)).collect()
}
