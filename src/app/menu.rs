//! Something to choose from by letter, and what choosing does. How entries stand in columns and lines is `shape`'s, which
//! keys move in it is decided in [`mod@super::update`].

mod shape;

use ratatui::layout::Size;

use super::model::Message;
use super::scroll::Cursor;
use crate::card::{SafeText, SafeUrl};
use crate::command::Invocation;

pub use shape::{MenuLine, MenuShape};

/// Something to choose from. A letter chooses at once; a cursor does so too.
#[derive(Debug)]
pub struct Menu {
    /// What is chosen.
    pub title: &'static str,
    /// The choices.
    pub entries: Vec<MenuEntry>,
    /// Selection and window.
    pub cursor: Cursor,
    /// Letters typed so far, where labels have two.
    pub typed: String,
    /// The line that a number goes on which is no label; see [`Choice::Type`].
    pub free: Option<(String, Option<u32>)>,
}

/// One choice of a menu.
#[derive(Debug, Clone, PartialEq)]
pub struct MenuEntry {
    /// The letters that choose it.
    pub label: String,
    /// What it is.
    pub name: SafeText,
    /// More about it, such as the whole link, which is shown shortened.
    pub note: SafeText,
    /// What happens.
    pub choice: Choice,
}

impl MenuEntry {
    /// The link that its note is.
    pub(super) fn address(&self) -> Option<SafeUrl> {
        match &self.choice {
            Choice::Open(url) => Some(url.clone()),
            Choice::Copy(text) => SafeUrl::parse(text).ok(),
            _ => None,
        }
    }
}

/// What choosing from a menu does.
#[derive(Debug, Clone, PartialEq)]
pub enum Choice {
    /// Runs a command.
    Run(Invocation),
    /// Opens a link.
    Open(SafeUrl),
    /// Copies a text.
    Copy(SafeText),
    /// Shows a message again.
    Say(Message),
    /// Nothing: it is there to be read.
    Close,
    /// Opens the command line.
    Type {
        /// What is typed in already.
        line: String,
        /// The number typed before the key.
        count: Option<u32>,
    },
}

impl Menu {
    /// A menu whose labels are made up: one letter each while letters last, else two.
    pub fn new(title: &'static str, choices: impl IntoIterator<Item = (SafeText, SafeText, Choice)>) -> Self {
        let choices: Vec<_> = choices.into_iter().collect();
        let labels = Self::labels(choices.len());
        let entries = choices
            .into_iter()
            .zip(labels)
            .map(|((name, note, choice), label)| MenuEntry { label, name, note, choice })
            .collect();
        Self { title, entries, cursor: Cursor::default(), typed: String::new(), free: None }
    }

    /// The labels that `count` choices get, in their order.
    pub fn labels(count: usize) -> Vec<String> {
        labels(count)
    }

    /// Moves the cursor, and the window of a terminal of this size as little as possible.
    pub(super) fn moves(&mut self, size: Size, change: impl FnOnce(&mut Cursor, usize, usize)) {
        let (before, len, height) = (self.cursor.top, self.entries.len(), Self::room(size));
        change(&mut self.cursor, len, height);
        self.cursor.top = before;
        self.follow(size);
    }

    /// A menu whose labels mean something.
    pub fn labelled(title: &'static str, entries: Vec<MenuEntry>) -> Self {
        Self { title, entries, cursor: Cursor::default(), typed: String::new(), free: None }
    }
}

/// Letters of hints, the easiest to reach first. `j`, `k` and `q` move and leave.
const LETTERS: [char; 23] =
    ['a', 's', 'd', 'f', 'g', 'h', 'l', 'e', 'r', 'u', 'i', 'o', 'w', 't', 'y', 'p', 'c', 'v', 'b', 'n', 'm', 'x', 'z'];

/// `count` labels of the same length, none the beginning of another; at most 529.
fn labels(count: usize) -> Vec<String> {
    if count <= LETTERS.len() {
        return LETTERS.iter().take(count).map(char::to_string).collect();
    }
    let pairs = LETTERS.iter().flat_map(|first| LETTERS.iter().map(move |second| format!("{first}{second}")));
    pairs.take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_unique_and_of_one_length() {
        for count in [0, 1, 23, 24, 100, 529] {
            let labels = labels(count);
            assert_eq!(labels.len(), count);
            let mut unique = labels.clone();
            unique.sort();
            unique.dedup();
            assert_eq!(unique.len(), count);
            assert!(labels.windows(2).all(|pair| pair[0].len() == pair[1].len()));
        }
    }
}
