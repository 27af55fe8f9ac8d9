//! Makes a filter ready for a moment and a library: views are put in, texts folded, days turned into seconds, cards
//! looked up. Nothing of that is left to do for each card, which is `eval`'s work.

use std::ops::Bound;
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;

use super::matcher::Matcher;
use super::span::moments;
use super::{Beyond, DateField, Depth, Field, Filter, Part, Quantity, Range, State, Test, Views};
use crate::card::{HeadFlags, SafeUrl, Timestamp, clean_link};
use crate::library::{Library, Slot, SlotSet, Weights, like};

/// What a query means depends on these.
#[derive(Debug, Clone)]
pub struct Context {
    /// Snoozes that lie before it are over; days are counted back from it.
    pub now: Timestamp,
    /// Where the reader is: days begin there.
    pub zone: TimeZone,
    /// The views there are.
    pub views: Views,
    /// What makes up a score.
    pub weights: Weights,
}

/// A text that is looked for.
#[derive(Debug, Clone)]
pub(super) struct LookedFor {
    pub(super) field: Field,
    pub(super) matcher: Matcher,
    /// The number of the probe that looks for it in bodies.
    pub(super) probe: Option<usize>,
}

/// A filter that is ready to be asked about cards.
#[derive(Debug, Clone)]
pub struct Compiled {
    pub(super) root: Condition,
    /// Tests of texts that no head holds, in the order of the probes' numbers.
    pub(super) probes: Vec<(Depth, Matcher)>,
    /// What is looked for in heads and bodies, for showing where it was found: that of no condition that is denied.
    pub(super) looked_for: Vec<LookedFor>,
    pub(super) weights: Weights,
    pub(super) now: Timestamp,
    /// The likeness to a card that was asked about.
    pub(super) likeness: Vec<(Slot, f32)>,
    /// Cards in the bin match as others do.
    pub(super) asks_bin: bool,
}

impl Default for Compiled {
    fn default() -> Self {
        Self {
            root: Condition::default(),
            probes: Vec::new(),
            looked_for: Vec::new(),
            weights: Weights::default(),
            now: Timestamp(0),
            likeness: Vec::new(),
            asks_bin: false,
        }
    }
}

/// A condition without anything left to look up.
#[derive(Debug, Clone, Default)]
pub(super) enum Condition {
    #[default]
    Always,
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    /// Title, excerpt, provider or a topic, all folded in one line each.
    Heads(Matcher),
    Title(Matcher),
    Path(Matcher),
    /// Each of the names of a card, which repeat from card to card.
    Names(NameField, Matcher),
    /// The host of the canonical link.
    Host(Matcher),
    /// A text that no head holds: the number of its probe.
    Beyond(usize),
    Fact(HeadFlags),
    Decided(Decided),
    Number(Quantity, Range),
    Moments(DateField, Option<Timestamp>, Option<Timestamp>),
    Cards(SlotSet),
    /// The cleaned canonical link.
    Link(String),
    /// One of the library's folders by its number, and the path under it.
    File(Option<(u16, PathBuf)>),
}

/// Names of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameField {
    Topic,
    Provider,
    Domain,
    Author,
    Type,
    Category,
}

/// What is decided about a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decided {
    Read,
    Starred,
    Archived,
    Snoozed,
    Binned,
}

/// Deepest nesting of views in views.
pub(super) const VIEW_DEPTH: usize = 16;
/// Most cards that are like one.
const ALIKE: usize = 100;

impl Compiled {
    /// Makes `filter` ready. `folders` are the library's folders, for paths. Cards in the bin only match what asks for
    /// them: `is:binned`, or a view that does.
    pub fn new(
        filter: &Filter,
        context: &Context,
        library: &Library,
        folders: &[PathBuf],
        beyond: &dyn Beyond,
    ) -> Self {
        let made = Self { now: context.now, weights: context.weights, ..Self::default() };
        let mut maker = Maker { context, library, folders, beyond, made, depth: 0, denied: false };
        let root = maker.condition(filter);
        let Maker { mut made, .. } = maker;
        made.root = match root {
            root if made.asks_bin => root,
            Condition::Always => Condition::Not(Box::new(Condition::Decided(Decided::Binned))),
            root => Condition::All(vec![Condition::Not(Box::new(Condition::Decided(Decided::Binned))), root]),
        };
        made
    }

    /// Whether files must be asked.
    pub fn needs_files(&self) -> bool {
        !self.probes.is_empty()
    }
}

struct Maker<'a> {
    context: &'a Context,
    library: &'a Library,
    folders: &'a [PathBuf],
    beyond: &'a dyn Beyond,
    made: Compiled,
    depth: usize,
    denied: bool,
}

impl Maker<'_> {
    fn condition(&mut self, filter: &Filter) -> Condition {
        match filter {
            Filter::Everything => Condition::Always,
            Filter::All(filters) => Condition::All(filters.iter().map(|filter| self.condition(filter)).collect()),
            Filter::Any(filters) => Condition::Any(filters.iter().map(|filter| self.condition(filter)).collect()),
            Filter::Not(filter) => {
                self.denied = !self.denied;
                let condition = self.condition(filter);
                self.denied = !self.denied;
                Condition::Not(Box::new(condition))
            }
            Filter::Field(field, test) => self.field(*field, test),
            Filter::Is(state) => self.state(*state),
            Filter::Has(part) => Condition::Fact(fact(*part)),
            Filter::Number(quantity, range) => Condition::Number(*quantity, as_held(*quantity, *range)),
            Filter::Date(field, span) => {
                let (from, until) = moments(*span, self.context.now, &self.context.zone);
                Condition::Moments(*field, from, until)
            }
            Filter::Related(card) => {
                let related = find_card(self.library, self.folders, card);
                Condition::Cards(
                    related.map(|slot| self.beyond.related(self.library, slot)).into_iter().flatten().collect(),
                )
            }
            Filter::Like(card) => self.like(card),
            Filter::View(name) => self.view(name),
            Filter::Link(link) => Condition::Link(clean_link(link)),
            Filter::File(path) => Condition::File(under(self.folders, path)),
        }
    }

    fn field(&mut self, field: Field, test: &Test) -> Condition {
        let matcher = Matcher::new(test);
        if !self.denied && matches!(field, Field::Text | Field::Title | Field::Body) {
            let probe = (field != Field::Title).then_some(self.made.probes.len());
            self.made.looked_for.push(LookedFor { field, matcher: matcher.clone(), probe });
        }
        match field {
            Field::Text => {
                let body = self.probe(Depth::Body, matcher.clone());
                Condition::Any(vec![Condition::Heads(matcher), body])
            }
            Field::Title => Condition::Title(matcher),
            Field::Body => self.probe(Depth::Body, matcher),
            Field::Link => self.probe(Depth::Links, matcher),
            Field::Topic => Condition::Names(NameField::Topic, matcher),
            Field::Provider => Condition::Names(NameField::Provider, matcher),
            Field::Author => Condition::Names(NameField::Author, matcher),
            Field::Type => Condition::Names(NameField::Type, matcher),
            Field::Category => Condition::Names(NameField::Category, matcher),
            Field::Domain => {
                Condition::Any(vec![Condition::Names(NameField::Domain, matcher.clone()), Condition::Host(matcher)])
            }
            Field::Path => Condition::Path(matcher),
        }
    }

    fn probe(&mut self, depth: Depth, matcher: Matcher) -> Condition {
        self.made.probes.push((depth, matcher));
        Condition::Beyond(self.made.probes.len() - 1)
    }

    fn state(&mut self, state: State) -> Condition {
        let not = |condition| Condition::Not(Box::new(condition));
        match state {
            State::Unread => not(Condition::Decided(Decided::Read)),
            State::Read => Condition::Decided(Decided::Read),
            State::Starred => Condition::Decided(Decided::Starred),
            State::Archived => Condition::Decided(Decided::Archived),
            State::Snoozed => Condition::Decided(Decided::Snoozed),
            State::Binned => {
                self.made.asks_bin = true;
                Condition::Decided(Decided::Binned)
            }
            State::Published => not(Condition::Fact(HeadFlags::DRAFT)),
            State::Draft => Condition::Fact(HeadFlags::DRAFT),
            State::Removed => Condition::Fact(HeadFlags::REMOVED),
            State::Broken => Condition::Fact(HeadFlags::BROKEN),
            State::Locked => Condition::Fact(HeadFlags::LOCKED),
        }
    }

    fn view(&mut self, name: &str) -> Condition {
        // A view that leads back to itself, or that was taken away meanwhile, holds nothing.
        let Some(view) = self.context.views.get(name).filter(|_| self.depth < VIEW_DEPTH) else {
            return Condition::Any(Vec::new());
        };
        self.depth += 1;
        let condition = self.condition(&view.query.filter);
        self.depth -= 1;
        condition
    }

    fn like(&mut self, card: &str) -> Condition {
        let alike = find_card(self.library, self.folders, card)
            .and_then(|slot| like(self.library, slot, ALIKE, &|| false).ok())
            .unwrap_or_default();
        if !self.denied {
            self.made.likeness.extend(alike.iter().map(|alike| (alike.slot, alike.score)));
        }
        Condition::Cards(alike.into_iter().map(|alike| alike.slot).collect())
    }
}

/// Heads hold qualities and heats in four bytes, where 59.1 is a little less than in eight: the ends of a range are
/// rounded likewise.
fn as_held(quantity: Quantity, range: Range) -> Range {
    let round = |end: Bound<f64>| match quantity {
        Quantity::Quality | Quantity::Heat => end.map(|end| f64::from(end as f32)),
        _ => end,
    };
    Range { low: round(range.low), high: round(range.high) }
}

fn fact(part: Part) -> HeadFlags {
    match part {
        Part::Amp => HeadFlags::AMP,
        Part::CdnAmp => HeadFlags::CDN_AMP,
        Part::Image => HeadFlags::IMAGE,
        Part::Related => HeadFlags::RELATED,
        Part::Video => HeadFlags::VIDEO,
        Part::Body => HeadFlags::BODY,
        Part::Items => HeadFlags::ITEMS,
        Part::Actions => HeadFlags::ACTIONS,
    }
}

/// The card that a link, a path, or the end of a path without its extension names.
pub(super) fn find_card(library: &Library, folders: &[PathBuf], name: &str) -> Option<Slot> {
    let is_link = ["http://", "https://"].iter().any(|scheme| name.starts_with(scheme));
    if is_link {
        return SafeUrl::parse(name).ok().and_then(|link| library.by_link(&link));
    }
    let path = Path::new(name);
    let by_path = || match under(folders, path) {
        Some((root, path)) => library.by_path(root, &path),
        None => (0..=u16::MAX).take(folders.len().max(1)).find_map(|root| library.by_path(root, path)),
    };
    by_path().or_else(|| library.by_item(&name.replace('\\', "/")))
}

/// In which folder an absolute path lies, and where.
fn under(folders: &[PathBuf], path: &Path) -> Option<(u16, PathBuf)> {
    (0..=u16::MAX).zip(folders).find_map(|(root, folder)| Some((root, path.strip_prefix(folder).ok()?.to_path_buf())))
}
