//! Files that change under the reader: when what stirred is looked at, and taking note of what became of it. Everything
//! stays where it is on the screen but what is gone; nothing is said, for the list shows it.

use std::sync::Arc;
use std::time::Duration;

use super::super::effect::{Effect, Timer};
use super::super::layout::Pane;
use super::super::live::Asked;
use super::super::model::Model;
use super::super::moved::Moved;
use super::super::msg::{KnownRows, Seen};
use super::{alike, count_topics, news, search_again, selection};
use crate::card::SafeText;
use crate::library::{FileRef, HeadRef, Library, LibraryChange, Slot, Stirred};

/// How long what stirred is given to come to rest.
const REST: Duration = Duration::from_millis(60);
/// How much longer, while more stirs.
const MORE_REST: Duration = Duration::from_millis(45);
/// How often that is put off: a change is looked at 150 ms after it was told of at the latest.
const PUT_OFF: u32 = 2;
/// How long a file that looks half-written is given first.
const FIRST_CHANCE: Duration = Duration::from_millis(500);
/// And then once more. After both it is taken as it is.
const LAST_CHANCE: Duration = Duration::from_millis(1_500);
/// How often everything is looked at, where nobody tells what stirs.
const POLL: Duration = Duration::from_secs(30);

/// Something stirred: collects it until it has come to rest.
pub(super) fn stirred(model: &mut Model, stirred: Stirred, effects: &mut Vec<Effect>) {
    model.live.stirred.join(stirred);
    if model.live.alarm.is_some() {
        model.live.more = true;
    } else {
        wait(model, effects);
    }
}

/// Nobody tells what stirs, so everything is looked at from time to time. Said once.
pub(super) fn unwatched(model: &mut Model, sentence: &SafeText, effects: &mut Vec<Effect>) -> bool {
    let is_new = model.live.poll.is_none();
    if is_new {
        model.complain(sentence);
        wait_for_poll(model, effects);
    }
    is_new
}

/// What stirred has come to rest, or was given enough time for it.
pub(super) fn rang(model: &mut Model, number: u32, effects: &mut Vec<Effect>) {
    if model.live.alarm.take_if(|alarm| *alarm == number).is_none() {
        return;
    }
    if std::mem::take(&mut model.live.more) && model.live.put_off < PUT_OFF {
        model.live.put_off += 1;
        set_alarm(model, MORE_REST, effects);
    } else {
        look(model, effects);
    }
}

/// Files that looked half-written had time: looks at them again, and takes those as they are that had it twice.
pub(super) fn unfinished_rang(model: &mut Model, number: u32, effects: &mut Vec<Effect>) {
    let live = &mut model.live;
    if live.unfinished_alarm.take_if(|alarm| *alarm == number).is_none() {
        return;
    }
    for (path, chances) in &mut live.unfinished {
        *chances += 1;
        live.stirred.add(path.clone());
        if *chances > 1 {
            live.as_they_are.insert(path.clone());
        }
    }
    live.unfinished.retain(|_, chances| *chances < 2);
    wait_for_unfinished(model, effects);
    look(model, effects);
}

/// Nobody tells what stirs: everything may have.
pub(super) fn poll_rang(model: &mut Model, number: u32, effects: &mut Vec<Effect>) {
    if model.live.poll == Some(number) {
        model.live.stirred.join(Stirred::Everything);
        look(model, effects);
        wait_for_poll(model, effects);
    }
}

/// The library is being read anew: an answer about the old one is of no use. What stirred until now is seen by whoever
/// reads, unless it had been read before; so it is looked at once more after that.
pub(super) fn begin_anew(model: &mut Model) {
    let live = &mut model.live;
    live.asked = None;
    live.scattered.clear();
}

/// The library was read: what stirred meanwhile may have been read before it did.
pub(super) fn catch_up(model: &mut Model, effects: &mut Vec<Effect>) {
    if !model.live.is_still() && model.live.alarm.is_none() {
        wait(model, effects);
    }
}

/// Heads were read again by whoever changed their files. Where another link came with that, somebody else had changed the
/// file, too: it may be another card, about which other things were decided.
pub(super) fn read_anew(model: &mut Model, moved: &Moved, effects: &mut Vec<Effect>) {
    let heads = |(before, now)| model.library.head(before).zip(model.library.head(now));
    let is_other = |(before, now): (HeadRef<'_>, HeadRef<'_>)| !now.has_link_of(before);
    let others: Vec<Slot> =
        moved.iter().filter(|places| heads(*places).is_some_and(is_other)).map(|(_, now)| now).collect();
    read_once_more(model, others, effects);
}

/// Has these heads read again, with what was decided about their cards.
pub(super) fn read_once_more(model: &mut Model, slots: Vec<Slot>, effects: &mut Vec<Effect>) {
    if !slots.is_empty() {
        model.live.scattered.extend(slots);
        catch_up(model, effects);
    }
}

/// What stirred was looked at. Returns whether anything became of it.
pub(super) fn looked_at(model: &mut Model, question: u32, seen: Seen, effects: &mut Vec<Effect>) -> bool {
    let Some(asked) = model.live.asked.take_if(|asked| asked.question == question) else { return false };
    let Seen { change, known, cursor, has_new_names, unfinished } = seen;
    for path in unfinished {
        model.live.unfinished.entry(path).or_default();
    }
    if model.live.unfinished_alarm.is_none() {
        wait_for_unfinished(model, effects);
    }
    let has_changed = !change.is_empty();
    if has_changed {
        take_up(model, change, &asked.library, known.as_deref());
        // What was decided meanwhile may be newer than what came with the answer.
        model.live.decided |= has_new_names;
        if known.is_some() {
            news::ask_since(model, cursor, effects);
        }
        search_again(model, effects);
        count_topics(model, effects);
        let scattered = model.library.scattered();
        model.live.scattered.extend(scattered);
    }
    catch_up(model, effects);
    has_changed
}

/// Takes up what became of files, as a difference to the library of the question.
pub(super) fn take_up(model: &mut Model, change: LibraryChange, asked: &Library, known: Option<&[KnownRows]>) {
    let before = place(model);
    let applied = model.library.apply(change, asked);
    let moved = Moved::new(applied.moved);
    let library = &model.library;
    model.decisions.take_up(&applied.added, |number, row| library.slot(number, row), &moved, known);
    model.unsaved.follow(&moved);
    follow_list(model, &moved);
    follow_detail(model, before, &moved);
    model.list.asked.outdated |= model.list.asked.waiting;
}

/// Looks at what stirred, unless something else has to end before that; then whoever ends it looks.
fn look(model: &mut Model, effects: &mut Vec<Effect>) {
    let is_busy = model.loading.running || model.loading.ready.is_some() || model.live.asked.is_some();
    if is_busy || model.live.is_still() {
        return;
    }
    let question = model.next_question();
    let library = model.library.clone();
    let live = &mut model.live;
    live.asked = Some(Asked { question, library: library.clone() });
    live.decided = false;
    (live.alarm, live.more) = (None, false);
    let stirred = std::mem::take(&mut live.stirred);
    let (as_they_are, scattered) = (std::mem::take(&mut live.as_they_are), std::mem::take(&mut live.scattered));
    effects.push(Effect::LookAtFiles { question, stirred, as_they_are, scattered, library });
}

fn wait(model: &mut Model, effects: &mut Vec<Effect>) {
    (model.live.more, model.live.put_off) = (false, 0);
    set_alarm(model, REST, effects);
}

fn set_alarm(model: &mut Model, after: Duration, effects: &mut Vec<Effect>) {
    let number = model.next_question();
    model.live.alarm = Some(number);
    effects.push(Effect::Wake { timer: Timer::Files, number, after });
}

fn wait_for_unfinished(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(chances) = model.live.unfinished.values().min() else { return };
    let after = if *chances == 0 { FIRST_CHANCE } else { LAST_CHANCE };
    let number = model.next_question();
    model.live.unfinished_alarm = Some(number);
    effects.push(Effect::Wake { timer: Timer::Unfinished, number, after });
}

fn wait_for_poll(model: &mut Model, effects: &mut Vec<Effect>) {
    let number = model.next_question();
    model.live.poll = Some(number);
    effects.push(Effect::Wake { timer: Timer::Poll, number, after: POLL });
}

/// The card that the detail pane is about, and where it sits, before anything changes.
fn place(model: &Model) -> Option<Slot> {
    let wanted = model.detail.wanted.as_ref()?;
    model.library.by_path(wanted.file.root, &wanted.file.path)
}

/// The list shows the new heads where the old ones were, until it was searched for anew.
fn follow_list(model: &mut Model, moved: &Moved) {
    if moved.iter().next().is_some() {
        model.list.slots = model.list.slots.iter().map(|slot| moved.to(*slot).unwrap_or(*slot)).collect();
        model.list.answer.follow(|slot| moved.to(slot));
        selection::follow(model, moved);
    }
}

/// The card in the detail pane, which sat there, is read again if its file is another one now, and shown under its new
/// name if that is what changed.
fn follow_detail(model: &mut Model, before: Option<Slot>, moved: &Moved) {
    let file = before.and_then(|before| moved.to(before)).and_then(|slot| model.file(slot));
    if let Some((file, wanted)) = file.zip(model.detail.wanted.as_mut()).filter(|(file, wanted)| *file != wanted.file) {
        let left = std::mem::replace(&mut wanted.file, file.clone());
        rename(model, &left, &file);
    }
    let now = place(model);
    // One that went away from under its reader is said to be gone; in the list the next one takes its place.
    if now != before && (now.is_some() || model.focus == Pane::Detail) {
        model.detail.asked = None;
        alike::begin_anew(model);
    }
}

/// What was known of the file that is shown holds for it under its new name.
fn rename(model: &mut Model, left: &FileRef, file: &FileRef) {
    if let Some(position) = model.detail.positions.remove(left) {
        model.detail.positions.insert(file.clone(), position);
    }
    if let Some(shown) = model.detail.shown.as_mut().filter(|shown| shown.place.file == *left) {
        Arc::make_mut(shown).place.file = file.clone();
    }
}
