//! What the answers of the workers change. Answers to questions that are no longer asked are dropped here.

use std::sync::Arc;

use super::super::effect::Effect;
use super::super::model::Model;
use super::super::msg::Job;
use super::{
    again, alike, card, count_topics, count_unread, edit, history, jump, list, live, loading, news, pictures,
    search_again, selection, stay, topics, triage,
};
use crate::card::{SafeText, SafeUrl};
use crate::counts::cards;
use crate::library::{Tally, TopicCount};
use crate::query::Answer;

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
                loading::heads_loaded(
                    model,
                    loading::Heads { segment, dead: &dead, known: &known },
                    taxonomies,
                    effects,
                );
                true
            }
        }
        Job::FilesCompared { generation, asked, change, known, census } => {
            generation == model.loading.generation && {
                model.loading.census = census;
                loading::files_compared(model, &asked, change, &known, effects);
                true
            }
        }
        Job::IndexRead { generation } => {
            if generation == model.loading.generation && model.loading.incoming.is_none() {
                // Mostly it is the whole library, and nothing comes that would be a reason to ask.
                loading::ask_for_all(model, effects);
            }
            false
        }
        Job::LibraryLoaded { generation, census, failures } => {
            generation == model.loading.generation && {
                loading::library_loaded(model, generation, census, &failures, effects);
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
            let asked = model.loading.hearing.pop_front().filter(|_| generation == model.loading.generation);
            asked.is_some_and(|asked| {
                news::heard(model, outcome, &asked, effects);
                true
            })
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
                card::shown(model, place, shown, effects);
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
        let noted = decisions.catch_up(&model.decisions, &model.library, &library);
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

fn not_opened(model: &mut Model, url: SafeUrl, reason: &SafeText) {
    model.complain(reason);
    if let Some(message) = &mut model.message {
        message.offer = Some(url);
    }
}
