//! A set of cards by where they sit, one bit each: 12.5 KB for 100,000. What is in a set is the caller's affair.

use super::{SEGMENT_ROWS, Slot};

/// A set of slots.
#[derive(Debug, Clone, Default)]
pub struct SlotSet {
    words: Vec<u64>,
    len: usize,
}

impl SlotSet {
    /// How many are in.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether `slot` is in.
    pub fn has(&self, slot: Slot) -> bool {
        let (word, bit) = place(slot);
        self.words.get(word).is_some_and(|word| word & bit != 0)
    }

    /// Puts `slot` in. Returns whether it was out.
    pub fn insert(&mut self, slot: Slot) -> bool {
        let is_new = !self.has(slot);
        if is_new {
            self.turn(slot);
        }
        is_new
    }

    /// Puts `slot` in if it is out, and out if it is in.
    pub fn turn(&mut self, slot: Slot) {
        let (at, bit) = place(slot);
        if self.words.len() <= at {
            self.words.resize(at + 1, 0);
        }
        if let Some(word) = self.words.get_mut(at) {
            *word ^= bit;
            self.len = if *word & bit != 0 { self.len + 1 } else { self.len - 1 };
        }
    }

    /// Every slot that is in, in their order.
    pub fn iter(&self) -> impl Iterator<Item = Slot> {
        self.words.iter().enumerate().filter(|(_, word)| **word != 0).flat_map(|(at, word)| {
            let bits = (0..64).filter(move |bit| word & (1 << bit) != 0);
            bits.filter_map(move |bit| {
                let at = at * 64 + bit;
                Slot::new(at / SEGMENT_ROWS, at % SEGMENT_ROWS)
            })
        })
    }
}

impl PartialEq for SlotSet {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.words.iter().zip(&other.words).all(|(one, other)| one == other)
    }
}

impl Extend<Slot> for SlotSet {
    fn extend<I: IntoIterator<Item = Slot>>(&mut self, slots: I) {
        for slot in slots {
            self.insert(slot);
        }
    }
}

impl FromIterator<Slot> for SlotSet {
    fn from_iter<I: IntoIterator<Item = Slot>>(slots: I) -> Self {
        let mut set = Self::default();
        set.extend(slots);
        set
    }
}

/// Which word, and which bit of it.
fn place(slot: Slot) -> (usize, u64) {
    let at = slot.segment() * SEGMENT_ROWS + slot.row();
    (at / 64, 1 << (at % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Slots of a large library, in no order.
    fn slots(count: usize) -> Vec<Slot> {
        let at = |at: usize| (at * 7_919) % count;
        (0..count).map(|row| Slot::new(at(row) / SEGMENT_ROWS, at(row) % SEGMENT_ROWS).unwrap()).collect()
    }

    #[test]
    fn a_set_of_slots_counts_each_once() {
        let slots = slots(100_000);
        let mut set: SlotSet = slots.iter().chain(&slots).copied().collect();
        assert_eq!(set.len(), 100_000);
        set.turn(slots[5]);
        assert_eq!((set.len(), set.has(slots[5]), set.has(slots[6])), (99_999, false, true));
        assert!(!SlotSet::default().has(slots[99_999]));
        let mut sorted = slots.clone();
        sorted.sort_unstable();
        sorted.retain(|slot| *slot != slots[5]);
        assert!(set.iter().eq(sorted));
    }
}
