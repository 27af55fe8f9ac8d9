//! Views: entering one, going back and forth between it and the unread cards, saving one and forgetting it.

use super::super::effect::Effect;
use super::super::layer::Layer;
use super::super::menu::{Choice, Menu, MenuEntry};
use super::super::model::Model;
use super::super::scope::{Written, all};
use super::{count_topics_at_once, search};
use crate::card::SafeText;
use crate::command::{Command, Invocation};
use crate::query::{Filter, Query, View, ViewSource, Views, check_name};

/// Enters the view of that name, or lists them all.
pub(super) fn enter(model: &mut Model, name: Option<&str>, effects: &mut Vec<Effect>) {
    let Some(name) = name else {
        model.layers.push(Layer::Menu(menu(&model.views)));
        return;
    };
    match model.views.get(name).cloned() {
        Some(view) => show(model, view, effects),
        None => model.complain(&format!("There is no view `{name}`; ' lists them")),
    }
}

/// Only the unread cards, and back.
pub(super) fn unread_only(model: &mut Model, effects: &mut Vec<Effect>) {
    let is_unread = &*model.scope.view.name == UNREAD;
    let view = if is_unread {
        model.view_before.take().unwrap_or_else(|| model.views.first())
    } else {
        model.view_before = Some(model.scope.view.clone());
        model.views.get(UNREAD).cloned().unwrap_or_else(|| model.views.first())
    };
    show(model, view, effects);
}

const UNREAD: &str = "unread";

/// Shows a view. What narrowed the one before narrows this one, too.
pub(super) fn show(model: &mut Model, view: View, effects: &mut Vec<Effect>) {
    model.scope.view = view;
    model.scope.sort_over_view = false;
    search(model, effects);
    count_topics_at_once(model, effects);
}

/// Keeps what the list shows as a view, and enters it: from then on nothing but the view narrows the list.
pub(super) fn save(model: &mut Model, name: Option<&str>, effects: &mut Vec<Effect>) {
    let name = name.unwrap_or_default().trim();
    if let Err(reason) = check_name(name) {
        model.complain(&format!("The view is not saved: {reason}"));
        return;
    }
    let text = as_text(model, name);
    let mut views = model.views.clone();
    let written = [(name.to_owned(), text.clone())];
    if let Some(error) = views.add(&written, ViewSource::Saved).first() {
        model.complain(&format!("The view is not saved: {}", error.reason));
        return;
    }
    model.views = views;
    model.scope.picks = Default::default();
    (model.scope.filter, model.scope.search) = (Written::default(), Written::default());
    effects.push(Effect::KeepView { name: name.to_owned(), query: Some(text) });
    enter(model, Some(name), effects);
}

/// Forgets a view that was saved.
pub(super) fn delete(model: &mut Model, name: Option<&str>, effects: &mut Vec<Effect>) {
    let name = name.map_or_else(|| model.scope.view.name.to_string(), |name| name.trim().to_owned());
    if !model.views.remove(&name) {
        let why = match model.views.get(&name).map(|view| view.source) {
            Some(ViewSource::Config) => "it stands in config.yaml; take it out there",
            Some(_) => "it is part of the program",
            None => "there is none of that name",
        };
        model.complain(&format!("The view `{name}` is not forgotten: {why}"));
        return;
    }
    model.say(&format!("The view `{name}` is forgotten"));
    effects.push(Effect::KeepView { name: name.clone(), query: None });
    if model.scope.view.name.to_lowercase() == name.to_lowercase() {
        let view = model.views.get(&name).cloned().unwrap_or_else(|| model.views.first());
        show(model, view, effects);
    } else {
        count_topics_at_once(model, effects);
    }
}

/// What the list shows, as a query: the view by its name, unless that is everything, or is what takes the new name.
fn as_text(model: &Model, new: &str) -> String {
    let scope = &model.scope;
    let Query { filter, sort, limit } = scope.narrowing();
    let of_view = &scope.view.query;
    let view = if scope.view.name.to_lowercase() == new.to_lowercase() || of_view.filter == Filter::Everything {
        of_view.filter.clone()
    } else {
        Filter::View(scope.view.name.to_string())
    };
    let chosen = if scope.sort_over_view { Some(scope.sort) } else { of_view.sort };
    let limit = limit.into_iter().chain(of_view.limit).min();
    let parts = [view, filter].into_iter().filter(|filter| *filter != Filter::Everything).collect();
    Query { filter: all(parts), sort: sort.or(chosen), limit }.to_string()
}

/// Letters of the built-in views.
const LETTERS: [(&str, &str); 10] = [
    ("inbox", "i"),
    ("unread", "u"),
    ("starred", "s"),
    ("today", "t"),
    ("drafts", "d"),
    ("snoozed", "z"),
    ("archived", "a"),
    ("all", "l"),
    ("broken", "x"),
    ("bin", "b"),
];
/// Letters that are left for the user's own ones: `j`, `k` and `q` move and leave.
const OWN_LETTERS: &str = "cefghmnoprvwyABCDEFGHIKLMNOPRSTUVWXYZ0123456789";

fn menu(views: &Views) -> Menu {
    let mut own = OWN_LETTERS.chars();
    let entry = |view: &View| {
        let fixed = LETTERS.iter().find(|(name, _)| *name == &*view.name).map(|(_, letter)| (*letter).to_owned());
        let label = fixed.or_else(|| own.next().map(String::from)).unwrap_or_default();
        let argument = Some(view.name.to_string());
        MenuEntry {
            label,
            name: SafeText::line(&view.name),
            note: SafeText::line(&view.note),
            choice: Choice::Run(Invocation { argument, ..Invocation::new(Command::View) }),
        }
    };
    Menu::labelled("Show", views.iter().map(entry).collect())
}
