//! Keys in, state and effects out. No thread, no file and no clock: effects are answered by hand from cards in memory.

mod ahead;
mod alike;
mod begun;
mod busy;
mod dwell;
mod edit;
mod files;
mod find;
mod group;
mod jump;
mod late;
mod layers;
mod links;
mod list;
mod live;
mod messages;
mod news;
mod panes;
mod pick;
mod pictures;
mod position;
mod query;
mod related;
mod select;
mod snooze;
mod triage;
mod views;
mod visit;
mod waiting;
mod why;
mod world;

use std::path::Path;
use std::sync::{Arc, LazyLock};

use ratatui::layout::Size;

use super::super::effect::{Effect, Timer};
use super::super::layout::Pane;
use super::super::model::Model;
use super::super::msg::{Job, Msg};
use super::super::options::Options;
use super::{start, update};
use crate::app::Layer;
use crate::card::{CardFile, Reading, SafeText, Timestamp, read};
use crate::document::{Document, PictureSource, read_document};
use crate::keymap::{Bindings, Key, Keymap, keys};
use crate::library::{Census, Group, Library, Segment, SegmentBuilder, Sort, Tally};
use crate::page::{Place, Source, compose, find_alike};
use crate::picture::{Measured, PictureError, Pixels, Plan};
use crate::query::{Answer, Nothing, Query, Question, Search, Views, Visit};

const CARDS: [(&str, &str); 5] = [
    (
        "_news/alpha.md",
        "title: Alpha\npublishedDateTime: 2026-01-05T10:00:00Z\nwebUrl: https://example.org/alpha\n\
         ampWebUrl: https://example.org/alpha/amp\ntopics: [Terminals]\nquality: 10\n\
         related:\n  - title: Bravo elsewhere\n    webUrl: https://example.org/bravo/\n  - title: Foreign\n    \
         webUrl: https://example.net/foreign\n    ampWebUrl: https://example.net/foreign/amp",
    ),
    (
        "_news/bravo.md",
        "title: Bravo\npublishedDateTime: 2026-01-04T10:00:00Z\nwebUrl: https://example.org/bravo\ntopics: [Rust]\n\
         quality: 90",
    ),
    ("_news/charlie.md", "title: Charlie\npublishedDateTime: 2026-01-03T10:00:00Z\ntopics: [Rust, Terminals]"),
    ("_videos/delta.md", "title: Delta\npublishedDateTime: 2026-01-02T10:00:00Z\nwebUrl: https://example.org/delta"),
    (
        "_collections/echo.md",
        "title: Echo\ntype: collection\nitems: [videos/delta, videos/nowhere]\n\
         images: [{url: https://example.org/web.png}, {url: /media/echo.png, title: Waves}]",
    ),
];

/// The default keys, read once for all tests.
static KEYMAP: LazyLock<Arc<Keymap>> = LazyLock::new(|| {
    let bindings: Bindings = serde_yaml::from_str(include_str!("../../../../assets/keymap.yaml")).unwrap();
    Arc::new(Keymap::from_bindings(&bindings, None).unwrap())
});

fn card(text: &str) -> CardFile {
    match read(format!("---\n{text}\n---\n").as_bytes()) {
        Reading::Card(file) => *file,
        other => panic!("not a card: {other:?}"),
    }
}

/// The program with its effects kept, so that a test decides when they are answered.
struct Desk {
    model: Model,
    effects: Vec<Effect>,
    /// What was asked ahead last.
    ahead: Option<Effect>,
}

impl Desk {
    /// A reader of `size` before anything was read.
    fn empty(width: u16, height: u16) -> Self {
        Self::after(None, width, height)
    }

    /// The same after a visit.
    fn after(last_visit: Option<Visit>, width: u16, height: u16) -> Self {
        Self::with(Options { last_visit, ..Self::options(width, height) })
    }

    fn options(width: u16, height: u16) -> Options {
        Options::new(KEYMAP.clone(), SafeText::line("cards"), Size { width, height }, Timestamp(1_767_700_000))
    }

    fn with(options: Options) -> Self {
        let (model, effects) = start(options);
        Self { model, effects, ahead: None }
    }

    /// A reader of the cards above.
    fn new() -> Self {
        let mut desk = Self::empty(120, 40);
        desk.load();
        desk
    }

    fn load(&mut self) {
        let generation = self.model.loading.generation;
        let mut builder = SegmentBuilder::default();
        for (path, text) in CARDS {
            builder.push(&card(text).head(0, Path::new(path))).unwrap();
        }
        let census = Census { cards: CARDS.len(), ..Census::default() };
        self.heads(Arc::new(builder.finish()), census);
        self.job(Job::LibraryLoaded { generation, census, failures: Vec::new() });
        self.settle();
    }

    /// Heads arrive, about whose cards nothing was decided.
    fn heads(&mut self, segment: Arc<Segment>, census: Census) {
        let (dead, known, taxonomies) = Default::default();
        let generation = self.model.loading.generation;
        self.job(Job::HeadsLoaded { generation, segment, dead, known, taxonomies, census });
    }

    fn job(&mut self, job: Job) {
        let effects = update(&mut self.model, Msg::Job(job));
        self.effects.extend(effects);
    }

    /// Presses keys written as in a keymap, without answering what they ask for.
    fn press(&mut self, text: &str) {
        for key in keys(text).unwrap() {
            let effects = update(&mut self.model, Msg::Key(key));
            self.effects.extend(effects);
        }
    }

    /// Presses keys, then answers every question.
    fn keys(&mut self, text: &str) {
        self.press(text);
        self.settle();
    }

    /// Answers searches, counts and cards until none is asked for.
    fn settle(&mut self) {
        loop {
            let (questions, rest): (Vec<Effect>, Vec<Effect>) = self.effects.drain(..).partition(|effect| {
                matches!(
                    effect,
                    Effect::Search { .. }
                        | Effect::CountTopics { .. }
                        | Effect::CountUnread { .. }
                        | Effect::ShowCard { .. }
                        | Effect::ReadAhead { .. }
                        | Effect::Jump { .. }
                        | Effect::FindAlike { .. }
                )
            });
            self.effects = rest;
            if questions.is_empty() {
                return;
            }
            for question in questions {
                match question {
                    Effect::ReadAhead { .. } => self.ahead = Some(question),
                    question => self.job(answer(question)),
                }
            }
        }
    }

    /// Answers what was asked ahead last: other tests are about cards that are not there yet.
    fn read_ahead(&mut self) {
        let Some(Effect::ReadAhead { questions, style, library }) = self.ahead.take() else { return };
        for question in questions {
            let shown = Arc::new(show(&question.place, &style, &library).unwrap());
            self.job(Job::CardReadAhead { question, shown });
        }
    }

    /// Answers searches and counts, but leaves cards unread.
    fn settle_lists(&mut self) {
        let is_list = |effect: &Effect| {
            matches!(effect, Effect::Search { .. } | Effect::CountTopics { .. } | Effect::CountUnread { .. })
        };
        while self.effects.iter().any(is_list) {
            self.answer_one(is_list);
        }
    }

    /// The alarm that was set last for `timer`, if any was.
    fn alarm(&mut self, timer: Timer) -> Option<u32> {
        let last = self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Wake { timer: other, number, .. } if *other == timer => Some(*number),
            _ => None,
        });
        self.effects.retain(|effect| !matches!(effect, Effect::Wake { timer: other, .. } if *other == timer));
        last
    }

    fn ring(&mut self, timer: Timer, number: u32) {
        let effects = update(&mut self.model, Msg::Rang { timer, number });
        self.effects.extend(effects);
    }

    fn titles(&self) -> Vec<&str> {
        let title = |slot| self.model.library.head(slot).unwrap().title();
        self.model.list.slots.iter().map(|slot| title(*slot)).collect()
    }

    fn selected(&self) -> &str {
        self.model.selected_head().unwrap().title()
    }

    fn shown(&self) -> &str {
        &self.model.current().unwrap().title
    }

    fn opened(&mut self) -> Vec<String> {
        self.take(|effect| match effect {
            Effect::Open(url) => Some(url.to_string()),
            _ => None,
        })
    }

    fn copied(&mut self) -> Vec<String> {
        self.take(|effect| match effect {
            Effect::Copy(text) => Some(text.to_string()),
            _ => None,
        })
    }

    fn quits(&self) -> bool {
        self.effects.iter().any(|effect| matches!(effect, Effect::Quit))
    }

    fn take(&mut self, wanted: impl Fn(&Effect) -> Option<String>) -> Vec<String> {
        let found = self.effects.iter().filter_map(&wanted).collect();
        self.effects.retain(|effect| wanted(effect).is_none());
        found
    }

    fn message(&self) -> &str {
        self.model.message.as_ref().map_or("", |message| message.text.as_str())
    }
}

fn found(asked: Question<'_>) -> Answer {
    Search::default().answer(asked, &Nothing, &|| false, &|_| {}).unwrap()
}

/// What a worker would answer.
fn answer(effect: Effect) -> Job {
    match effect {
        Effect::Search { question, library, query, group, flags, context } => {
            let asked =
                Question { query: &query, group, library: &library, flags: &flags, context: &context, folders: &[] };
            Job::ListFound { question, answer: found(asked) }
        }
        Effect::CountUnread { question, slots, library, flags, answer, now } => {
            let is_unread = |slot: &&crate::library::Slot| {
                let flags = flags.get(**slot);
                !flags.read && answer.has(&library, **slot, flags, now)
            };
            let unread = slots.iter().filter(is_unread).count();
            Job::UnreadCounted { question, unread }
        }
        Effect::CountTopics { question, library, filter, flags, context } => {
            let query = Query::of(filter);
            let asked = Question {
                query: &query,
                group: Group::None,
                library: &library,
                flags: &flags,
                context: &context,
                folders: &[],
            };
            let mut shown = found(asked).slots.to_vec();
            shown.sort_unstable();
            let topics = library.topic_counts_of(&shown, |slot| !flags.get(slot).read).into();
            let unread = shown.iter().filter(|slot| !flags.get(**slot).read).count();
            Job::TopicsCounted {
                question,
                topics,
                all: Tally { cards: shown.len(), unread },
                names: Arc::new(library.name_counts(&shown)),
                views: Arc::default(),
            }
        }
        Effect::ShowCard { question, place, style, library } => {
            let shown = show(&place, &style, &library).map(Arc::new);
            Job::CardShown { question, place, shown }
        }
        Effect::Jump { question, library, pattern, .. } => {
            let hits = crate::library::fuzzy(&library, &pattern, 10, &|| false).unwrap().into();
            Job::Jumped { question, library, hits }
        }
        Effect::FindAlike { question, place, library, flags } => {
            let cards = find_alike(&library, &place.file, &flags, &|| false).unwrap();
            Job::AlikeFound { question, place, cards }
        }
        other => panic!("not a question: {other:?}"),
    }
}

fn show(place: &Place, style: &crate::page::PageStyle, library: &Library) -> Result<crate::page::Shown, SafeText> {
    let path = place.file.path.to_str().unwrap();
    let arrived = format!("title: {0}\nwebUrl: https://example.org/{0}", path.trim_end_matches(".md"));
    let file = card(CARDS.iter().find(|(other, _)| *other == path).map_or(arrived.as_str(), |(_, text)| text));
    let body = body(path);
    let source = Source { place, path: SafeText::line(path), file: &file, body: &body, cut: false };
    compose(&source, library, style, &measure).ok_or_else(|| SafeText::line("gone"))
}

/// Pictures in files are 300 x 200, and all others are elsewhere.
fn measure(source: &PictureSource) -> Result<Measured, PictureError> {
    match source {
        PictureSource::File(_) => {
            Ok(Measured { source: source.clone(), pixels: Pixels { width: 300, height: 200 }, version: 1 })
        }
        _ => Err(PictureError::Elsewhere),
    }
}

/// What a card says.
fn body(path: &str) -> Document {
    match path {
        "_news/charlie.md" => read_document(&(0..100).map(|number| format!("word{number}\n\n")).collect::<String>()),
        "_videos/delta.md" => read_document(
            "See <https://guide.example.org/>, [the guide](https://guide.example.org/), [that](https://example.org/delta), [again](https://guide.example.org/).",
        ),
        _ => Document::default(),
    }
}

/// A segment of one card, newer the higher its day.
fn arrival(title: &str, day: u32) -> Arc<Segment> {
    let mut builder = SegmentBuilder::default();
    let text = format!("title: {title}\npublishedDateTime: 2026-02-{day:02}\nwebUrl: https://example.org/{title}");
    builder.push(&card(&text).head(0, Path::new(&format!("{title}.md")))).unwrap();
    Arc::new(builder.finish())
}

/// A reader that is still loading the cards above.
fn loading() -> Desk {
    let mut desk = Desk::empty(120, 40);
    let mut builder = SegmentBuilder::default();
    for (path, text) in CARDS {
        builder.push(&card(text).head(0, Path::new(path))).unwrap();
    }
    desk.heads(Arc::new(builder.finish()), Census::default());
    desk
}

impl Desk {
    fn arrives(&mut self, title: &str, day: u32) {
        self.heads(arrival(title, day), Census::default());
    }

    /// Answers the newest question of one kind.
    fn answer_one(&mut self, wanted: impl Fn(&Effect) -> bool) {
        let at = self.effects.iter().rposition(wanted).unwrap();
        let effect = self.effects.remove(at);
        self.job(answer(effect));
    }
}
