//! What queries ask of files. How files are read is decided in [`crate::store`].

use crate::card::Card;
use crate::library::{Library, Slot, SlotSet};
use crate::query::{self, Beyond, Probe, Stopped};
use crate::store::texts::Texts;
use crate::store::{self, Sources};

/// The files of a library.
#[derive(Debug, Clone, Copy)]
pub struct Files<'s> {
    /// Where the cards are.
    pub sources: &'s Sources,
    /// Where their bodies and links are kept for search.
    pub texts: &'s Texts,
}

impl query::Texts for Files<'_> {
    fn find(
        &self,
        library: &Library,
        probes: &[Probe<'_>],
        among: Option<&SlotSet>,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Vec<SlotSet>, Stopped> {
        self.texts.find(library, probes, among, stop)
    }
}

impl Beyond for Files<'_> {
    fn related(&self, library: &Library, slot: Slot) -> Vec<Slot> {
        let Some(file) = library.head(slot).map(|head| head.file()) else { return Vec::new() };
        let Ok(read) = store::read_card(self.sources, &file) else { return Vec::new() };
        let card = &read.file.card;
        let related = card.related.iter().filter_map(|card: &Card| library.by_link(card.links.canonical()?));
        let items = card.items.iter().filter_map(|item| library.by_item(item));
        related.chain(items).filter(|other| *other != slot).collect()
    }
}
