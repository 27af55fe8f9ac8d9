//! Keys in a line of text: editing it, completing it, and running what it says. What a line is for is its
//! [`PromptKind`].

use tui_input::{Input, InputRequest};

use super::super::complete::{Names, candidates};
use super::super::effect::Effect;
use super::super::layer::{Layer, Prompt, PromptKind};
use super::super::model::Model;
use super::layers::After;
use super::{files, find, query, run, snooze};
use crate::card::SafeText;
use crate::command::{Invocation, parse};
use crate::dates::Dates;
use crate::keymap::{Key, KeyCode};

/// What helps with typing a line.
#[derive(Clone, Copy)]
pub(super) struct Aids<'m> {
    /// Lines that were run, the oldest first.
    history: &'m [String],
    /// Queries that were asked, the oldest first.
    queries: &'m [String],
    /// The names there are.
    names: Names<'m>,
    /// What time it is.
    dates: &'m Dates,
}

impl<'m> Aids<'m> {
    /// What the model knows.
    pub(super) fn of(model: &'m Model) -> Self {
        let topics = &model.topics;
        let names = Names { topics: &topics.rows, names: &topics.names, views: (&model.views, &topics.views) };
        Self { history: &model.command_history, queries: &model.query_history, names, dates: &model.dates }
    }

    /// Lines like this one that were run.
    fn history(&self, kind: &PromptKind) -> &'m [String] {
        match kind {
            PromptKind::Command => self.history,
            PromptKind::Search | PromptKind::Filter => self.queries,
            PromptKind::Topics(_) | PromptKind::Find { .. } => &[],
        }
    }
}

/// Gives a key to a line.
pub(super) fn press(prompt: &mut Prompt, key: Key, aids: Aids<'_>) -> After {
    let is_command = prompt.kind == PromptKind::Command;
    match key.code {
        KeyCode::Esc => return After::Closes,
        // A line of topics may be emptied and still mean something.
        KeyCode::Backspace if prompt.input.value().is_empty() && is_command => return After::Closes,
        KeyCode::Enter => {
            let line = prompt.input.value().trim().to_owned();
            return if line.is_empty() && is_command { After::Closes } else { After::Runs(line) };
        }
        KeyCode::Tab => cycle(prompt, true, aids.names),
        KeyCode::BackTab => cycle(prompt, false, aids.names),
        // While the list or the card follows what is typed, moving in it is what arrows are for.
        _ if matches!(prompt.kind, PromptKind::Search | PromptKind::Find { .. }) && rows(key).is_some() => {
            return rows(key).map_or(After::Stays, After::Moves);
        }
        KeyCode::Up => recall(prompt, aids.history(&prompt.kind), true),
        KeyCode::Down => recall(prompt, aids.history(&prompt.kind), false),
        _ => {
            if edit(&mut prompt.input, key) {
                edited(prompt, aids);
            }
        }
    }
    After::Stays
}

/// How many rows of the list, or places in the card, a key moves by while that is being searched.
fn rows(key: Key) -> Option<isize> {
    Some(match key.code {
        KeyCode::Down => 1,
        KeyCode::Up => -1,
        KeyCode::Char('n' | 'j') if key.ctrl => 1,
        KeyCode::Char('p') if key.ctrl => -1,
        KeyCode::PageDown => 10,
        KeyCode::PageUp => -10,
        _ => return None,
    })
}

/// The line was changed by hand: completion starts from it. An argument that is wrong, and cannot become right by
/// completion, is said at once.
pub(super) fn edited(prompt: &mut Prompt, aids: Aids<'_>) {
    prompt.typed = prompt.input.value().to_owned();
    prompt.candidates = match prompt.typed.as_str() {
        "" => Vec::new(),
        // The list is what a search is about; its line completes when asked.
        _ if matches!(prompt.kind, PromptKind::Search | PromptKind::Find { .. }) => Vec::new(),
        typed => candidates(&prompt.kind, typed, cursor(prompt), aids.names),
    };
    prompt.chosen = None;
    prompt.recalled = None;
    prompt.error = None;
    if prompt.kind == PromptKind::Command && prompt.candidates.is_empty() {
        let wrong = parse(&prompt.typed).ok().and_then(|invocation| snooze::check(&invocation, aids.dates).err());
        prompt.error = wrong.map(|error| SafeText::line(&error.to_string()));
    }
}

/// Does what a finished line says. One that cannot be run stays open, with the reason.
pub(super) fn run_line(model: &mut Model, line: &str, mut prompt: Prompt, effects: &mut Vec<Effect>) {
    let outcome = match &prompt.kind {
        PromptKind::Topics(topics) => {
            files::topics_edited(model, topics, line, effects).map_err(|error| error.to_string())
        }
        PromptKind::Command => run_command(model, line, prompt.count, effects),
        PromptKind::Find { from } => {
            // Nothing typed is what was looked for before, at its next place.
            if line.trim().is_empty() && model.detail.find.is_some() {
                find::step(model, 1);
            } else {
                find::entered(model, line, *from);
            }
            Ok(())
        }
        kind @ (PromptKind::Search | PromptKind::Filter) => query::entered(model, kind, line, effects),
    };
    if let Err(error) = outcome {
        prompt.error = Some(SafeText::line(&error));
        model.layers.push(Layer::Prompt(prompt));
    }
}

fn run_command(model: &mut Model, line: &str, count: Option<u32>, effects: &mut Vec<Effect>) -> Result<(), String> {
    let invocation = understood(line, &model.dates)?;
    if model.command_history.last().map(String::as_str) != Some(line) {
        model.command_history.push(line.to_owned());
    }
    let count = count.filter(|_| invocation.command.takes_count());
    run::run(model, &Invocation { count, ..invocation }, effects);
    Ok(())
}

/// What a line asks for, or why it cannot be run.
fn understood(line: &str, dates: &Dates) -> Result<Invocation, String> {
    let invocation = parse(line).map_err(|error| error.to_string())?;
    snooze::check(&invocation, dates).map_err(|error| error.to_string())?;
    files::check(&invocation).map_err(|error| error.to_string())?;
    run::check(&invocation)?;
    Ok(invocation)
}

/// Where the cursor is, in bytes of the line.
fn cursor(prompt: &Prompt) -> usize {
    let line = prompt.input.value();
    line.char_indices().nth(prompt.input.cursor()).map_or(line.len(), |(at, _)| at)
}

fn cycle(prompt: &mut Prompt, forward: bool, names: Names<'_>) {
    if prompt.candidates.is_empty() {
        prompt.candidates = candidates(&prompt.kind, prompt.input.value(), cursor(prompt), names);
    }
    // The only candidate stands in the line already: what could follow it is meant.
    if prompt.chosen.is_some() && prompt.candidates.len() == 1 {
        prompt.typed = prompt.input.value().to_owned();
        prompt.candidates = candidates(&prompt.kind, &prompt.typed, cursor(prompt), names);
        prompt.chosen = None;
    }
    let count = prompt.candidates.len();
    if count == 0 {
        return;
    }
    let next = match (prompt.chosen, forward) {
        (None, true) => 0,
        (None, false) => count - 1,
        (Some(at), true) => (at + 1) % count,
        (Some(at), false) => (at + count - 1) % count,
    };
    prompt.chosen = Some(next);
    prompt.error = None;
    if let Some(candidate) = prompt.candidates.get(next) {
        prompt.input = Input::new(candidate.line.clone());
    }
}

fn recall(prompt: &mut Prompt, history: &[String], older: bool) {
    // What stands in the line already is not gone back to.
    let is_new = |at: &usize| history.get(*at).is_some_and(|line| *line != prompt.typed);
    let next = match (prompt.recalled, older) {
        (None, true) => (0..history.len()).rev().find(is_new),
        (Some(at), true) => Some(at.saturating_sub(1)),
        (None, false) => None,
        (Some(at), false) => Some(at + 1).filter(|at| *at < history.len()),
    };
    prompt.recalled = next;
    let line = next.and_then(|at| history.get(at)).unwrap_or(&prompt.typed);
    prompt.input = Input::new(line.clone());
    prompt.candidates.clear();
    prompt.chosen = None;
    prompt.error = None;
}

/// Edits one line. Returns whether the key meant anything.
pub(super) fn edit(input: &mut Input, key: Key) -> bool {
    let request = match (key.code, key.ctrl || key.alt) {
        (KeyCode::Char('a'), true) | (KeyCode::Home, _) => InputRequest::GoToStart,
        (KeyCode::Char('e'), true) | (KeyCode::End, _) => InputRequest::GoToEnd,
        (KeyCode::Char('u'), true) => InputRequest::DeleteLine,
        (KeyCode::Char('k'), true) => InputRequest::DeleteTillEnd,
        (KeyCode::Char('w') | KeyCode::Backspace, true) => InputRequest::DeletePrevWord,
        (KeyCode::Left, true) => InputRequest::GoToPrevWord,
        (KeyCode::Right, true) => InputRequest::GoToNextWord,
        (KeyCode::Char(c), false) => InputRequest::InsertChar(c),
        (KeyCode::Backspace, false) => InputRequest::DeletePrevChar,
        (KeyCode::Delete, _) => InputRequest::DeleteNextChar,
        (KeyCode::Left, false) => InputRequest::GoToPrevChar,
        (KeyCode::Right, false) => InputRequest::GoToNextChar,
        _ => return false,
    };
    input.handle(request);
    true
}
