//! The cards of a verb: from where they sit in the library to what the desk takes, and back again when it is done.

use std::path::PathBuf;

use crate::app::Kept;
use crate::library::{FileRef, Library, Slot};
use crate::store::desk::{Done, Pick};
use crate::store::edit::Place;
use crate::store::texts::Texts;
use crate::store::{Names, Sources, read_heads};
use crate::triage::{CardId, Flags, Subject};

/// Cards whose names are made on one thread, 1 µs each, before another one is worth its while.
const SHARE: usize = 10_000;
/// Most cards of a verb whose twins are looked for.
const TWINS: usize = 1_000;

/// Files that share a link are one card, whichever of them was decided about. Looking for them costs some microseconds
/// a card; where very many are decided about at once, most are among them.
pub(super) fn with_twins(kept: Kept, library: &Library) -> Kept {
    let few = kept.cards.iter().take(if kept.cards.len() > TWINS { 0 } else { TWINS });
    let twins: Vec<(Slot, CardId)> =
        few.flat_map(|(slot, card)| library.twins(*slot).into_iter().map(|twin| (twin, *card))).collect();
    Kept { cards: kept.cards.into_iter().chain(twins).collect(), ..kept }
}

/// The cards of a verb, where they sit and as the desk takes them.
#[derive(Default)]
pub(super) struct Picks {
    slots: Vec<Slot>,
    pub(super) cards: Vec<Pick>,
}

/// The cards at these places; `with_places` where their files are what a verb is about.
pub(super) fn picks(cards: &[(Slot, Flags)], library: &Library, sources: &Sources, with_places: bool) -> Picks {
    let names = Names::new(sources);
    let pick = |(slot, flags): &(Slot, Flags)| {
        let head = library.head(*slot)?;
        let pick = match with_places {
            true => Pick::of(head, *flags, &names, sources),
            false => Pick { subject: Subject::New(names.of(head)), flags: *flags, place: None },
        };
        Some((*slot, pick))
    };
    let each = |cards: &[(Slot, Flags)]| cards.iter().filter_map(pick).collect::<Vec<_>>();
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let part = cards.len().div_ceil(threads).max(SHARE);
    let parts = std::thread::scope(|scope| {
        let others: Vec<_> = cards.chunks(part).skip(1).map(|part| scope.spawn(|| each(part))).collect();
        let own = cards.chunks(part).next().map(each).unwrap_or_default();
        // One that panicked has ended the program.
        let others = others.into_iter().filter_map(|other| other.join().ok());
        std::iter::once(own).chain(others).collect::<Vec<_>>()
    });
    let (slots, cards) = parts.into_iter().flatten().unzip();
    Picks { slots, cards }
}

impl Picks {
    /// What was done, in terms of the library. Bodies and links of what is read again go to `texts`.
    pub(super) fn kept(&self, done: Done, sources: &Sources, texts: &Texts) -> Kept {
        let refusal = done.refusal();
        let slot = |(index, card): &(usize, CardId)| Some((*self.slots.get(*index)?, *card));
        let cards = done.cards.iter().filter_map(slot).collect();
        let file = |place: &Place| Some((sources.file_ref(&place.absolute())?, place.absolute()));
        let touched: Vec<(FileRef, PathBuf)> = done.touched.iter().filter_map(file).collect();
        Kept { cards, heads: read_heads(&touched, Some(&texts.spool())), refusal, committed: done.committed }
    }
}
