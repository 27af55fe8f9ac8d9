//! A list of names to pick from, narrowed by typing. What picking does is decided in [`mod@super::update`].

use tui_input::Input;

use super::scroll::Cursor;
use crate::card::SafeText;
use crate::library::fold;

/// Names to pick one or several of.
#[derive(Debug)]
pub struct Picker {
    /// What is picked.
    pub kind: PickerKind,
    /// Everything there is to pick.
    pub rows: Vec<PickerRow>,
    /// What narrows them.
    pub input: Input,
    /// What is picked already.
    pub chosen: Vec<SafeText>,
    /// Of topics: a card must have all of them.
    pub all: bool,
    /// Selection and window among the rows that are visible.
    pub cursor: Cursor,
}

/// What a picker is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PickerKind {
    /// Topics.
    Topics,
    /// Providers.
    Providers,
    /// Values of `type`.
    Types,
}

/// A name to pick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickerRow {
    /// The name.
    pub name: SafeText,
    /// How deep it lies in its tree, from 0.
    pub depth: u16,
    /// How many cards of the view have it.
    pub cards: usize,
}

impl Picker {
    /// A picker of these names, some of which are picked already.
    pub(super) fn new(kind: PickerKind, rows: Vec<PickerRow>, chosen: &[SafeText], all: bool) -> Self {
        Self { kind, rows, input: Input::default(), chosen: chosen.to_vec(), all, cursor: Cursor::default() }
    }

    /// The rows that contain every word that was typed.
    pub fn visible(&self) -> Vec<&PickerRow> {
        let typed = fold(self.input.value());
        let words: Vec<&str> = typed.split_whitespace().collect();
        let is_wanted = |row: &&PickerRow| {
            let name = fold(&row.name);
            words.iter().all(|word| name.contains(word))
        };
        self.rows.iter().filter(is_wanted).collect()
    }

    /// The name under the cursor.
    pub(super) fn under_cursor(&self) -> Option<SafeText> {
        self.visible().get(self.cursor.at).map(|row| row.name.clone())
    }

    /// Picks the name under the cursor, or takes it back.
    pub(super) fn turn(&mut self) {
        let Some(name) = self.under_cursor() else { return };
        match self.chosen.iter().position(|other| *other == name) {
            Some(at) => drop(self.chosen.remove(at)),
            None => self.chosen.push(name),
        }
    }

    /// What is picked in the end: with nothing picked, the name under the cursor.
    pub(super) fn outcome(&self) -> Vec<SafeText> {
        if self.chosen.is_empty() { self.under_cursor().into_iter().collect() } else { self.chosen.clone() }
    }
}
