//! Deciding: marking cards, undoing it, and taking note of what is on disk. A decision shows when it is kept, not before.

use std::slice::SliceIndex;

use super::super::effect::Effect;
use super::super::model::Model;
use super::super::msg::{Kept, Turned};
use super::super::place::Place;
use super::super::unsaved::What;
use super::{again, count, dwell, selection};
use crate::card::SafeText;
use crate::counts::cards;
use crate::library::Slot;
use crate::triage::{Committed, Direction, Flags, Mark, Turn};

/// Decides about what is chosen.
pub(super) fn mark(model: &mut Model, mark: Mark, count: Option<u32>, effects: &mut Vec<Effect>) {
    let slots = selection::chosen(model, count);
    decide(model, mark, slots, effects);
}

/// Decides about these rows of the list.
pub(super) fn mark_rows(
    model: &mut Model,
    mark: Mark,
    rows: impl SliceIndex<[Slot], Output = [Slot]>,
    effects: &mut Vec<Effect>,
) {
    let slots = model.list.slots.get(rows).unwrap_or_default().to_vec();
    decide(model, mark, slots, effects);
}

/// Whoever opens a card in the browser reads it there.
pub(super) fn mark_opened(model: &mut Model, place: &Place, effects: &mut Vec<Effect>) {
    decide(model, Mark::Read(Turn::On), unread(model, place).into_iter().collect(), effects);
}

/// A card that stayed open was read. Nobody asked for that: undo takes back what was, and what was undone can still be
/// done again.
pub(super) fn mark_stayed(model: &mut Model, place: &Place, effects: &mut Vec<Effect>) {
    let slots: Vec<Slot> = unread(model, place).into_iter().collect();
    ask(model, Mark::Read(Turn::On), slots, true, effects);
}

/// Where a card of the library sits, if it is unread.
pub(super) fn unread(model: &Model, place: &Place) -> Option<Slot> {
    selection::slot_of(model, place).filter(|slot| !model.decisions.flags.get(*slot).read)
}

fn decide(model: &mut Model, mark: Mark, slots: Vec<Slot>, effects: &mut Vec<Effect>) {
    if matches!(mark, Mark::Read(_)) {
        dwell::settle(model);
    }
    ask(model, mark, slots, false, effects);
}

fn ask(model: &mut Model, mark: Mark, slots: Vec<Slot>, quiet: bool, effects: &mut Vec<Effect>) {
    if slots.is_empty() {
        return;
    }
    model.unsaved.push(What::Mark(mark), &slots, &model.library);
    let cards: Vec<(Slot, Flags)> = slots.into_iter().map(|slot| (slot, model.decisions.flags.get(slot))).collect();
    effects.push(Effect::Decide { mark, quiet, cards, library: model.library.clone() });
}

/// Takes the last step back, or does it again.
pub(super) fn turn(model: &mut Model, direction: Direction, effects: &mut Vec<Effect>) {
    dwell::settle(model);
    model.unsaved.push(What::Turn, &[], &model.library);
    effects.push(Effect::Turn(direction));
}

/// A decision is on disk, or could not be kept.
pub(super) fn decided(model: &mut Model, outcome: Result<Kept, SafeText>, effects: &mut Vec<Effect>) {
    let asked = model.unsaved.pop();
    match outcome {
        Err(reason) => model.complain(&reason),
        Ok(Kept { committed, cards: known, heads, refusal }) => {
            let known = match &asked {
                Some(asked) => asked.found_in(&model.library, known),
                None => known,
            };
            for (slot, card) in known {
                model.decisions.learn(slot, card);
            }
            take_note(model, &committed);
            let changes = committed.changes;
            let done = match asked.map(|asked| asked.what) {
                // The row does not say until when.
                Some(What::Mark(Mark::Snooze(Some(until)))) => {
                    Some(format!("Snoozed until {}: {}", model.dates.soon(until), cards(changes)))
                }
                // What was done to a file does not always show in its row.
                Some(What::Files) => Some(format!("{}: {}", committed.verb, cards(changes))),
                _ if changes > 1 => Some(format!("{}: {}", committed.verb, cards(changes))),
                _ => None,
            };
            tell(model, done.filter(|_| changes > 0).map(|done| format!("{done}; u takes it back")), refusal);
            again::take_heads(model, heads, effects);
            count(model, effects);
        }
    }
}

/// A step was taken back or done again, or could not be.
pub(super) fn turned(
    model: &mut Model,
    direction: Direction,
    outcome: Result<Turned, SafeText>,
    effects: &mut Vec<Effect>,
) {
    model.unsaved.pop();
    let (past, verb) = match direction {
        Direction::Undo => ("Undone", "undo"),
        Direction::Redo => ("Done again", "redo"),
    };
    match outcome {
        Err(reason) => model.complain(&reason),
        Ok(None) => model.say(&format!("Nothing to {verb}")),
        Ok(Some(Kept { committed, heads, refusal, .. })) => {
            take_note(model, &committed);
            let left = committed.conflicts.len();
            let but = if left == 0 { String::new() } else { format!("; {left} left as decided later") };
            let done = format!("{past}: {}, {}{but}", committed.verb, cards(committed.changes));
            tell(model, Some(done), refusal);
            again::take_heads(model, heads, effects);
            count(model, effects);
        }
    }
}

/// Says what was done, and what was not.
fn tell(model: &mut Model, done: Option<String>, refusal: Option<SafeText>) {
    match (done, refusal) {
        (Some(done), Some(refusal)) => model.complain(&format!("{done}. {refusal}")),
        (None, Some(refusal)) => model.complain(&refusal),
        (Some(done), None) => model.say(&done),
        (None, None) => {}
    }
}

fn take_note(model: &mut Model, committed: &Committed) {
    let reloading = model.loading.running || model.loading.ready.is_some();
    for (card, flags) in &committed.flags {
        model.decisions.set(*card, *flags);
    }
    for (card, flags) in committed.flags.iter().filter(|_| reloading) {
        for slot in model.decisions.slots(*card).to_vec() {
            if let Some(file) = model.file(slot) {
                model.decisions.note(file, *card, *flags);
            }
        }
    }
}
