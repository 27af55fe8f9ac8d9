//! When long work is said to go on: not before somebody may wonder, so that nothing flickers.

use std::time::Duration;

use super::super::busy::Busy;
use super::super::effect::{Effect, Timer};
use super::super::model::Model;

/// How long work goes on before it is mentioned.
const PATIENCE: Duration = Duration::from_millis(250);

/// Begins to wait when work begins, and forgets it when there is none left.
pub(super) fn watch(model: &mut Model, effects: &mut Vec<Effect>) {
    if !model.loading.running && model.unsaved.is_empty() {
        model.busy = Busy::default();
    } else if model.busy.alarm.is_none() {
        let number = model.next_question();
        model.busy.alarm = Some(number);
        effects.push(Effect::Wake { timer: Timer::Busy, number, after: PATIENCE });
    }
}

/// The work still goes on. Returns whether it is the one that was waited for.
pub(super) fn rang(model: &mut Model, number: u32) -> bool {
    let is_mine = model.busy.alarm == Some(number);
    model.busy.shows |= is_mine;
    is_mine
}
