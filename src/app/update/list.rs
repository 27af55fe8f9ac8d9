//! The list pane: moving the selection, and keeping it where it is while everything around it changes.

use std::sync::Arc;

use super::super::layout::Pane;
use super::super::model::Model;
use super::super::place::Place;
use super::selection;
use crate::library::{FileRef, Slot};

/// Moves the selection by `by` rows and shows that card.
pub(super) fn step(model: &mut Model, by: isize) {
    let (len, height) = (model.list.slots.len(), model.layout().rows(Pane::List));
    model.list.cursor.step(by, len, height);
    follow_selection(model);
}

/// Selects row `at` and shows that card.
pub(super) fn select(model: &mut Model, at: usize) {
    let (len, height) = (model.list.slots.len(), model.layout().rows(Pane::List));
    model.list.cursor.select(at, len, height);
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
}

/// Puts `slots` in place of the list. The `selected` card stays selected, on the same line of the screen, if it is
/// still there; until a key was pressed it is the one on which the last visit ended, else the first.
pub(super) fn replace(model: &mut Model, slots: Arc<[Slot]>, selected: Option<&FileRef>) {
    let reading_selected = match (&model.detail.wanted, selected) {
        (Some(wanted), Some(file)) => wanted.nested.is_empty() && wanted.file == *file,
        (wanted, _) => wanted.is_none(),
    };
    let wanted = if model.list.touched { selected } else { model.list.awaited.as_ref() };
    let kept = wanted.and_then(|file| model.library.by_path(file.root, &file.path));
    let at = kept.and_then(|kept| slots.iter().position(|slot| *slot == kept));
    selection::settle(model);
    model.list.slots = slots;
    selection::keep_listed(model);
    let (len, height) = (model.list.slots.len(), model.layout().rows(Pane::List));
    match at {
        Some(at) => model.list.cursor.reseat(at, len, height),
        // A card that went away leaves its neighbour; another choice of cards begins at its first.
        None if model.list.touched && !model.list.asked.new_scope => {
            model.list.cursor.select(model.list.cursor.at, len, height);
        }
        None => model.list.cursor.select(0, len, height),
    }
    // A card that was jumped to stays in the detail pane while the list changes behind it, and so does one for which
    // keys are waiting.
    if (reading_selected || len == 0) && model.detail.waiting.is_none() {
        follow_selection(model);
    }
}

/// Keeps the selection visible after a change of size.
pub(super) fn keep_in_view(model: &mut Model) {
    let (len, height) = (model.list.slots.len(), model.layout().rows(Pane::List));
    model.list.cursor.follow(len, height);
}

/// Headings take lines, too: the window moves on until the line of the cursor is in it.
pub(super) fn make_room_for_headings(model: &mut Model) {
    let headings = &model.list.answer.headings;
    if headings.is_empty() {
        return;
    }
    let height = model.layout().rows(Pane::List);
    let at = model.list.cursor.at;
    let above = |row: usize| headings.partition_point(|heading| heading.row < row);
    // A heading stands above the first row of its group and, where the window begins within one, above that.
    let lines = |top: usize| (at + 1 - top) + above(at + 1) - above(top + 1) + 1;
    while model.list.cursor.top < at && lines(model.list.cursor.top) > height {
        model.list.cursor.top += 1;
    }
}
