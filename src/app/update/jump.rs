//! The jump by title: its keys, its questions, and where it leads.

use std::sync::Arc;

use super::super::effect::Effect;
use super::super::jump::Jump;
use super::super::layer::Layer;
use super::super::layout::Pane;
use super::super::model::Model;
use super::layers::After;
use super::{detail, list, panes, prompt};
use crate::keymap::{Key, KeyCode};
use crate::library::{FileRef, Hit, Library};
use crate::page::Place;

/// Rows that one step of paging moves by.
const PAGE: isize = 10;

/// Opens the line, with the newest cards under it.
pub(super) fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    let mut jump = Jump::default();
    ask(model, &mut jump, effects);
    model.layers.push(Layer::Jump(jump));
}

/// Asks for the cards whose titles fit what was typed.
pub(super) fn ask(model: &mut Model, jump: &mut Jump, effects: &mut Vec<Effect>) {
    jump.question = model.next_question();
    effects.push(Effect::Jump {
        question: jump.question,
        library: model.library.clone(),
        flags: model.decisions.flags.clone(),
        pattern: jump.input.value().to_owned(),
    });
}

/// Gives a key to the line.
pub(super) fn press(jump: &mut Jump, key: Key, height: usize) -> After {
    let (len, height) = (jump.hits.len(), rows(height));
    let by = match key.code {
        KeyCode::Esc => return After::Closes,
        KeyCode::Enter => return After::Jumps,
        KeyCode::Down | KeyCode::Tab => 1,
        KeyCode::Up | KeyCode::BackTab => -1,
        KeyCode::Char('n' | 'j') if key.ctrl => 1,
        KeyCode::Char('p' | 'k') if key.ctrl => -1,
        KeyCode::PageDown => PAGE,
        KeyCode::PageUp => -PAGE,
        _ => return if prompt::edit(&mut jump.input, key) { After::Asks } else { After::Stays },
    };
    jump.cursor.step(by, len, height);
    After::Stays
}

/// Rows of hits in a terminal of this height: frame, the line that is typed into, and the status line take the rest.
fn rows(height: usize) -> usize {
    height.saturating_sub(4)
}

/// Cards were found.
pub(super) fn found(model: &mut Model, question: u32, library: Library, hits: Arc<[Hit]>) -> bool {
    let Some(Layer::Jump(jump)) = model.layers.last_mut() else { return false };
    if jump.question != question {
        return false;
    }
    (jump.library, jump.hits, jump.answered) = (library, hits, question);
    jump.cursor.select(0, jump.hits.len(), rows(usize::from(model.size.height)));
    if jump.chosen
        && let Some(Layer::Jump(jump)) = model.layers.pop()
    {
        go(model, &jump);
    }
    true
}

/// Enter was pressed: to the card under the cursor. What was typed last is waited for.
pub(super) fn choose(model: &mut Model, mut jump: Jump) {
    if jump.answered == jump.question {
        go(model, &jump);
    } else {
        jump.chosen = true;
        model.layers.push(Layer::Jump(jump));
    }
}

fn go(model: &mut Model, jump: &Jump) {
    let hit = jump.hits.get(jump.cursor.at);
    let Some(file) = hit.and_then(|hit| jump.library.head(hit.slot)).map(|head| head.file()) else {
        model.say("No title has these letters");
        return;
    };
    show(model, &file);
}

/// Shows a card: in its row where the list has it, else alone.
fn show(model: &mut Model, file: &FileRef) {
    let Some(slot) = model.library.by_path(file.root, &file.path) else {
        model.complain("This card is not in the library any more");
        return;
    };
    if let Some(here) = model.detail.wanted.clone() {
        model.visits.visit(&here);
    }
    let place = Place::card(file.clone());
    model.visits.visit(&place);
    match model.list.slots.iter().position(|other| *other == slot) {
        Some(row) => {
            panes::focus(model, Pane::List);
            list::select(model, row);
        }
        None => detail::go(model, place),
    }
}
