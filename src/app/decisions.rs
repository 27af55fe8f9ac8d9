//! What was decided about the cards of the library, as far as it is on disk. Deciding is
//! [`mod@super::update`]'s, keeping it [`crate::store::state`]'s.

use std::collections::HashMap;

use super::moved::Moved;
use super::msg::KnownRows;
use crate::library::{FileRef, Library, Slot};
use crate::query::FlagTable;
use crate::triage::{CardId, Cursor, Flags};

/// Flags by slot, and the slots of every card that something was decided about. Two files with the same link are one
/// card and share its flags.
#[derive(Debug, Default)]
pub struct Decisions {
    /// Flags by slot.
    pub flags: FlagTable,
    /// Up to where this holds what was decided elsewhere. What this reader decided later is in it all the same.
    pub(super) cursor: Cursor,
    slots: HashMap<CardId, Vec<Slot>>,
    /// The other way round: a file can become another card's.
    cards: HashMap<Slot, CardId>,
    /// Decided while a reload goes on, which may have read how things were before.
    meanwhile: Vec<(FileRef, CardId, Flags)>,
}

impl Decisions {
    /// Adds the next segment, of `rows` rows, with what is known of them from the first on.
    pub(super) fn push(
        &mut self,
        rows: usize,
        slot: impl Fn(usize) -> Option<Slot>,
        known: &[Option<(CardId, Flags)>],
    ) {
        let flags = known.iter().map(|known| known.map(|(_, flags)| flags).unwrap_or_default());
        self.flags.push(flags.chain(std::iter::repeat(Flags::default())).take(rows).collect());
        for (row, known) in known.iter().enumerate() {
            if let (Some((card, _)), Some(slot)) = (known, slot(row)) {
                self.slots.entry(*card).or_default().push(slot);
                self.cards.insert(slot, *card);
            }
        }
    }

    /// From now on the card at `slot` is known as `card`.
    pub(super) fn learn(&mut self, slot: Slot, card: CardId) {
        match self.cards.insert(slot, card) {
            Some(before) if before == card => return,
            Some(before) => self.leave(before, slot),
            None => {}
        }
        self.slots.entry(card).or_default().push(slot);
    }

    /// The card at `slot` is another one now.
    fn leave(&mut self, before: CardId, slot: Slot) {
        if let Some(slots) = self.slots.get_mut(&before) {
            slots.retain(|other| *other != slot);
        }
    }

    /// How `card` stands now.
    pub(super) fn set(&mut self, card: CardId, flags: Flags) {
        for slot in self.slots.get(&card).into_iter().flatten() {
            self.flags.set(*slot, flags);
        }
    }

    /// Where a card sits.
    pub(super) fn slots(&self, card: CardId) -> &[Slot] {
        self.slots.get(&card).map_or(&[], Vec::as_slice)
    }

    /// Adds a segment of `rows` rows whose cards were at the first of these slots, and are at the second now.
    pub(super) fn follow(&mut self, rows: usize, moved: &Moved) {
        let mut flags = vec![Flags::default(); rows];
        for (before, now) in moved.iter() {
            if let Some(place) = flags.get_mut(now.row()) {
                *place = self.flags.get(before);
            }
        }
        self.flags.push(flags);
        self.move_slots(moved, |_, _| true);
    }

    /// Adds segments, given by their numbers and rows, some of whose cards were at the first of these slots and are at
    /// the second now. `known` is what was decided about their cards, by segment and row; what this reader knows of a card
    /// is newer. Where `known` is missing, cards keep what they had.
    pub(super) fn take_up(
        &mut self,
        added: &[(usize, usize)],
        slot: impl Fn(usize, usize) -> Option<Slot>,
        moved: &Moved,
        known: Option<&[KnownRows]>,
    ) {
        let Some(known) = known else {
            let kept: Vec<(Slot, Flags)> = moved.iter().map(|(before, now)| (now, self.flags.get(before))).collect();
            self.add_rows(added);
            kept.into_iter().for_each(|(now, flags)| self.flags.set(now, flags));
            return self.move_slots(moved, |_, _| true);
        };
        let rows = added.iter().zip(known).flat_map(|((number, _), known)| {
            known.iter().enumerate().filter_map(|(row, known)| Some((slot(*number, row)?, (*known)?)))
        });
        let rows: HashMap<Slot, (CardId, Flags)> = rows.collect();
        let newest = |(card, flags): (CardId, Flags)| {
            let own = self.slots(card).first().map(|other| self.flags.get(*other));
            (card, own.unwrap_or(flags))
        };
        let rows: HashMap<Slot, (CardId, Flags)> =
            rows.into_iter().map(|(slot, known)| (slot, newest(known))).collect();
        self.add_rows(added);
        self.move_slots(moved, |card, now| rows.get(&now).is_some_and(|(known, _)| *known == card));
        for (slot, (card, flags)) in rows {
            self.learn(slot, card);
            self.flags.set(slot, flags);
        }
    }

    fn add_rows(&mut self, added: &[(usize, usize)]) {
        added.iter().for_each(|(_, rows)| self.flags.push(vec![Flags::default(); *rows]));
    }

    /// Cards sit elsewhere now, as far as `is_same` says that what sits there is that card.
    fn move_slots(&mut self, moved: &Moved, is_same: impl Fn(CardId, Slot) -> bool) {
        for (before, now) in moved.iter() {
            let Some(card) = self.cards.remove(&before) else { continue };
            self.leave(card, before);
            if is_same(card, now) {
                self.learn(now, card);
            }
        }
    }

    /// Notes a decision that a reload which goes on may not know of.
    pub(super) fn note(&mut self, file: FileRef, card: CardId, flags: Flags) {
        self.meanwhile.push((file, card, flags));
    }

    /// Puts what was noted in `before`, of the library `was`, into this table of the library `now`. A file that has another
    /// link may be another card: which, its names tell. Returns whether there was anything.
    pub(super) fn catch_up(&mut self, before: &Self, was: &Library, now: &Library) -> bool {
        let find = |file: &FileRef| now.same_file(was.head(was.by_path(file.root, &file.path)?)?);
        for (file, card, flags) in &before.meanwhile {
            if let Some(slot) = find(file) {
                self.learn(slot, *card);
            }
            self.set(*card, *flags);
        }
        !before.meanwhile.is_empty()
    }

    /// Forgets what was noted, because a reload begins that will know of it.
    pub(super) fn forget_notes(&mut self) {
        self.meanwhile.clear();
    }
}
