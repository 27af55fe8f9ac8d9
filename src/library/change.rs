//! Takes up what became of files after the library was read: heads of new and changed ones, and that some are gone. What
//! became of them is found out in [`crate::store`].

use std::sync::Arc;

use super::{Held, Library, Segment, Slot};
use crate::card::Taxonomy;

/// Segments with no more current heads than this are small: each is looked into for every card that is looked up, and
/// takes as long as a large one to be set up for a search.
const SMALL: usize = 256;
/// How many small segments may be there before they become one.
const MOST_SMALL: usize = 32;

/// What became of files, as a difference to a library.
#[derive(Debug, Clone, Default)]
pub struct LibraryChange {
    /// Heads of files that are new or changed. No file is there twice.
    pub fresh: Vec<Fresh>,
    /// Heads whose files are not there any more, or no cards.
    pub gone: Vec<Slot>,
    /// Topics and organizations that are new or changed.
    pub taxonomies: Vec<Taxonomy>,
    /// All topics and organizations there are, where some are gone or were told of by files that have changed.
    pub all_taxonomies: Option<Vec<Taxonomy>>,
}

/// Heads that were read.
#[derive(Debug, Clone)]
pub struct Fresh {
    /// The heads.
    pub segment: Arc<Segment>,
    /// For each of them, by row, the head that the library had of that file.
    pub before: Vec<Option<Slot>>,
}

/// What a change did to a library.
#[derive(Debug, Default)]
pub struct Applied {
    /// The slots of heads that others took the place of, and those of the others.
    pub moved: Vec<(Slot, Slot)>,
    /// The numbers of the segments that were added, with their rows, in order.
    pub added: Vec<(usize, usize)>,
    /// Some heads are gone, or are new.
    pub has_other_cards: bool,
}

impl LibraryChange {
    /// Whether nothing became of any file.
    pub fn is_empty(&self) -> bool {
        self.fresh.is_empty() && self.gone.is_empty() && self.taxonomies.is_empty() && self.all_taxonomies.is_none()
    }
}

impl Library {
    /// Makes a change that was found out about `asked`, this library or an older state of it. Costs some comparisons for
    /// each head of the change; where heads were replaced since, they are looked up by their files, and so is every head
    /// of the change if `asked` is another library.
    pub fn apply(&mut self, change: LibraryChange, asked: &Self) -> Applied {
        let LibraryChange { fresh, gone, taxonomies, all_taxonomies } = change;
        let mut applied = Applied::default();
        self.learn(taxonomies);
        if let Some(all) = all_taxonomies {
            self.relearn(all);
        }
        let has_grown = self.segments.len() != asked.segments.len();
        let follows = self.follows(asked);
        let here = |library: &Self, slot| match follows {
            true => library.current(slot),
            false => asked.head(slot).and_then(|head| library.by_path(head.root(), head.path())),
        };
        for slot in gone {
            if let Some(slot) = here(self, slot) {
                self.outdate(slot, None);
                applied.has_other_cards = true;
            }
        }
        for Fresh { segment, before } in fresh {
            let number = self.segments.len();
            for (row, (head, before)) in segment.heads().zip(before).enumerate() {
                let before = match before {
                    Some(before) => here(self, before),
                    None if has_grown || !follows => self.by_path(head.root(), head.path()),
                    None => None,
                };
                match before.zip(Slot::new(number, row)) {
                    Some(pair) => applied.moved.push(pair),
                    None => applied.has_other_cards = true,
                }
            }
            if !segment.is_empty() {
                applied.added.push((number, segment.len()));
            }
            self.push(segment);
        }
        for (before, now) in &applied.moved {
            self.outdate(*before, Some(*now));
        }
        // Whoever still holds an older state of the library holds its segments, too.
        self.segments.iter_mut().for_each(Held::shed);
        applied
    }

    /// Whether `older` was this library before it grew: every slot means the same card.
    fn follows(&self, older: &Self) -> bool {
        let is_same =
            |(own, older): (&Held, &Held)| Arc::ptr_eq(&own.segment, &older.segment) || own.segment.is_empty();
        self.segments.len() >= older.segments.len() && self.segments.iter().zip(&older.segments).all(is_same)
    }

    /// Heads in so many small segments that it is worth their while to be read anew into one; empty as long as there are
    /// few.
    pub fn scattered(&self) -> Vec<Slot> {
        let is_small = |held: &Held| (1..=SMALL).contains(&held.len());
        let small = self.segments.iter().enumerate().filter(|(_, held)| is_small(held));
        if small.clone().count() <= MOST_SMALL {
            return Vec::new();
        }
        let slots = small.flat_map(|(number, held)| {
            let rows = (0..held.segment.len()).filter(move |row| held.has(*row));
            rows.filter_map(move |row| Slot::new(number, row))
        });
        slots.collect()
    }
}
