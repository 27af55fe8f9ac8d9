//! A card that stays open in the detail pane for a while was read. Whoever says otherwise meanwhile is believed.

use super::super::effect::{Effect, Timer};
use super::super::layout::Pane;
use super::super::model::Model;
use super::super::panes::Stay;
use super::triage;
use crate::page::Place;

/// Begins and ends the stay with a card as the state has become. The clock runs while the card is seen: something over
/// the panes stops it, and it begins anew after that.
pub(super) fn watch(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(after) = model.dwell else { return };
    if open(model) != model.detail.stay.as_ref().map(|stay| &stay.place) {
        model.detail.stay = open(model).map(|place| {
            let settled = triage::unread(model, place).is_none();
            Stay { place: place.clone(), alarm: None, settled, by_itself: false }
        });
    }
    let covered = !model.layers.is_empty();
    match model.detail.stay.as_mut().filter(|stay| !stay.settled) {
        Some(stay) if covered => stay.alarm = None,
        Some(stay) if stay.alarm.is_none() => {
            model.last_question = model.last_question.wrapping_add(1);
            stay.alarm = Some(model.last_question);
            effects.push(Effect::Wake { timer: Timer::Dwell, number: model.last_question, after });
        }
        _ => {}
    }
}

/// The time is over: the card was read. Returns whether it was this stay's time.
pub(super) fn rang(model: &mut Model, number: u32, effects: &mut Vec<Effect>) -> bool {
    let stay = model.detail.stay.take_if(|stay| !stay.settled && stay.alarm == Some(number));
    let Some(stay) = stay else { return false };
    triage::mark_stayed(model, &stay.place, effects);
    model.detail.stay = Some(Stay { settled: true, by_itself: true, ..stay });
    true
}

/// The reader has said itself whether cards are read, and is not contradicted for as long as this one stays open.
pub(super) fn settle(model: &mut Model) {
    if let Some(stay) = &mut model.detail.stay {
        (stay.settled, stay.by_itself) = (true, false);
    }
}

/// While the program was stopped nobody read.
pub(super) fn begin_anew(model: &mut Model) {
    if let Some(stay) = &mut model.detail.stay {
        stay.alarm = None;
    }
}

/// The card of the library that is open to be read.
fn open(model: &Model) -> Option<&Place> {
    let shown = model.current().filter(|_| model.focus == Pane::Detail)?;
    Some(&shown.place).filter(|place| place.nested.is_empty())
}
