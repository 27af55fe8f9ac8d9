//! The list pane: moving the selection, and keeping it where it is while everything around it changes.

use std::sync::Arc;

use super::super::layout::Pane;
use super::super::model::Model;
use super::super::place::Place;
use crate::library::{FileRef, Slot};

/// Moves the selection by `by` rows and shows that card.
pub(super) fn step(model: &mut Model, by: isize) {
    let (len, height) = (model.list.slots.len(), model.layout().rows(Pane::List));
    model.list.cursor.step(by, len, height);
    moved(model);
}

/// Selects row `at` and shows that card.
pub(super) fn select(model: &mut Model, at: usize) {
    let (len, height) = (model.list.slots.len(), model.layout().rows(Pane::List));
    model.list.cursor.select(at, len, height);
    moved(model);
}

fn moved(model: &mut Model) {
    model.list.touched = true;
    follow_selection(model);
}

/// Shows the selected card.
pub(super) fn follow_selection(model: &mut Model) {
    model.detail.wanted = model.selected().and_then(|slot| model.file(slot)).map(Place::card);
}

/// Selects the card that `file` holds, if the list has it, without a change of what is shown.
pub(super) fn select_file(model: &mut Model, file: &FileRef) {
    let Some(slot) = model.library.by_path(file.root, &file.path) else { return };
    let Some(at) = model.list.slots.iter().position(|other| *other == slot) else { return };
    let (len, height) = (model.list.slots.len(), model.layout().rows(Pane::List));
    model.list.cursor.select(at, len, height);
    model.list.touched = true;
}

/// Puts `slots` in place of the list. The selected card stays selected, on the same line of the screen, if it is
/// still there; a selection nobody has moved stays on the first card.
pub(super) fn replace(model: &mut Model, slots: Arc<[Slot]>) {
    let kept = match model.list.anchor.take() {
        Some(file) => model.library.by_path(file.root, &file.path),
        None => model.selected(),
    };
    let was_empty = model.list.slots.is_empty();
    let at = kept.filter(|_| model.list.touched).and_then(|kept| slots.iter().position(|slot| *slot == kept));
    model.list.slots = slots;
    let (len, height) = (model.list.slots.len(), model.layout().rows(Pane::List));
    match at {
        Some(at) => model.list.cursor.reseat(at, len, height),
        None if model.list.touched => model.list.cursor.select(model.list.cursor.at, len, height),
        None => model.list.cursor.select(0, len, height),
    }
    // A card that was jumped to stays in the detail pane while the list changes behind it.
    let reading_selected = match (&model.detail.wanted, kept.and_then(|slot| model.file(slot))) {
        (Some(wanted), Some(file)) => *wanted == Place::card(file),
        (wanted, _) => wanted.is_none() || was_empty,
    };
    if reading_selected {
        follow_selection(model);
    }
}

/// Keeps the selection visible after a change of size.
pub(super) fn keep_in_view(model: &mut Model) {
    let (len, height) = (model.list.slots.len(), model.layout().rows(Pane::List));
    model.list.cursor.follow(len, height);
}
