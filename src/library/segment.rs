//! A segment: about four thousand heads as columns over one arena of text. It never changes once built, so threads
//! share it freely. What goes into a row is decided in `builder`, what comes out of one in `head_ref`; which segments
//! make up a library, in [`super::Library`].

mod builder;
mod codec;
mod head_ref;
mod lookup;

use std::path::Path;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

pub use builder::{SegmentBuilder, SegmentFull};
pub use codec::NotASegment;
pub use head_ref::HeadRef;
pub(crate) use head_ref::path_of_bytes;

use super::sparse::Sparse;
use super::stamp::Stamp;
use super::stretch::Stretch;
use crate::card::{HeadFlags, SafeText, Timestamp};
use lookup::Lookup;

/// Rows of a full segment. Also the factor between segment and row in a [`super::Slot`].
pub const SEGMENT_ROWS: usize = 4096;

/// Heads that are read together and never change.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Segment {
    /// Title and canonical link of every row, one after the other. Only [`SafeText`] and
    /// [`crate::card::SafeUrl`] ever get in, so what comes out may be shown.
    text: String,
    /// Title, excerpt, provider and topics of every row, folded for search and separated by line feeds.
    folded: String,
    /// Paths of every row, one after the other: the bytes of the system's own encoding.
    paths: Vec<u8>,
    rows: Vec<Row>,
    /// Topic name numbers of all rows, one after the other.
    topic_list: Vec<u16>,
    /// Names that repeat: topics, providers, domains, authors, types, categories.
    #[serde(with = "codec::names")]
    names: Vec<SafeText>,
    /// Name numbers of authors.
    authors: Sparse<u16>,
    ratings: Sparse<f64>,
    members: Sparse<u64>,
    /// Seconds.
    lengths: Sparse<u32>,
    prices: Sparse<f64>,
    /// Where bodies and links lie, if there are any.
    #[serde(skip)]
    texts: Option<Stretch>,
    /// By the cleaned canonical link.
    by_link: Lookup,
    /// By what an item is looked up by; see [`super::item_key`].
    by_item: Lookup,
    /// By root and path.
    by_path: Lookup,
}

/// One head, in 76 bytes. A text begins where the one before it ends, the first one of a row where the last one of the
/// row before does.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Row {
    title_end: u32,
    link_end: u32,
    /// End of the folded title, for ordering by title.
    folded_title_end: u32,
    folded_end: u32,
    path_end: u32,
    topics_end: u32,
    provider: u16,
    kind: u16,
    category: u16,
    domain: u16,
    root: u16,
    flags: HeadFlags,
    published_at: Time,
    updated_at: Time,
    quality: f32,
    heat: f32,
    stamp: Stamp,
}

/// An optional point in time, in eight bytes instead of sixteen.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Time(i64);

impl Time {
    fn new(time: Option<Timestamp>) -> Self {
        Self(time.map_or(i64::MIN, |time| time.0))
    }

    fn get(self) -> Option<Timestamp> {
        (self.0 != i64::MIN).then_some(Timestamp(self.0))
    }
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
        HeadRef::new(self, row)
    }

    /// All heads, by row.
    pub fn heads(&self) -> impl Iterator<Item = HeadRef<'_>> {
        (0..self.rows.len()).filter_map(|row| HeadRef::new(self, row))
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
        let is_it = move |head: HeadRef<'_>| head.cleaned_link().is_some_and(|theirs| theirs == cleaned);
        self.by_link.rows(key_hash(cleaned)).filter(move |row| self.head(*row).is_some_and(is_it))
    }

    /// Rows that an item with this key may mean; the caller compares.
    pub(super) fn rows_by_item(&self, key: &str) -> impl Iterator<Item = usize> {
        self.by_item.rows(key_hash(key))
    }

    /// Rows read from this file.
    pub(super) fn rows_by_path(&self, root: u16, path: &Path) -> impl Iterator<Item = usize> {
        let is_it = move |head: HeadRef<'_>| head.root() == root && head.path() == path;
        self.by_path.rows(path_hash(root, path)).filter(move |row| self.head(*row).is_some_and(is_it))
    }

    fn name(&self, number: u16) -> &str {
        self.names.get(usize::from(number)).map_or("", SafeText::as_str)
    }
}

/// The same on every machine and in every version of the program: hashes are kept on disk.
fn key_hash(key: &str) -> u64 {
    xxh3_64(key.as_bytes())
}

/// As [`key_hash`].
pub(crate) fn path_hash(root: u16, path: &Path) -> u64 {
    xxh3_64_with_seed(path.as_os_str().as_encoded_bytes(), u64::from(root))
}
