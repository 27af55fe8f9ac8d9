//! Which rows of which segments an index should consist of: what stays as it is on disk, and what is written anew. How
//! it is written is decided in [`super::write`].

use std::cmp::Reverse;
use std::sync::Arc;

use super::manifest::SegmentEntry;
use super::open::Indexed;
use crate::card::Timestamp;
use crate::library::{HeadRef, Segment};

/// Segments with fewer live rows are small.
const SMALL: usize = 1_024;
/// So many small segments are joined.
pub(super) const MANY: usize = 8;

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
        let is_small = |indexed: &&Indexed| indexed.live() < SMALL;
        let new_rows: usize = new.iter().map(|segment| segment.len()).sum();
        let small = on_disk.iter().filter(is_small).count() + usize::from(new_rows > 0 && new_rows < SMALL);
        let worn = |indexed: &Indexed| indexed.dead.len() * 4 > indexed.segment.len();
        let goes = |indexed: &Indexed| worn(indexed) || (small >= MANY && is_small(&indexed));
        let moved: usize = on_disk.iter().filter(|indexed| goes(indexed)).map(Indexed::live).sum();
        let all: usize = on_disk.iter().map(Indexed::live).sum::<usize>() + new_rows;
        // Half of it anew is an index that is in no order any more.
        let anew = (moved + new_rows) * 2 >= all;
        let mut plan = Self::default();
        let rows =
            new.iter().flat_map(|segment| segment.heads().enumerate().map(|(row, head)| (&**segment, row, head)));
        let mut rows: Vec<Row<'a>> = rows.map(Row::new).collect();
        for indexed in on_disk {
            match names.get(indexed.entry) {
                Some(entry) if !anew && !goes(indexed) => {
                    plan.kept.push(SegmentEntry { name: entry.name.clone(), dead: indexed.dead.clone() });
                }
                _ => rows.extend(indexed.heads().map(|(row, head)| Row::new((&indexed.segment, row, head)))),
            }
        }
        plan.written = by_date(rows);
        plan
    }
}

/// A row that is written: a segment, its row there, and when the card was published.
struct Row<'a> {
    segment: &'a Segment,
    row: usize,
    published_at: Option<Timestamp>,
}

impl<'a> Row<'a> {
    fn new((segment, row, head): (&'a Segment, usize, HeadRef<'a>)) -> Self {
        Self { segment, row, published_at: head.published_at() }
    }
}

/// Every row, the newest card first.
fn by_date(mut rows: Vec<Row<'_>>) -> Vec<(&Segment, usize)> {
    // As they come where the time is the same.
    rows.sort_by_key(|row| Reverse(row.published_at));
    rows.into_iter().map(|row| (row.segment, row.row)).collect()
}
