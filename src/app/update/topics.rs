//! The topics pane: moving in the tree, choosing one topic or several.

use std::sync::Arc;

use super::super::effect::Effect;
use super::super::layout::Pane;
use super::super::model::Model;
use super::{panes, search};
use crate::card::SafeText;
use crate::library::TopicCount;

/// Moves the cursor by `by` rows.
pub(super) fn step(model: &mut Model, by: isize) {
    let height = model.layout().rows(Pane::Topics);
    model.topics.cursor.step(by, model.topics.rows.len() + 1, height);
}

/// Puts the cursor on row `at`; row 0 is "All".
pub(super) fn select(model: &mut Model, at: usize) {
    let height = model.layout().rows(Pane::Topics);
    model.topics.cursor.select(at, model.topics.rows.len() + 1, height);
}

/// Keeps the cursor visible after a change of size.
pub(super) fn keep_in_view(model: &mut Model) {
    let height = model.layout().rows(Pane::Topics);
    model.topics.cursor.follow(model.topics.rows.len() + 1, height);
}

/// Adds the topic under the cursor to the chosen ones, or takes it away.
pub(super) fn toggle(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(topic) = under_cursor(model) else {
        clear(model, effects);
        return;
    };
    match model.scope.picks.topics.iter().position(|chosen| *chosen == topic) {
        Some(at) => drop(model.scope.picks.topics.remove(at)),
        None => model.scope.picks.topics.push(topic),
    }
    search(model, effects);
}

/// Chooses only the topic under the cursor and goes on to the list. Topics chosen with [`toggle`] are kept when the
/// cursor is on one of them.
pub(super) fn pick(model: &mut Model, effects: &mut Vec<Effect>) {
    let picked: Vec<SafeText> = under_cursor(model).into_iter().collect();
    let kept = picked.first().is_some_and(|topic| model.scope.picks.topics.contains(topic));
    if !kept && model.scope.picks.topics != picked {
        model.scope.picks.topics = picked;
        search(model, effects);
    }
    panes::focus(model, Pane::List);
}

/// Chooses no topic, which shows every card.
pub(super) fn clear(model: &mut Model, effects: &mut Vec<Effect>) {
    if !model.scope.picks.topics.is_empty() {
        model.scope.picks.topics.clear();
        search(model, effects);
    }
}

fn under_cursor(model: &Model) -> Option<SafeText> {
    let row = model.topics.cursor.at.checked_sub(1)?;
    model.topics.rows.get(row).map(|topic| topic.name.clone())
}

/// Puts `rows` in place of the tree; the cursor stays on its topic.
pub(super) fn replace(model: &mut Model, rows: Arc<[TopicCount]>) {
    let name = under_cursor(model);
    model.topics.rows = rows;
    let (len, height) = (model.topics.rows.len() + 1, model.layout().rows(Pane::Topics));
    match name.and_then(|name| model.topics.rows.iter().position(|row| row.name == name)) {
        Some(at) => model.topics.cursor.reseat(at + 1, len, height),
        None => model.topics.cursor.select(model.topics.cursor.at, len, height),
    }
}
