//! The list pane: moving the selection, and keeping it where it is while everything around it changes.

use std::sync::Arc;

use super::super::layout::Pane;
use super::super::lines;
use super::super::model::Model;
use super::super::scroll::Cursor;
use super::selection;
use crate::library::{FileRef, Slot};
use crate::page::Place;

/// Moves the selection by `by` rows and shows that card.
pub(super) fn step(model: &mut Model, by: isize) {
    moves(model, |cursor, len, height| cursor.step(by, len, height));
    follow_selection(model);
}

/// Selects row `at` and shows that card.
pub(super) fn select(model: &mut Model, at: usize) {
    moves(model, |cursor, len, height| cursor.select(at, len, height));
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
    moves(model, |cursor, len, height| cursor.select(at, len, height));
}

/// Puts `slots` in place of the list. The `selected` card stays selected, on the same line of the screen, if it is
/// still there; until a key was pressed it is the one on which the last visit ended, else the first.
pub(super) fn replace(model: &mut Model, slots: Arc<[Slot]>, selected: Option<&FileRef>) {
    // Whoever reads a card whose file goes away is told so, and not shown another one.
    let is_gone = |file: &FileRef| model.library.by_path(file.root, &file.path).is_none();
    let read_away = model.focus == Pane::Detail && model.list.touched && selected.is_some_and(is_gone);
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
    // A card that went away leaves its neighbour; another choice of cards begins at its first.
    let stays = model.list.touched && !model.list.asked.new_scope;
    match at {
        Some(at) => reseat(model, at),
        None if stays => moves(model, |cursor, len, height| cursor.select(cursor.at, len, height)),
        None => moves(model, |cursor, len, height| cursor.select(0, len, height)),
    }
    // A card that was jumped to stays in the detail pane while the list changes behind it, and so does one for which
    // keys are waiting.
    let follows = reading_selected && !read_away;
    if (follows || model.list.slots.is_empty()) && model.detail.waiting.is_none() {
        follow_selection(model);
    }
}

/// Keeps the selection visible after a change of size.
pub(super) fn keep_in_view(model: &mut Model) {
    moves(model, |cursor, len, height| cursor.follow(len, height));
}

/// Puts the cursor on row `at`, on the line of the screen where it was.
fn reseat(model: &mut Model, at: usize) {
    let cursor = &mut model.list.cursor;
    let line = cursor.at.saturating_sub(cursor.top);
    *cursor = Cursor { at, top: at.saturating_sub(line) };
    moves(model, |cursor, len, height| cursor.select(at, len, height));
}

/// Moves the cursor within so many rows and lines; the window follows it, headings included.
fn moves(model: &mut Model, change: impl FnOnce(&mut Cursor, usize, usize)) {
    let (len, height) = (model.list.slots.len(), model.layout().rows(Pane::List));
    let headings = &model.list.answer.headings;
    let cursor = &mut model.list.cursor;
    let before = *cursor;
    change(cursor, len, height);
    if !headings.is_empty() && height > 0 {
        lines::follow(cursor, before.top, headings, len, height);
    }
}
