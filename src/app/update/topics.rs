//! The topics pane: moving in the tree and the views under it, choosing one topic or several, or a view.

use std::sync::Arc;

use super::super::effect::Effect;
use super::super::layout::Pane;
use super::super::model::Model;
use super::super::panes::Row;
use super::{panes, search, views};
use crate::card::SafeText;
use crate::library::{Tally, TopicCount};

/// Moves the cursor by `by` rows. The heading between topics and views is passed by.
pub(super) fn step(model: &mut Model, by: isize) {
    let at = model.topics.cursor.at.saturating_add_signed(by);
    let at = if model.topics.row(at) == Some(Row::Heading) { at.saturating_add_signed(by.signum()) } else { at };
    select(model, at);
}

/// Puts the cursor on row `at`; row 0 is "All".
pub(super) fn select(model: &mut Model, at: usize) {
    let height = model.layout().rows(Pane::Topics);
    let at = if model.topics.row(at) == Some(Row::Heading) { at + 1 } else { at };
    model.topics.cursor.select(at, model.topics.len(), height);
}

/// Keeps the cursor visible after a change of size.
pub(super) fn keep_in_view(model: &mut Model) {
    let height = model.layout().rows(Pane::Topics);
    model.topics.cursor.follow(model.topics.len(), height);
}

/// Adds the topic under the cursor to the chosen ones, or takes it away.
pub(super) fn toggle(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(topic) = under_cursor(model) else {
        if model.topics.cursor.at == 0 {
            clear(model, effects);
        } else {
            model.say("One view at a time: Enter shows it");
        }
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
    if let Some(Row::View(number)) = model.topics.row(model.topics.cursor.at) {
        let view = model.views.iter().nth(number).cloned();
        if let Some(view) = view {
            views::show(model, view, effects);
        }
        panes::focus(model, Pane::List);
        return;
    }
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
    match model.topics.row(model.topics.cursor.at)? {
        Row::Topic(row) => model.topics.rows.get(row).map(|topic| topic.name.clone()),
        _ => None,
    }
}

/// Puts `rows` and `views` in place of what was counted before; the cursor stays on its topic or view.
pub(super) fn replace(model: &mut Model, rows: Arc<[TopicCount]>, views: Arc<[Tally]>) {
    let (name, before) = (under_cursor(model), model.topics.row(model.topics.cursor.at));
    (model.topics.rows, model.topics.views) = (rows, views);
    let (len, height) = (model.topics.len(), model.layout().rows(Pane::Topics));
    let topic = name.and_then(|name| model.topics.rows.iter().position(|row| row.name == name)).map(|at| at + 1);
    let view = match before {
        Some(Row::View(number)) => Some(model.topics.rows.len() + 2 + number),
        _ => None,
    };
    match topic.or(view) {
        Some(at) => model.topics.cursor.reseat(at, len, height),
        None => model.topics.cursor.select(model.topics.cursor.at, len, height),
    }
}
