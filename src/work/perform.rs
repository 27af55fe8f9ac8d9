//! What each effect does in the outside world, on whichever thread it is called. Which thread that is, is decided in
//! [`super::Workers`]; the tests call it on their own.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::browser::Browser;
use crate::app::page::{PageStyle, Source, compose};
use crate::app::{Effect, Job, Place, Shown};
use crate::card::SafeText;
use crate::library::Library;
use crate::query::{self, Query};
use crate::store::{self, ScanEvent, Sources};

/// What effects need of the outside world.
#[derive(Debug)]
pub struct Services {
    /// Where the cards are.
    pub sources: Sources,
    /// What opens links.
    pub browser: Browser,
}

/// Carries out `effect` and hands every answer to `answer`. Effects that are the terminal's own do nothing here.
/// `stop` and `cancel` give up a search or a loading whose answer nobody waits for.
pub fn perform(
    services: &Services,
    effect: Effect,
    stop: &dyn Fn() -> bool,
    cancel: &AtomicBool,
    answer: &(dyn Fn(Job) + Sync),
) {
    match effect {
        Effect::LoadLibrary { generation } => load(services, generation, cancel, answer),
        Effect::Search { question, library, query } => {
            if let Some(job) = search(services, question, &library, &query, stop) {
                answer(job);
            }
        }
        Effect::CountTopics { question, library } => {
            answer(Job::TopicsCounted { question, topics: library.topic_counts().into() });
        }
        Effect::ShowCard { question, place, style, library } => {
            let shown = show(services, &place, &style, &library).map(Arc::new);
            answer(Job::CardShown { question, place, shown });
        }
        Effect::Open(url) => {
            let outcome = services.browser.open(&url).map_err(|error| SafeText::line(&error.to_string()));
            answer(Job::Opened { url, outcome });
        }
        Effect::Copy(_) | Effect::Suspend | Effect::Repaint | Effect::Quit => {}
    }
}

fn load(services: &Services, generation: u32, cancel: &AtomicBool, answer: &(dyn Fn(Job) + Sync)) {
    // A loading that was given up is told by its generation; nothing is left to say.
    let _outcome = store::scan(&services.sources, cancel, &|event| {
        answer(match event {
            ScanEvent::Batch { segment, taxonomies, census, .. } => {
                Job::HeadsLoaded { generation, segment, taxonomies, census }
            }
            ScanEvent::Finished { census, failures } => Job::LibraryLoaded { generation, census, failures },
        });
    });
}

fn search(
    services: &Services,
    question: u32,
    library: &Library,
    query: &Query,
    stop: &dyn Fn() -> bool,
) -> Option<Job> {
    let slots = query::run(library, query, &services.sources.folders(), stop).ok()?;
    Some(Job::ListFound { question, slots: slots.into() })
}

fn show(services: &Services, place: &Place, style: &PageStyle, library: &Library) -> Result<Shown, SafeText> {
    let sources = &services.sources;
    let read = store::read_card(sources, &place.file).map_err(|error| SafeText::line(&error.to_string()))?;
    let given = sources.locate(&place.file).map_or_else(|| place.file.path.clone(), |location| location.given);
    let (path, body) = (store::shown_path(&given), read.body());
    let source = Source { place, path, file: &read.file, body: &body, cut: read.cut };
    compose(&source, library, style).ok_or_else(|| SafeText::line("This related card is not in the file any more"))
}
