//! The history: what was done, when and to how many cards, as a menu that is only read.

use super::super::layer::Layer;
use super::super::menu::{Choice, Menu, MenuEntry};
use super::super::model::Model;
use crate::card::SafeText;
use crate::counts::cards;
use crate::triage::Past;

/// Shows the history, or says why it is not known.
pub(super) fn show(model: &mut Model, history: Result<Vec<Past>, SafeText>) {
    let entry = |past: &Past| MenuEntry {
        label: String::new(),
        name: SafeText::line(&in_words(past)),
        note: SafeText::line(&model.dates.full(past.at)),
        choice: Choice::Close,
    };
    match history {
        Err(reason) => model.complain(&reason),
        Ok(history) => {
            let entries: Vec<MenuEntry> = history.iter().map(entry).collect();
            if entries.is_empty() {
                model.say("Nothing was done yet");
            } else {
                model.layers.push(Layer::Menu(Menu::labelled("What was done, the newest first", entries)));
            }
        }
    }
}

/// A step in a few words, such as `undo archive, 3 cards`.
fn in_words(past: &Past) -> String {
    let cards = cards(usize::try_from(past.cards).unwrap_or_default());
    let undone = if past.undone { " (undone)" } else { "" };
    format!("{}, {cards}{undone}", past.in_words())
}
