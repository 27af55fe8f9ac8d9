//! Selecting several cards of the list, and which cards a verb is about.

use super::super::layout::Pane;
use super::super::model::Model;
use super::super::moved::Moved;
use super::super::selection::Selection;
use super::panes;
use crate::library::{FileRef, Library, Slot, SlotSet};
use crate::page::Place;

/// Selected cards that are found again one by one in a library that was read anew.
const FOUND_AGAIN: usize = 5_000;

/// The cards that a verb is about, `count` from the cursor on where nothing else says which. A selection is over with
/// that. Says why when there are none.
pub(super) fn chosen(model: &mut Model, count: Option<u32>) -> Vec<Slot> {
    let slots = looked_at(model, count);
    if slots.is_empty() {
        model.complain(if model.focus == Pane::Detail && model.detail.wanted.is_some() {
            "This related card is not in the library, so nothing can be decided about it"
        } else {
            "There is no card here"
        });
    } else if model.focus != Pane::Detail {
        model.list.selection = None;
    }
    slots
}

/// The same, without a consequence: the card in the detail pane where that has the keys, else the selected ones, else
/// `count` from the cursor on.
pub(super) fn looked_at(model: &Model, count: Option<u32>) -> Vec<Slot> {
    let (slots, cursor) = (&model.list.slots, model.list.cursor.at);
    if model.focus == Pane::Detail {
        // What was jumped to need not be in the list.
        return model.detail.wanted.as_ref().and_then(|place| slot_of(model, place)).into_iter().collect();
    }
    match &model.list.selection {
        Some(selection) => {
            let rows = slots.iter().enumerate().filter(|(row, slot)| selection.has(*row, **slot, cursor));
            rows.map(|(_, slot)| *slot).collect()
        }
        None => {
            let count = count.map_or(1, |count| usize::try_from(count).unwrap_or(usize::MAX));
            slots.iter().skip(cursor).take(count.max(1)).copied().collect()
        }
    }
}

/// Where a card of the library sits; a nested one sits nowhere.
pub(super) fn slot_of(model: &Model, place: &Place) -> Option<Slot> {
    model.library.by_path(place.file.root, &place.file.path).filter(|_| place.nested.is_empty())
}

/// From here on moving selects; what was selected before stays so.
pub(super) fn start(model: &mut Model) {
    let cursor = model.list.cursor.at;
    if let Some(selection) = change(model) {
        selection.anchor = Some(cursor);
    }
}

/// Selects the row under the cursor, or takes it out; from then on moving selects nothing.
pub(super) fn toggle(model: &mut Model) {
    let slot = model.selected();
    if let Some((selection, slot)) = change(model).zip(slot) {
        selection.picked.turn(slot);
    }
}

/// Selects everything that is listed.
pub(super) fn all(model: &mut Model) {
    let all: SlotSet = model.list.slots.iter().copied().collect();
    if let Some(selection) = change(model) {
        selection.picked = all;
    }
}

/// Selects what is not selected, and nothing else.
pub(super) fn invert(model: &mut Model) {
    let slots = model.list.slots.clone();
    if let Some(selection) = change(model) {
        selection.picked = slots.iter().copied().filter(|slot| !selection.picked.has(*slot)).collect();
    }
}

/// The selection with its range picked, begun if there was none; `None` where nothing can be selected.
fn change(model: &mut Model) -> Option<&mut Selection> {
    if model.list.slots.is_empty() {
        model.say("There is no card to select");
        return None;
    }
    if model.focus != Pane::List {
        panes::focus(model, Pane::List);
    }
    let selection = model.list.selection.get_or_insert_default();
    selection.settle(&model.list.slots, model.list.cursor.at);
    Some(selection)
}

/// Nothing is selected any more.
pub(super) fn leave(model: &mut Model) {
    model.list.selection = None;
}

/// Counts again, once for everything that a message has changed.
pub(super) fn recount(model: &mut Model) {
    if let Some(selection) = &mut model.list.selection {
        selection.recount(&model.list.slots, model.list.cursor.at);
    }
}

/// The list is about to be replaced: what is selected are these cards, not these rows.
pub(super) fn settle(model: &mut Model) {
    if let Some(selection) = &mut model.list.selection {
        selection.settle(&model.list.slots, model.list.cursor.at);
    }
}

/// The list was replaced: nobody decides about cards that are not there to be seen.
pub(super) fn keep_listed(model: &mut Model) {
    if let Some(selection) = &mut model.list.selection {
        selection.picked = model.list.slots.iter().copied().filter(|slot| selection.picked.has(*slot)).collect();
    }
}

/// The files of what is selected, before slots change their meaning; `None` when they are too many to be looked up.
pub(super) fn files(model: &mut Model) -> Option<Vec<FileRef>> {
    settle(model);
    let Some(selection) = model.list.selection.as_ref().filter(|selection| !selection.picked.is_empty()) else {
        return Some(Vec::new());
    };
    let picked = model.list.slots.iter().filter(|slot| selection.picked.has(**slot));
    (selection.picked.len() <= FOUND_AGAIN).then(|| picked.filter_map(|slot| model.file(*slot)).collect())
}

/// Selects the same files in a library that was read anew. Returns whether the selection is still what it was.
pub(super) fn find_again(model: &mut Model, files: Option<&[FileRef]>, library: &Library) -> bool {
    match (&mut model.list.selection, files) {
        (Some(selection), Some(files)) => {
            selection.picked = files.iter().filter_map(|file| library.by_path(file.root, &file.path)).collect();
            true
        }
        (Some(_), None) => {
            leave(model);
            false
        }
        (None, _) => true,
    }
}

/// Some of the cards sit elsewhere now.
pub(super) fn follow(model: &mut Model, moved: &Moved) {
    let Some(selection) = &mut model.list.selection else { return };
    for (before, now) in moved.iter() {
        if selection.picked.has(before) {
            selection.picked.turn(before);
            selection.picked.turn(now);
        }
    }
}
