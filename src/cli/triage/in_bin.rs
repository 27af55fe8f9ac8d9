//! The bin as a library: its files are read like others, and known by where they belong.

use std::collections::{BTreeSet, HashSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::super::error::Failure;
use super::super::library::{self, Loaded};
use super::super::select::{Selection, search};
use super::super::{World, context, decided::Decided};
use crate::card::SafeText;
use crate::config::{Config, Origin};
use crate::library::{Slot, fold, fold_line};
use crate::query::{Context, Field, Filter, FlagTable, Query, State, Test};
use crate::store::desk::{Desk, InBin};
use crate::store::{Sources, shown_path};
use crate::triage::{CardId, Flags};

/// Digits and the dash in front of a file's own name.
const PREFIX: usize = 17;

/// Cards whose files are in the bin, and what their files say.
pub(super) struct Bin {
    cards: Vec<InBin>,
    /// Where each card is in `loaded`; nowhere when its file cannot be read.
    slots: Vec<Option<Slot>>,
    loaded: Loaded,
    context: Context,
}

impl Bin {
    /// Reads the bin. Where a library is named, only its cards count.
    ///
    /// # Errors
    /// When the library or the bin cannot be read.
    pub(super) fn read(desk: &Desk, config: &Config, world: &World<'_>) -> Result<Self, Failure> {
        let mut cards = desk.binned()?;
        if config.origins.libraries == Origin::Flag {
            let folders = library::sources(config)?.folders();
            cards.retain(|card| folders.iter().any(|folder| card.place.absolute().starts_with(folder)));
        }
        let folder = cards.first().and_then(|card| card.path.parent()).map(Path::to_path_buf);
        let sources = folder.and_then(|folder| Sources::find(&[folder]).ok()).unwrap_or_default();
        let context = context(config);
        let mut loaded = Loaded::read_decided(sources, &Decided::default(), None, &context.views, config, world);
        let binned = Flags { binned: true, ..Flags::default() };
        loaded.flags = FlagTable::default();
        for (_, segment) in loaded.library.segments() {
            loaded.flags.push(vec![binned; segment.len()]);
        }
        let slot = |card: &InBin| loaded.library.by_path(0, Path::new(card.path.file_name()?));
        let slots = cards.iter().map(slot).collect();
        Ok(Self { cards, slots, loaded, context })
    }

    pub(super) fn cards(&self) -> &[InBin] {
        &self.cards
    }

    /// The title of card `number`, else the name that its file had.
    pub(super) fn title(&self, number: usize) -> SafeText {
        let head = self.slots.get(number).copied().flatten().and_then(|slot| self.loaded.library.head(slot));
        let card = self.cards.get(number);
        let in_bin = card.and_then(|card| card.path.file_name()?.to_str()?.get(..PREFIX));
        let title = head.map(|head| head.title()).filter(|title| in_bin.is_none_or(|name| !title.starts_with(name)));
        let own = || card.and_then(|card| card.place.path.file_name()).map(|name| shown_path(Path::new(name)));
        title.map(SafeText::line).or_else(own).unwrap_or_else(|| SafeText::line(""))
    }

    /// The cards that `query` means: one by the path it had, or by its link, or by words in what it says or in its path.
    ///
    /// # Errors
    /// When it is the path of a folder, or begins like a link and cannot be one.
    pub(super) fn matching(&self, query: &OsStr, world: &World<'_>) -> Result<HashSet<CardId>, Failure> {
        let wanted = original(Path::new(query), world.folder.as_deref());
        let by_path = |card: &&InBin| Some(card.place.absolute()) == wanted;
        let named: HashSet<CardId> = self.cards.iter().filter(by_path).map(|card| card.card).collect();
        if !named.is_empty() {
            return Ok(named);
        }
        let found = self.numbers(&Selection::parse(query, &self.context.views)?.query().filter);
        Ok(found.into_iter().filter_map(|number| self.cards.get(number)).map(|card| card.card).collect())
    }

    /// Numbers of the cards that match.
    fn numbers(&self, filter: &Filter) -> BTreeSet<usize> {
        match filter {
            Filter::Everything => (0..self.cards.len()).collect(),
            Filter::All(filters) => filters
                .iter()
                .map(|filter| self.numbers(filter))
                .reduce(|one, other| &one & &other)
                .unwrap_or_else(|| self.numbers(&Filter::Everything)),
            Filter::Any(filters) => filters.iter().flat_map(|filter| self.numbers(filter)).collect(),
            Filter::Not(filter) => &self.numbers(&Filter::Everything) - &self.numbers(filter),
            Filter::Field(field @ (Field::Text | Field::Path), Test::Contains(text)) => {
                let wanted = fold_line(text);
                let in_path = |card: &InBin| fold(&card.place.path.to_string_lossy()).contains(&wanted);
                let by_path = (0..).zip(&self.cards).filter(|(_, card)| in_path(card)).map(|(number, _)| number);
                // Under the name that the file has in the bin nobody knows it.
                let found = if *field == Field::Text { self.found(filter) } else { BTreeSet::new() };
                found.into_iter().chain(by_path).collect()
            }
            Filter::File(path) => {
                let is_it = |(number, card): (usize, &InBin)| (card.place.absolute() == *path).then_some(number);
                (0..).zip(&self.cards).filter_map(is_it).collect()
            }
            other => self.found(other),
        }
    }

    /// What a search in the files finds.
    fn found(&self, filter: &Filter) -> BTreeSet<usize> {
        let query = Query::of(Filter::All(vec![Filter::Is(State::Binned), filter.clone()]));
        let found: BTreeSet<Slot> = search(&self.loaded, &query, &self.context).into_iter().collect();
        let is_found = |slot: &Option<Slot>| slot.is_some_and(|slot| found.contains(&slot));
        (0..).zip(&self.slots).filter(|(_, slot)| is_found(slot)).map(|(number, _)| number).collect()
    }
}

/// The absolute path of a file that is not there any more, and whose folder may be gone as well.
fn original(given: &Path, folder: Option<&Path>) -> Option<PathBuf> {
    let given = folder.map_or_else(|| given.to_path_buf(), |folder| folder.join(given));
    let there = |above: &Path| Some((above.canonicalize().ok()?, given.strip_prefix(above).ok()?));
    let (above, below) = given.ancestors().skip(1).find_map(there)?;
    Some(above.join(below))
}
