//! What the answers of the workers change. Answers to questions that are no longer asked are dropped here.

use std::sync::Arc;

use super::super::decisions::Decisions;
use super::super::effect::Effect;
use super::super::model::Model;
use super::super::moved::Moved;
use super::super::msg::{Job, KnownRows};
use super::super::page::TargetKind;
use super::super::place::Place;
use super::super::shown::Shown;
use super::{
    again, ahead, alike, ask_for_list, count_topics, count_unread, edit, find, history, jump, keys, list, live, news,
    pictures, position, resized, search_again, selection, stay, topics, triage,
};
use crate::card::{SafeText, SafeUrl, Taxonomy};
use crate::counts::cards;
use crate::library::{Census, Library, LibraryChange, Segment, Tally, TopicCount};
use crate::query::Answer;
use crate::triage::{CardId, Flags};

/// Takes one answer. Returns whether anything changed.
pub(super) fn take(model: &mut Model, job: Job, effects: &mut Vec<Effect>) -> bool {
    match job {
        Job::DecisionsRead { generation, cursor } => {
            if generation == model.loading.generation {
                news::begin(model, cursor);
            }
            false
        }
        Job::HeadsLoaded { generation, segment, dead, known, taxonomies, census } => {
            generation == model.loading.generation && {
                model.loading.census = census;
                heads_loaded(model, Heads { segment, dead: &dead, known: &known }, taxonomies, effects);
                true
            }
        }
        Job::FilesCompared { generation, asked, change, known, census } => {
            generation == model.loading.generation && {
                model.loading.census = census;
                files_compared(model, &asked, change, &known, effects);
                true
            }
        }
        Job::IndexRead { generation } => {
            if generation == model.loading.generation && model.loading.incoming.is_none() {
                // Mostly it is the whole library, and nothing comes that would be a reason to ask.
                ask_for_all(model, effects);
            }
            false
        }
        Job::LibraryLoaded { generation, census, failures } => {
            generation == model.loading.generation && {
                library_loaded(model, generation, census, &failures, effects);
                true
            }
        }
        Job::ListFound { question, answer } => {
            question == model.list.asked.question && {
                list_found(model, answer, effects);
                true
            }
        }
        Job::TopicsCounted { question, topics, all, names, views } => {
            question == model.topics.asked.question && {
                model.topics.names = names;
                topics_counted(model, topics, all, views, effects);
                true
            }
        }
        Job::UnreadCounted { question, unread } => {
            question == model.list.unread_question && {
                model.list.unread = Some(unread);
                model.list.unread_answered = question;
                true
            }
        }
        Job::DecisionCameOn { done, of } => {
            model.unsaved.came_on(done, of);
            model.busy.shows
        }
        Job::Decided(outcome) => {
            triage::decided(model, outcome, effects);
            true
        }
        Job::Turned { direction, outcome } => {
            triage::turned(model, direction, outcome, effects);
            true
        }
        Job::HeadsReadAgain(heads) => {
            again::answered(model, heads, effects);
            true
        }
        Job::FilesStirred(stirred) => {
            live::stirred(model, stirred, effects);
            false
        }
        Job::FilesUnwatched(sentence) => live::unwatched(model, &sentence, effects),
        Job::FilesLookedAt { question, seen } => live::looked_at(model, question, seen, effects),
        Job::HistoryRead(history) => {
            history::show(model, history);
            true
        }
        Job::ChangedElsewhere => {
            news::ask(model, effects);
            false
        }
        Job::NewsHeard { generation, outcome } => {
            model.loading.hearing = model.loading.hearing.saturating_sub(1);
            generation == model.loading.generation && {
                news::heard(model, outcome, effects);
                true
            }
        }
        Job::Jumped { question, library, hits } => jump::found(model, question, library, hits),
        Job::ViewKept(outcome) => match outcome {
            Ok(()) => false,
            Err(reason) => {
                model.complain(&reason);
                true
            }
        },
        Job::Noticed(notice) => {
            model.complain(&notice);
            true
        }
        Job::CardShown { question, place, shown } => {
            question == model.detail.question && {
                card_shown(model, place, shown, effects);
                true
            }
        }
        Job::CardReadAhead { question, shown } => {
            model.detail.ahead.put(question, shown);
            false
        }
        Job::PictureReady { question, outcome } => pictures::painted(model, question, outcome, effects),
        Job::AlikeFound { question, place, cards } => alike::found(model, question, &place, cards),
        Job::EditReady { file, outcome } => {
            edit::ready(model, file, outcome, effects);
            true
        }
        Job::Opened { url, outcome } => {
            let failed = outcome.is_err();
            if let Err(reason) = outcome {
                not_opened(model, url, &reason);
            }
            failed
        }
    }
}

/// A segment that was read.
struct Heads<'a> {
    segment: Arc<Segment>,
    dead: &'a [u16],
    known: &'a [Option<(CardId, Flags)>],
}

fn heads_loaded(model: &mut Model, heads: Heads<'_>, taxonomies: Vec<Taxonomy>, effects: &mut Vec<Effect>) {
    if let Some((library, decisions)) = &mut model.loading.incoming {
        add(library, decisions, heads, taxonomies);
        return;
    }
    add(&mut model.library, &mut model.decisions, heads, taxonomies);
    ask_again(model, effects);
}

fn files_compared(
    model: &mut Model,
    asked: &Library,
    change: LibraryChange,
    known: &[KnownRows],
    effects: &mut Vec<Effect>,
) {
    if let Some((library, decisions)) = &mut model.loading.incoming {
        let applied = library.apply(change, asked);
        let moved = Moved::new(applied.moved);
        decisions.take_up(&applied.added, |number, row| library.slot(number, row), &moved, Some(known));
        return;
    }
    live::take_up(model, change, asked, Some(known));
    ask_again(model, effects);
}

/// Asks for the list and the counts of everything that was read, unless that was done.
fn ask_for_all(model: &mut Model, effects: &mut Vec<Effect>) {
    if !std::mem::replace(&mut model.loading.settled, true) {
        search_again(model, effects);
        count_topics(model, effects);
    }
}

/// The library has grown: asks for the list and the counts anew, if it is time.
fn ask_again(model: &mut Model, effects: &mut Vec<Effect>) {
    model.loading.settled = false;
    let (cards, now) = (model.library.len(), model.dates.now);
    if model.loading.listing.is_due(cards, now) {
        search_again(model, effects);
    }
    if model.loading.counting.is_due(cards, now) {
        count_topics(model, effects);
    }
}

fn add(library: &mut Library, decisions: &mut Decisions, heads: Heads<'_>, taxonomies: Vec<Taxonomy>) {
    let Heads { segment, dead, known } = heads;
    library.learn(taxonomies);
    if !segment.is_empty() {
        let (number, rows) = (library.segments().count(), segment.len());
        library.push_without(segment, dead);
        decisions.push(rows, |row| library.slot(number, row), known);
    }
}

fn library_loaded(
    model: &mut Model,
    generation: u32,
    census: Census,
    failures: &[SafeText],
    effects: &mut Vec<Effect>,
) {
    model.loading.running = false;
    model.loading.census = census;
    model.loading.failures = failures.len();
    model.loading.ready = model.loading.incoming.take();
    if model.loading.ready.is_some() {
        ask_for_list(model, effects, false);
    } else {
        ask_for_all(model, effects);
        again::catch_up(model, effects);
        live::catch_up(model, effects);
    }
    if model.loading.ready.is_none() && generation > 1 {
        model.say(&format!("Read {} anew", cards(model.library.len())));
    }
    news::catch_up(model, effects);
    match failures {
        [] => {}
        [only] => model.complain(only),
        [first, rest @ ..] => model.complain(&format!("{first} (and {} more; see `copydesk check`)", rest.len())),
    }
}

fn list_found(model: &mut Model, mut answer: Answer, effects: &mut Vec<Effect>) {
    if model.list.asked.outdated {
        answer.keep_current(&model.library);
    }
    model.list.asked.waiting = !answer.is_complete;
    // Slots change their meaning with the library: what is selected is found again by its file.
    let selected = model.selected().and_then(|slot| model.file(slot));
    let mut stays = !model.list.asked.new_scope;
    if let Some((library, mut decisions)) = model.loading.ready.take() {
        stays = false;
        let files = selection::files(model);
        let noted = decisions.catch_up(&model.decisions, |file| library.by_path(file.root, &file.path));
        news::go_back(model, &mut decisions, noted);
        let kept = selection::find_again(model, files.as_deref(), &library);
        model.unsaved.library_replaced();
        model.library = library;
        model.decisions = decisions;
        let but = if kept { "" } else { "; nothing is selected any more" };
        model.say(&format!("Read {} anew{but}", cards(model.library.len())));
        count_topics(model, effects);
        again::catch_up(model, effects);
        news::catch_up(model, effects);
        live::catch_up(model, effects);
    }
    let slots = if stays { stay::with_those_that_left(model, &mut answer) } else { answer.slots.clone() };
    model.list.answer = answer;
    list::replace(model, slots, selected.as_ref());
    // What comes of the same question later adds to the list, and does not begin another one.
    model.list.asked.new_scope = false;
    if model.list.asked.waiting {
        return;
    }
    count_unread(model, effects);
    if model.list.asked.stale {
        search_again(model, effects);
    }
}

fn topics_counted(
    model: &mut Model,
    rows: Arc<[TopicCount]>,
    all: Tally,
    views: Arc<[Tally]>,
    effects: &mut Vec<Effect>,
) {
    model.topics.asked.waiting = false;
    topics::replace(model, rows, views);
    model.topics.all = Some(all);
    if model.topics.asked.stale {
        count_topics(model, effects);
    }
}

fn card_shown(model: &mut Model, place: Place, shown: Result<Arc<Shown>, SafeText>, effects: &mut Vec<Effect>) {
    match shown {
        Ok(shown) => {
            ahead::go_on(model, &shown, effects);
            put_up(model, shown);
        }
        Err(reason) => {
            // A page that was read ahead is of a file that is not so any more.
            model.detail.ahead.forget(&place);
            model.detail.shown.take_if(|shown| shown.place == place);
            model.detail.failed = Some((place, reason));
        }
    }
    keys::go_on(model, effects);
}

/// This is the card that is shown from now on.
pub(super) fn put_up(model: &mut Model, mut shown: Arc<Shown>) {
    if model.detail.shown.as_ref().is_some_and(|before| before.place == shown.place) {
        alike::carry_over(model, &mut shown);
        put_in_place(model, shown);
    } else {
        position::resume(model, &shown);
        model.detail.target = None;
        model.detail.find = None;
        model.detail.anchor = None;
        model.detail.shown = Some(shown);
    }
    model.detail.failed = None;
    find::again(model);
}

/// The same card again: the selected target stays selected, and in another shape the text at the top stays there.
fn put_in_place(model: &mut Model, new: Arc<Shown>) {
    let Some(old) = model.detail.shown.replace(new.clone()) else { return };
    let kind = |index: usize| old.page.targets.get(index).map(|target| target.kind);
    let selected: Option<TargetKind> = model.detail.target.and_then(kind);
    model.detail.target = selected.and_then(|kind| new.page.targets.iter().position(|target| target.kind == kind));
    if (old.page.width, old.page.room) == (new.page.width, new.page.room) {
        model.detail.top = model.detail.top.min(new.page.lines.len().saturating_sub(1));
    } else {
        let anchor = resized::anchor(model, &old.page);
        resized::settle(model, anchor);
    }
}

fn not_opened(model: &mut Model, url: SafeUrl, reason: &SafeText) {
    model.complain(reason);
    if let Some(message) = &mut model.message {
        message.offer = Some(url);
    }
}
