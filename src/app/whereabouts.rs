//! Where the reader is, in words: the view and what narrows it, how many cards that are, their order, the place among
//! them. Where the words are shown or said is decided in [`crate::view`].

use std::fmt;

use super::layout::Pane;
use super::model::Model;
use crate::card::SafeText;
use crate::counts::{cards, number};
use crate::library::SortTerm;

/// Writes one sentence without a full stop, such as `inbox: /light; 3 of 412 cards, 2 unread; by date; card 2 of 3`.
#[derive(Debug, Clone, Copy)]
pub struct Whereabouts<'m>(
    /// The state of the program.
    pub &'m Model,
);

impl fmt::Display for Whereabouts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let model = self.0;
        f.write_str(&listed(model, true))?;
        match model.focus {
            _ if model.list.slots.is_empty() => {}
            Pane::Detail => write!(f, "; in card {}, {}% down", place(model), down(model))?,
            Pane::List | Pane::Topics => write!(f, "; card {}", place(model))?,
        }
        if model.loading.running {
            write!(f, "; reading: {} so far", number(model.loading.census.cards))?;
        }
        if !model.unsaved.is_empty() {
            f.write_str("; saving")?;
        }
        Ok(())
    }
}

/// What is listed, how many cards that are and in which order, such as `inbox; 412 cards, 88 unread; by quality`. How many
/// of them are unread is known a moment later than the rest.
pub fn listed(model: &Model, with_unread: bool) -> String {
    let (shown, all) = (model.list.slots.len(), model.library.len());
    let count = if shown == all { cards(all) } else { format!("{} of {}", number(shown), cards(all)) };
    let unread = model.list.unread.filter(|_| with_unread);
    let unread = unread.map(|unread| format!(", {} unread", number(unread))).unwrap_or_default();
    let order: Vec<String> = model.scope.order().terms().map(in_words).collect();
    format!("{}; {count}{unread}; by {}", scope_words(model, ", "), order.join(", then "))
}

fn in_words(term: SortTerm) -> String {
    let turned = if term.reversed { ", turned round" } else { "" };
    format!("{}{turned}", term.key.name())
}

/// The view, and what narrows it, with `between` two things that do.
pub fn scope_words(model: &Model, between: &str) -> String {
    let scope = &model.scope;
    let topics = if scope.picks.all_topics { " and " } else { " or " };
    let join = |names: &[SafeText], between: &str| names.iter().map(SafeText::as_str).collect::<Vec<_>>().join(between);
    let picked = [
        join(&scope.picks.topics, topics),
        join(&scope.picks.providers, " or "),
        join(&scope.picks.types, " or "),
        SafeText::line(&scope.filter.text).to_string(),
        if scope.search.is_empty() { String::new() } else { format!("/{}", SafeText::line(&scope.search.text)) },
    ];
    let narrowed: Vec<String> = picked.into_iter().filter(|part| !part.is_empty()).collect();
    if narrowed.is_empty() {
        scope.view.name.to_string()
    } else {
        format!("{}: {}", scope.view.name, narrowed.join(between))
    }
}

/// The row under the cursor among the others, such as `3 of 412`.
pub fn place(model: &Model) -> String {
    format!("{} of {}", number(model.list.cursor.at + 1), number(model.list.slots.len()))
}

/// How much of the page lies above the window, in hundredths.
fn down(model: &Model) -> usize {
    let lines = model.detail.shown.as_ref().map_or(0, |shown| shown.page.lines.len());
    (model.detail.top * 100).checked_div(lines).unwrap_or(0)
}
