//! From a message to a changed model and a list of effects. Each file beside this one has one area; this one says in
//! which order things happen, and asks the questions that the new state raises.

mod again;
mod ahead;
mod alike;
mod begun;
mod busy;
mod card;
mod detail;
mod dwell;
mod edit;
mod files;
mod find;
mod history;
mod jobs;
mod jump;
mod keys;
mod late;
mod layers;
mod links;
mod list;
mod live;
mod loading;
mod messages;
mod news;
mod panes;
mod pick;
mod pictures;
mod position;
mod prompt;
mod query;
mod resized;
mod run;
mod selection;
mod snooze;
mod sorting;
mod status;
mod stay;
mod topics;
mod triage;
mod views;
mod why;

#[cfg(test)]
mod tests;

use super::effect::{Effect, Timer};
use super::layout::Pane;
use super::model::Model;
use super::msg::Msg;
use super::options::Options;
use super::panes::{Asked, CardQuestion};
use crate::library::Census;
use crate::page::PageStyle;

/// The state before anything has happened, and what must be done first.
pub fn start(options: Options) -> (Model, Vec<Effect>) {
    let mut model = Model::new(options);
    let mut effects = Vec::new();
    load_library(&mut model, &mut effects);
    (model, effects)
}

/// Takes note of one fact and says what follows.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = Vec::new();
    let changed = match msg {
        Msg::Key(key) => {
            keys::press(model, key, &mut effects);
            true
        }
        Msg::Pasted(text) => layers::paste(model, &text, &mut effects),
        Msg::Resized(size) => {
            resized::take(model, size);
            true
        }
        Msg::TerminalAnswered(answer) => model.pictures.answered(answer),
        Msg::Resumed => {
            model.pictures.screen_is_new();
            dwell::begin_anew(model);
            effects.push(Effect::Repaint);
            true
        }
        Msg::Edited { file, outcome } => {
            edit::edited(model, file, outcome, &mut effects);
            true
        }
        // The list shows days, not seconds, and the page was written when it was read.
        Msg::Woke(now) => {
            model.dates.now = now;
            false
        }
        Msg::Rang { timer: Timer::Dwell, number } => dwell::rang(model, number, &mut effects),
        Msg::Rang { timer: Timer::Alike, number } => {
            alike::rang(model, number, &mut effects);
            false
        }
        Msg::Rang { timer: Timer::Sequence, number } => begun::rang(model, number, &mut effects),
        Msg::Rang { timer: Timer::Busy, number } => busy::rang(model, number),
        Msg::Rang { timer: Timer::Card, number } => late::rang(model, number),
        Msg::Rang { timer: Timer::Files, number } => {
            live::rang(model, number, &mut effects);
            false
        }
        Msg::Rang { timer: Timer::Unfinished, number } => {
            live::unfinished_rang(model, number, &mut effects);
            false
        }
        Msg::Rang { timer: Timer::Poll, number } => {
            live::poll_rang(model, number, &mut effects);
            false
        }
        Msg::Job(job) => jobs::take(model, job, &mut effects),
    };
    selection::recount(model);
    dwell::watch(model, &mut effects);
    busy::watch(model, &mut effects);
    ask(model, &mut effects);
    late::watch(model, &mut effects);
    pictures::watch(model, &mut effects);
    alike::watch(model, &mut effects);
    if changed || !effects.is_empty() {
        model.revision += 1;
    }
    effects
}

/// The reader is being left, by whatever way: what must be done before.
pub fn finish(model: &mut Model) -> Vec<Effect> {
    position::leave(model).into_iter().collect()
}

/// Starts reading the library from its files.
fn load_library(model: &mut Model, effects: &mut Vec<Effect>) {
    model.loading.generation += 1;
    model.loading.running = true;
    model.loading.census = Census::default();
    model.loading.failures = 0;
    model.loading.settled = false;
    (model.loading.listing, model.loading.counting) = Default::default();
    model.loading.incoming = (!model.library.is_empty()).then(Default::default);
    model.decisions.forget_notes();
    live::begin_anew(model);
    if model.loading.ready.take().is_some() {
        // The list that is on its way belongs to what was just given up.
        ask_for_list(model, effects, false);
    }
    effects.push(Effect::LoadLibrary { generation: model.loading.generation });
}

/// How a page is set that answers this question.
fn page_style(model: &Model, question: &CardQuestion) -> PageStyle {
    let CardQuestion { width, pictures, .. } = *question;
    PageStyle { width, dates: model.dates.clone(), pictures, linear: model.linear }
}

/// Asks what the state raises: a card to show that is not there, or is there for another width.
fn ask(model: &mut Model, effects: &mut Vec<Effect>) {
    let layout = model.layout();
    if layout.too_small {
        return;
    }
    let Some(place) = model.detail.wanted.clone() else { return };
    // A hidden pane has no width of its own: the page stays as it is until it is seen again.
    let hidden = layout.detail.is_none().then_some(model.detail.asked.as_ref()).flatten();
    let question = CardQuestion {
        place,
        width: hidden.map_or_else(|| layout.page_width(model.size, model.text_width), |asked| asked.width),
        pictures: hidden.map_or_else(|| model.pictures.room(layout.rows(Pane::Detail)), |asked| asked.pictures),
        generation: model.loading.generation,
        loading: model.loading.running,
    };
    if model.detail.asked.as_ref() == Some(&question) {
        return;
    }
    let left = model.detail.asked.as_ref().is_some_and(|asked| asked.place != question.place);
    let left = if left { position::leave(model) } else { None };
    ahead::show(model, &question);
    model.detail.question = model.next_question();
    effects.push(Effect::ShowCard {
        question: model.detail.question,
        place: question.place.clone(),
        style: page_style(model, &question),
        library: model.library.clone(),
    });
    model.detail.asked = Some(question);
    // After the question, so that showing the next card does not wait for the disk.
    effects.extend(left);
}

/// Asks for the cards of the scope because it changed.
fn search(model: &mut Model, effects: &mut Vec<Effect>) {
    ask_for_list(model, effects, true);
}

/// Asks for the cards of the scope because the library grew. Waits for the answer to the question before.
fn search_again(model: &mut Model, effects: &mut Vec<Effect>) {
    if !postponed(&mut model.list.asked) {
        ask_for_list(model, effects, false);
    }
}

fn ask_for_list(model: &mut Model, effects: &mut Vec<Effect>, new_scope: bool) {
    let question = model.next_question();
    // An answer that never came leaves its reason to the next one.
    let new_scope = new_scope || (model.list.asked.waiting && model.list.asked.new_scope);
    model.list.asked = Asked { question, waiting: true, new_scope, ..Asked::default() };
    let (library, decisions) = match &model.loading.ready {
        Some((library, decisions)) => (library, decisions),
        None => (&model.library, &model.decisions),
    };
    let (library, flags) = (library.clone(), decisions.flags.clone());
    let (query, context) = (Box::new(model.scope.query()), model.context());
    let group = model.scope.group;
    effects.push(Effect::Search { question, library, query, group, flags, context });
}

/// Asks how many cards of the list are unread.
fn count_unread(model: &mut Model, effects: &mut Vec<Effect>) {
    model.list.unread_question = model.next_question();
    let (question, slots) = (model.list.unread_question, model.list.slots.clone());
    let (library, flags) = (model.library.clone(), model.decisions.flags.clone());
    let (answer, now) = (model.list.answer.clone(), model.dates.now);
    effects.push(Effect::CountUnread { question, slots, library, flags, answer, now });
}

/// Asks for the topics and their counts because cards or decisions came. Waits for the answer to the question before.
fn count_topics(model: &mut Model, effects: &mut Vec<Effect>) {
    if !postponed(&mut model.topics.asked) {
        count_topics_at_once(model, effects);
    }
}

/// Asks for the topics and their counts because they are those of another view.
fn count_topics_at_once(model: &mut Model, effects: &mut Vec<Effect>) {
    let question = model.next_question();
    model.topics.asked = Asked { question, waiting: true, ..Asked::default() };
    effects.push(Effect::CountTopics {
        question,
        library: model.library.clone(),
        filter: model.scope.of_view(),
        flags: model.decisions.flags.clone(),
        context: model.context(),
    });
}

/// Asks for everything that is counted because something was decided.
fn count(model: &mut Model, effects: &mut Vec<Effect>) {
    count_unread(model, effects);
    count_topics(model, effects);
}

fn postponed(asked: &mut Asked) -> bool {
    asked.stale = asked.waiting;
    asked.waiting
}
