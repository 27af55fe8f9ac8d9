//! What a row of a segment says. How it got there is decided in [`super::builder`].

use std::ops::Range;
use std::path::Path;

use super::super::{FileRef, Stamp};
use super::{Row, Segment};
use crate::card::{HeadFlags, Timestamp, clean_link_text};

/// A head inside a segment, borrowed.
#[derive(Clone, Copy)]
pub struct HeadRef<'a> {
    segment: &'a Segment,
    row: &'a Row,
    number: u16,
}

impl<'a> HeadRef<'a> {
    pub(super) fn new(segment: &'a Segment, row: usize) -> Option<Self> {
        Some(Self { segment, row: segment.rows.get(row)?, number: u16::try_from(row).ok()? })
    }

    /// What is kept of the row itself.
    pub(super) fn row(self) -> Row {
        *self.row
    }

    /// Where a text of the row before ends, which is where the same text of this row begins.
    fn start(self, end: impl Fn(&Row) -> u32) -> u32 {
        self.number.checked_sub(1).and_then(|before| self.segment.rows.get(usize::from(before))).map_or(0, end)
    }

    /// See [`crate::card::Head::title`].
    pub fn title(self) -> &'a str {
        slice(&self.segment.text, self.start(|row| row.link_end)..self.row.title_end)
    }

    /// The canonical link, or nothing.
    pub fn canonical(self) -> Option<&'a str> {
        Some(slice(&self.segment.text, self.row.title_end..self.row.link_end)).filter(|link| !link.is_empty())
    }

    /// The host of the canonical link.
    pub fn host(self) -> Option<&'a str> {
        let (_, rest) = self.canonical()?.split_once("://")?;
        rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()
    }

    /// The canonical link as [`crate::card::clean_link`] makes it.
    pub fn cleaned_link(self) -> Option<String> {
        self.canonical().map(clean_link_text)
    }

    /// Whether both have the same link, or none.
    pub fn has_link_of(self, other: HeadRef<'_>) -> bool {
        self.canonical() == other.canonical() || self.cleaned_link() == other.cleaned_link()
    }

    /// Whether both have the same most telling name: their link, or their file where they have none.
    pub fn has_name_of(self, other: HeadRef<'_>) -> bool {
        let is_same_file = || (self.root(), self.path()) == (other.root(), other.path());
        self.has_link_of(other) && (self.canonical().is_some() || is_same_file())
    }

    /// See [`crate::card::Head::provider`].
    pub fn provider(self) -> &'a str {
        self.segment.name(self.row.provider)
    }

    /// See [`crate::card::Head::kind`].
    pub fn kind(self) -> &'a str {
        self.segment.name(self.row.kind)
    }

    /// See [`crate::card::Head::category`].
    pub fn category(self) -> &'a str {
        self.segment.name(self.row.category)
    }

    /// See [`crate::card::Head::domain`].
    pub fn domain(self) -> &'a str {
        self.segment.name(self.row.domain)
    }

    /// [`Self::provider`] as an index into [`Segment::names`].
    pub fn provider_number(self) -> u16 {
        self.row.provider
    }

    /// [`Self::kind`] as an index into [`Segment::names`].
    pub fn kind_number(self) -> u16 {
        self.row.kind
    }

    /// [`Self::category`] as an index into [`Segment::names`].
    pub fn category_number(self) -> u16 {
        self.row.category
    }

    /// [`Self::domain`] as an index into [`Segment::names`].
    pub fn domain_number(self) -> u16 {
        self.row.domain
    }

    /// Topic names in the file's order.
    pub fn topics(self) -> impl Iterator<Item = &'a str> {
        let segment = self.segment;
        self.topic_numbers().iter().map(move |number| segment.name(*number))
    }

    /// Topics as indexes into [`Segment::names`].
    pub fn topic_numbers(self) -> &'a [u16] {
        let range = self.start(|row| row.topics_end) as usize..self.row.topics_end as usize;
        self.segment.topic_list.get(range).unwrap_or_default()
    }

    /// Authors in the file's order.
    pub fn authors(self) -> impl Iterator<Item = &'a str> {
        let segment = self.segment;
        self.author_numbers().iter().map(move |number| segment.name(*number))
    }

    /// Authors as indexes into [`Segment::names`].
    pub fn author_numbers(self) -> &'a [u16] {
        self.segment.authors.all(self.number)
    }

    /// Title, excerpt, provider and topics, folded, each as one line; they are separated by line feeds.
    pub fn folded(self) -> &'a str {
        slice(&self.segment.folded, self.start(|row| row.folded_end)..self.row.folded_end)
    }

    /// The folded title alone.
    pub fn folded_title(self) -> &'a str {
        slice(&self.segment.folded, self.start(|row| row.folded_end)..self.row.folded_title_end)
    }

    /// The folded excerpt alone.
    pub fn folded_excerpt(self) -> &'a str {
        self.folded_fields().next().unwrap_or_default()
    }

    /// The folded provider alone.
    pub fn folded_provider(self) -> &'a str {
        self.folded_fields().nth(1).unwrap_or_default()
    }

    /// The folded topics, in the file's order.
    pub fn folded_topics(self) -> impl Iterator<Item = &'a str> {
        self.folded_fields().skip(2)
    }

    /// What follows the folded title, field by field.
    fn folded_fields(self) -> impl Iterator<Item = &'a str> {
        // Each field begins with the line feed that parts it from the one before.
        slice(&self.segment.folded, self.row.folded_title_end..self.row.folded_end).split('\n').skip(1)
    }

    /// See [`crate::card::Head::published_at`].
    pub fn published_at(self) -> Option<Timestamp> {
        self.row.published_at.get()
    }

    /// See [`crate::card::Head::updated_at`].
    pub fn updated_at(self) -> Option<Timestamp> {
        self.row.updated_at.get()
    }

    /// See [`crate::card::Head::quality`].
    pub fn quality(self) -> Option<f32> {
        Some(self.row.quality).filter(|quality| !quality.is_nan())
    }

    /// See [`crate::card::Head::heat`].
    pub fn heat(self) -> Option<f32> {
        Some(self.row.heat).filter(|heat| !heat.is_nan())
    }

    /// See [`crate::card::Head::rating`].
    pub fn rating(self) -> Option<f64> {
        self.segment.ratings.get(self.number)
    }

    /// See [`crate::card::Head::members`].
    pub fn members(self) -> Option<u64> {
        self.segment.members.get(self.number)
    }

    /// See [`crate::card::Head::length`].
    pub fn length(self) -> Option<u32> {
        self.segment.lengths.get(self.number)
    }

    /// See [`crate::card::Head::price`].
    pub fn price(self) -> Option<f64> {
        self.segment.prices.get(self.number)
    }

    /// See [`crate::card::Head::flags`].
    pub fn flags(self) -> HeadFlags {
        self.row.flags
    }

    /// Which version of the file it was read from.
    pub fn stamp(self) -> Stamp {
        self.row.stamp
    }

    /// Where the card's file is.
    pub fn file(self) -> FileRef {
        FileRef { root: self.row.root, path: self.path().to_path_buf() }
    }

    /// See [`crate::card::Head::root`].
    pub fn root(self) -> u16 {
        self.row.root
    }

    /// See [`crate::card::Head::path`].
    pub fn path(self) -> &'a Path {
        let range = self.start(|row| row.path_end) as usize..self.row.path_end as usize;
        path_of_bytes(self.segment.paths.get(range).unwrap_or_default())
    }
}

fn slice(text: &str, range: Range<u32>) -> &str {
    text.get(range.start as usize..range.end as usize).unwrap_or_default()
}

/// The path with these bytes, which are those of the path that was put in.
#[cfg(unix)]
pub(crate) fn path_of_bytes(bytes: &[u8]) -> &Path {
    use std::os::unix::ffi::OsStrExt;

    Path::new(std::ffi::OsStr::from_bytes(bytes))
}

/// The path with these bytes, which are those of the path that was put in. One that is no Unicode, as the system allows,
/// cannot be had back: its card is listed under no name and said not to be there.
#[cfg(not(unix))]
pub(crate) fn path_of_bytes(bytes: &[u8]) -> &Path {
    Path::new(std::str::from_utf8(bytes).unwrap_or_default())
}
