//! What is known of files from an earlier reading, so that only those are read that have changed. Which ones have, the
//! walk finds out.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use super::OtherFile;
use crate::card::HeadFlags;
use crate::library::{FileRef, HeadRef, SEGMENT_ROWS, Segment, Slot, Stamp, path_hash};
use crate::store::index::Indexed;

/// Files as they were, and what the walk has found of each so far.
#[derive(Debug)]
pub struct Known<'i> {
    segments: &'i [Indexed],
    /// Hashes of paths, and where their heads are in a library that has these segments in this order, sorted: 16 bytes a card, as long as the walk lasts.
    places: Vec<(u64, Slot)>,
    others: HashMap<FileRef, OtherFile>,
    same: Bits,
    changed: Bits,
}

impl<'i> Known<'i> {
    /// What an index knows.
    pub fn new(segments: &'i [Indexed], others: Vec<OtherFile>) -> Self {
        let live = segments.iter().zip(0_usize..).flat_map(|(indexed, number)| {
            indexed
                .heads()
                .filter_map(move |(row, head)| Some((path_hash(head.root(), head.path()), Slot::new(number, row)?)))
        });
        let mut places: Vec<(u64, Slot)> = live.collect();
        places.sort_unstable();
        let others = others.into_iter().map(|other| (other.file.clone(), other)).collect();
        let rows = segments.len() * SEGMENT_ROWS;
        Self { segments, places, others, same: Bits::new(rows), changed: Bits::new(rows) }
    }

    /// Where the card of a file is.
    pub(super) fn card(&self, root: u16, path: &Path) -> Option<Slot> {
        let hash = path_hash(root, path);
        let start = self.places.partition_point(|(other, _)| *other < hash);
        let candidates = self.places.iter().skip(start).take_while(|(other, _)| *other == hash);
        let mut places = candidates.map(|(_, place)| *place);
        places.find(|place| self.head(*place).is_some_and(|head| head.root() == root && head.path() == path))
    }

    /// What is known of a file that is no card.
    pub(super) fn other(&self, file: &FileRef) -> Option<&OtherFile> {
        self.others.get(file)
    }

    /// Takes note that the file of a card is as it was, if it is. Returns what the walk counts.
    pub(super) fn is_same(&self, place: Slot, stamp: Stamp) -> Option<HeadFlags> {
        let head = self.head(place).filter(|head| head.stamp().is_same(stamp))?;
        self.same.set(place);
        Some(head.flags())
    }

    /// Takes note that a card was read anew.
    pub(super) fn has_changed(&self, place: Slot) {
        self.changed.set(place);
    }

    /// Cards whose files are not there any more, or are no cards.
    pub fn gone(&self) -> Vec<Slot> {
        let places = self.places.iter().map(|(_, place)| *place);
        places.filter(|place| !self.same.has(*place) && !self.changed.has(*place)).collect()
    }

    /// Where the cards of a segment that was read were, by row.
    pub fn before(&self, segment: &Segment) -> Vec<Option<Slot>> {
        segment.heads().map(|head| self.card(head.root(), head.path())).collect()
    }

    /// The segments, with every row dead whose file is not as it was.
    pub fn still_good(&self) -> Vec<Indexed> {
        let rows = |number: usize, indexed: &Indexed| {
            let is_dead = |row: &usize| Slot::new(number, *row).is_some_and(|place| !self.same.has(place));
            (0..indexed.segment.len()).filter(is_dead).filter_map(|row| u16::try_from(row).ok()).collect()
        };
        let segments = self.segments.iter().enumerate();
        segments.map(|(number, indexed)| indexed.with_dead(rows(number, indexed))).collect()
    }

    fn head(&self, place: Slot) -> Option<HeadRef<'i>> {
        self.segments.get(place.segment())?.segment.head(place.row())
    }
}

/// A bit for every row, set by several threads.
#[derive(Debug)]
struct Bits(Vec<AtomicU64>);

impl Bits {
    fn new(rows: usize) -> Self {
        Self((0..rows.div_ceil(64)).map(|_| AtomicU64::new(0)).collect())
    }

    fn set(&self, place: Slot) {
        let at = at(place);
        if let Some(word) = self.0.get(at / 64) {
            word.fetch_or(1 << (at % 64), Ordering::Relaxed);
        }
    }

    fn has(&self, place: Slot) -> bool {
        let at = at(place);
        self.0.get(at / 64).is_some_and(|word| word.load(Ordering::Relaxed) & (1 << (at % 64)) != 0)
    }
}

fn at(place: Slot) -> usize {
    place.segment() * SEGMENT_ROWS + place.row()
}
