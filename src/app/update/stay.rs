//! Rows that stay in a list that is asked for anew: what stopped matching because of what was done to it stays where it
//! is, dimmed, until the view is entered again.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::model::Model;
use crate::library::{Heading, Slot, SlotSet};
use crate::query::Answer;

/// The rows of a new answer to the question of the list, with those that stay behind the row they were behind. The list
/// and its answer are still the old ones; slots mean the same in both.
pub(super) fn with_those_that_left(model: &Model, answer: &mut Answer) -> Arc<[Slot]> {
    let listed: SlotSet = answer.slots.iter().copied().collect();
    let mut behind: HashMap<Option<Slot>, Vec<Slot>> = HashMap::new();
    let mut last = None;
    for slot in model.list.slots.iter().copied() {
        if listed.has(slot) {
            last = Some(slot);
        } else if left(model, slot) {
            behind.entry(last).or_default().push(slot);
        }
    }
    if behind.is_empty() {
        return answer.slots.clone();
    }
    let mut rows: Vec<Slot> = behind.remove(&None).unwrap_or_default();
    let mut added: Vec<usize> = (0..rows.len()).collect();
    for slot in answer.slots.iter().copied() {
        rows.push(slot);
        let stay = behind.remove(&Some(slot)).unwrap_or_default();
        added.extend(rows.len()..rows.len() + stay.len());
        rows.extend(stay);
    }
    answer.headings = answer.headings.iter().map(|heading| moved(heading, &added)).collect();
    rows.into()
}

/// Whether a card of the list is in the library and matches no more as it stands now.
fn left(model: &Model, slot: Slot) -> bool {
    let (library, flags) = (&model.library, model.decisions.flags.get(slot));
    library.is_current(slot) && !model.list.answer.has(library, slot, flags, model.dates.now)
}

/// A heading over rows among which others were added; those before the first heading come under it.
fn moved(heading: &Heading, added: &[usize]) -> Heading {
    let (mut row, mut cards, mut rest) = (heading.row, heading.cards, added.iter().copied().peekable());
    while rest.next_if(|added| *added <= row && heading.row > 0).is_some() {
        row += 1;
    }
    while rest.next_if(|added| *added <= row + cards).is_some() {
        cards += 1;
    }
    Heading { row, cards, ..heading.clone() }
}
