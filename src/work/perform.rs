//! What each effect does in the outside world, on whichever thread it is called. Which thread that is, is decided in
//! [`super::Workers`]; the tests call it on their own.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use super::browser::Browser;
use super::decisions::Keeper;
use super::files::Files;
use super::{live, load, pictures};
use crate::app::{Editable, Effect, Job};
use crate::card::SafeText;
use crate::document::{PictureSource, read_document};
use crate::library::{Candidates, FileRef, Group, Hit, Library, NameCounts, Segment, Slot, Tally, TopicCount};
use crate::page::{PageStyle, Place, Shown, Source, compose, find_alike};
use crate::query::{Filter, FlagTable, Query, Question, Search, Stopped, Views};
use crate::store::state::ViewsFile;
use crate::store::texts::Texts;
use crate::store::{self, Index, ReadError, Sources};
use crate::triage::Flags;

/// What effects need of the outside world.
#[derive(Debug)]
pub struct Services {
    /// Where the cards are.
    pub sources: Sources,
    /// What opens links.
    pub browser: Browser,
    /// What was decided.
    pub decisions: Keeper,
    /// Whether to hear of what others do to files.
    pub watch: bool,
    /// Views that were saved.
    pub views: ViewsFile,
    /// Where bodies and links are kept for search.
    pub texts: Texts,
    /// Where heads are kept for the next start.
    pub index: Index,
    /// What is kept from one search to the next.
    pub search: Search,
    /// The same for counting, which must not push out what searching needs.
    pub counts: Search,
    /// The titles that a jump looks through, since the last one.
    pub titles: Mutex<Option<Candidates>>,
}

impl Services {
    /// Services that have not searched yet, and keep no index.
    pub fn new(sources: Sources, browser: Browser, decisions: Keeper, views: ViewsFile, texts: Texts) -> Self {
        let (search, counts, titles) = Default::default();
        Self { sources, browser, decisions, watch: true, views, texts, index: Index::new(None), search, counts, titles }
    }

    /// What queries ask of files.
    fn files(&self) -> Files<'_> {
        Files { sources: &self.sources, texts: &self.texts }
    }
}

/// Carries out `effect` and hands every answer to `answer`. Effects that are the terminal's own do nothing here.
/// `stop` and `cancel` give up a search or a loading whose answer nobody waits for.
pub fn perform(
    services: &Services,
    effect: Effect,
    stop: &(dyn Fn() -> bool + Sync),
    cancel: &AtomicBool,
    answer: &(dyn Fn(Job) + Sync),
) {
    match effect {
        Effect::LoadLibrary { generation } => load::load(services, generation, cancel, answer),
        Effect::Search { question, library, query, group, flags, context } => {
            let folders = services.sources.folders();
            let asked = Question {
                query: &query,
                group,
                library: &library,
                flags: &flags,
                context: &context,
                folders: &folders,
            };
            let found = |found| answer(Job::ListFound { question, answer: found });
            if let Ok(whole) = services.search.answer(asked, &services.files(), stop, &found) {
                found(whole);
            }
        }
        Effect::CountUnread { question, slots, library, flags, answer: asked, now } => {
            let is_unread = |slot: Slot, flags: Flags| !flags.read && asked.has(&library, slot, flags, now);
            let unread = slots.iter().filter(|slot| is_unread(**slot, flags.get(**slot))).count();
            answer(Job::UnreadCounted { question, unread });
        }
        Effect::Decide { mark, quiet, cards, library } => {
            answer(Job::Decided(services.decisions.decide(
                &services.sources,
                &services.texts,
                mark,
                quiet,
                &cards,
                &library,
            )));
        }
        Effect::ChangeFiles { change, cards, library } => {
            let far = |done, of| answer(Job::DecisionCameOn { done, of });
            answer(Job::Decided(services.decisions.change_files(
                &services.sources,
                &services.texts,
                &change,
                &cards,
                &library,
                &far,
            )));
        }
        Effect::Turn(direction) => {
            let far = |done, of| answer(Job::DecisionCameOn { done, of });
            let outcome = services.decisions.turn(&services.sources, &services.texts, direction, &far);
            answer(Job::Turned { direction, outcome });
        }
        Effect::ReadAgain { files } => answer(Job::HeadsReadAgain(read_again(services, files))),
        Effect::LookAtFiles { question, stirred, as_they_are, scattered, library } => {
            let seen = live::look(services, &library, &stirred, &as_they_are, &scattered);
            answer(Job::FilesLookedAt { question, seen });
        }
        Effect::ReadHistory => answer(Job::HistoryRead(services.decisions.history())),
        Effect::HearNews { generation, since, library } => {
            let outcome = services.decisions.news(&services.sources, since, &library);
            answer(Job::NewsHeard { generation, outcome });
        }
        Effect::KeepNames { renamed, before, now } => {
            services.decisions.keep_names(&services.sources, &renamed, &before, &now);
        }
        Effect::KeepPosition { file, before, now, library } => {
            services.decisions.keep_position(&services.sources, &file, [before, now], &library);
        }
        Effect::Jump { question, library, flags, pattern } => {
            if let Ok(hits) = jump(services, &library, &flags, &pattern, stop) {
                answer(Job::Jumped { question, library, hits });
            }
        }
        Effect::KeepView { name, query } => {
            let kept = services.views.keep(&name, query.as_deref());
            answer(Job::ViewKept(kept.map_err(|error| SafeText::line(&error.to_string()))));
        }
        Effect::CountTopics { question, library, filter, flags, context } => {
            let folders = services.sources.folders();
            let select = |filter: &Filter| {
                let query = Query::of(filter.clone());
                let asked = Question {
                    query: &query,
                    group: Group::None,
                    library: &library,
                    flags: &flags,
                    context: &context,
                    folders: &folders,
                };
                services.counts.select(asked, &services.files(), stop)
            };
            let counted = count(&library, &flags, &context.views, &filter, &select);
            if let Ok((topics, all, names, views)) = counted {
                answer(Job::TopicsCounted { question, topics, all, names, views });
            }
        }
        Effect::ShowCard { question, place, style, library } => {
            let shown = show(services, &place, &style, &library).map(Arc::new);
            answer(Job::CardShown { question, place, shown });
        }
        Effect::ReadAhead { questions, style, library } => {
            for question in questions {
                if stop() {
                    break;
                }
                if let Ok(shown) = show(services, &question.place, &style, &library) {
                    answer(Job::CardReadAhead { question, shown: Arc::new(shown) });
                }
            }
        }
        Effect::FindAlike { question, place, library, flags } => {
            if let Ok(cards) = find_alike(&library, &place.file, &flags, stop) {
                answer(Job::AlikeFound { question, place, cards });
            }
        }
        Effect::PrepareEdit { file } => {
            let path = store::card_path(&services.sources, &file).map_err(|error| SafeText::line(&error.to_string()));
            let before = services.decisions.before_editing(&services.sources, &file);
            answer(Job::EditReady { file, outcome: path.map(|path| Editable { path, before }) });
        }
        Effect::RecordEdit { file, before, library } => {
            answer(Job::Decided(services.decisions.edited(
                &services.sources,
                &services.texts,
                &file,
                &before,
                &library,
            )));
        }
        Effect::Open(url) => {
            let outcome = services.browser.open(&url).map_err(|error| SafeText::line(&error.to_string()));
            answer(Job::Opened { url, outcome });
        }
        Effect::LoadPicture(order) => {
            let outcome = pictures::paint(&services.sources, &order).map(Arc::new);
            answer(Job::PictureReady { question: order.question, outcome });
        }
        Effect::RunEditor { .. }
        | Effect::Copy(_)
        | Effect::Upload(_)
        | Effect::RemoveUpload(_)
        | Effect::AskTerminal { .. }
        | Effect::Suspend
        | Effect::Repaint
        | Effect::Wake { .. }
        | Effect::Quit => {}
    }
    for notice in services.texts.take_notices() {
        answer(Job::Noticed(notice));
    }
}

/// Titles that a jump offers.
const TITLES: usize = 200;

fn jump(
    services: &Services,
    library: &Library,
    flags: &FlagTable,
    pattern: &str,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Arc<[Hit]>, Stopped> {
    let mut kept = services.titles.lock().unwrap_or_else(PoisonError::into_inner);
    let mut candidates = match kept.take().filter(|candidates| candidates.are_of(library)) {
        Some(candidates) => candidates,
        None => Candidates::of(library.clone(), stop)?,
    };
    let hits = candidates.search(pattern, TITLES, stop);
    *kept = Some(candidates);
    Ok(hits?.into_iter().filter(|hit| !flags.get(hit.slot).binned).collect())
}

/// Finds the cards of a filter.
type Select<'s> = dyn Fn(&Filter) -> Result<Arc<[Slot]>, Stopped> + 's;
/// The topics with what each has of a view, that view, its other names, and all views.
type Counted = (Arc<[TopicCount]>, Tally, Arc<NameCounts>, Arc<[Tally]>);

fn count(
    library: &Library,
    flags: &FlagTable,
    views: &Views,
    filter: &Filter,
    select: &Select<'_>,
) -> Result<Counted, Stopped> {
    let is_unread = |slot: Slot| !flags.get(slot).read;
    let tally = |slots: &[Slot]| {
        let unread = slots.iter().filter(|slot| is_unread(**slot)).count();
        Tally { cards: slots.len(), unread }
    };
    let shown = select(filter)?;
    let topics = library.topic_counts_of(&shown, is_unread).into();
    let views = views.iter().map(|view| Ok(tally(&select(&view.query.filter)?))).collect::<Result<_, _>>()?;
    Ok((topics, tally(&shown), Arc::new(library.name_counts(&shown)), views))
}

fn read_again(services: &Services, files: Vec<FileRef>) -> Vec<Arc<Segment>> {
    let located = files.into_iter().filter_map(|file| {
        let path = services.sources.locate(&file)?.absolute?;
        Some((file, path))
    });
    store::read_heads(&located.collect::<Vec<_>>(), Some(&services.texts.spool()))
}

fn show(services: &Services, place: &Place, style: &PageStyle, library: &Library) -> Result<Shown, SafeText> {
    let sources = &services.sources;
    let given = sources.locate(&place.file).map_or_else(|| place.file.path.clone(), |location| location.given);
    let (read, given) = match store::read_card(sources, &place.file) {
        Err(gone @ ReadError::Gone(_)) => match services.decisions.path_in_bin(sources, library, &place.file) {
            Some(path) => (store::read_card_file(&path), path),
            None => (Err(gone), given),
        },
        read => (read, given),
    };
    let read = read.map_err(|error| SafeText::line(&error.to_string()))?;
    let (path, body) = (store::shown_path(&given), read_document(&read.body()));
    let source = Source { place, path, file: &read.file, body: &body, cut: read.cut };
    let measure = |source: &PictureSource| pictures::measure(sources, &place.file, source);
    let shown = compose(&source, library, style, &measure);
    let mut shown = shown.ok_or_else(|| SafeText::line("This related card is not in the file any more"))?;
    if place.nested.is_empty() {
        shown.position = services.decisions.position(sources, &place.file, library);
    }
    Ok(shown)
}
