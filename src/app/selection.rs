//! Which cards of the list are selected: those that were picked, and those between the anchor and the cursor. What keys
//! do to it is decided in [`mod@super::update`].

use crate::library::{Slot, SlotSet};

/// The selected cards of the list. A range costs nothing however long it is, and asking about one row does not either.
#[derive(Debug, Default)]
pub struct Selection {
    /// All of them are in the list.
    pub(super) picked: SlotSet,
    /// The row from which moving extends the range; `None` once single rows are picked.
    pub(super) anchor: Option<usize>,
    pub(super) count: usize,
}

impl Selection {
    /// Whether the card at `slot`, in `row` of the list, is selected while the cursor is on row `cursor`.
    pub fn has(&self, row: usize, slot: Slot, cursor: usize) -> bool {
        let in_range = self.anchor.is_some_and(|anchor| (anchor.min(cursor)..=anchor.max(cursor)).contains(&row));
        in_range || self.picked.has(slot)
    }

    /// How many are selected.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Picks what is in the range; from now on moving extends nothing.
    pub(super) fn settle(&mut self, slots: &[Slot], cursor: usize) {
        let Some(anchor) = self.anchor.take() else { return };
        let range = slots.get(anchor.min(cursor)..=anchor.max(cursor)).unwrap_or_default();
        self.picked.extend(range.iter().copied());
    }

    /// Counts again after the cursor or the picked ones have changed.
    pub(super) fn recount(&mut self, slots: &[Slot], cursor: usize) {
        let range = self.anchor.and_then(|anchor| slots.get(anchor.min(cursor)..=anchor.max(cursor)));
        let range = range.unwrap_or_default();
        self.count = match self.picked.len() {
            0 => range.len(),
            picked => picked + range.iter().filter(|slot| !self.picked.has(**slot)).count(),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{Library, SEGMENT_ROWS};

    /// Slots of a large library, in no order.
    fn slots(count: usize) -> Vec<Slot> {
        let at = |at: usize| (at * 7_919) % count;
        let slot = |at: usize| Library::default().slot(at / SEGMENT_ROWS, at % SEGMENT_ROWS).unwrap();
        (0..count).map(|row| slot(at(row))).collect()
    }

    #[test]
    fn a_range_and_picked_rows_are_counted_once_in_either_direction() {
        let slots = slots(1_000);
        let mut selection = Selection { anchor: Some(900), ..Selection::default() };
        for (cursor, count) in [(900, 1), (990, 91), (10, 891)] {
            selection.recount(&slots, cursor);
            assert_eq!(selection.count(), count);
            assert!(selection.has(cursor, slots[cursor], cursor) && selection.has(900, slots[900], cursor));
            assert!(!selection.has(5, slots[5], cursor) && !selection.has(995, slots[995], cursor));
        }
        selection.settle(&slots, 899);
        selection.anchor = Some(899);
        selection.recount(&slots, 898);
        assert_eq!(selection.count(), 3);
        selection.recount(&slots[..10], 5);
        assert_eq!(selection.count(), 2, "a range beyond the list holds nothing");
    }
}
