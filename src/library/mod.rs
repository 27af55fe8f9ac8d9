//! The library as the program holds it: heads in immutable segments, the topic tree, and the ways from one card to
//! another. Reading files is [`crate::store`]'s work; which cards are shown is [`crate::query`]'s.

mod arrange;
mod census;
mod change;
mod fold;
mod fuzzy;
mod group;
mod held;
mod like;
mod names;
mod score;
mod segment;
mod slot;
mod slot_set;
mod sort;
mod sparse;
mod stamp;
mod stirred;
mod stopped;
mod stretch;
#[cfg(test)]
mod tests;
mod topics;
mod words;

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use arrange::{Ranks, arrange};
pub use census::Census;
pub use change::{Applied, Fresh, LibraryChange};
pub use fold::{fold, fold_into, fold_line, fold_line_into};
pub use fuzzy::{Candidates, Hit, fuzzy};
pub use group::{Group, Heading, HeadingOf, group};
pub use like::{Alike, Shared, SharedKind, like};
pub use names::{NameCount, NameCounts};
pub use score::{ScorePart, ScoreTerm, Weights, explain_score, score};
pub use segment::{HeadRef, NotASegment, SEGMENT_ROWS, Segment, SegmentBuilder, SegmentFull};
pub(crate) use segment::{path_hash, path_of_bytes};
pub use slot::Slot;
pub use slot_set::SlotSet;
pub use sort::{Sort, SortError, SortKey, SortTerm};
pub use stamp::Stamp;
pub use stirred::Stirred;
pub use stopped::Stopped;
pub use stretch::{Column, Stretch, TextEnds, TextSource, TextsLost};
pub use topics::{Tally, TopicCount, TopicTree};
pub use words::words;

use crate::card::{SafeText, SafeUrl, Taxonomy, clean_link};
use held::Held;

/// Everything known of the cards that were read so far. Cloning is cheap: the segments are shared, so a worker can
/// keep the library it was asked about while the reader goes on with a newer one.
#[derive(Debug, Clone, Default)]
pub struct Library {
    segments: Vec<Held>,
    len: usize,
    topics: Arc<TopicTree>,
    /// Provider names by domain, from `taxonomy: organization`.
    organizations: Arc<BTreeMap<SafeText, SafeText>>,
}

impl Library {
    /// How many cards there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds heads that were read. Their slots follow those that are there; no slot changes its meaning.
    pub fn push(&mut self, segment: Arc<Segment>) {
        if !segment.is_empty() {
            self.len += segment.len();
            self.segments.push(Held::new(segment));
        }
    }

    /// As [`Self::push`], but the heads in these rows, which are in order, do not count.
    pub fn push_without(&mut self, segment: Arc<Segment>, dead: &[u16]) {
        let number = self.segments.len();
        self.push(segment);
        for slot in dead.iter().filter_map(|row| Slot::new(number, usize::from(*row))) {
            self.outdate(slot, None);
        }
    }

    /// Adds heads of files that were read again. Returns, for each head that was there of such a file, its slot and that
    /// of the new one. Files the library does not know are left out; of two heads of one file the later one counts.
    pub fn replace(&mut self, segment: Arc<Segment>) -> Vec<(Slot, Slot)> {
        let number = self.segments.len();
        let mut moved = Vec::with_capacity(segment.len());
        let mut unknown = Vec::new();
        let mut seen = HashSet::new();
        for (row, head) in segment.heads().enumerate().collect::<Vec<_>>().into_iter().rev() {
            let Some(now) = Slot::new(number, row) else { continue };
            match self.by_path(head.root(), head.path()).filter(|_| seen.insert((head.root(), head.path()))) {
                Some(before) => moved.push((before, now)),
                None => unknown.push(now),
            }
        }
        self.push(segment);
        moved.iter().for_each(|(before, now)| self.outdate(*before, Some(*now)));
        unknown.into_iter().for_each(|slot| self.outdate(slot, None));
        moved
    }

    /// Lets the head at `before` count for nothing: its file is gone, or its newer head is at `now`.
    fn outdate(&mut self, before: Slot, now: Option<Slot>) {
        let held = self.segments.get_mut(before.segment());
        self.len -= usize::from(held.is_some_and(|held| held.outdate(before.row(), now)));
    }

    /// Where the card at `slot` sits now: there, or where a newer head of its file does. `None` when its file is gone.
    pub fn current(&self, slot: Slot) -> Option<Slot> {
        let mut slot = slot;
        loop {
            let held = self.segments.get(slot.segment())?;
            if held.has(slot.row()) {
                return held.segment.head(slot.row()).map(|_| slot);
            }
            slot = held.newer(slot.row())?;
        }
    }

    /// Whether the head at `slot` is what its file says, as far as is known: it is not gone, and no newer one took its
    /// place.
    pub fn is_current(&self, slot: Slot) -> bool {
        self.segments.get(slot.segment()).is_none_or(|held| held.has(slot.row()))
    }

    /// Adds topics and organizations that were read.
    pub fn learn(&mut self, taxonomies: Vec<Taxonomy>) {
        for taxonomy in taxonomies {
            match taxonomy {
                Taxonomy::Topic(topic) => Arc::make_mut(&mut self.topics).insert(&topic),
                Taxonomy::Organization(organization) => {
                    Arc::make_mut(&mut self.organizations).insert(organization.domain, organization.name);
                }
                Taxonomy::Other => {}
            }
        }
    }

    /// These topics and organizations are all there are, whatever was learned before.
    pub fn relearn(&mut self, taxonomies: Vec<Taxonomy>) {
        (self.topics, self.organizations) = Default::default();
        self.learn(taxonomies);
    }

    /// The head at `slot`.
    pub fn head(&self, slot: Slot) -> Option<HeadRef<'_>> {
        self.segments.get(slot.segment())?.segment.head(slot.row())
    }

    /// Every current head with its slot, in the order they were read.
    pub fn heads(&self) -> impl Iterator<Item = (Slot, HeadRef<'_>)> {
        let heads = self.segments().flat_map(|(number, segment)| {
            segment.heads().enumerate().filter_map(move |(row, head)| Some((Slot::new(number, row)?, head)))
        });
        heads.filter(|(slot, _)| self.is_current(*slot))
    }

    /// Every segment with its number. Not all of its heads need be current.
    pub fn segments(&self) -> impl Iterator<Item = (usize, &Segment)> {
        self.segments.iter().map(|held| &*held.segment).enumerate()
    }

    /// Segment `number`.
    pub fn segment(&self, number: usize) -> Option<&Segment> {
        self.segments.get(number).map(|held| &*held.segment)
    }

    /// Where the card sits now that sat at `slot` of this library when it was `before`. `None` when its file is gone, or has
    /// another link, or none and another name: it may be another card then.
    pub fn same_card(&self, slot: Slot, before: &Self) -> Option<Slot> {
        let now = self.current(slot)?;
        self.head(now)?.has_name_of(before.head(slot)?).then_some(now)
    }

    /// Where the file of `before`, a head of another library, has its head in this one. `None` when it is gone, or has another
    /// link: it may be another card then.
    pub fn same_file(&self, before: HeadRef<'_>) -> Option<Slot> {
        let now = self.by_path(before.root(), before.path())?;
        self.head(now)?.has_link_of(before).then_some(now)
    }

    /// Whether both are the very same library: nothing was read in between. Quick, however large they are.
    pub fn is_same(&self, other: &Self) -> bool {
        self.segments.len() == other.segments.len()
            && self.segments.iter().zip(&other.segments).all(|(one, other)| one.is_same(other))
            && Arc::ptr_eq(&self.topics, &other.topics)
            && Arc::ptr_eq(&self.organizations, &other.organizations)
    }

    /// The slot of `row` in segment `number`.
    pub fn slot(&self, number: usize, row: usize) -> Option<Slot> {
        Slot::new(number, row)
    }

    /// The topic tree of the taxonomies.
    pub fn topics(&self) -> &TopicTree {
        &self.topics
    }

    /// The proper name of a provider that cards name by its domain, else `provider` itself.
    pub fn provider_name<'a>(&'a self, provider: &'a str) -> &'a str {
        self.organizations.get(provider).map_or(provider, SafeText::as_str)
    }

    /// The domain of a provider, when its name is one or a taxonomy tells it.
    pub fn provider_domain<'a>(&'a self, provider: &'a str) -> Option<&'a str> {
        let known = self.organizations.iter().find(|(_, name)| name.as_str() == provider);
        let is_domain = || provider.contains('.') && !provider.contains(char::is_whitespace);
        known.map(|(domain, _)| domain.as_str()).or_else(|| is_domain().then_some(provider))
    }

    /// The card whose canonical link is the same as `link` once both are cleaned; of several, the first by path.
    pub fn by_link(&self, link: &SafeUrl) -> Option<Slot> {
        let cleaned = clean_link(link);
        self.first_by_path(|segment| segment.rows_by_link(&cleaned))
    }

    /// The other cards with the same link as the one at `slot`: files that are one card.
    pub fn twins(&self, slot: Slot) -> Vec<Slot> {
        let Some(link) = self.head(slot).and_then(HeadRef::cleaned_link) else { return Vec::new() };
        let rows = self.segments().flat_map(|(number, segment)| {
            segment.rows_by_link(&link).filter_map(move |row| Slot::new(number, row)).collect::<Vec<_>>()
        });
        rows.filter(|twin| *twin != slot && self.is_current(*twin)).collect()
    }

    /// The card whose path, without its extension, ends in the components of `item`, as collections name their
    /// members: `videos/how-to-start`.
    pub fn by_item(&self, item: &str) -> Option<Slot> {
        let wanted: Vec<&str> = item.split('/').filter(|part| !part.is_empty()).collect();
        let (stem, folders) = wanted.split_last()?;
        let key = item_key(folders.last().copied(), stem);
        let is_meant = |segment: &Segment, row: &usize| {
            let path = segment.head(*row).map(HeadRef::path);
            path.is_some_and(|path| ends_in(path, stem, folders))
        };
        let key = key.as_str();
        self.first_by_path(|segment| segment.rows_by_item(key).filter(move |row| is_meant(segment, row)))
    }

    /// Of the rows that each segment finds, the card with the first path: segments come in no order of their own.
    fn first_by_path<'a, I: Iterator<Item = usize> + 'a>(&'a self, find: impl Fn(&'a Segment) -> I) -> Option<Slot> {
        let rows = self.segments().flat_map(|(number, segment)| find(segment).map(move |row| (number, segment, row)));
        let heads = rows.filter_map(|(number, segment, row)| Some((segment.head(row)?, Slot::new(number, row)?)));
        let heads = heads.filter(|(_, slot)| self.is_current(*slot));
        heads.min_by_key(|(head, _)| (head.root(), head.path())).map(|(_, slot)| slot)
    }

    /// The card read from `path` under library folder number `root`.
    pub fn by_path(&self, root: u16, path: &Path) -> Option<Slot> {
        self.segments().find_map(|(number, segment)| {
            let mut slots = segment.rows_by_path(root, path).filter_map(|row| Slot::new(number, row));
            slots.find(|slot| self.is_current(*slot))
        })
    }
}

/// Whether `path` without its extension ends in these components.
fn ends_in(path: &Path, stem: &str, folders: &[&str]) -> bool {
    let mut above = path.parent().into_iter().flat_map(Path::components).rev();
    path.file_stem().and_then(|name| name.to_str()) == Some(stem)
        && folders.iter().rev().all(|folder| {
            let part = above.next().and_then(|part| part.as_os_str().to_str());
            part.is_some_and(|part| without_underscore(part) == without_underscore(folder))
        })
}

/// What an item is looked up by: the last folder and the file's name without extension. Most cards of a library lie
/// in few folders, and in page bundles most of them have one name, but both together are rarely shared.
fn item_key(folder: Option<&str>, stem: &str) -> String {
    folder.map_or_else(|| stem.to_owned(), |folder| format!("{}/{stem}", without_underscore(folder)))
}

/// Generators keep a collection `videos` in a folder `_videos`.
fn without_underscore(folder: &str) -> &str {
    folder.strip_prefix('_').unwrap_or(folder)
}

/// Where a card's file is: byte-exact, for opening, never for the screen.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileRef {
    /// Number of the library folder.
    pub root: u16,
    /// Path under it.
    pub path: PathBuf,
}
