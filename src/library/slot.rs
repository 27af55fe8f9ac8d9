//! The address of a head inside a loaded library. It means nothing outside the library it came from.

use super::segment::SEGMENT_ROWS;

/// Where a head sits: its segment, and its row there. Four bytes, so that a result of 100,000 cards is 400 KB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(u32);

impl Slot {
    /// The slot at `row` of segment number `segment`, when a library can be that large.
    pub(crate) fn new(segment: usize, row: usize) -> Option<Self> {
        let at = segment.checked_mul(SEGMENT_ROWS)?.checked_add(row)?;
        u32::try_from(at).ok().filter(|_| row < SEGMENT_ROWS).map(Self)
    }

    /// Number of the segment.
    pub fn segment(self) -> usize {
        self.0 as usize / SEGMENT_ROWS
    }

    /// Row inside the segment.
    pub fn row(self) -> usize {
        self.0 as usize % SEGMENT_ROWS
    }
}
