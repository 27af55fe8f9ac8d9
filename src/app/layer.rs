//! What lies over the panes and takes the keys: menus, the command line, and, in files of their own, help and pickers.
//! What keys do there is decided in [`mod@super::update`].

use tui_input::Input;

use super::help::Help;
use super::jump::Jump;
use super::model::Message;
use super::picker::Picker;
use super::scroll::Cursor;
use crate::card::{SafeText, SafeUrl, TopicNameError, topic_name};
use crate::command::Invocation;
use crate::library::FileRef;

/// One thing over the panes.
#[derive(Debug)]
pub enum Layer {
    /// What every key does.
    Help(Help),
    /// Something to choose by letter.
    Menu(Menu),
    /// Names to pick from.
    Picker(Picker),
    /// The jump by title.
    Jump(Jump),
    /// The command line.
    Prompt(Prompt),
}

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
    /// More about it, such as the whole link.
    pub note: SafeText,
    /// What happens.
    pub choice: Choice,
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

/// A line of text that is being typed.
#[derive(Debug, Default)]
pub struct Prompt {
    /// What it is for.
    pub kind: PromptKind,
    /// What was typed.
    pub input: Input,
    /// What it could become.
    pub candidates: Vec<Candidate>,
    /// The candidate that Tab has put in, and what was typed before.
    pub chosen: Option<usize>,
    pub(super) typed: String,
    /// How far back in the history Up has gone.
    pub(super) recalled: Option<usize>,
    /// The number typed before the key that led here.
    pub(super) count: Option<u32>,
    /// Why the line could not be run.
    pub error: Option<SafeText>,
}

/// What a line could become.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Candidate {
    /// The whole line.
    pub line: String,
    /// What of it is new.
    pub name: String,
    /// What that is.
    pub note: String,
}

/// What a line of text is for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum PromptKind {
    /// A query that is answered while it is typed.
    Search,
    /// A query that narrows the list.
    Filter,
    /// A text that is found in the card while it is typed.
    Find {
        /// The first visible line when that began.
        from: usize,
    },
    /// A command by name.
    #[default]
    Command,
    /// The topics of some cards.
    Topics(TopicsLine),
}

/// The topics of some cards as a line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicsLine {
    /// The cards, by their files: the library may be read anew while the line is open.
    pub files: Vec<FileRef>,
    /// The topics that all of them had when the line was opened.
    pub common: Vec<SafeText>,
    /// What stands between two topics: a character that is in none.
    pub separator: char,
}

impl TopicsLine {
    /// The topics that a line names, each once.
    pub fn names(&self, text: &str) -> Vec<SafeText> {
        let mut names: Vec<SafeText> = Vec::new();
        for name in text.split(self.separator).map(|name| SafeText::line(name.trim())) {
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// Whether topics can have the names that the line adds. Those that cards have already stay as they are.
    ///
    /// # Errors
    /// One sentence about the first that cannot.
    pub fn check(&self, text: &str) -> Result<(), TopicNameError> {
        let is_new = |raw: &&str| {
            let name = SafeText::line(raw);
            !name.is_empty() && !self.common.contains(&name)
        };
        text.split(self.separator).filter(is_new).try_for_each(|raw| topic_name(raw).map(drop))
    }

    /// What the line adds to the topics that all cards have, and what it takes away.
    pub fn difference(&self, text: &str) -> (Vec<SafeText>, Vec<SafeText>) {
        let names = self.names(text);
        let without = |these: &[SafeText], those: &[SafeText]| {
            these.iter().filter(|topic| !those.contains(topic)).cloned().collect()
        };
        (without(&names, &self.common), without(&self.common, &names))
    }
}

impl Prompt {
    /// A line that holds a query.
    pub(super) fn for_query(kind: PromptKind, text: &str) -> Self {
        Self { kind, input: Input::new(text.to_owned()), typed: text.to_owned(), ..Self::default() }
    }

    /// A line that holds the topics which all of the cards have.
    pub(super) fn for_topics(line: TopicsLine) -> Self {
        let between = format!("{} ", line.separator);
        let topics: Vec<&str> = line.common.iter().map(SafeText::as_str).collect();
        // What is typed next is another topic, not the end of the last one.
        let text = if topics.is_empty() { String::new() } else { topics.join(&between) + &between };
        Self { input: Input::new(text.clone()), typed: text, kind: PromptKind::Topics(line), ..Self::default() }
    }
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
