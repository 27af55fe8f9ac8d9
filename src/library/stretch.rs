//! Where the searchable texts of a segment's cards lie, outside of it: they are too large to be held with the heads.
//! Writing and reading them is [`crate::store::texts`]'s work.

use std::fmt::Debug;
use std::ops::Range;
use std::sync::Arc;

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

/// The texts of one segment in one piece: the bodies of all rows one after the other, then their links likewise. Eight
/// bytes a card.
#[derive(Debug, Clone)]
pub struct Stretch {
    source: Arc<dyn TextSource>,
    /// Where the first body begins, in bytes.
    base: u64,
    /// Where the body of each row ends, in bytes from `base`.
    body_ends: Box<[u32]>,
    /// Where the links of each row end, in bytes from the end of the last body.
    link_ends: Box<[u32]>,
}

impl Stretch {
    /// A stretch that begins at byte `base` of `source`. The ends are in bytes from the beginning of the bodies and of
    /// the links, one a row, each no smaller than the one before.
    pub fn new(source: Arc<dyn TextSource>, base: u64, body_ends: Vec<u32>, link_ends: Vec<u32>) -> Self {
        Self { source, base, body_ends: body_ends.into_boxed_slice(), link_ends: link_ends.into_boxed_slice() }
    }

    /// The bodies.
    pub fn bodies(&self) -> Column<'_> {
        Column { source: &*self.source, base: self.base, ends: &self.body_ends }
    }

    /// The links.
    pub fn links(&self) -> Column<'_> {
        let bodies = self.body_ends.last().copied().unwrap_or_default();
        Column { source: &*self.source, base: self.base + u64::from(bodies), ends: &self.link_ends }
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
        let stretch = Stretch::new(Arc::new(Bytes(b"..onethreelink")), 2, vec![3, 3, 8], vec![0, 4, 4]);
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
        assert!(stretch.bodies().range(3).is_empty());
    }
}
