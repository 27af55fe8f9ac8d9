//! Generated libraries: cards as plain values, and the same cards as the program holds them, read from their YAML.
//! What is asked of them is generated in [`super::asks`].

use std::collections::HashMap;
use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::{Strategy, any, prop};

use super::super::{Beyond, Depth, FlagTable, Probe, Stopped, Texts};
use crate::card::{Head, Organization, Reading, SafeText, Taxonomy, Timestamp, Topic, read};
use crate::library::{Library, SegmentBuilder, Slot, SlotSet, fold};
use crate::triage::Flags;

/// 2026-03-31, half past one in the night in Berlin and still the day before in UTC.
pub(super) const NOW: i64 = 1_774_913_400;
/// The folder of every library.
pub(super) const FOLDER: &str = "/cards";

/// Few words, so that queries hit: with accents, in other scripts, and in each other.
pub(super) const WORDS: [&str; 12] =
    ["AI", "light", "flight", "Zürich", "zurich", "Straße", "人工知能", "ﬁne", "C++", "Ethics", "e", "l´été"];
/// Names, some with runs of blanks.
pub(super) const NAMES: [&str; 6] = ["AI", "AI  Law", "Élan", "Optics", "Lenses", "light"];
/// A topic, and the one above it. Two lie under each other.
pub(super) const TREE: [(&str, Option<&str>); 5] = [
    ("Optics", None),
    ("Lenses", Some("OPTICS")),
    ("AI  Law", Some("AI")),
    ("light", Some("Lenses")),
    ("AI", Some("ai  law")),
];
/// Domains, and the names that organizations give them.
pub(super) const DOMAINS: [(&str, &str); 3] =
    [("example.org", "Mango  Press"), ("light.example", ""), ("ai.example", "Élan")];
/// Types.
pub(super) const KINDS: [&str; 4] = ["article", "video", "Video", "light  show"];
/// A link, its host, and what it has in common with those of the same page.
pub(super) const LINKS: [(&str, &str, u8); 5] = [
    ("https://example.org/light", "example.org", 0),
    ("http://example.org/light/?utm_source=x", "example.org", 0),
    ("https://light.example/AI?id=7", "light.example", 1),
    ("https://ai.example:8080/", "ai.example", 2),
    ("https://amp.example/light", "amp.example", 3),
];
/// Days that queries ask about, seconds before and after their bounds, and days far away.
const MOMENTS: [i64; 12] = [
    NOW,
    NOW + 1,
    NOW - 86_400,
    NOW - 3 * 86_400,
    NOW - 3 * 86_400 - 1,
    1_774_908_000,     // the midnight before, in Berlin
    1_774_908_000 - 1, // the last second of the day before that
    1_774_821_600,     // the midnight before in Berlin
    1_704_067_200,     // 2024-01-01T00:00:00Z
    1_704_067_199,
    1_709_164_800, // 2024-02-29
    4_102_444_800, // 2100-01-01
];
/// Qualities and heats; some have no exact value in four bytes.
pub(super) const SCORES: [f64; 7] = [-1.0, 0.0, 0.1, 50.0, 59.1, 59.0, 100.0];

/// A card as it is written, without anything of the program.
#[derive(Debug, Clone, Default)]
pub(super) struct Plain {
    pub(super) path: String,
    pub(super) title: String,
    pub(super) excerpt: String,
    pub(super) topics: Vec<String>,
    pub(super) provider: String,
    pub(super) domain: String,
    pub(super) authors: Vec<String>,
    pub(super) kind: String,
    pub(super) category: String,
    pub(super) published: Option<i64>,
    pub(super) updated: Option<i64>,
    pub(super) quality: Option<f64>,
    pub(super) heat: Option<f64>,
    pub(super) rating: Option<f64>,
    pub(super) members: Option<u64>,
    pub(super) length: Option<u32>,
    pub(super) price: Option<f64>,
    /// `webUrl`, `ampWebUrl` and `cdnAmpWebUrl`, as indexes into [`LINKS`].
    pub(super) links: [Option<usize>; 3],
    pub(super) draft: bool,
    pub(super) removed: bool,
    pub(super) broken: bool,
    pub(super) locked: bool,
    pub(super) image: bool,
    pub(super) related: bool,
    pub(super) featured: bool,
    pub(super) items: bool,
    pub(super) actions: bool,
    pub(super) body: String,
    /// Cards that it names, by their places.
    pub(super) names: Vec<usize>,
    pub(super) flags: Flags,
}

impl Plain {
    /// What the list shows where there is no title.
    pub(super) fn shown_title(&self) -> &str {
        if self.title.trim().is_empty() { self.path.rsplit('/').next().unwrap() } else { &self.title }
    }

    /// Of the named links the first, as an index into [`LINKS`].
    pub(super) fn canonical(&self) -> Option<usize> {
        self.links.into_iter().flatten().next()
    }

    fn text(&self) -> String {
        let mut out = String::from("---\n");
        let mut text = |key: &str, value: &str| {
            if !value.is_empty() {
                writeln!(out, "{key}: {}", serde_json::to_string(value).unwrap()).unwrap();
            }
        };
        text("title", &self.title);
        text("excerpt", &self.excerpt);
        text("type", &self.kind);
        text("category", &self.category);
        for (key, at) in [("publishedDateTime", self.published), ("updatedDateTime", self.updated)] {
            text(key, &at.map(|at| jiff::Timestamp::from_second(at).unwrap().to_string()).unwrap_or_default());
        }
        for (key, link) in ["webUrl", "ampWebUrl", "cdnAmpWebUrl"].into_iter().zip(self.links) {
            text(key, link.map_or("", |at| LINKS[at].0));
        }
        text("length", &self.length.map(|seconds| format!("PT{seconds}S")).unwrap_or_default());
        let price = |price: f64| if price == 0.0 { "Free".to_owned() } else { format!("${price}") };
        text("price", &self.price.map(price).unwrap_or_default());
        let numbers =
            [("quality", self.quality), ("heat", self.heat), ("members", self.members.map(|members| members as f64))];
        for (key, number) in numbers {
            // Minus one is how cards say that a heat is not known.
            out.extend(number.map(|number| format!("{key}: {number}\n")));
        }
        out.extend(self.rating.map(|rating| format!("ratings: {{count: 3, average: {rating}}}\n")));
        let list = |names: &[String]| serde_json::to_string(names).unwrap();
        if !self.topics.is_empty() {
            writeln!(out, "topics: {}", list(&self.topics)).unwrap();
        }
        let provider: Vec<String> = [("name", &self.provider), ("domain", &self.domain)]
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| format!("{key}: {}", serde_json::to_string(value).unwrap()))
            .chain((!self.authors.is_empty()).then(|| format!("authors: {}", list(&self.authors))))
            .collect();
        if !provider.is_empty() {
            writeln!(out, "provider: {{{}}}", provider.join(", ")).unwrap();
        }
        for (is_so, line) in [
            (self.draft, "published: false"),
            (self.removed, "deleted: true"),
            (self.locked, "secured: \"aGFsbG8=;aGFsbG8=\""),
            (self.image, "images: [{url: /a.png}]"),
            (self.related, "related: [{title: r}]"),
            (self.featured, "featuredContent: '<iframe src=\"https://video.example/e\"></iframe>'"),
            (self.items, "items: [videos/x]"),
            (self.actions, "actions: [{url: \"https://example.org/do\", title: Do}]"),
            (self.broken, "broken: ["),
        ] {
            if is_so {
                out.push_str(line);
                out.push('\n');
            }
        }
        out.push_str("---\n");
        out.push_str(&self.body);
        out
    }

    fn head(&self) -> Head {
        let text = self.text();
        match read(text.as_bytes()) {
            Reading::Card(file) => {
                assert!(self.broken || file.problems.is_empty(), "{text}\n{:?}", file.problems);
                file.head(0, Path::new(&self.path))
            }
            other => panic!("not a card: {other:?}"),
        }
    }

    /// What can be read of it: of a broken one, where it is and its body.
    fn legible(self) -> Self {
        if !self.broken {
            return self;
        }
        let Self { path, body, flags, names, .. } = self;
        Self { path, body, flags, names, broken: true, ..Self::default() }
    }
}

/// Chooses by bytes that shrink towards 0, which stands for what is not there.
struct Dice<'b>(std::slice::Iter<'b, u8>);

impl Dice<'_> {
    fn roll(&mut self) -> usize {
        self.0.next().copied().map_or(0, usize::from)
    }

    fn one_in(&mut self, chances: usize) -> bool {
        self.roll() % chances == chances - 1
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        let at = self.roll() % (from.len() + from.len().div_ceil(2));
        from.get(at.checked_sub(from.len().div_ceil(2))?).copied()
    }

    fn words(&mut self, most: usize, gap: &[&str]) -> String {
        let words: Vec<&str> = (0..most).filter_map(|_| self.pick(&WORDS)).collect();
        words.join(gap[self.roll() % gap.len()])
    }

    fn names(&mut self, most: usize) -> Vec<String> {
        (0..most).filter_map(|_| self.pick(&NAMES)).map(str::to_owned).collect()
    }
}

fn plain(bytes: &[u8], path: String, cards: usize) -> Plain {
    let mut dice = Dice(bytes.iter());
    let kept = |text: &str| text.to_owned();
    let card = Plain {
        path,
        title: dice.words(2, &[" ", "  "]),
        excerpt: dice.words(2, &[" ", "  ", "\n"]),
        topics: dice.names(2),
        provider: dice.pick(&NAMES).map_or_else(String::new, kept),
        domain: dice.pick(&DOMAINS).map_or_else(String::new, |(domain, _)| kept(domain)),
        authors: dice.names(1),
        kind: dice.pick(&KINDS).map_or_else(String::new, kept),
        category: dice.pick(&NAMES).map_or_else(String::new, kept),
        published: dice.pick(&MOMENTS),
        updated: dice.pick(&MOMENTS),
        quality: dice.pick(&SCORES).filter(|quality| *quality >= 0.0),
        heat: dice.pick(&SCORES).filter(|heat| *heat >= 0.0),
        rating: dice.pick(&[4.0, 4.7, 0.0]),
        members: dice.pick(&[0, 50, 22_000]),
        length: dice.pick(&[0, 59, 60, 600]),
        price: dice.pick(&[0.0, 9.99, 50.0]),
        links: std::array::from_fn(|_| dice.pick(&[0, 1, 2, 3, 4])),
        draft: dice.one_in(4),
        removed: dice.one_in(6),
        broken: dice.one_in(8),
        locked: dice.one_in(6),
        image: dice.one_in(3),
        related: dice.one_in(3),
        featured: dice.one_in(6),
        items: dice.one_in(4),
        actions: dice.one_in(4),
        body: dice.words(3, &[" ", "\n\n", " \t "]),
        names: (0..2).map(|_| dice.roll() % (2 * cards).max(1)).filter(|at| *at < cards).collect(),
        flags: flags(dice.roll()),
    };
    card.legible()
}

/// What may have been decided about a card.
pub(super) fn flags(roll: usize) -> Flags {
    let until = [None, None, Some(NOW - 1), Some(NOW), Some(NOW + 1), Some(NOW + 86_400), None, None];
    Flags {
        read: roll & 1 != 0,
        starred: roll & 2 != 0,
        archived: roll & 4 != 0,
        binned: roll & 24 == 24,
        snoozed_until: until[roll >> 5].map(Timestamp),
    }
}

/// A library, twice.
#[derive(Clone, Default)]
pub(super) struct World {
    pub(super) cards: Vec<Plain>,
    /// Where each card's current head is.
    pub(super) slots: Vec<Slot>,
    pub(super) library: Library,
    pub(super) flags: FlagTable,
    pub(super) files: Files,
}

impl World {
    fn new(cards: &[[u8; 64]]) -> Self {
        let mut world = Self::default();
        world.library.learn(taxonomies());
        // Later cards are other contents of earlier files.
        let first = cards.len() - cards.len() / 4;
        let plain = |(at, bytes): (usize, &[u8; 64])| {
            let at = if at < first { at } else { (at - first) * 3 };
            plain(bytes, format!("_news/{at:02}  light.md"), first)
        };
        let mut all: Vec<Plain> = cards.iter().enumerate().map(plain).collect();
        let newer = all.split_off(first);
        let bounds = |bytes: &&[u8; 64]| bytes[63] % 4 == 3;
        let segments = 1 + cards.iter().take(first).filter(bounds).count();
        for segment in all.chunks(all.len().div_ceil(segments).max(1)) {
            world.push(segment.to_vec());
        }
        world.replace(newer);
        world
    }

    /// Adds cards in a segment of their own.
    pub(super) fn push(&mut self, cards: Vec<Plain>) {
        let number = self.library.segments().count();
        self.library.push(Arc::new(segment(&cards)));
        self.note(number, &cards);
        self.slots.extend((0..cards.len()).map(|row| self.library.slot(number, row).unwrap()));
        self.cards.extend(cards);
    }

    /// Files were read again.
    pub(super) fn replace(&mut self, cards: Vec<Plain>) -> Vec<(Slot, Slot)> {
        if cards.is_empty() {
            return Vec::new();
        }
        let number = self.library.segments().count();
        let moved = self.library.replace(Arc::new(segment(&cards)));
        assert_eq!(moved.len(), cards.len());
        self.note(number, &cards);
        for (row, card) in cards.into_iter().enumerate() {
            let at = self.cards.iter().position(|other| other.path == card.path).unwrap();
            self.slots[at] = self.library.slot(number, row).unwrap();
            self.cards[at] = card;
        }
        self.files.slots = self.slots.clone();
        moved
    }

    fn note(&mut self, number: usize, cards: &[Plain]) {
        self.flags.push(cards.iter().map(|card| card.flags).collect());
        for (row, card) in cards.iter().enumerate() {
            let slot = self.library.slot(number, row).unwrap();
            let links: Vec<String> = card.links.into_iter().flatten().map(|at| LINKS[at].0.to_lowercase()).collect();
            self.files.texts.insert(slot, (flat(&card.body), links.join("\n")));
            self.files.names.insert(slot, card.names.clone());
            self.files.slots.push(slot);
        }
    }

    /// More cards, which are found under another path.
    pub(super) fn grow(&mut self, bytes: &[u8; 64]) {
        let at = self.cards.len();
        self.push(vec![plain(bytes, format!("_later/{at:02}.md"), at)]);
        self.files.slots = self.slots.clone();
    }

    /// Decides something about a card.
    pub(super) fn decide(&mut self, card: usize, flags: Flags) {
        let at = card % self.cards.len().max(1);
        if let Some(card) = self.cards.get_mut(at) {
            card.flags = flags;
            self.flags.set(self.slots[at], flags);
        }
    }
}

impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (card, slot) in self.cards.iter().zip(&self.slots) {
            write!(f, "\n{} {slot:?} {:?} names {:?}\n{}", card.path, card.flags, card.names, card.text())?;
        }
        Ok(())
    }
}

/// A text as it is searched: the folded one with single blanks.
pub(super) fn flat(text: &str) -> String {
    fold(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn segment(cards: &[Plain]) -> crate::library::Segment {
    let mut builder = SegmentBuilder::default();
    for card in cards {
        builder.push(&card.head()).unwrap();
    }
    builder.finish()
}

fn taxonomies() -> Vec<Taxonomy> {
    let topic = |(name, parent): (&str, Option<&str>)| {
        Taxonomy::Topic(Topic { name: SafeText::line(name), parent: parent.map(SafeText::line), ..Topic::default() })
    };
    let organization = |(domain, name): (&str, &str)| {
        Taxonomy::Organization(Organization { name: SafeText::line(name), domain: SafeText::line(domain) })
    };
    let named = DOMAINS.into_iter().filter(|(_, name)| !name.is_empty());
    TREE.into_iter().map(topic).chain(named.map(organization)).collect()
}

/// Bodies and links, in memory.
#[derive(Debug, Clone, Default)]
pub(super) struct Files {
    texts: HashMap<Slot, (String, String)>,
    names: HashMap<Slot, Vec<usize>>,
    slots: Vec<Slot>,
}

impl Texts for Files {
    fn find(
        &self,
        library: &Library,
        probes: &[Probe<'_>],
        among: Option<&SlotSet>,
        _: &(dyn Fn() -> bool + Sync),
    ) -> Result<Vec<SlotSet>, Stopped> {
        let wanted = |slot: &Slot| among.is_none_or(|among| among.has(*slot));
        let slots: Vec<Slot> = library.heads().map(|(slot, _)| slot).filter(wanted).collect();
        let passes = |probe: &Probe<'_>, slot: &Slot| {
            let (body, links) = &self.texts[slot];
            (probe.test)(if probe.depth == Depth::Body { body } else { links })
        };
        Ok(probes.iter().map(|probe| slots.iter().copied().filter(|slot| passes(probe, slot)).collect()).collect())
    }
}

impl Beyond for Files {
    fn related(&self, _: &Library, slot: Slot) -> Vec<Slot> {
        self.names[&slot].iter().filter_map(|at| self.slots.get(*at)).copied().collect()
    }
}

/// The folders of every library.
pub(super) fn folders() -> Vec<PathBuf> {
    vec![PathBuf::from(FOLDER)]
}

/// What becomes a card.
pub(super) fn bytes() -> impl Strategy<Value = [u8; 64]> {
    any::<[[u8; 32]; 2]>().prop_map(|halves| std::array::from_fn(|at| halves[at / 32][at % 32]))
}

/// Any library of up to `most` cards.
pub(super) fn world(most: usize) -> impl Strategy<Value = World> {
    prop::collection::vec(bytes(), 0..=most).prop_map(|cards| World::new(&cards))
}
