//! What is known of cards that are read: which they are, how they stand, how far they were read, what lies in the bin, and
//! what others decided. How decisions are kept is decided in [`super::Keeper`]'s own file.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, PoisonError};

use super::{Keeper, named};
use crate::app::{Heard, KnownRows};
use crate::card::SafeText;
use crate::library::{FileRef, Library, Segment, Slot};
use crate::store::desk::{InBin, path_in_bin};
use crate::store::state::{Glance, State};
use crate::store::texts::Spool;
use crate::store::{Names, Sources, read_heads};
use crate::triage::{CardId, Cursor, Flags, Identity, Standing, Subject};

/// So many cards are looked up one by one, at some 20 µs each; for more, everything that was decided is read.
const FEW: usize = 1_000;

/// A card by its names.
#[derive(Debug)]
pub(in crate::work) struct Named {
    /// Where its file is now.
    pub(in crate::work) now: Identity,
    /// Where it was before, if it was renamed.
    pub(in crate::work) before: Option<Identity>,
}

/// What was decided about some cards.
#[derive(Debug, Default)]
pub(in crate::work) struct Recognised {
    /// Each card, as far as it is known, and how it stands.
    pub(in crate::work) known: KnownRows,
    /// Up to where that is known.
    pub(in crate::work) cursor: Cursor,
    /// Cards got names that may be those of others.
    pub(in crate::work) has_new_names: bool,
}

/// Heads with what was decided about each.
pub(crate) type KnownHeads = (Arc<Segment>, Vec<Option<(CardId, Flags)>>);

impl Keeper {
    /// The heads of cards in the bin, under the names they had in the library, with how they stand. Their texts go into
    /// `spool`.
    pub(crate) fn binned_heads(&self, sources: &Sources, spool: &Spool) -> Vec<KnownHeads> {
        let binned = self.binned(sources);
        let files: Vec<(FileRef, PathBuf)> =
            binned.iter().map(|(_, file, path, _)| (file.clone(), path.clone())).collect();
        let standing: HashMap<FileRef, (CardId, Flags)> =
            binned.into_iter().map(|(card, file, _, flags)| (file, (card, flags))).collect();
        let known = |segment: &Segment| segment.heads().map(|head| standing.get(&head.file()).copied()).collect();
        read_heads(&files, Some(spool)).into_iter().map(|segment| (segment.clone(), known(&segment))).collect()
    }

    /// The cards of a library that are in the bin: what the library calls them, where their files are, and how they
    /// stand. Where a file with the same name was put in the place of one, that is the card.
    fn binned(&self, sources: &Sources) -> Vec<(CardId, FileRef, PathBuf, Flags)> {
        let binned = self.with(|desk| Ok(desk.binned()?)).unwrap_or_default();
        let here = |InBin { card, place, path, flags, .. }: InBin| {
            let absolute = place.absolute();
            let file = sources.file_ref(&absolute)?;
            absolute.symlink_metadata().is_err().then_some((card, file, path, flags))
        };
        binned.into_iter().filter_map(here).collect()
    }

    /// The cards of a library whose files are in the bin, and where there.
    pub(in crate::work) fn binned_files(&self, sources: &Sources) -> HashMap<FileRef, PathBuf> {
        self.binned(sources).into_iter().map(|(_, file, path, _)| (file, path)).collect()
    }

    /// What was decided about cards with these names, and up to where that is known; `None` when it cannot be. Cards that
    /// are known get the names that are new.
    pub(in crate::work) fn recognise(&self, cards: &[Named]) -> Option<Recognised> {
        if cards.is_empty() {
            return None;
        }
        let mut desk = self.lock();
        let state = desk.as_mut()?.state_mut();
        let cursor = state.cursor().ok()?;
        let names: Vec<Identity> = cards.iter().map(|card| card.now.clone()).collect();
        let mut known = standing(state, &names)?;
        // A file without a link that was renamed is known where it was only.
        let unknown = |index: &usize| known.get(*index).is_some_and(Option::is_none);
        let renamed =
            (0..cards.len()).filter(unknown).filter_map(|index| Some((index, cards.get(index)?.before.clone()?)));
        let (renamed, before): (Vec<usize>, Vec<Identity>) = renamed.unzip();
        let mut named: Vec<Identity> =
            names.iter().zip(&known).filter(|(_, known)| known.is_some()).map(|(name, _)| name.clone()).collect();
        for ((index, found), before) in renamed.into_iter().zip(standing(state, &before)?).zip(&before) {
            if let (Some(known), Some(name), Some(_)) = (known.get_mut(index), names.get(index), found) {
                *known = found;
                named.push(name.clone().with(before));
            }
        }
        Some(Recognised { known, cursor, has_new_names: adopt(state, &named) > 0 })
    }

    /// Where in the bin the file of a card is, if it is there.
    pub(in crate::work) fn path_in_bin(&self, sources: &Sources, library: &Library, file: &FileRef) -> Option<PathBuf> {
        path_in_bin(self.folder.as_deref()?, &self.standing(sources, file, library)?)
    }

    /// How far a card of the library was read. What cannot be read now opens at its top.
    pub(in crate::work) fn position(&self, sources: &Sources, file: &FileRef, library: &Library) -> Option<i64> {
        self.standing(sources, file, library)?.position
    }

    /// How a card stands. A step over very many cards takes a second, for which no card is kept from being shown: this
    /// has a connection of its own, where one can have several.
    fn standing(&self, sources: &Sources, file: &FileRef, library: &Library) -> Option<Standing> {
        let subject = Subject::New(named(sources, file, library)?);
        let mut glance = self.glance.lock().unwrap_or_else(PoisonError::into_inner);
        if glance.is_none() {
            *glance = Glance::open(self.folder.as_deref()?).ok()?;
        }
        match glance.as_ref() {
            Some(glance) => glance.standing(&subject).ok()?,
            None => self.lock().as_ref()?.state().standing(&subject).ok()?,
        }
    }

    /// Knows cards that sat at the first of these slots by their names at the second, too.
    pub(in crate::work) fn keep_names(
        &self,
        sources: &Sources,
        renamed: &[(Slot, Slot)],
        before: &Library,
        now: &Library,
    ) {
        let names = Names::new(sources);
        let both = |(was, is): &(Slot, Slot)| Some(names.of(now.head(*is)?).with(&names.of(before.head(*was)?)));
        let cards: Vec<Identity> = renamed.iter().filter_map(both).collect();
        if let Some(desk) = self.lock().as_mut() {
            adopt(desk.state_mut(), &cards);
        }
    }

    /// What was decided since, by whoever it was, and which cards of `library` are meant by new names. What becomes known by
    /// one of its names gets its others, which are new names, too.
    pub(in crate::work) fn news(&self, sources: &Sources, since: Cursor, library: &Library) -> Result<Heard, SafeText> {
        let mut since = since;
        let mut heard = Heard::default();
        loop {
            let (news, adopted) = self.news_so_far(sources, since, library)?;
            heard.flags.extend(news.flags);
            heard.cards.extend(news.cards);
            heard.edited.extend(news.edited);
            (since, heard.cursor) = (news.cursor, news.cursor);
            if adopted == 0 {
                return Ok(heard);
            }
        }
    }

    /// What was decided since, and how many names cards got by that.
    fn news_so_far(&self, sources: &Sources, since: Cursor, library: &Library) -> Result<(Heard, usize), SafeText> {
        let news = self.with(|desk| Ok(desk.state().news_since(since)?))?;
        let names = news.names.iter().map(|(name, _)| *name).collect();
        let (cards, adopted) = self.places(sources, &names, library)?;
        // A card that only got another name stands as it did, but nobody here knows how.
        let told: HashSet<CardId> = news.cards.iter().map(|(card, _)| *card).collect();
        let named: HashSet<CardId> = cards.iter().map(|(_, card)| *card).filter(|card| !told.contains(card)).collect();
        let standing = |card: CardId| self.with(|desk| Ok(desk.state().standing(&Subject::Known(card))?));
        let named = named.into_iter().map(|card| Ok((card, standing(card)?.unwrap_or_default().flags())));
        let flags = named.chain(news.cards.into_iter().map(Ok)).collect::<Result<_, SafeText>>()?;
        Ok((Heard { flags, cards, edited: news.edited, cursor: news.cursor }, adopted))
    }

    /// The cards of `library` that have one of these names, and which they are by all of their names. Names cost 2 µs a
    /// card, which nobody pays while others decide about cards that were decided about before.
    fn places(
        &self,
        sources: &Sources,
        names: &HashSet<u64>,
        library: &Library,
    ) -> Result<(Vec<(Slot, CardId)>, usize), SafeText> {
        if names.is_empty() {
            return Ok(Default::default());
        }
        let all = Names::new(sources);
        let named = library.heads().map(|(slot, head)| (slot, all.of(head)));
        let is_meant = |identity: &Identity| identity.aliases().iter().any(|alias| names.contains(&alias.hash()));
        let (slots, identities): (Vec<Slot>, Vec<Identity>) = named.filter(|(_, identity)| is_meant(identity)).unzip();
        let cards = self.with(|desk| Ok(desk.state().identify(&identities)?))?;
        let has_others = |identity: &&Identity| !identity.aliases().iter().all(|alias| names.contains(&alias.hash()));
        let partly: Vec<Identity> = identities.iter().filter(has_others).cloned().collect();
        let adopted = self.with(|desk| Ok(adopt(desk.state_mut(), &partly)))?;
        Ok((slots.into_iter().zip(cards).filter_map(|(slot, card)| Some((slot, card?))).collect(), adopted))
    }
}

/// Gives known cards the names that they lack, and tells how many. What cannot be written is not: a card that is not found
/// by its new name is found by its old one.
fn adopt(state: &mut State, cards: &[Identity]) -> usize {
    let can = !cards.is_empty() && state.read_only().is_none();
    if can { state.adopt(cards).unwrap_or_default() } else { 0 }
}

/// The cards with these names, as far as they are known, and how they stand.
fn standing(state: &State, names: &[Identity]) -> Option<KnownRows> {
    if names.len() > FEW {
        let known = state.known().ok()?;
        return Some(names.iter().map(|name| known.find(name).map(|found| (found.card, found.flags))).collect());
    }
    let standing = |card: Option<CardId>| {
        let card = card?;
        Some((card, state.standing(&Subject::Known(card)).ok()?.unwrap_or_default().flags()))
    };
    Some(state.identify(names).ok()?.into_iter().map(standing).collect())
}
