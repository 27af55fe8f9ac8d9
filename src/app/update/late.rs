//! A card that takes long to be read: until then the page before it stays, so that nothing flickers; from then on it would
//! be taken for that card's.

use std::time::Duration;

use super::super::busy::Busy;
use super::super::effect::{Effect, Timer};
use super::super::model::Model;

/// How long a page may stand beside the row of another card. Most cards are there after a few milliseconds, and a pane
/// that is emptied for so long only flickers.
const PATIENCE: Duration = Duration::from_millis(50);

/// Begins to wait when a card is wanted that is not there, and forgets it when one is. Whoever goes on to the next before
/// it is there has waited all the same.
pub(super) fn watch(model: &mut Model, effects: &mut Vec<Effect>) {
    if !model.is_card_missing() {
        model.detail.late = Busy::default();
    } else if model.detail.late.alarm.is_none() {
        let number = model.next_question();
        model.detail.late.alarm = Some(number);
        effects.push(Effect::Wake { timer: Timer::Card, number, after: PATIENCE });
    }
}

/// The card is still not there. Returns whether it is the one that was waited for.
pub(super) fn rang(model: &mut Model, number: u32) -> bool {
    let late = &mut model.detail.late;
    let is_mine = late.alarm == Some(number);
    late.shows |= is_mine;
    is_mine
}
