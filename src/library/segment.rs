//! A segment: about four thousand heads as columns over one arena of text. It never changes once built, so threads
//! share it freely. Which segments make up a library is decided in [`super::Library`].

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::fold::fold_into;
use super::{FileRef, item_key};
use crate::card::{Head, HeadFlags, SafeText, Timestamp, clean_link, clean_link_text};

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
    /// Names that repeat: topics, providers, types.
    names: Vec<SafeText>,
    /// `(hash of the cleaned canonical link, row)`, sorted.
    links: Vec<(u64, u16)>,
    /// `(hash of what an item is looked up by, row)`, sorted; see [`item_key`].
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
    root: u16,
    flags: HeadFlags,
    published_at: Option<Timestamp>,
    updated_at: Option<Timestamp>,
    quality: f32,
    heat: f32,
    path: Box<Path>,
}

/// A head inside a segment, borrowed.
#[derive(Clone, Copy)]
pub struct HeadRef<'a> {
    segment: &'a Segment,
    row: &'a Row,
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
        self.rows.get(row).map(|row| HeadRef { segment: self, row })
    }

    /// All heads, by row.
    pub fn heads(&self) -> impl Iterator<Item = HeadRef<'_>> {
        self.rows.iter().map(|row| HeadRef { segment: self, row })
    }

    /// Names that occur in this segment: topics, providers and types. [`HeadRef::topic_numbers`] index into it.
    pub fn names(&self) -> &[SafeText] {
        &self.names
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

impl<'a> HeadRef<'a> {
    /// See [`Head::title`].
    pub fn title(self) -> &'a str {
        slice(&self.segment.text, self.row.text_start..self.row.title_end)
    }

    /// See [`Head::excerpt`].
    pub fn excerpt(self) -> &'a str {
        slice(&self.segment.text, self.row.title_end..self.row.excerpt_end)
    }

    /// The canonical link, or nothing.
    pub fn canonical(self) -> Option<&'a str> {
        Some(slice(&self.segment.text, self.row.excerpt_end..self.row.link_end)).filter(|link| !link.is_empty())
    }

    /// The canonical link as [`clean_link`] makes it.
    pub fn cleaned_link(self) -> Option<String> {
        self.canonical().map(clean_link_text)
    }

    /// See [`Head::provider`].
    pub fn provider(self) -> &'a str {
        self.segment.name(self.row.provider)
    }

    /// Category.
    pub fn category_number(self) -> u16 {
        u16::MAX
    }
    /// Domain.
    pub fn domain_number(self) -> u16 {
        u16::MAX
    }
    /// Authors.
    pub fn author_numbers(self) -> &'a [u16] {
        &[]
    }
    /// Rating.
    pub fn rating(self) -> Option<f64> {
        None
    }
    /// Members.
    pub fn members(self) -> Option<u64> {
        None
    }
    /// Length.
    pub fn length(self) -> Option<u32> {
        None
    }
    /// Price.
    pub fn price(self) -> Option<f64> {
        None
    }

    /// The host of the canonical link.
    pub fn host(self) -> Option<&'a str> {
        let (_, rest) = self.canonical()?.split_once("://")?;
        rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()
    }

    /// [`Self::provider`] as an index into [`Segment::names`].
    pub fn provider_number(self) -> u16 {
        self.row.provider
    }

    /// [`Self::kind`] as an index into [`Segment::names`].
    pub fn kind_number(self) -> u16 {
        self.row.kind
    }

    /// See [`Head::kind`].
    pub fn kind(self) -> &'a str {
        self.segment.name(self.row.kind)
    }

    /// Topic names in the file's order.
    pub fn topics(self) -> impl Iterator<Item = &'a str> {
        let segment = self.segment;
        self.topic_numbers().iter().map(move |number| segment.name(*number))
    }

    /// Topics as indexes into [`Segment::names`].
    pub fn topic_numbers(self) -> &'a [u16] {
        let range = self.row.topics_start as usize..self.row.topics_end as usize;
        self.segment.topic_list.get(range).unwrap_or_default()
    }

    /// Title, excerpt, topics and provider, folded; fields are separated by line feeds.
    pub fn folded(self) -> &'a str {
        slice(&self.segment.folded, self.row.folded_start..self.row.folded_end)
    }

    /// The folded title alone.
    pub fn folded_title(self) -> &'a str {
        slice(&self.segment.folded, self.row.folded_start..self.row.folded_title_end)
    }

    /// See [`Head::published_at`].
    pub fn published_at(self) -> Option<Timestamp> {
        self.row.published_at
    }

    /// See [`Head::updated_at`].
    pub fn updated_at(self) -> Option<Timestamp> {
        self.row.updated_at
    }

    /// See [`Head::quality`].
    pub fn quality(self) -> Option<f32> {
        Some(self.row.quality).filter(|quality| !quality.is_nan())
    }

    /// See [`Head::heat`].
    pub fn heat(self) -> Option<f32> {
        Some(self.row.heat).filter(|heat| !heat.is_nan())
    }

    /// See [`Head::flags`].
    pub fn flags(self) -> HeadFlags {
        self.row.flags
    }

    /// Where the card's file is.
    pub fn file(self) -> FileRef {
        FileRef { root: self.row.root, path: self.row.path.to_path_buf() }
    }

    /// See [`Head::root`].
    pub fn root(self) -> u16 {
        self.row.root
    }

    /// See [`Head::path`].
    pub fn path(self) -> &'a Path {
        &self.row.path
    }
}

/// Collects heads into a segment.
#[derive(Debug, Default)]
pub struct SegmentBuilder {
    segment: Segment,
    numbers: HashMap<SafeText, u16>,
}

impl SegmentBuilder {
    /// How many heads were taken.
    pub fn len(&self) -> usize {
        self.segment.rows.len()
    }

    /// Whether no head was taken.
    pub fn is_empty(&self) -> bool {
        self.segment.rows.is_empty()
    }

    /// Whether another head must go into a new segment.
    pub fn is_full(&self) -> bool {
        // A row names at most some hundred topics, the rest of u16 leaves room for them.
        self.len() >= SEGMENT_ROWS || self.segment.names.len() > usize::from(u16::MAX) / 2
    }

    /// Takes one head. Call [`Self::is_full`] first: a head too many is given back.
    ///
    /// # Errors
    /// The head itself, when the segment is full.
    pub fn push(&mut self, head: &Head) -> Result<(), SegmentFull> {
        if self.is_full() {
            return Err(SegmentFull);
        }
        let row_number = u16::try_from(self.len()).map_err(|_| SegmentFull)?;
        let provider = self.number(&head.provider);
        let kind = self.number(&head.kind);
        let segment = &mut self.segment;
        let text_start = offset(segment.text.len())?;
        segment.text.push_str(&head.title);
        let title_end = offset(segment.text.len())?;
        segment.text.push_str(&head.excerpt);
        let excerpt_end = offset(segment.text.len())?;
        if let Some(link) = &head.canonical {
            segment.text.push_str(link.as_str());
            segment.links.push((hash(&clean_link(link)), row_number));
        }
        let link_end = offset(segment.text.len())?;
        segment.paths.push((hash(&(head.root, head.path.as_path())), row_number));
        if let Some(stem) = head.path.file_stem().and_then(|stem| stem.to_str()) {
            let folder = head.path.parent().and_then(Path::file_name).and_then(|folder| folder.to_str());
            segment.items.push((hash(item_key(None, stem).as_str()), row_number));
            segment.items.extend(folder.map(|folder| (hash(item_key(Some(folder), stem).as_str()), row_number)));
        }

        let folded_start = offset(segment.folded.len())?;
        fold_into(&head.title, &mut segment.folded);
        let folded_title_end = offset(segment.folded.len())?;
        for text in [&head.excerpt, &head.provider].into_iter().chain(&head.topics) {
            segment.folded.push('\n');
            fold_into(text, &mut segment.folded);
        }
        let folded_end = offset(segment.folded.len())?;

        let topics_start = offset(segment.topic_list.len())?;
        for topic in &head.topics {
            let number = self.number(topic);
            self.segment.topic_list.push(number);
        }
        let topics_end = offset(self.segment.topic_list.len())?;
        self.segment.rows.push(Row {
            text_start,
            title_end,
            excerpt_end,
            link_end,
            folded_start,
            folded_end,
            folded_title_end,
            topics_start,
            topics_end,
            provider,
            kind,
            root: head.root,
            flags: head.flags,
            published_at: head.published_at,
            updated_at: head.updated_at,
            quality: narrow(head.quality),
            heat: narrow(head.heat),
            path: PathBuf::from(&head.path).into_boxed_path(),
        });
        Ok(())
    }

    /// The finished segment.
    pub fn finish(self) -> Segment {
        let mut segment = self.segment;
        segment.links.sort_unstable();
        segment.items.sort_unstable();
        segment.paths.sort_unstable();
        segment.text.shrink_to_fit();
        segment.folded.shrink_to_fit();
        segment.rows.shrink_to_fit();
        segment
    }

    fn number(&mut self, name: &SafeText) -> u16 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = u16::try_from(self.segment.names.len()).unwrap_or(u16::MAX);
        self.segment.names.push(name.clone());
        self.numbers.insert(name.clone(), number);
        number
    }
}

/// The segment holds as many heads as it can.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the segment is full")]
pub struct SegmentFull;

fn offset(length: usize) -> Result<u32, SegmentFull> {
    u32::try_from(length).map_err(|_| SegmentFull)
}

/// Scores need three digits at most, so half the width does; NaN stands for "unknown".
fn narrow(score: Option<f64>) -> f32 {
    score.map_or(f32::NAN, |score| score as f32)
}

fn slice(text: &str, range: Range<u32>) -> &str {
    text.get(range.start as usize..range.end as usize).unwrap_or_default()
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
