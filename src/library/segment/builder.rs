//! How heads go into a segment: their texts one after the other, their folded twins for search, and the indexes.
//! Where they come from is [`crate::store`]'s affair.

use std::collections::HashMap;
use std::path::Path;

use super::super::fold::fold_line_into;
use super::super::{Stamp, item_key};
use super::lookup::Lookup;
use super::{HeadRef, Row, SEGMENT_ROWS, Segment, Time, key_hash, path_hash};
use crate::card::{Head, SafeText, clean_link};

/// Collects heads into a segment.
#[derive(Debug, Default)]
pub struct SegmentBuilder {
    segment: Segment,
    numbers: HashMap<SafeText, u16>,
    links: Vec<(u64, u16)>,
    items: Vec<(u64, u16)>,
    paths: Vec<(u64, u16)>,
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
        // Front matter is 64 KiB at most, which has room for some 16,000 short names; the rest of u16, for twice as many.
        self.len() >= SEGMENT_ROWS || self.segment.names.len() > usize::from(u16::MAX) / 2
    }

    /// Takes one head of a file whose version is not known.
    ///
    /// # Errors
    /// As [`Self::push_stamped`].
    pub fn push(&mut self, head: &Head) -> Result<(), SegmentFull> {
        self.push_stamped(head, Stamp::UNKNOWN)
    }

    /// Takes one head, of this version of its file.
    ///
    /// # Errors
    /// When the segment is full; see [`Self::is_full`].
    pub fn push_stamped(&mut self, head: &Head, stamp: Stamp) -> Result<(), SegmentFull> {
        if self.is_full() {
            return Err(SegmentFull);
        }
        let row_number = u16::try_from(self.len()).map_err(|_| SegmentFull)?;
        let provider = self.number(&head.provider);
        let kind = self.number(&head.kind);
        let category = self.number(&head.category);
        let domain = self.number(&head.domain);
        let segment = &mut self.segment;
        segment.text.push_str(&head.title);
        let title_end = offset(segment.text.len())?;
        if let Some(link) = &head.canonical {
            segment.text.push_str(link.as_str());
            self.links.push((key_hash(&clean_link(link)), row_number));
        }
        let link_end = offset(segment.text.len())?;
        let path_end = self.path(head.root, &head.path, row_number)?;
        let segment = &mut self.segment;

        fold_line_into(&head.title, &mut segment.folded);
        let folded_title_end = offset(segment.folded.len())?;
        for text in [&head.excerpt, &head.provider].into_iter().chain(&head.topics) {
            segment.folded.push('\n');
            fold_line_into(text, &mut segment.folded);
        }
        let folded_end = offset(segment.folded.len())?;

        let topics_end = self.topics(head.topics.iter().map(SafeText::as_str))?;
        self.authors(head.authors.iter().map(SafeText::as_str), row_number);
        self.numbers_of(row_number, head.rating, head.members, head.length, head.price);
        self.segment.rows.push(Row {
            title_end,
            link_end,
            folded_title_end,
            folded_end,
            path_end,
            topics_end,
            provider,
            kind,
            category,
            domain,
            root: head.root,
            flags: head.flags,
            published_at: Time::new(head.published_at),
            updated_at: Time::new(head.updated_at),
            quality: narrow(head.quality),
            heat: narrow(head.heat),
            stamp,
        });
        Ok(())
    }

    /// Takes the head of another segment as it is, with its version.
    ///
    /// # Errors
    /// When the segment is full; see [`Self::is_full`].
    pub fn copy(&mut self, head: HeadRef<'_>) -> Result<(), SegmentFull> {
        if self.is_full() {
            return Err(SegmentFull);
        }
        let row_number = u16::try_from(self.len()).map_err(|_| SegmentFull)?;
        let [provider, kind, category, domain] =
            [head.provider(), head.kind(), head.category(), head.domain()].map(|name| self.number(name));
        let segment = &mut self.segment;
        segment.text.push_str(head.title());
        let title_end = offset(segment.text.len())?;
        if let Some(link) = head.canonical() {
            segment.text.push_str(link);
            self.links.extend(head.cleaned_link().map(|link| (key_hash(&link), row_number)));
        }
        let link_end = offset(segment.text.len())?;
        segment.folded.push_str(head.folded_title());
        let folded_title_end = offset(segment.folded.len())?;
        segment.folded.push_str(head.folded().get(head.folded_title().len()..).unwrap_or_default());
        let folded_end = offset(segment.folded.len())?;
        let path_end = self.path(head.root(), head.path(), row_number)?;
        let topics_end = self.topics(head.topics())?;
        self.authors(head.authors(), row_number);
        self.numbers_of(row_number, head.rating(), head.members(), head.length(), head.price());
        let row = Row {
            title_end,
            link_end,
            folded_title_end,
            folded_end,
            path_end,
            topics_end,
            provider,
            kind,
            category,
            domain,
            ..head.row()
        };
        self.segment.rows.push(row);
        Ok(())
    }

    /// The finished segment.
    pub fn finish(self) -> Segment {
        let mut segment = self.segment;
        segment.by_link = Lookup::new(self.links);
        segment.by_item = Lookup::new(self.items);
        segment.by_path = Lookup::new(self.paths);
        segment.text.shrink_to_fit();
        segment.folded.shrink_to_fit();
        segment.paths.shrink_to_fit();
        segment.topic_list.shrink_to_fit();
        segment.names.shrink_to_fit();
        segment.rows.shrink_to_fit();
        segment.authors.shrink_to_fit();
        segment.ratings.shrink_to_fit();
        segment.members.shrink_to_fit();
        segment.lengths.shrink_to_fit();
        segment.prices.shrink_to_fit();
        segment
    }

    /// Takes topics. Returns where they end.
    fn topics<'t>(&mut self, topics: impl Iterator<Item = &'t str>) -> Result<u32, SegmentFull> {
        for topic in topics {
            let number = self.number(topic);
            self.segment.topic_list.push(number);
        }
        offset(self.segment.topic_list.len())
    }

    fn authors<'a>(&mut self, authors: impl Iterator<Item = &'a str>, row: u16) {
        for author in authors {
            let number = self.number(author);
            self.segment.authors.push(row, number);
        }
    }

    /// What few cards have.
    fn numbers_of(
        &mut self,
        row: u16,
        rating: Option<f64>,
        members: Option<u64>,
        length: Option<u32>,
        price: Option<f64>,
    ) {
        let segment = &mut self.segment;
        if let Some(rating) = rating {
            segment.ratings.push(row, rating);
        }
        if let Some(members) = members {
            segment.members.push(row, members);
        }
        if let Some(length) = length {
            segment.lengths.push(row, length);
        }
        if let Some(price) = price {
            segment.prices.push(row, price);
        }
    }

    /// Takes a path, and what it is looked up by. Returns where it ends.
    fn path(&mut self, root: u16, path: &Path, row: u16) -> Result<u32, SegmentFull> {
        self.segment.paths.extend_from_slice(path.as_os_str().as_encoded_bytes());
        self.paths.push((path_hash(root, path), row));
        if let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) {
            let folder = path.parent().and_then(Path::file_name).and_then(|folder| folder.to_str());
            self.items.push((key_hash(item_key(None, stem).as_str()), row));
            self.items.extend(folder.map(|folder| (key_hash(item_key(Some(folder), stem).as_str()), row)));
        }
        offset(self.segment.paths.len())
    }

    /// The number of a name, which is safe text.
    fn number(&mut self, name: &str) -> u16 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = u16::try_from(self.segment.names.len()).unwrap_or(u16::MAX);
        let name = SafeText::line(name);
        self.segment.names.push(name.clone());
        self.numbers.insert(name, number);
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
