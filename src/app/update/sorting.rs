//! The order of the list, and its headings.

use super::super::effect::Effect;
use super::super::layer::Layer;
use super::super::menu::{Choice, Menu, MenuEntry};
use super::super::model::Model;
use super::search;
use crate::card::SafeText;
use crate::command::{Command, Invocation};
use crate::library::{Group, Sort, SortKey};

/// Orders the list, or shows the orders there are.
pub(super) fn sort(model: &mut Model, order: Option<&str>, effects: &mut Vec<Effect>) {
    match order.and_then(|text| text.parse::<Sort>().ok()) {
        Some(sort) => {
            choose_sort(model, sort);
            search(model, effects);
        }
        None => model.layers.push(Layer::Menu(sort_menu())),
    }
}

/// Puts headings into the list, or shows which there are.
pub(super) fn group(model: &mut Model, by: Option<&str>, effects: &mut Vec<Effect>) {
    match by.and_then(Group::from_name) {
        Some(by) => {
            model.scope.group = by;
            search(model, effects);
        }
        None => model.layers.push(Layer::Menu(group_menu())),
    }
}

fn group_menu() -> Menu {
    let entry = |by: Group| {
        let (label, name, note) = match by {
            Group::None => ("n", "None", "no headings"),
            Group::Day => ("d", "Day", "the newest day first"),
            Group::Topic => ("t", "Topic", "the first topic of each card"),
            Group::Provider => ("p", "Provider", "from A to Z"),
        };
        MenuEntry {
            label: label.to_owned(),
            name: SafeText::line(name),
            note: SafeText::line(note),
            choice: Choice::Run(Invocation { argument: Some(by.name().to_owned()), ..Invocation::new(Command::Group) }),
        }
    };
    Menu::labelled("Headings", Group::ALL.map(entry).into())
}

fn sort_menu() -> Menu {
    let by = |key: SortKey, label: &str, name: &str, note: &str| MenuEntry {
        label: label.to_owned(),
        name: SafeText::line(name),
        note: SafeText::line(note),
        choice: Choice::Run(Invocation { argument: Some(key.name().to_owned()), ..Invocation::new(Command::Sort) }),
    };
    let reverse = MenuEntry {
        label: "r".to_owned(),
        name: SafeText::line("Reverse"),
        note: SafeText::line("turn the order round"),
        choice: Choice::Run(Invocation::new(Command::ReverseSort)),
    };
    let entries = vec![
        by(SortKey::Date, "d", "Date", "newest first"),
        by(SortKey::Updated, "e", "Updated", "newest first"),
        by(SortKey::Quality, "u", "Quality", "best first"),
        by(SortKey::Heat, "h", "Heat", "hottest first"),
        by(SortKey::Score, "s", "Score", "quality, heat and freshness together"),
        by(SortKey::Title, "t", "Title", "from A to Z"),
        by(SortKey::Provider, "p", "Provider", "from A to Z"),
        by(SortKey::Length, "l", "Length", "longest first"),
        by(SortKey::Relevance, "v", "Relevance", "what answers the query best first"),
        reverse,
    ];
    Menu::labelled("Sort by", entries)
}

/// Turns the order round.
pub(super) fn reverse(model: &mut Model, effects: &mut Vec<Effect>) {
    choose_sort(model, model.scope.order().reversed());
    search(model, effects);
}

/// From now on the list is in this order, whatever the view has; a query that says otherwise still wins.
fn choose_sort(model: &mut Model, sort: Sort) {
    model.scope.sort = sort;
    model.scope.sort_over_view = true;
    model.sort_chosen = true;
}
