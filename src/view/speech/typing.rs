//! The line that is being typed, if one is: the command line, a query, what narrows a picker. What it could become is said
//! in [`super::layers`].

use tui_input::Input;

use crate::app::{Layer, Model, Prompt, PromptKind};

/// A line that is being typed, with the cursor in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Typing {
    /// What stands before the cursor, with what the line is for.
    pub before: String,
    /// What stands at the cursor and behind it.
    pub behind: String,
}

impl Typing {
    /// The whole line.
    pub fn whole(&self) -> String {
        format!("{}{}", self.before, self.behind)
    }

    fn new(lead: &str, input: &Input) -> Self {
        let line = input.value();
        let cursor = line.char_indices().nth(input.cursor()).map_or(line.len(), |(at, _)| at);
        let (before, behind) = line.split_at_checked(cursor).unwrap_or((line, ""));
        Self { before: format!("{lead}{before}"), behind: behind.to_owned() }
    }
}

/// The line that is being typed.
pub(super) fn of(model: &Model) -> Option<Typing> {
    match model.layers.last()? {
        Layer::Prompt(prompt) => Some(Typing::new(lead(prompt), &prompt.input)),
        Layer::Picker(picker) => Some(Typing::new("> ", &picker.input)),
        Layer::Jump(jump) => Some(Typing::new("> ", &jump.input)),
        Layer::Help(help) if help.filtering => Some(Typing::new("/", &help.filter)),
        Layer::Help(_) | Layer::Menu(_) => None,
    }
}

fn lead(prompt: &Prompt) -> &'static str {
    match &prompt.kind {
        PromptKind::Command => ":",
        PromptKind::Topics(_) => "topics: ",
        PromptKind::Search | PromptKind::Find { .. } => "/",
        PromptKind::Filter => "filter: ",
    }
}
