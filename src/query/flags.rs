//! The flags of every head, beside the segments: small, owned by whoever decides, copied to whoever evaluates. What a
//! flag means is [`crate::triage`]'s.

use std::sync::Arc;

use crate::library::Slot;
use crate::triage::Flags;

/// Flags by slot. Cloning is cheap; changing one copies the flags of one segment at most, while others hold them.
#[derive(Debug, Clone, Default)]
pub struct FlagTable {
    segments: Vec<Arc<Vec<Flags>>>,
}

impl FlagTable {
    /// Adds the flags of the next segment, one for each of its rows.
    pub fn push(&mut self, flags: Vec<Flags>) {
        self.segments.push(Arc::new(flags));
    }

    /// The flags at `slot`; those of a card that nothing was decided about, where nothing is known.
    pub fn get(&self, slot: Slot) -> Flags {
        self.segment(slot.segment()).get(slot.row()).copied().unwrap_or_default()
    }

    /// The flags of segment `number`, by row.
    pub fn segment(&self, number: usize) -> &[Flags] {
        self.segments.get(number).map_or(&[], |flags| flags)
    }

    /// Whether both are the very same table: nothing was decided in between. Quick, however large they are.
    pub fn is_same(&self, other: &Self) -> bool {
        self.segments.len() == other.segments.len()
            && self.segments.iter().zip(&other.segments).all(|(one, other)| Arc::ptr_eq(one, other))
    }

    /// Changes the flags at `slot`.
    pub fn set(&mut self, slot: Slot, flags: Flags) {
        let place = self.segments.get_mut(slot.segment()).and_then(|row| Arc::make_mut(row).get_mut(slot.row()));
        if let Some(place) = place {
            *place = flags;
        }
    }
}
