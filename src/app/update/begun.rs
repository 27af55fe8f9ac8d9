//! A key that moves at once and yet may be the beginning of a longer sequence, such as `G` before `GA`: what the
//! movement changed is remembered for a moment, and put back when the sequence goes on.

use std::sync::Arc;
use std::time::Duration;

use super::super::effect::{Effect, Timer};
use super::super::model::{Begun, Model};
use super::{keys, list, topics};

/// Longest time between the keys of a sequence whose beginning has moved already. Longer than fingers need, shorter
/// than a thought.
const PATIENCE: Duration = Duration::from_millis(600);

/// How things stand before a movement that may be taken back.
pub(super) fn remember(model: &Model) -> Begun {
    Begun {
        number: 0,
        keys: model.pending.len(),
        count: model.count,
        list: model.list.cursor,
        slots: model.list.slots.clone(),
        selected: model.selected().and_then(|slot| model.file(slot)),
        topics: model.topics.cursor,
        wanted: model.detail.wanted.clone(),
        shown: model.detail.shown.clone(),
        top: model.detail.top,
        kept: model.detail.kept,
        target: model.detail.target,
    }
}

/// Waits for the rest of the sequence.
pub(super) fn wait(model: &mut Model, begun: Begun, effects: &mut Vec<Effect>) {
    let number = model.next_question();
    model.begun = Some(Begun { number, ..begun });
    effects.push(Effect::Wake { timer: Timer::Sequence, number, after: PATIENCE });
}

/// The sequence goes on: the movement was none.
pub(super) fn take_back(model: &mut Model) {
    let Some(begun) = model.begun.take() else { return };
    model.count = begun.count;
    model.topics.cursor = begun.topics;
    if Arc::ptr_eq(&model.list.slots, &begun.slots) {
        model.list.cursor = begun.list;
    } else if let Some(file) = &begun.selected {
        // The list was replaced meanwhile.
        list::select_file(model, file);
    }
    // So may the size of the terminal have been.
    list::keep_in_view(model);
    topics::keep_in_view(model);
    model.detail.wanted = begun.wanted;
    model.detail.shown = begun.shown;
    model.detail.top = begun.top;
    model.detail.kept = begun.kept;
    model.detail.target = begun.target;
    // What the movement asked for is not wanted any more, and what was asked for before it may have made way for that.
    model.detail.asked = None;
}

/// The sequence did not go on in time: the movement stands, and keys after it mean what they mean alone. Returns
/// whether it was this sequence's time.
pub(super) fn rang(model: &mut Model, number: u32, effects: &mut Vec<Effect>) -> bool {
    let is_mine = model.begun.as_ref().is_some_and(|begun| begun.number == number);
    if is_mine {
        stands(model, effects);
    }
    is_mine
}

/// The movement stands. The keys behind it are pressed anew.
pub(super) fn stands(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(begun) = model.begun.take() else { return };
    let typed = std::mem::take(&mut model.pending);
    for key in typed.into_iter().skip(begun.keys) {
        keys::press(model, key, effects);
    }
}
