//! Keys while something lies over the panes: the command line, a menu, the help.

use tui_input::{Input, InputRequest};

use super::super::effect::Effect;
use super::super::layer::{Choice, Help, Layer, Menu, Prompt};
use super::super::model::Model;
use super::{links, run, snooze};
use crate::card::SafeText;
use crate::command::{Invocation, complete, parse};
use crate::dates::Dates;
use crate::keymap::{Key, KeyCode};

/// Rows of a menu or help page that one step of paging moves by.
const PAGE: isize = 10;
/// Longest line that is taken from the clipboard, in characters.
const PASTE_LIMIT: usize = 4_096;

/// Whether a layer stays open after a key.
enum After {
    Stays,
    Closes,
    Quits,
    Chooses(Choice),
    Runs(String),
}

/// Gives a key to the topmost layer.
pub(super) fn press(model: &mut Model, key: Key, effects: &mut Vec<Effect>) {
    let Some(mut layer) = model.layers.pop() else { return };
    let after = match &mut layer {
        // In a line of text ctrl-c gives up the line, as in a shell.
        Layer::Prompt(_) if key == Key::ctrl('c') => After::Closes,
        _ if key == Key::ctrl('c') => After::Quits,
        _ if key == Key::ctrl('z') => {
            effects.push(Effect::Suspend);
            After::Stays
        }
        Layer::Help(help) => press_help(help, key, usize::from(model.size.height)),
        Layer::Menu(menu) => press_menu(menu, key, usize::from(model.size.height)),
        Layer::Prompt(prompt) => press_prompt(prompt, key, &model.command_history, &model.dates),
    };
    match after {
        After::Stays => model.layers.push(layer),
        After::Closes => {}
        After::Quits => effects.push(Effect::Quit),
        After::Chooses(choice) => {
            model.message = None;
            match choice {
                Choice::Run(invocation) => run::run(model, &invocation, effects),
                Choice::Open(url) => links::open_url(model, url, effects),
                Choice::Copy(text) => links::copy_text(model, text, effects),
                Choice::Type { line, count } => snooze::type_in(model, &line, count),
            }
        }
        After::Runs(line) => {
            model.message = None;
            run_line(model, &line, layer, effects);
        }
    }
}

/// Text from the clipboard goes into an open text field and nowhere else. Returns whether anything changed.
pub(super) fn paste(model: &mut Model, text: &str) -> bool {
    let input = match model.layers.last_mut() {
        Some(Layer::Prompt(prompt)) => &mut prompt.input,
        Some(Layer::Help(help)) if help.filtering => &mut help.filter,
        _ => return false,
    };
    for c in SafeText::line(text).chars().take(PASTE_LIMIT) {
        input.handle(InputRequest::InsertChar(c));
    }
    if let Some(Layer::Prompt(prompt)) = model.layers.last_mut() {
        edited(prompt, &model.dates);
    }
    true
}

fn run_line(model: &mut Model, line: &str, mut layer: Layer, effects: &mut Vec<Effect>) {
    let count = if let Layer::Prompt(prompt) = &layer { prompt.count } else { None };
    match understood(line, &model.dates) {
        Ok(invocation) => {
            if model.command_history.last().map(String::as_str) != Some(line) {
                model.command_history.push(line.to_owned());
            }
            let count = count.filter(|_| invocation.command.takes_count());
            run::run(model, &Invocation { count, ..invocation }, effects);
        }
        Err(error) => {
            if let Layer::Prompt(prompt) = &mut layer {
                prompt.error = Some(SafeText::line(&error));
            }
            model.layers.push(layer);
        }
    }
}

/// What a line asks for, or why it cannot be run.
fn understood(line: &str, dates: &Dates) -> Result<Invocation, String> {
    let invocation = parse(line).map_err(|error| error.to_string())?;
    snooze::check(&invocation, dates).map_err(|error| error.to_string())?;
    Ok(invocation)
}

fn press_help(help: &mut Help, key: Key, height: usize) -> After {
    if help.filtering {
        match key.code {
            KeyCode::Enter => help.filtering = false,
            KeyCode::Esc => {
                help.filter.reset();
                help.filtering = false;
            }
            _ => {
                edit(&mut help.filter, key);
                help.top = 0;
            }
        }
        return After::Stays;
    }
    // Two lines of frame, and the status line below.
    let last = help.line_count().saturating_sub(height.saturating_sub(3));
    let scrolled = |by: isize| help.top.saturating_add_signed(by).min(last);
    help.top = match key.code {
        KeyCode::Char('/') => {
            help.filtering = true;
            help.top
        }
        KeyCode::Esc if !help.filter.value().is_empty() => {
            help.filter.reset();
            0
        }
        KeyCode::Esc | KeyCode::Char('q' | '?') => return After::Closes,
        KeyCode::Char('Q') => return After::Quits,
        _ => match movement(key) {
            Some(Movement::By(by)) => scrolled(by),
            Some(Movement::First) => 0,
            Some(Movement::Last) => last,
            None => help.top,
        },
    };
    After::Stays
}

fn press_menu(menu: &mut Menu, key: Key, height: usize) -> After {
    if let KeyCode::Char(c) = key.code
        && !key.ctrl
        && !key.alt
    {
        let typed = format!("{}{c}", menu.typed);
        if let Some(entry) = menu.entries.iter().find(|entry| entry.label == typed) {
            return After::Chooses(entry.choice.clone());
        }
        if menu.entries.iter().any(|entry| entry.label.starts_with(&typed)) {
            menu.typed = typed;
            return After::Stays;
        }
    }
    menu.typed.clear();
    let (len, height) = (menu.entries.len(), height.saturating_sub(3));
    match key.code {
        KeyCode::Esc | KeyCode::Char('q') => return After::Closes,
        KeyCode::Char('Q') => return After::Quits,
        KeyCode::Enter => {
            return menu.entries.get(menu.cursor.at).map_or(After::Closes, |e| After::Chooses(e.choice.clone()));
        }
        _ => match movement(key) {
            Some(Movement::By(by)) => menu.cursor.step(by, len, height),
            Some(Movement::First) => menu.cursor.select(0, len, height),
            Some(Movement::Last) => menu.cursor.select(len, len, height),
            None => {}
        },
    }
    After::Stays
}

/// Moving about in a layer, whose keys are fixed: letters mean other things there.
enum Movement {
    By(isize),
    First,
    Last,
}

fn movement(key: Key) -> Option<Movement> {
    Some(match key.code {
        KeyCode::Char('d' | 'f') if key.ctrl => Movement::By(PAGE),
        KeyCode::Char('u' | 'b') if key.ctrl => Movement::By(-PAGE),
        KeyCode::Char('j') | KeyCode::Down => Movement::By(1),
        KeyCode::Char('k') | KeyCode::Up => Movement::By(-1),
        KeyCode::Char(' ') | KeyCode::PageDown => Movement::By(PAGE),
        KeyCode::PageUp => Movement::By(-PAGE),
        KeyCode::Char('g') | KeyCode::Home => Movement::First,
        KeyCode::Char('G') | KeyCode::End => Movement::Last,
        _ => return None,
    })
}

fn press_prompt(prompt: &mut Prompt, key: Key, history: &[String], dates: &Dates) -> After {
    match key.code {
        KeyCode::Esc => return After::Closes,
        KeyCode::Backspace if prompt.input.value().is_empty() => return After::Closes,
        KeyCode::Enter => {
            let line = prompt.input.value().trim().to_owned();
            return if line.is_empty() { After::Closes } else { After::Runs(line) };
        }
        KeyCode::Tab => cycle(prompt, true),
        KeyCode::BackTab => cycle(prompt, false),
        KeyCode::Up => recall(prompt, history, true),
        KeyCode::Down => recall(prompt, history, false),
        _ => {
            if edit(&mut prompt.input, key) {
                edited(prompt, dates);
            }
        }
    }
    After::Stays
}

/// The line was changed by hand: completion starts from it. An argument that is wrong, and cannot become right by
/// completion, is said at once.
pub(super) fn edited(prompt: &mut Prompt, dates: &Dates) {
    prompt.typed = prompt.input.value().to_owned();
    prompt.candidates = if prompt.typed.is_empty() { Vec::new() } else { complete(&prompt.typed) };
    prompt.chosen = None;
    prompt.recalled = None;
    let wrong = parse(&prompt.typed).ok().and_then(|invocation| snooze::check(&invocation, dates).err());
    let wrong = wrong.filter(|_| prompt.candidates.is_empty());
    prompt.error = wrong.map(|error| SafeText::line(&error.to_string()));
}

fn cycle(prompt: &mut Prompt, forward: bool) {
    if prompt.candidates.is_empty() {
        prompt.candidates = complete(prompt.input.value());
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
        prompt.input = Input::new(candidate.clone());
    }
}

fn recall(prompt: &mut Prompt, history: &[String], older: bool) {
    let next = match (prompt.recalled, older) {
        (None, true) => history.len().checked_sub(1),
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
fn edit(input: &mut Input, key: Key) -> bool {
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
