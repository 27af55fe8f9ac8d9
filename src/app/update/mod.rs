//! From a message to a changed model and a list of effects. Each file beside this one has one area; this one says in
//! which order things happen, and asks the questions that the new state raises.

mod detail;
mod jobs;
mod keys;
mod layers;
mod links;
mod list;
mod run;
mod topics;

#[cfg(test)]
mod tests;

use super::effect::Effect;
use super::model::{Asked, CardQuestion, Model, Options};
use super::msg::Msg;
use super::page::PageStyle;

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
        Msg::Pasted(text) => layers::paste(model, &text),
        Msg::Resized(size) => {
            model.size = size;
            list::keep_in_view(model);
            topics::keep_in_view(model);
            true
        }
        Msg::Resumed => {
            effects.push(Effect::Repaint);
            true
        }
        // The list shows days, not seconds, and the page was written when it was read.
        Msg::Woke(now) => {
            model.dates.now = now;
            false
        }
        Msg::Job(job) => jobs::take(model, job, &mut effects),
    };
    ask(model, &mut effects);
    if changed || !effects.is_empty() {
        model.revision += 1;
    }
    effects
}

/// Starts reading the library from its files.
fn load_library(model: &mut Model, effects: &mut Vec<Effect>) {
    model.loading.generation += 1;
    model.loading.running = true;
    model.loading.census = crate::library::Census::default();
    model.loading.incoming = (!model.library.is_empty()).then(crate::library::Library::default);
    effects.push(Effect::LoadLibrary { generation: model.loading.generation });
}

/// Asks what the state raises: a card to show that is not there, or is there for another width.
fn ask(model: &mut Model, effects: &mut Vec<Effect>) {
    let layout = model.layout();
    if layout.too_small {
        return;
    }
    let Some(place) = model.detail.wanted.clone() else { return };
    let question = CardQuestion {
        place,
        width: layout.page_width(model.size),
        generation: model.loading.generation,
        loading: model.loading.running,
    };
    if model.detail.asked.as_ref() == Some(&question) {
        return;
    }
    model.detail.question = model.next_question();
    effects.push(Effect::ShowCard {
        question: model.detail.question,
        place: question.place.clone(),
        style: PageStyle { width: question.width, dates: model.dates.clone() },
        library: model.library.clone(),
    });
    model.detail.asked = Some(question);
}

/// Asks for the cards of the scope. A question because the library grew (`grown`) waits for the answer to the one
/// before; a question of the reader does not.
fn search(model: &mut Model, effects: &mut Vec<Effect>, grown: bool) {
    if grown && postponed(&mut model.list.asked) {
        return;
    }
    let question = model.next_question();
    model.list.asked = Asked { question, waiting: true, stale: false };
    effects.push(Effect::Search { question, library: model.library.clone(), query: model.scope.query() });
}

/// Asks for the topics and their counts.
fn count_topics(model: &mut Model, effects: &mut Vec<Effect>) {
    if postponed(&mut model.topics.asked) {
        return;
    }
    let question = model.next_question();
    model.topics.asked = Asked { question, waiting: true, stale: false };
    effects.push(Effect::CountTopics { question, library: model.library.clone() });
}

fn postponed(asked: &mut Asked) -> bool {
    asked.stale = asked.waiting;
    asked.waiting
}
