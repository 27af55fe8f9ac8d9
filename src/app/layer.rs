//! What lies over the panes and takes the keys: the command line, and, in files of their own, help, menus and pickers.
//! What keys do there is decided in [`mod@super::update`].

use tui_input::Input;

use super::help::Help;
use super::jump::Jump;
use super::menu::Menu;
use super::picker::Picker;
use crate::card::{SafeText, TopicNameError, topic_name};
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
