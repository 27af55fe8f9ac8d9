//! Keys while something lies over the panes: a menu, the help, and, in [`super::prompt`], a line of text.

use ratatui::layout::Size;
use tui_input::InputRequest;

use super::super::effect::Effect;
use super::super::help::Help;
use super::super::layer::{Layer, Prompt, PromptKind};
use super::super::menu::{Choice, Menu};
use super::super::model::Model;
use super::prompt::Aids;
use super::{find, jump, links, list, pick, prompt, query, run, snooze};
use crate::card::SafeText;
use crate::keymap::{Key, KeyCode};

/// Rows of a menu or help page that one step of paging moves by.
const PAGE: isize = 10;
/// Longest line that is taken from the clipboard, in characters.
const PASTE_LIMIT: usize = 4_096;

/// Whether a layer stays open after a key.
pub(super) enum After {
    Stays,
    Closes,
    Quits,
    Chooses(Choice),
    Runs(String),
    /// What was typed into the jump asks anew.
    Asks,
    /// To the card under the cursor of the jump.
    Jumps,
    /// What is picked counts.
    Picks,
    /// Moves in the list behind.
    Moves(isize),
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
        Layer::Help(help) => press_help(help, key, model.size),
        Layer::Menu(menu) => press_menu(menu, key, model.size),
        Layer::Jump(jump) => jump::press(jump, key, usize::from(model.size.height)),
        Layer::Picker(picker) => pick::press(picker, key, usize::from(model.size.height)),
        Layer::Prompt(prompt) => prompt::press(prompt, key, Aids::of(model)),
    };
    match after {
        After::Stays => {
            if let Layer::Prompt(prompt) = &mut layer {
                typed(model, prompt, effects);
            }
            model.layers.push(layer);
        }
        After::Asks => {
            if let Layer::Jump(jump) = &mut layer {
                jump::ask(model, jump, effects);
            }
            model.layers.push(layer);
        }
        After::Jumps => {
            if let Layer::Jump(jump) = layer {
                jump::choose(model, jump);
            }
        }
        After::Picks => {
            if let Layer::Picker(picker) = &layer {
                pick::picked(model, picker, effects);
            }
        }
        After::Moves(by) => {
            if matches!(&layer, Layer::Prompt(prompt) if matches!(prompt.kind, PromptKind::Find { .. })) {
                find::step(model, by);
            } else {
                list::step(model, by);
            }
            model.layers.push(layer);
        }
        After::Closes => {
            if let Layer::Prompt(prompt) = &layer {
                match prompt.kind {
                    PromptKind::Search => query::give_up_search(model, effects),
                    PromptKind::Find { from } => find::give_up(model, from),
                    PromptKind::Filter | PromptKind::Command | PromptKind::Topics(_) => {}
                }
            }
        }
        After::Quits => effects.push(Effect::Quit),
        After::Chooses(choice) => {
            model.message = None;
            match choice {
                Choice::Run(invocation) => run::run(model, &invocation, effects),
                Choice::Open(url) => links::open_url(model, url, effects),
                Choice::Copy(text) => links::copy_text(model, text, effects),
                Choice::Say(message) => model.message = Some(message),
                Choice::Close => {}
                Choice::Type { line, count } => snooze::type_in(model, &line, count),
            }
        }
        After::Runs(line) => {
            model.message = None;
            if let Layer::Prompt(prompt) = layer {
                prompt::run_line(model, &line, prompt, effects);
            }
        }
    }
}

/// Text from the clipboard goes into an open text field and nowhere else. Returns whether anything changed.
pub(super) fn paste(model: &mut Model, text: &str, effects: &mut Vec<Effect>) -> bool {
    if let Some(Layer::Jump(mut jump)) = model.layers.pop_if(|layer| matches!(layer, Layer::Jump(_))) {
        for c in SafeText::line(text).chars().take(PASTE_LIMIT) {
            jump.input.handle(InputRequest::InsertChar(c));
        }
        jump::ask(model, &mut jump, effects);
        model.layers.push(Layer::Jump(jump));
        return true;
    }
    let input = match model.layers.last_mut() {
        Some(Layer::Prompt(prompt)) => &mut prompt.input,
        Some(Layer::Picker(picker)) => &mut picker.input,
        Some(Layer::Help(help)) if help.filtering => &mut help.filter,
        _ => return false,
    };
    for c in SafeText::line(text).chars().take(PASTE_LIMIT) {
        input.handle(InputRequest::InsertChar(c));
    }
    if let Some(Layer::Prompt(mut prompt)) = model.layers.pop_if(|layer| matches!(layer, Layer::Prompt(_))) {
        prompt::edited(&mut prompt, Aids::of(model));
        typed(model, &mut prompt, effects);
        model.layers.push(Layer::Prompt(prompt));
    }
    true
}

/// A line was changed that something follows while it is typed.
fn typed(model: &mut Model, prompt: &mut Prompt, effects: &mut Vec<Effect>) {
    match prompt.kind {
        PromptKind::Search => query::typed(model, prompt, effects),
        PromptKind::Find { from } => find::find(model, prompt.input.value(), from),
        PromptKind::Filter | PromptKind::Command | PromptKind::Topics(_) => {}
    }
}

fn press_help(help: &mut Help, key: Key, size: Size) -> After {
    if help.filtering {
        match key.code {
            KeyCode::Enter => help.filtering = false,
            KeyCode::Esc => {
                help.filter.reset();
                help.filtering = false;
            }
            _ => {
                prompt::edit(&mut help.filter, key);
                help.top = 0;
            }
        }
        return After::Stays;
    }
    // Two lines of frame, and the status line below.
    let height = usize::from(size.height.saturating_sub(3));
    let width = usize::from(Help::width(size.width).saturating_sub(2));
    let last = help.lines(width).len().saturating_sub(height);
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

fn press_menu(menu: &mut Menu, key: Key, size: Size) -> After {
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
        if let Some((line, count)) = menu.free.clone().filter(|_| typed.starts_with(|c: char| c.is_ascii_digit())) {
            return After::Chooses(Choice::Type { line: format!("{line}{typed}"), count });
        }
    }
    menu.typed.clear();
    match key.code {
        KeyCode::Esc | KeyCode::Char('q') => return After::Closes,
        KeyCode::Char('Q') => return After::Quits,
        KeyCode::Enter => {
            return menu.entries.get(menu.cursor.at).map_or(After::Closes, |e| After::Chooses(e.choice.clone()));
        }
        _ => match movement(key) {
            Some(Movement::By(by)) => menu.moves(size, |cursor, len, height| cursor.step(by, len, height)),
            Some(Movement::First) => menu.moves(size, |cursor, len, height| cursor.select(0, len, height)),
            Some(Movement::Last) => menu.moves(size, |cursor, len, height| cursor.select(len, len, height)),
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
