//! What was decided and is not on disk yet, in the order in which it was asked for, which is that of the answers.

use std::collections::VecDeque;

use super::moved::Moved;
use crate::library::{Library, Slot};
use crate::triage::{CardId, Mark};

/// Most cards of one verb whose rows say that they wait. Of more, nobody looks at the rows.
const SHOWN: usize = 1_000;

/// Decisions that wait for the disk.
#[derive(Debug, Default)]
pub struct Unsaved(VecDeque<Asked>);

/// What was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A verb on flags.
    Mark(Mark),
    /// A verb about files.
    Files,
    /// What an editor did.
    Edit,
    /// A step taken back or done again.
    Turn,
}

/// One decision that waits.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) what: What,
    /// How many cards it is about.
    cards: usize,
    /// How many files of it are done, and of how many, once that is known.
    far: Option<(usize, usize)>,
    /// The cards whose rows say so.
    slots: Vec<Slot>,
    /// What slots mean in it.
    library: Library,
    /// The library was read anew since.
    moved: bool,
}

impl Unsaved {
    /// Notes what is asked for.
    pub(super) fn push(&mut self, what: What, slots: &[Slot], library: &Library) {
        let cards = slots.len();
        let slots = if cards <= SHOWN { slots.to_vec() } else { Vec::new() };
        self.0.push_back(Asked { what, cards, far: None, slots, library: library.clone(), moved: false });
    }

    /// The oldest of them was answered.
    pub(super) fn pop(&mut self) -> Option<Asked> {
        self.0.pop_front()
    }

    /// The oldest of them has come so far.
    pub(super) fn came_on(&mut self, done: usize, of: usize) {
        if let Some(asked) = self.0.front_mut() {
            asked.far = Some((done, of));
        }
    }

    /// How many files of the oldest of them are done, and of how many, if it is told.
    pub(super) fn far(&self) -> Option<(usize, usize)> {
        self.0.front()?.far
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// How many cards they are about, as far as that is known.
    pub fn cards(&self) -> usize {
        self.0.iter().map(|asked| asked.cards).sum()
    }

    /// Whether everything is on disk.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the card at `slot` waits for the disk.
    pub fn has(&self, slot: Slot) -> bool {
        self.0.iter().any(|asked| asked.slots.contains(&slot))
    }

    /// Some cards sit elsewhere now.
    pub(super) fn follow(&mut self, moved: &Moved) {
        for slot in self.0.iter_mut().flat_map(|asked| &mut asked.slots) {
            *slot = moved.to(*slot).unwrap_or(*slot);
        }
    }

    /// Slots mean something else from now on.
    pub(super) fn library_replaced(&mut self) {
        for asked in &mut self.0 {
            asked.slots.clear();
            asked.moved = true;
        }
    }
}

impl Asked {
    /// The library when it was asked for.
    pub(super) fn library(&self) -> &Library {
        &self.library
    }

    /// Whether slots of its library mean what they mean now, as far as their heads were not read again.
    pub(super) fn has_same_slots(&self) -> bool {
        !self.moved
    }

    /// The cards that were kept, where they sit in `library` by now. Which card a file is that got another link meanwhile,
    /// its names tell.
    pub(super) fn found_in(&self, library: &Library, kept: Vec<(Slot, CardId)>) -> Vec<(Slot, CardId)> {
        if self.library.is_same(library) {
            return kept;
        }
        let find = |slot| {
            if !self.moved {
                return library.same_card(slot, &self.library);
            }
            library.same_file(self.library.head(slot)?)
        };
        kept.into_iter().filter_map(|(slot, card)| Some((find(slot)?, card))).collect()
    }
}
