//! Keys in, state and effects out. No thread, no file and no clock: effects are answered by hand from cards in memory.

use std::path::Path;
use std::sync::Arc;

use ratatui::layout::Size;

use super::super::effect::Effect;
use super::super::layout::Pane;
use super::super::model::{Model, Options};
use super::super::msg::{Job, Msg};
use super::super::page::{Source, compose};
use super::super::place::Place;
use super::{start, update};
use crate::app::{DateStyle, Layer};
use crate::card::{CardFile, Reading, SafeText, Timestamp, body_text, read};
use crate::keymap::{Bindings, Key, Keymap, keys};
use crate::library::{Census, Library, SegmentBuilder, Sort};
use crate::query;

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
    ("_collections/echo.md", "title: Echo\ntype: collection\nitems: [videos/delta, videos/nowhere]"),
];

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
}

impl Desk {
    /// A reader of `size` before anything was read.
    fn empty(width: u16, height: u16) -> Self {
        let bindings: Bindings = serde_yaml::from_str(include_str!("../../../assets/keymap.yaml")).unwrap();
        let options = Options {
            keymap: Arc::new(Keymap::from_bindings(&bindings, None).unwrap()),
            sort: Sort::default(),
            dates: DateStyle::Short,
            zone: jiff::tz::TimeZone::UTC,
            library_name: SafeText::line("cards"),
            size: Size { width, height },
            now: Timestamp(1_767_700_000),
            colors: true,
        };
        let (model, effects) = start(options);
        Self { model, effects }
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
        let (segment, census) = (Arc::new(builder.finish()), Census { cards: CARDS.len(), ..Census::default() });
        self.job(Job::HeadsLoaded { generation, segment, taxonomies: Vec::new(), census });
        self.job(Job::LibraryLoaded { generation, census, failures: Vec::new() });
        self.settle();
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
                matches!(effect, Effect::Search { .. } | Effect::CountTopics { .. } | Effect::ShowCard { .. })
            });
            self.effects = rest;
            if questions.is_empty() {
                return;
            }
            for question in questions {
                self.job(answer(question));
            }
        }
    }

    /// Answers searches and counts, but leaves cards unread.
    fn settle_lists(&mut self) {
        let is_list = |effect: &Effect| matches!(effect, Effect::Search { .. } | Effect::CountTopics { .. });
        while self.effects.iter().any(is_list) {
            self.answer_one(is_list);
        }
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

/// What a worker would answer.
fn answer(effect: Effect) -> Job {
    match effect {
        Effect::Search { question, library, query } => {
            let slots = query::run(&library, &query, &[], &|| false).unwrap();
            Job::ListFound { question, slots: slots.into() }
        }
        Effect::CountTopics { question, library } => {
            Job::TopicsCounted { question, topics: library.topic_counts().into() }
        }
        Effect::ShowCard { question, place, style, library } => {
            let shown = show(&place, &style, &library).map(Arc::new);
            Job::CardShown { question, place, shown }
        }
        other => panic!("not a question: {other:?}"),
    }
}

fn show(
    place: &Place,
    style: &super::super::page::PageStyle,
    library: &Library,
) -> Result<super::super::shown::Shown, SafeText> {
    let path = place.file.path.to_str().unwrap();
    let arrived = format!("title: {0}\nwebUrl: https://example.org/{0}", path.trim_end_matches(".md"));
    let file = card(CARDS.iter().find(|(other, _)| *other == path).map_or(arrived.as_str(), |(_, text)| text));
    let body = body_text(b"", &(0..0));
    let source = Source { place, path: SafeText::line(path), file: &file, body: &body, cut: false };
    compose(&source, library, style).ok_or_else(|| SafeText::line("gone"))
}

#[test]
fn the_newest_card_comes_first_and_is_shown() {
    let desk = Desk::new();
    assert_eq!(desk.titles(), ["Alpha", "Bravo", "Charlie", "Delta", "Echo"]);
    assert_eq!((desk.selected(), desk.shown()), ("Alpha", "Alpha"));
}

#[test]
fn moving_by_keys_and_counts() {
    let mut desk = Desk::new();
    for (keys, selected) in [
        ("j", "Bravo"),
        ("2j", "Delta"),
        ("k", "Charlie"),
        ("gg", "Alpha"),
        ("G", "Echo"),
        ("10k", "Alpha"),
        ("3G", "Charlie"),
    ] {
        desk.keys(keys);
        assert_eq!((desk.selected(), desk.shown()), (selected, selected), "after {keys}");
    }
}

#[test]
fn an_unfinished_sequence_or_count_is_cancelled_by_esc() {
    let mut desk = Desk::new();
    desk.keys("3 g esc j");
    assert_eq!(desk.selected(), "Bravo");
    assert!(!desk.quits());
    desk.keys("x");
    assert_eq!(desk.message(), "x does nothing here; ? lists the keys");
}

#[test]
fn sorting_keeps_the_selected_card_selected() {
    let mut desk = Desk::new();
    desk.keys("j j");
    desk.keys("S u");
    assert_eq!(desk.titles(), ["Bravo", "Alpha", "Charlie", "Delta", "Echo"]);
    assert_eq!(desk.selected(), "Charlie");
    desk.keys("S r");
    assert_eq!(desk.titles(), ["Alpha", "Bravo", "Charlie", "Delta", "Echo"]);
    desk.keys(":sort space title enter");
    assert_eq!(desk.titles(), ["Alpha", "Bravo", "Charlie", "Delta", "Echo"]);
    assert_eq!(desk.selected(), "Charlie");
}

#[test]
fn topics_narrow_the_list_and_keep_the_selection() {
    let mut desk = Desk::new();
    desk.keys("j j t");
    let topics: Vec<(&str, usize)> = desk.model.topics.rows.iter().map(|row| (row.name.as_str(), row.cards)).collect();
    assert_eq!(topics, [("Rust", 2), ("Terminals", 2)]);
    desk.keys("j enter");
    assert_eq!(desk.titles(), ["Bravo", "Charlie"]);
    assert_eq!((desk.selected(), desk.model.focus), ("Charlie", Pane::List));
    desk.keys("t j space");
    assert_eq!(desk.titles(), ["Alpha", "Bravo", "Charlie"], "several topics mean any of them");
    desk.keys("gg enter");
    assert_eq!(desk.titles().len(), 5);
}

#[test]
fn esc_in_the_list_cancels_the_last_thing_first_and_then_the_topics() {
    let mut desk = Desk::new();
    desk.keys("t j enter");
    assert_eq!(desk.titles().len(), 2);
    desk.keys("3 esc");
    assert_eq!(desk.titles().len(), 2);
    desk.keys("x esc");
    assert_eq!((desk.titles().len(), desk.message()), (2, ""));
    desk.keys("esc");
    assert_eq!(desk.titles().len(), 5);
}

#[test]
fn o_and_a_open_exactly_the_canonical_and_the_amp_link() {
    let mut desk = Desk::new();
    desk.keys("o");
    assert_eq!(desk.opened(), ["https://example.org/alpha"]);
    desk.keys("a");
    assert_eq!(desk.opened(), ["https://example.org/alpha/amp"]);
    desk.keys("j a");
    assert_eq!(desk.opened(), [] as [&str; 0]);
    assert_eq!(desk.message(), "Bravo has no amp link");
}

#[test]
fn a_key_typed_before_the_card_was_read_is_not_lost_and_not_misdirected() {
    let mut desk = Desk::new();
    desk.press("j o");
    assert_eq!(desk.opened(), [] as [&str; 0]);
    desk.settle();
    assert_eq!(desk.opened(), ["https://example.org/bravo"]);
    desk.press("k l ] ] o h j o");
    desk.settle();
    assert_eq!(desk.opened(), ["https://example.net/foreign", "https://example.org/bravo"]);
}

#[test]
fn waiting_keys_are_cancelled_by_esc_and_never_keep_anyone_in() {
    let mut desk = Desk::new();
    desk.press("j o j j esc");
    desk.settle();
    assert_eq!((desk.opened(), desk.selected()), (Vec::new(), "Bravo"));
    desk.press("j o Q");
    assert!(desk.quits());
}

#[test]
fn digits_and_selection_open_related_cards() {
    let mut desk = Desk::new();
    desk.keys("l 2");
    assert_eq!(desk.opened(), ["https://example.net/foreign"]);
    desk.keys("9");
    assert_eq!(desk.message(), "This card has 2 related cards");
    desk.keys("] ]");
    desk.keys("o");
    assert_eq!(desk.opened(), ["https://example.net/foreign"]);
    desk.keys("a");
    assert_eq!(desk.opened(), ["https://example.net/foreign/amp"]);
    desk.keys("] o");
    assert_eq!(desk.opened(), ["https://example.org/alpha"]);
    desk.keys("a");
    assert_eq!(desk.opened(), ["https://example.org/alpha/amp"], "asked for by name, whatever link is selected");
}

#[test]
fn a_related_card_opens_inside_and_back_and_forward_walk() {
    let mut desk = Desk::new();
    desk.keys("l ] enter");
    assert_eq!((desk.shown(), desk.selected()), ("Bravo", "Bravo"), "the library's own card");
    desk.keys("H");
    assert_eq!((desk.shown(), desk.selected()), ("Alpha", "Alpha"));
    desk.keys("] ] enter");
    assert_eq!((desk.shown(), desk.selected()), ("Foreign", "Alpha"), "a nested card of its own");
    desk.keys("a");
    assert_eq!(desk.opened(), ["https://example.net/foreign/amp"]);
    desk.keys("H");
    assert_eq!(desk.shown(), "Alpha");
    desk.keys("L");
    assert_eq!(desk.shown(), "Foreign");
    desk.keys("h");
    assert_eq!((desk.shown(), desk.selected()), ("Alpha", "Alpha"), "in the list, keys are about its row");
    desk.keys("H H H");
    assert_eq!(desk.message(), "This is the first card you visited");
}

#[test]
fn items_of_a_collection_lead_to_their_cards() {
    let mut desk = Desk::new();
    desk.keys("G l ] o");
    assert_eq!(desk.opened(), ["https://example.org/delta"]);
    desk.keys("enter");
    assert_eq!((desk.shown(), desk.selected()), ("Delta", "Delta"));
    desk.keys("H ] ] enter");
    assert_eq!(desk.shown(), "Echo");
    assert_eq!(desk.message(), "This item is not in the library");
}

#[test]
fn hints_and_the_copy_menu_offer_every_link() {
    let mut desk = Desk::new();
    desk.keys("O");
    let Some(Layer::Menu(menu)) = desk.model.layers.last() else { panic!("no menu") };
    let names: Vec<&str> = menu.entries.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names, ["Web", "AMP", "1 Bravo elsewhere", "2 Foreign"]);
    desk.keys("f");
    assert_eq!(desk.opened(), ["https://example.net/foreign"]);
    assert!(desk.model.layers.is_empty());
    desk.keys("y");
    assert_eq!(desk.copied(), ["https://example.org/alpha"]);
    desk.keys("Y s");
    assert_eq!(desk.copied(), ["[Alpha](https://example.org/alpha)"]);
}

#[test]
fn a_link_that_could_not_be_opened_is_offered_for_copying() {
    let mut desk = Desk::new();
    desk.keys("l 2");
    desk.effects.clear();
    let url = crate::card::SafeUrl::parse("https://example.net/foreign").unwrap();
    desk.job(Job::Opened { url, outcome: Err(SafeText::line("No browser here")) });
    assert_eq!(desk.message(), "No browser here");
    desk.keys("y");
    assert_eq!(desk.copied(), ["https://example.net/foreign"]);
    desk.keys("y");
    assert_eq!(desk.copied(), ["https://example.org/alpha"]);
}

#[test]
fn q_goes_back_then_quits_and_esc_never_does() {
    let mut desk = Desk::new();
    desk.keys("l z esc esc esc");
    assert!(!desk.quits());
    desk.keys("q");
    assert!(!desk.model.zoomed);
    desk.keys("q");
    assert_eq!(desk.model.focus, Pane::List);
    assert!(!desk.quits());
    desk.keys("q");
    assert!(desk.quits());
}

#[test]
fn the_command_line_runs_completes_and_explains() {
    let mut desk = Desk::new();
    desk.keys(": l a s t enter");
    assert_eq!(desk.selected(), "Echo");
    desk.keys(": f i r s tab enter");
    assert_eq!(desk.selected(), "Alpha");
    desk.keys(": n o n s e n s e enter");
    let Some(Layer::Prompt(prompt)) = desk.model.layers.last() else { panic!("the line stays open") };
    assert!(prompt.error.as_ref().unwrap().contains("nonsense"));
    desk.keys("esc : up up enter");
    assert_eq!(desk.selected(), "Echo");
}

#[test]
fn the_words_a_command_takes_are_those_that_are_understood() {
    use crate::card::LinkKind;
    use crate::command::{Argument, Command};
    use crate::library::SortKey;
    let words = |command: Command| match command.argument() {
        Argument::OneOf(words) => words.to_vec(),
        Argument::None | Argument::Number => Vec::new(),
    };
    let kinds: Vec<&str> = LinkKind::ALL.iter().map(|kind| kind.name()).collect();
    assert_eq!(words(Command::Open), kinds);
    assert_eq!(words(Command::Copy), [&kinds[..], &["title", "path", "markdown"]].concat());
    assert_eq!(words(Command::Sort), SortKey::ALL.map(SortKey::name));
}

#[test]
fn pasted_text_never_runs_commands() {
    let mut desk = Desk::new();
    let revision = desk.model.revision();
    assert!(update(&mut desk.model, Msg::Pasted("q\rQ:quit\r".to_owned())).is_empty());
    assert_eq!(desk.model.revision(), revision);
    desk.keys(":");
    assert!(update(&mut desk.model, Msg::Pasted("la\nst".to_owned())).is_empty());
    let Some(Layer::Prompt(prompt)) = desk.model.layers.last() else { panic!("no prompt") };
    assert_eq!(prompt.input.value(), "la st");
}

#[test]
fn the_help_is_searched() {
    let mut desk = Desk::new();
    desk.keys("?");
    let lines = |desk: &Desk| match desk.model.layers.last() {
        Some(Layer::Help(help)) => help.line_count(),
        _ => 0,
    };
    let all = lines(&desk);
    desk.keys("/ a m p enter");
    assert!(lines(&desk) < all && lines(&desk) > 0);
    desk.keys("esc");
    assert_eq!(lines(&desk), all);
    desk.keys("q");
    assert!(desk.model.layers.is_empty() && !desk.quits());
}

#[test]
fn late_answers_are_dropped() {
    let mut desk = Desk::new();
    desk.effects.clear();
    desk.press("j");
    let late: Vec<Effect> = desk.effects.drain(..).collect();
    desk.keys("j");
    assert_eq!(desk.shown(), "Charlie");
    for effect in late {
        desk.job(answer(effect));
    }
    assert_eq!(desk.shown(), "Charlie");
    let stale = desk.model.loading.generation - 1;
    let revision = desk.model.revision();
    desk.job(Job::LibraryLoaded { generation: stale, census: Census::default(), failures: Vec::new() });
    assert_eq!(desk.model.revision(), revision);
}

#[test]
fn a_growing_library_asks_one_question_at_a_time() {
    let mut desk = Desk::empty(120, 40);
    let batch = |name: &str| {
        let mut builder = SegmentBuilder::default();
        let date = if name == "older" { "2020-01-01" } else { "2026-01-01" };
        builder.push(&card(&format!("title: {name}\npublishedDateTime: {date}")).head(0, Path::new(name))).unwrap();
        Arc::new(builder.finish())
    };
    desk.effects.clear();
    for name in ["older", "newer", "newest"] {
        let (generation, census) = (desk.model.loading.generation, Census::default());
        desk.job(Job::HeadsLoaded { generation, segment: batch(name), taxonomies: Vec::new(), census });
    }
    let searches = |desk: &Desk| desk.effects.iter().filter(|e| matches!(e, Effect::Search { .. })).count();
    assert_eq!(searches(&desk), 1);
    let first = desk.effects.iter().position(|e| matches!(e, Effect::Search { .. })).unwrap();
    let first = desk.effects.remove(first);
    desk.job(answer(first));
    assert_eq!(desk.titles(), ["older"]);
    assert_eq!(searches(&desk), 1, "asked again, for what came meanwhile");
}

#[test]
fn a_selection_nobody_moved_stays_on_the_first_card_and_a_moved_one_on_its_card() {
    let mut desk = Desk::new();
    assert_eq!(desk.model.list.cursor.at, 0);
    desk.keys("j");
    desk.keys("S t S r");
    assert_eq!(desk.selected(), "Bravo");
}

#[test]
fn a_reload_keeps_the_selected_card_and_shows_the_old_list_until_it_is_done() {
    let mut desk = Desk::new();
    desk.keys("j j");
    desk.press("r");
    assert_eq!(desk.titles().len(), 5);
    desk.effects.clear();
    desk.load();
    assert_eq!((desk.selected(), desk.shown()), ("Charlie", "Charlie"));
}

#[test]
fn resizing_lays_the_page_out_again_for_the_new_width() {
    let mut desk = Desk::new();
    let before = desk.model.current().unwrap().page.width;
    for (width, height) in [(60, 20), (40, 12), (1, 1), (0, 0), (200, 60)] {
        let effects = update(&mut desk.model, Msg::Resized(Size { width, height }));
        desk.effects.extend(effects);
        desk.settle();
    }
    assert_ne!(desk.model.current().unwrap().page.width, before);
    assert_eq!(desk.model.current().unwrap().page.width, desk.model.layout().page_width(desk.model.size));
}

#[test]
fn space_pages_the_detail_then_moves_on() {
    let mut desk = Desk::empty(60, 16);
    desk.load();
    let mut pages = 0;
    while desk.selected() == "Alpha" {
        desk.keys("space");
        pages += 1;
        assert!(pages < 20);
    }
    assert!(pages > 1, "the page did not fit, so it was paged first");
    assert_eq!((desk.selected(), desk.model.detail.top), ("Bravo", 0));
}

#[test]
fn keys_always_go_to_a_pane_that_is_seen() {
    for (width, height) in [(40, 12), (80, 24), (120, 40)] {
        for filled in [false, true] {
            for first in crate::command::Command::ALL {
                for second in crate::command::Command::ALL {
                    let mut desk = Desk::empty(width, height);
                    if filled {
                        desk.load();
                    }
                    for command in [first, second] {
                        let invocation = crate::command::Invocation::new(*command);
                        super::run::run(&mut desk.model, &invocation, &mut desk.effects);
                        let rows = desk.model.layout().rows(desk.model.focus);
                        assert!(rows > 0, "{} then {} at {width}", first.name(), second.name());
                    }
                }
            }
        }
    }
}

/// A segment of one card, newer the higher its day.
fn arrival(title: &str, day: u32) -> Arc<crate::library::Segment> {
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
    let (generation, census) = (desk.model.loading.generation, Census::default());
    desk.job(Job::HeadsLoaded { generation, segment: Arc::new(builder.finish()), taxonomies: Vec::new(), census });
    desk
}

impl Desk {
    fn arrives(&mut self, title: &str, day: u32) {
        let (generation, census) = (self.model.loading.generation, Census::default());
        let segment = arrival(title, day);
        self.job(Job::HeadsLoaded { generation, segment, taxonomies: Vec::new(), census });
    }

    /// Answers the newest question of one kind.
    fn answer_one(&mut self, wanted: impl Fn(&Effect) -> bool) {
        let at = self.effects.iter().rposition(wanted).unwrap();
        let effect = self.effects.remove(at);
        self.job(answer(effect));
    }
}

#[test]
fn until_a_key_is_pressed_the_newest_card_is_shown() {
    let mut desk = loading();
    desk.settle();
    desk.arrives("Newer", 1);
    desk.settle_lists();
    assert_eq!(desk.selected(), "Newer");
}

#[test]
fn a_key_waits_for_its_card_while_newer_cards_arrive() {
    let mut desk = loading();
    desk.answer_one(|effect| matches!(effect, Effect::Search { .. }));
    assert_eq!(desk.selected(), "Alpha");
    desk.press("o");
    desk.arrives("Newer", 1);
    desk.settle_lists();
    desk.answer_one(|effect| matches!(effect, Effect::ShowCard { .. }));
    assert_eq!(desk.opened(), ["https://example.org/alpha"]);
    assert_eq!(desk.selected(), "Alpha");
}

#[test]
fn the_card_that_is_read_stays_while_newer_cards_arrive_and_the_order_changes() {
    let mut desk = loading();
    desk.keys("l");
    desk.arrives("Newer", 1);
    desk.settle_lists();
    assert_eq!((desk.selected(), desk.shown()), ("Alpha", "Alpha"));
    desk.keys("h S u");
    assert_eq!((desk.selected(), desk.shown()), ("Alpha", "Alpha"));
}

#[test]
fn keys_that_wait_are_read_when_their_turn_comes() {
    let mut desk = Desk::new();
    desk.press("j k O d");
    desk.settle();
    assert!(desk.model.layers.is_empty());
    assert_eq!(desk.opened(), ["https://example.org/bravo/"], "d is a letter of the menu");
    desk.press("j o : l a s t enter");
    desk.settle();
    assert_eq!((desk.opened(), desk.selected()), (vec!["https://example.org/bravo".to_owned()], "Echo"));
}

#[test]
fn what_one_card_could_not_do_is_not_said_of_another() {
    let mut desk = Desk::new();
    desk.effects.clear();
    desk.press("j");
    let asked = desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::ShowCard { question, place, .. } => Some((*question, place.clone())),
        _ => None,
    });
    let (question, place) = asked.unwrap();
    desk.effects.clear();
    desk.job(Job::CardShown { question, place, shown: Err(SafeText::line("Bravo is gone")) });
    assert_eq!(desk.model.failure().unwrap().as_str(), "Bravo is gone");
    desk.press("o");
    assert_eq!(desk.message(), "Bravo is gone");
    desk.keys("j j o");
    assert_eq!(desk.model.failure(), None);
    assert_eq!(desk.opened(), ["https://example.org/delta"]);
}

#[test]
fn a_reload_changes_library_and_list_in_one_moment() {
    let mut desk = Desk::new();
    desk.keys("j");
    desk.press("r");
    desk.effects.clear();
    desk.arrives("Newer", 1);
    let generation = desk.model.loading.generation;
    desk.job(Job::LibraryLoaded { generation, census: Census::default(), failures: Vec::new() });
    assert_eq!(desk.titles().len(), 5, "the old list stays until the new one is there");
    desk.press("j");
    assert_eq!(desk.selected(), "Charlie");
    desk.answer_one(|effect| matches!(effect, Effect::Search { .. }));
    assert_eq!(desk.titles(), ["Newer"]);
}

#[test]
fn another_choice_of_topics_begins_at_its_first_card() {
    let mut desk = Desk::new();
    desk.keys("G t j enter");
    assert_eq!((desk.titles(), desk.selected()), (vec!["Bravo", "Charlie"], "Bravo"));
}

#[test]
fn copying_by_name_is_about_the_card_whatever_link_is_selected() {
    let mut desk = Desk::new();
    desk.keys("l ] ] ] ]");
    desk.keys("y");
    assert_eq!(desk.copied(), ["https://example.org/alpha/amp"], "the selected link");
    desk.keys(":copy space title enter");
    assert_eq!(desk.copied(), ["Alpha"]);
    desk.keys(":copy space path enter");
    assert_eq!(desk.copied(), ["_news/alpha.md"]);
    desk.keys("[ [ [ :copy space path enter");
    assert_eq!(desk.message(), "Bravo elsewhere has no path to copy");
}

proptest::proptest! {
    /// Whatever is typed and whenever the workers answer: what is opened belongs to the card that was selected when
    /// the key was pressed, and nothing waits for ever.
    #[test]
    fn keys_and_answers_in_any_order(steps in proptest::collection::vec((0usize..12, 0usize..4), 1..60)) {
        const KEYS: [&str; 12] = ["j", "k", "o", "l", "h", "gg", "G", "S u", "S d", "]", "t", "esc"];
        let mut desk = loading();
        desk.settle();
        let mut expected = Vec::new();
        for (key, answers) in steps {
            let keys = KEYS[key];
            let alone = desk.model.detail.waiting.is_none() && desk.model.focus == Pane::List;
            if keys == "o" && alone {
                let link = desk.model.selected_head().and_then(|head| head.canonical().map(str::to_owned));
                expected.extend(link);
                desk.press("o");
            } else if keys != "o" && !(keys == "esc" && desk.model.detail.waiting.is_some()) {
                desk.press(keys);
            }
            for _ in 0..answers {
                let is_question = |effect: &Effect| matches!(
                    effect,
                    Effect::Search { .. } | Effect::CountTopics { .. } | Effect::ShowCard { .. }
                );
                if desk.effects.iter().any(is_question) {
                    desk.answer_one(is_question);
                }
            }
            if key == 3 {
                desk.arrives(&format!("New{answers}"), u32::try_from(answers).unwrap() + 1);
            }
        }
        desk.settle();
        proptest::prop_assert!(desk.model.detail.waiting.is_none());
        proptest::prop_assert_eq!(desk.opened(), expected);
        proptest::prop_assert!(desk.model.layout().rows(desk.model.focus) > 0);
    }
}

#[test]
fn an_interrupt_gives_up_a_line_and_quits_from_everywhere_else() {
    let mut desk = Desk::new();
    desk.keys(":");
    desk.press("ctrl-c");
    assert!(desk.model.layers.is_empty() && !desk.quits());
    for keys in ["? Q", "? ctrl-c", "S Q", "O ctrl-c"] {
        let mut desk = Desk::new();
        desk.press(keys);
        assert!(desk.quits(), "{keys}");
    }
    let effects = update(&mut desk.model, Msg::Key(Key::ctrl('c')));
    assert!(matches!(effects.as_slice(), [Effect::Quit]));
}
