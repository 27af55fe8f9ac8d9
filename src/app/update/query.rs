//! Queries: searching as it is typed, the filter line, clearing both. What a query means is decided in [`crate::query`].

use super::super::effect::Effect;
use super::super::layer::{Layer, Prompt, PromptKind};
use super::super::layout::Pane;
use super::super::model::Model;
use super::super::scope::Written;
use super::{list, panes, search};
use crate::card::SafeText;
use crate::library::{Slot, Sort, SortKey};
use crate::query::{Filter, Query};

/// How many queries are remembered.
const REMEMBERED: usize = 50;

/// Opens the line that searches as it is typed, or searches for what was given.
pub(super) fn open_search(model: &mut Model, given: Option<&str>, effects: &mut Vec<Effect>) {
    match given {
        Some(text) => put(model, text, Line::Search, effects),
        None => {
            panes::focus(model, Pane::List);
            let text = model.scope.search.text.clone();
            model.layers.push(Layer::Prompt(Prompt::for_query(PromptKind::Search, &text)));
        }
    }
}

/// Opens the filter line, or filters by what was given.
pub(super) fn open_filter(model: &mut Model, given: Option<&str>, effects: &mut Vec<Effect>) {
    match given {
        Some(text) => put(model, text, Line::Filter, effects),
        None => {
            let text = model.scope.filter.text.clone();
            model.layers.push(Layer::Prompt(Prompt::for_query(PromptKind::Filter, &text)));
        }
    }
}

/// The search line was changed: the list follows. What is no query yet leaves the last one in force.
pub(super) fn typed(model: &mut Model, prompt: &mut Prompt, effects: &mut Vec<Effect>) {
    let text = prompt.input.value().trim();
    if text == model.scope.search.text {
        return;
    }
    match Written::new(text, &model.views) {
        Ok(written) => {
            prompt.error = None;
            model.scope.search = written;
            search(model, effects);
        }
        Err(mistake) => prompt.error = Some(SafeText::line(&mistake.to_string())),
    }
}

/// The search line was left with Esc: nothing is searched for any more.
pub(super) fn give_up_search(model: &mut Model, effects: &mut Vec<Effect>) {
    if !model.scope.search.is_empty() {
        model.scope.search = Written::default();
        search(model, effects);
    }
}

/// A query was finished.
///
/// # Errors
/// What is wrong with it.
pub(super) fn entered(
    model: &mut Model,
    kind: &PromptKind,
    text: &str,
    effects: &mut Vec<Effect>,
) -> Result<(), String> {
    let written = Written::new(text, &model.views).map_err(|mistake| mistake.to_string())?;
    remember(model, text);
    let place = if *kind == PromptKind::Search { &mut model.scope.search } else { &mut model.scope.filter };
    if *place != written {
        *place = written;
        search(model, effects);
    }
    Ok(())
}

/// Shows the whole view again. Returns whether anything narrowed it.
pub(super) fn clear(model: &mut Model, effects: &mut Vec<Effect>) -> bool {
    let narrowed = model.scope.is_narrowed();
    if narrowed {
        model.scope.filter = Written::default();
        model.scope.search = Written::default();
        model.scope.picks = Default::default();
        search(model, effects);
    }
    narrowed
}

/// Takes the written queries away, and what was picked only if there were none. Returns whether anything was.
pub(super) fn clear_innermost(model: &mut Model, effects: &mut Vec<Effect>) -> bool {
    let scope = &mut model.scope;
    if scope.filter.is_empty() && scope.search.is_empty() {
        return clear(model, effects);
    }
    scope.filter = Written::default();
    scope.search = Written::default();
    search(model, effects);
    true
}

/// Only cards like the selected one, the most alike first.
pub(super) fn like(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(file) = model.selected().and_then(|slot| model.file(slot)) else {
        panes::say_no_card(model);
        return;
    };
    let Some(path) = file.path.to_str() else {
        model.complain("The name of this card's file is no text, so no query can name it");
        return;
    };
    let query = Query { filter: Filter::Like(path.to_owned()), sort: Some(Sort::by(SortKey::Relevance)), limit: None };
    put(model, &query.to_string(), Line::Filter, effects);
}

/// To the next card that was found, or the next unread one when nothing is searched for.
pub(super) fn step(model: &mut Model, by: isize) {
    if !model.scope.search.is_empty() || !model.scope.filter.is_empty() {
        list::step(model, by);
        return;
    }
    let at = model.list.cursor.at;
    let is_unread = |(_, slot): &(usize, &Slot)| !model.decisions.flags.get(**slot).read;
    let rows = model.list.slots.iter().enumerate();
    let skip = by.unsigned_abs().saturating_sub(1);
    let found = if by > 0 {
        rows.skip(at + 1).filter(is_unread).nth(skip)
    } else {
        rows.take(at).rev().filter(is_unread).nth(skip)
    };
    match found.map(|(row, _)| row) {
        Some(row) => list::select(model, row),
        None => model.say(if by > 0 { "No unread card further down" } else { "No unread card further up" }),
    }
}

#[derive(Clone, Copy)]
enum Line {
    Search,
    Filter,
}

fn put(model: &mut Model, text: &str, line: Line, effects: &mut Vec<Effect>) {
    match Written::new(text, &model.views) {
        Ok(written) => {
            remember(model, text);
            match line {
                Line::Search => model.scope.search = written,
                Line::Filter => model.scope.filter = written,
            }
            search(model, effects);
        }
        Err(mistake) => model.complain(&mistake.to_string()),
    }
}

fn remember(model: &mut Model, text: &str) {
    if text.is_empty() {
        return;
    }
    model.query_history.retain(|other| other != text);
    model.query_history.push(text.to_owned());
    let over = model.query_history.len().saturating_sub(REMEMBERED);
    model.query_history.drain(..over);
}
