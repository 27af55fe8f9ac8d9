//! Deciding: marking cards, undoing it, and taking note of what is on disk. A decision shows when it is kept, not before.

use std::slice::SliceIndex;

use super::super::effect::Effect;
use super::super::layout::Pane;
use super::super::model::Model;
use super::super::msg::{Kept, Turned};
use super::super::unsaved::{Asked, What};
use super::{again, count, dwell, news, search_again, selection};
use crate::card::SafeText;
use crate::columns::cut;
use crate::counts::cards;
use crate::library::Slot;
use crate::page::Place;
use crate::triage::{Committed, Direction, Flags, Mark, Turn};

/// Longest part of a title in a message, in columns.
const TITLE: usize = 40;
/// Most cards that are looked for in the list one by one.
const LOOKED_AT: usize = 50;

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
    if slots.is_empty() {
        model.say("There is no card there");
    }
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
                Some(asked) => {
                    if asked.has_same_slots() {
                        news::keep_names(model, asked.library(), &known, effects);
                    }
                    asked.found_in(&model.library, known)
                }
                None => known,
            };
            for (slot, card) in known {
                model.decisions.learn(slot, card);
            }
            take_note(model, &committed);
            again::take_heads(model, heads, asked.as_ref().map(Asked::library), effects);
            if let Some(asked) = &asked {
                news::ask_for_new_cards(model, asked.library(), effects);
            }
            let changes = committed.changes;
            let subject = subject(model, &committed);
            let is_elsewhere = model.focus == Pane::Topics;
            let done = match asked.map(|asked| asked.what) {
                Some(What::Files) if changes == 0 && refusal.is_none() => {
                    model.say("Nothing to change: what the files say is what was asked for");
                    None
                }
                // The row does not say until when.
                Some(What::Mark(Mark::Snooze(Some(until)))) => {
                    Some(format!("Snoozed until {}: {subject}", model.dates.soon(until)))
                }
                // What was done to a file does not always show in its row, and from the topics nobody looks at it.
                what if matches!(what, Some(What::Files | What::Edit)) || changes > 1 || is_elsewhere => {
                    Some(format!("{}: {subject}", committed.verb))
                }
                _ => None,
            };
            tell(model, done.filter(|_| changes > 0).map(|done| format!("{done}; u takes it back")), refusal);
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
    let asked = model.unsaved.pop();
    let (past, verb) = match direction {
        Direction::Undo => ("Undone", "undo"),
        Direction::Redo => ("Done again", "redo"),
    };
    match outcome {
        Err(reason) => model.complain(&reason),
        Ok(None) => model.say(&format!("Nothing to {verb}")),
        Ok(Some(Kept { committed, heads, refusal, .. })) => {
            take_note(model, &committed);
            again::take_heads(model, heads, asked.as_ref().map(Asked::library), effects);
            let left = committed.conflicts.len();
            let but = if left == 0 { String::new() } else { format!("; {left} left as decided later") };
            let done = format!("{past}: {}, {}{but}", committed.verb, subject(model, &committed));
            tell(model, Some(done), refusal);
            count(model, effects);
            if comes_back(model, &committed) {
                search_again(model, effects);
            }
        }
    }
}

/// What was decided about: how many cards, or which.
fn subject(model: &Model, committed: &Committed) -> String {
    let [(card, _), ..] = committed.flags.as_slice() else { return cards(committed.changes) };
    if committed.changes != 1 {
        return cards(committed.changes);
    }
    let slot = model.decisions.slots(*card).first();
    match slot.and_then(|slot| model.library.head(*slot)) {
        Some(head) => format!("\"{}\"", cut(head.title(), TITLE)),
        None => "1 card of another library".to_owned(),
    }
}

/// Whether a card that was decided about belongs to the view again and is not in the list.
fn comes_back(model: &Model, committed: &Committed) -> bool {
    let belongs =
        |slot: &Slot| model.list.answer.has(&model.library, *slot, model.decisions.flags.get(*slot), model.dates.now);
    let is_missing = |slot: &Slot| belongs(slot) && !model.list.slots.contains(slot);
    // Of very many some will.
    committed.flags.len() > LOOKED_AT
        || committed.flags.iter().any(|(card, _)| model.decisions.slots(*card).iter().any(is_missing))
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
    model.live.decided = true;
    // Heads that are still to come bring what was decided when the loading began.
    model.loading.news |= reloading;
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
