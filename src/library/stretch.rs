//! Where the searchable texts of a segment's cards lie, outside of it: they are too large to be held with the heads.
//! Writing and reading them is [`crate::store::texts`]'s work.

use std::fmt::Debug;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::card::SafeText;

/// A place that texts can be read back from. It lasts as long as anyone holds it.
pub trait TextSource: Debug + Send + Sync {
    /// Fills `buffer` with the bytes from `from` on.
    ///
    /// # Errors
    /// When they cannot be read, or are not there.
    fn read_at(&self, from: u64, buffer: &mut [u8]) -> Result<(), TextsLost>;
}

/// Texts cannot be read back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct TextsLost(
    /// What the system says.
    pub SafeText,
);

/// Where the texts of rows end, in bytes from the beginning of all texts of that kind: one number a row, each no smaller
/// than the one before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextEnds {
    /// Of the bodies.
    pub bodies: Vec<u32>,
    /// Of the links.
    pub links: Vec<u32>,
    /// Of the excerpts.
    pub excerpts: Vec<u32>,
}

impl TextEnds {
    /// How many bytes all texts are.
    pub fn len(&self) -> u64 {
        [&self.bodies, &self.links, &self.excerpts].into_iter().map(|ends| u64::from(last(ends))).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether these can be the ends of so many rows.
    pub fn are_of(&self, rows: usize) -> bool {
        [&self.bodies, &self.links, &self.excerpts].into_iter().all(|ends| ends.len() == rows && ends.is_sorted())
    }
}

fn last(ends: &[u32]) -> u32 {
    ends.last().copied().unwrap_or_default()
}

/// The texts of one segment in one piece: the bodies of all rows one after the other, folded for search, then their
/// links likewise, then their excerpts as they are shown. Twelve bytes a card.
#[derive(Debug, Clone)]
pub struct Stretch {
    source: Arc<dyn TextSource>,
    /// Where the first body begins, in bytes.
    base: u64,
    ends: Arc<TextEnds>,
}

impl Stretch {
    /// A stretch that begins at byte `base` of `source`.
    pub fn new(source: Arc<dyn TextSource>, base: u64, mut ends: TextEnds) -> Self {
        ends.bodies.shrink_to_fit();
        ends.links.shrink_to_fit();
        ends.excerpts.shrink_to_fit();
        Self { source, base, ends: Arc::new(ends) }
    }

    /// The bodies.
    pub fn bodies(&self) -> Column<'_> {
        self.column(&[], &self.ends.bodies)
    }

    /// The links.
    pub fn links(&self) -> Column<'_> {
        self.column(&[&self.ends.bodies], &self.ends.links)
    }

    /// The excerpts.
    pub fn excerpts(&self) -> Column<'_> {
        self.column(&[&self.ends.bodies, &self.ends.links], &self.ends.excerpts)
    }

    fn column<'a>(&'a self, before: &[&Vec<u32>], ends: &'a [u32]) -> Column<'a> {
        let before: u64 = before.iter().map(|ends| u64::from(last(ends))).sum();
        Column { source: &*self.source, base: self.base + before, ends }
    }
}

/// One kind of text of every row of a segment.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    source: &'a dyn TextSource,
    base: u64,
    ends: &'a [u32],
}

impl Column<'_> {
    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.ends.len()
    }

    /// Where the text of `row` lies, in bytes from the beginning of the column; empty beyond the last row.
    pub fn range(&self, row: usize) -> Range<u32> {
        let end = |row: Option<usize>| row.and_then(|row| self.ends.get(row)).copied();
        let start = end(row.checked_sub(1)).unwrap_or_default();
        start..end(Some(row)).unwrap_or(start).max(start)
    }

    /// How many bytes the texts of all rows are.
    pub fn len(&self) -> u32 {
        last(self.ends)
    }

    /// Whether no row has a text.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Fills `buffer` with the bytes from `from` on, counted from the beginning of the column.
    ///
    /// # Errors
    /// As [`TextSource::read_at`].
    pub fn read_at(&self, from: u32, buffer: &mut [u8]) -> Result<(), TextsLost> {
        self.source.read_at(self.base + u64::from(from), buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct Bytes(&'static [u8]);

    impl TextSource for Bytes {
        fn read_at(&self, from: u64, buffer: &mut [u8]) -> Result<(), TextsLost> {
            let from = usize::try_from(from).unwrap();
            buffer.copy_from_slice(&self.0[from..from + buffer.len()]);
            Ok(())
        }
    }

    #[test]
    fn each_row_has_its_own_text_in_each_column() {
        let ends = TextEnds { bodies: vec![3, 3, 8], links: vec![0, 4, 4], excerpts: vec![1, 1, 3] };
        assert!(ends.are_of(3) && !ends.are_of(2));
        assert_eq!(ends.len(), 15);
        let stretch = Stretch::new(Arc::new(Bytes(b"..onethreelinkabc")), 2, ends);
        let texts = |column: Column<'_>| {
            let text = |row| {
                let range = column.range(row);
                let mut buffer = vec![0; range.len()];
                column.read_at(range.start, &mut buffer).unwrap();
                String::from_utf8(buffer).unwrap()
            };
            (0..column.rows()).map(text).collect::<Vec<_>>()
        };
        assert_eq!(texts(stretch.bodies()), ["one", "", "three"]);
        assert_eq!(texts(stretch.links()), ["", "link", ""]);
        assert_eq!(texts(stretch.excerpts()), ["a", "", "bc"]);
        assert!(stretch.bodies().range(3).is_empty());
    }
}
