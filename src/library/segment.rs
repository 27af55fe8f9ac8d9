//! A segment: about four thousand heads as columns over one arena of text. It never changes once built, so threads
//! share it freely. What goes into a row is decided in `builder`, what comes out of one in `head_ref`; which segments
//! make up a library, in [`super::Library`].

mod builder;
mod head_ref;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

pub use builder::{SegmentBuilder, SegmentFull};
pub use head_ref::HeadRef;

use super::sparse::Sparse;
use super::stamp::Stamp;
use super::stretch::Stretch;
use crate::card::{HeadFlags, SafeText, Timestamp};

/// Rows of a full segment. Also the factor between segment and row in a [`super::Slot`].
pub const SEGMENT_ROWS: usize = 4096;

/// Heads that are read together and never change.
#[derive(Debug, Default)]
pub struct Segment {
    /// Title, excerpt and canonical link of every row, one after the other. Only [`SafeText`] and
    /// [`crate::card::SafeUrl`] ever get in, so what comes out may be shown.
    text: String,
    /// Title, excerpt, provider and topics of every row, folded for search and separated by line feeds.
    folded: String,
    rows: Vec<Row>,
    /// Topic name numbers of all rows, one after the other.
    topic_list: Vec<u16>,
    /// Names that repeat: topics, providers, domains, authors, types, categories.
    names: Vec<SafeText>,
    /// Name numbers of authors.
    authors: Sparse<u16>,
    ratings: Sparse<f64>,
    members: Sparse<u64>,
    /// Seconds.
    lengths: Sparse<u32>,
    prices: Sparse<f64>,
    /// Where bodies and links lie, if there are any.
    texts: Option<Stretch>,
    /// `(hash of the cleaned canonical link, row)`, sorted.
    links: Vec<(u64, u16)>,
    /// `(hash of what an item is looked up by, row)`, sorted; see [`super::item_key`].
    items: Vec<(u64, u16)>,
    /// `(hash of root and path, row)`, sorted.
    paths: Vec<(u64, u16)>,
}

/// One head. The text columns end where the next one begins; the first begins where the row before ended.
#[derive(Debug)]
struct Row {
    text_start: u32,
    title_end: u32,
    excerpt_end: u32,
    link_end: u32,
    folded_start: u32,
    folded_end: u32,
    /// End of the folded title, for ordering by title.
    folded_title_end: u32,
    topics_start: u32,
    topics_end: u32,
    provider: u16,
    kind: u16,
    category: u16,
    domain: u16,
    root: u16,
    flags: HeadFlags,
    published_at: Option<Timestamp>,
    updated_at: Option<Timestamp>,
    quality: f32,
    heat: f32,
    stamp: Stamp,
    path: Box<Path>,
}

impl Segment {
    /// How many heads there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The head at `row`.
    pub fn head(&self, row: usize) -> Option<HeadRef<'_>> {
        Some(HeadRef::new(self, self.rows.get(row)?, u16::try_from(row).ok()?))
    }

    /// All heads, by row.
    pub fn heads(&self) -> impl Iterator<Item = HeadRef<'_>> {
        self.rows.iter().zip(0..=u16::MAX).map(|(row, number)| HeadRef::new(self, row, number))
    }

    /// Names that occur in this segment: topics, providers, domains, authors, types and categories. Each occurs once,
    /// whatever it names; [`HeadRef::topic_numbers`] and the like index into it.
    pub fn names(&self) -> &[SafeText] {
        &self.names
    }

    /// Where the bodies and links of its cards lie; `None` when there are none, or nobody kept them.
    pub fn texts(&self) -> Option<&Stretch> {
        self.texts.as_ref()
    }

    /// The same segment with its bodies and links.
    pub fn with_texts(self, texts: Option<Stretch>) -> Self {
        Self { texts, ..self }
    }

    /// Rows whose canonical link, once it is cleaned, is `cleaned`.
    pub fn rows_by_link(&self, cleaned: &str) -> impl Iterator<Item = usize> {
        matching(&self.links, hash(cleaned))
            .filter(move |row| self.head(*row).and_then(HeadRef::cleaned_link).is_some_and(|theirs| theirs == cleaned))
    }

    /// Rows that an item with this key may mean; the caller compares.
    pub(super) fn rows_by_item(&self, key: &str) -> impl Iterator<Item = usize> {
        matching(&self.items, hash(key))
    }

    /// Rows read from this file.
    pub(super) fn rows_by_path(&self, root: u16, path: &Path) -> impl Iterator<Item = usize> {
        let is_it = move |head: HeadRef<'_>| head.root() == root && head.path() == path;
        matching(&self.paths, hash(&(root, path))).filter(move |row| self.head(*row).is_some_and(is_it))
    }

    fn name(&self, number: u16) -> &str {
        self.names.get(usize::from(number)).map_or("", SafeText::as_str)
    }
}

fn hash<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn matching(index: &[(u64, u16)], wanted: u64) -> impl Iterator<Item = usize> {
    let start = index.partition_point(|(hash, _)| *hash < wanted);
    index[start..].iter().take_while(move |(hash, _)| *hash == wanted).map(|(_, row)| usize::from(*row))
}
