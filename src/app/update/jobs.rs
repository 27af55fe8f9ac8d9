//! What the answers of the workers change. Answers to questions that are no longer asked are dropped here.

use std::sync::Arc;

use super::super::effect::Effect;
use super::super::model::Model;
use super::super::msg::Job;
use super::super::page::TargetKind;
use super::super::place::Place;
use super::super::shown::Shown;
use super::{ask_for_list, count_topics, keys, list, search_again, topics};
use crate::card::{SafeText, SafeUrl, Taxonomy};
use crate::library::{Census, Segment, Slot, TopicCount};

/// Takes one answer. Returns whether anything changed.
pub(super) fn take(model: &mut Model, job: Job, effects: &mut Vec<Effect>) -> bool {
    match job {
        Job::HeadsLoaded { generation, segment, taxonomies, census } => {
            generation == model.loading.generation && {
                heads_loaded(model, segment, taxonomies, census, effects);
                true
            }
        }
        Job::LibraryLoaded { generation, census, failures } => {
            generation == model.loading.generation && {
                library_loaded(model, generation, census, &failures, effects);
                true
            }
        }
        Job::ListFound { question, slots } => {
            question == model.list.asked.question && {
                list_found(model, slots, effects);
                true
            }
        }
        Job::TopicsCounted { question, topics } => {
            question == model.topics.asked.question && {
                topics_counted(model, topics, effects);
                true
            }
        }
        Job::CardShown { question, place, shown } => {
            question == model.detail.question && {
                card_shown(model, place, shown, effects);
                true
            }
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

fn heads_loaded(
    model: &mut Model,
    segment: Arc<Segment>,
    taxonomies: Vec<Taxonomy>,
    census: Census,
    effects: &mut Vec<Effect>,
) {
    model.loading.census = census;
    if let Some(incoming) = &mut model.loading.incoming {
        incoming.learn(taxonomies);
        incoming.push(segment);
        return;
    }
    model.library.learn(taxonomies);
    model.library.push(segment);
    search_again(model, effects);
    count_topics(model, effects);
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
    } else if generation > 1 {
        model.say(&format!("Read {} cards anew", model.library.len()));
    }
    match failures {
        [] => {}
        [only] => model.complain(only),
        [first, rest @ ..] => model.complain(&format!("{first} (and {} more; see `copydesk check`)", rest.len())),
    }
}

fn list_found(model: &mut Model, slots: Arc<[Slot]>, effects: &mut Vec<Effect>) {
    model.list.asked.waiting = false;
    // Slots change their meaning with the library: what is selected is found again by its file.
    let selected = model.selected().and_then(|slot| model.file(slot));
    if let Some(library) = model.loading.ready.take() {
        model.library = library;
        model.say(&format!("Read {} cards anew", model.library.len()));
        count_topics(model, effects);
    }
    list::replace(model, slots, selected.as_ref());
    if model.list.asked.stale {
        search_again(model, effects);
    }
}

fn topics_counted(model: &mut Model, rows: Arc<[TopicCount]>, effects: &mut Vec<Effect>) {
    model.topics.asked.waiting = false;
    topics::replace(model, rows);
    if model.topics.asked.stale {
        count_topics(model, effects);
    }
}

fn card_shown(model: &mut Model, place: Place, shown: Result<Arc<Shown>, SafeText>, effects: &mut Vec<Effect>) {
    match shown {
        Ok(shown) => {
            if model.detail.shown.as_ref().is_some_and(|before| before.place == place) {
                keep_reading_position(model, &shown);
            } else {
                model.detail.top = 0;
                model.detail.target = None;
            }
            model.detail.failed = None;
            model.detail.shown = Some(shown);
        }
        Err(reason) => model.detail.failed = Some((place, reason)),
    }
    keys::go_on(model, effects);
}

/// The same card for another width: the selected target stays selected, and the place in the text about the same.
fn keep_reading_position(model: &mut Model, new: &Shown) {
    let Some(old) = &model.detail.shown else { return };
    let kind = |shown: &Shown, index: usize| shown.page.targets.get(index).map(|target| target.kind);
    let selected: Option<TargetKind> = model.detail.target.and_then(|index| kind(old, index));
    model.detail.target = selected.and_then(|kind| new.page.targets.iter().position(|target| target.kind == kind));
    let (before, after) = (old.page.lines.len().max(1), new.page.lines.len());
    model.detail.top = (model.detail.top * after / before).min(after.saturating_sub(1));
}

fn not_opened(model: &mut Model, url: SafeUrl, reason: &SafeText) {
    model.complain(reason);
    if let Some(message) = &mut model.message {
        message.offer = Some(url);
    }
}
