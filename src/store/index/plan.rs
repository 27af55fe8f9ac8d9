//! Which rows of which segments an index should consist of: what stays as it is on disk, and what is written anew. How
//! it is written is decided in [`super::write`].

use std::cmp::Reverse;
use std::sync::Arc;

use super::manifest::SegmentEntry;
use super::open::Indexed;
use crate::library::{HeadRef, Segment};

/// Segments with fewer live rows are small.
const SMALL: usize = 1_024;
/// So many small segments are joined.
pub(super) const MANY: usize = 8;

/// Rows of a library: a segment, and which of its rows do not count.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows<'a> {
    pub(super) segment: &'a Segment,
    pub(super) dead: &'a [u16],
}

impl<'a> Rows<'a> {
    fn live(self) -> usize {
        self.segment.len().saturating_sub(self.dead.len())
    }

    fn heads(self) -> impl Iterator<Item = (usize, HeadRef<'a>)> {
        let is_live = move |row: &usize| u16::try_from(*row).is_ok_and(|row| self.dead.binary_search(&row).is_err());
        self.segment.heads().enumerate().filter(move |(row, _)| is_live(row))
    }
}

/// What an index is to consist of.
#[derive(Debug, Default)]
pub(super) struct Plan<'a> {
    /// Segments that stay, with the rows that are dead by now.
    pub(super) kept: Vec<SegmentEntry>,
    /// Rows that are written: segments and rows in them, the newest card first.
    pub(super) written: Vec<(&'a Segment, usize)>,
}

impl<'a> Plan<'a> {
    /// What to do with segments that are on disk, under these names, and with new ones.
    pub(super) fn new(on_disk: &'a [Indexed], names: &[SegmentEntry], new: &'a [Arc<Segment>]) -> Self {
        let rows = |indexed: &'a Indexed| Rows { segment: &indexed.segment, dead: &indexed.dead };
        let is_small = |indexed: &&Indexed| rows_live(indexed) < SMALL;
        let new_rows: usize = new.iter().map(|segment| segment.len()).sum();
        let small = on_disk.iter().filter(is_small).count() + usize::from(new_rows > 0 && new_rows < SMALL);
        let worn = |indexed: &Indexed| indexed.dead.len() * 4 > indexed.segment.len();
        let goes = |indexed: &Indexed| worn(indexed) || (small >= MANY && is_small(&indexed));
        let moved: usize = on_disk.iter().filter(|indexed| goes(indexed)).map(rows_live).sum();
        let all: usize = on_disk.iter().map(rows_live).sum::<usize>() + new_rows;
        // Half of it anew is an index that is in no order any more.
        let anew = (moved + new_rows) * 2 >= all;
        let mut plan = Self::default();
        let mut sources: Vec<Rows<'a>> = new.iter().map(|segment| Rows { segment, dead: &[] }).collect();
        for indexed in on_disk {
            match names.get(indexed.entry) {
                Some(entry) if !anew && !goes(indexed) => {
                    plan.kept.push(SegmentEntry { name: entry.name.clone(), dead: indexed.dead.clone() });
                }
                _ => sources.push(rows(indexed)),
            }
        }
        plan.written = by_date(&sources);
        plan
    }
}

fn rows_live(indexed: &Indexed) -> usize {
    Rows { segment: &indexed.segment, dead: &indexed.dead }.live()
}

/// Every live row, the newest card first.
fn by_date<'a>(sources: &[Rows<'a>]) -> Vec<(&'a Segment, usize)> {
    let rows = sources
        .iter()
        .zip(0_u32..)
        .flat_map(|(rows, number)| rows.heads().map(move |(row, head)| (Reverse(head.published_at()), number, row)));
    let mut rows: Vec<_> = rows.collect();
    rows.sort_unstable();
    let place = |(_, number, row): (_, u32, usize)| Some((sources.get(number as usize)?.segment, row));
    rows.into_iter().filter_map(place).collect()
}
