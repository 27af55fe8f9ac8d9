//! Where cards went whose heads were read again: few as a rule, so that looking for one costs no more than comparing.

use std::collections::HashMap;

use crate::library::Slot;

/// So many are compared faster than looked up.
const FEW: usize = 16;

/// Slots, and those that took their place.
#[derive(Debug)]
pub(super) struct Moved {
    pairs: Vec<(Slot, Slot)>,
    /// The same, where they are many.
    many: HashMap<Slot, Slot>,
}

impl Moved {
    pub(super) fn new(pairs: Vec<(Slot, Slot)>) -> Self {
        let many = if pairs.len() > FEW { pairs.iter().copied().collect() } else { HashMap::new() };
        Self { pairs, many }
    }

    /// What took the place of `slot`.
    pub(super) fn to(&self, slot: Slot) -> Option<Slot> {
        if self.many.is_empty() {
            return self.pairs.iter().find(|(before, _)| *before == slot).map(|(_, now)| *now);
        }
        self.many.get(&slot).copied()
    }

    /// Every pair.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Slot, Slot)> {
        self.pairs.iter().copied()
    }
}
