//! Pickers of topics, providers and types: opening one, its keys, and what is picked in the end.

use super::super::effect::Effect;
use super::super::layer::Layer;
use super::super::layout::Pane;
use super::super::model::Model;
use super::super::picker::{Picker, PickerKind, PickerRow};
use super::layers::After;
use super::{panes, prompt, search};
use crate::keymap::{Key, KeyCode};
use crate::library::NameCount;

/// Rows that one step of paging moves by.
const PAGE: isize = 10;

/// Opens a picker.
pub(super) fn open(model: &mut Model, kind: PickerKind) {
    let named = |names: &[NameCount]| {
        let row = |name: &NameCount| PickerRow { name: name.name.clone(), depth: 0, cards: name.cards };
        names.iter().map(row).collect::<Vec<_>>()
    };
    let picks = &model.scope.picks;
    let (rows, chosen) = match kind {
        PickerKind::Topics => {
            let rows = model.topics.rows.iter();
            let rows =
                rows.map(|topic| PickerRow { name: topic.name.clone(), depth: topic.depth, cards: topic.shown.cards });
            (rows.collect(), &picks.topics)
        }
        PickerKind::Providers => (named(&model.topics.names.providers), &picks.providers),
        PickerKind::Types => (named(&model.topics.names.types), &picks.types),
    };
    if rows.is_empty() {
        model.say("No card of this view has any");
        return;
    }
    model.layers.push(Layer::Picker(Picker::new(kind, rows, chosen, picks.all_topics)));
}

/// Gives a key to a picker.
pub(super) fn press(picker: &mut Picker, key: Key, height: usize) -> After {
    let len = picker.visible().len();
    // Frame, the line that is typed into, and the status line.
    let height = height.saturating_sub(4);
    match key.code {
        KeyCode::Esc => return After::Closes,
        KeyCode::Enter => return After::Picks,
        KeyCode::Tab => {
            picker.turn();
            picker.cursor.step(1, len, height);
        }
        KeyCode::BackTab => {
            picker.turn();
            picker.cursor.step(-1, len, height);
        }
        KeyCode::Char('a') if key.ctrl => picker.all ^= picker.kind == PickerKind::Topics,
        KeyCode::Char('x') if key.ctrl => picker.chosen.clear(),
        KeyCode::Down => picker.cursor.step(1, len, height),
        KeyCode::Up => picker.cursor.step(-1, len, height),
        KeyCode::Char('n' | 'j') if key.ctrl => picker.cursor.step(1, len, height),
        KeyCode::Char('p' | 'k') if key.ctrl => picker.cursor.step(-1, len, height),
        KeyCode::PageDown => picker.cursor.step(PAGE, len, height),
        KeyCode::PageUp => picker.cursor.step(-PAGE, len, height),
        _ => {
            if prompt::edit(&mut picker.input, key) {
                picker.cursor.select(0, picker.visible().len(), height);
            }
        }
    }
    After::Stays
}

/// A picker was left with Enter. With nothing picked that was picked before, nothing of it narrows the list any more.
pub(super) fn picked(model: &mut Model, picker: &Picker, effects: &mut Vec<Effect>) {
    let picks = &mut model.scope.picks;
    let place = match picker.kind {
        PickerKind::Topics => &mut picks.topics,
        PickerKind::Providers => &mut picks.providers,
        PickerKind::Types => &mut picks.types,
    };
    // Whoever takes the last one away means none, not the one under the cursor.
    let outcome = if place.is_empty() { picker.outcome() } else { picker.chosen.clone() };
    let changed = *place != outcome || (picker.kind == PickerKind::Topics && picks.all_topics != picker.all);
    *place = outcome;
    if picker.kind == PickerKind::Topics {
        picks.all_topics = picker.all;
    }
    if changed {
        search(model, effects);
    }
    panes::focus(model, Pane::List);
}
