//! Keeps decisions: opens the state folder when it is first needed, has verbs carried out in it, and tells what became
//! of the cards. How a verb is carried out is [`crate::store::desk`]'s affair.

use std::cell::Cell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::app::{Heard, Kept, KnownRows, Turned};
use crate::card::{SafeText, Timestamp};
use crate::library::{FileRef, Library, Segment, Slot};
use crate::store::desk::{Desk, DeskError, Done, Far, InBin, NO_FOLDER, OnRefusal, Pick, path_in_bin};
use crate::store::edit::{Place, SaveError};
use crate::store::state::{Glance, Known, Scope, State};
use crate::store::texts::{Spool, Texts};
use crate::store::{Names, Sources, read_heads};
use crate::triage::{
    CardId, Cursor, Direction, Draft, FileChange, Flags, Identity, Mark, Past, Standing, StepId, Subject,
};

/// Cards whose names are made on one thread, 1 µs each, before another one is worth its while.
const SHARE: usize = 10_000;
/// Most cards of a verb whose twins are looked for.
const TWINS: usize = 1_000;
/// So many cards are looked up one by one, at some 20 µs each; for more, everything that was decided is read.
const FEW: usize = 1_000;
/// How many steps of the history are told.
const HISTORY: usize = 500;

/// The one place through which decisions go to disk and come back.
#[derive(Debug)]
pub struct Keeper {
    /// `None` when the system has no place for state.
    folder: Option<PathBuf>,
    now: Timestamp,
    desk: Mutex<Option<Desk>>,
    glance: Mutex<Option<Glance>>,
    /// The step that undo or redo was refused for last.
    refused: Mutex<Option<StepId>>,
}

/// A card by its names.
#[derive(Debug)]
pub(super) struct Named {
    /// Where its file is now.
    pub(super) now: Identity,
    /// Where it was before, if it was renamed.
    pub(super) before: Option<Identity>,
}

/// What was decided about some cards.
#[derive(Debug, Default)]
pub(super) struct Recognised {
    /// Each card, as far as it is known, and how it stands.
    pub(super) known: KnownRows,
    /// Up to where that is known.
    pub(super) cursor: Cursor,
    /// Cards got names that may be those of others.
    pub(super) has_new_names: bool,
}

/// Heads with what was decided about each.
pub(crate) type KnownHeads = (Arc<Segment>, Vec<Option<(CardId, Flags)>>);

impl Keeper {
    /// Keeps decisions in this folder. `now` is for the names of backups.
    pub fn new(folder: Option<PathBuf>, now: Timestamp) -> Self {
        Self { folder, now, desk: Mutex::new(None), glance: Mutex::new(None), refused: Mutex::new(None) }
    }

    /// Everything that was decided so far, and what the user must be told. Without a database nothing was.
    pub(super) fn known(&self) -> (Known, Vec<SafeText>) {
        let mut desk = self.lock();
        let outcome = match desk.as_ref() {
            Some(open) => open.state().known().map(|known| (known, Vec::new())).map_err(|error| error.to_string()),
            None => self.open().map(|(open, known, notices)| {
                *desk = Some(open);
                (known, notices)
            }),
        };
        outcome.unwrap_or_else(|reason| (Known::default(), vec![SafeText::line(&reason)]))
    }

    /// What can wait until the library was read: new names of known cards, so that they stay known when the old ones
    /// are gone, and a backup once a day. Returns how many names that were, and says what could not be done.
    pub(super) fn settle(&self, renamed: &[Identity]) -> Result<usize, SafeText> {
        let mut desk = self.lock();
        let Some(state) = desk.as_mut().map(Desk::state_mut).filter(|state| state.read_only().is_none()) else {
            return Ok(0);
        };
        let adopted = if renamed.is_empty() { Ok(0) } else { state.adopt(renamed) };
        let adopted = adopted.and_then(|adopted| state.back_up_daily(self.now).map(|_| adopted));
        adopted.map_err(|error| sentence(&error))
    }

    /// Removes files of ours from these folders that a program left there when it ended, or keeps them under a name that
    /// people see. Says what was kept.
    pub(super) fn sweep(&self, folders: &BTreeSet<PathBuf>) -> Vec<SafeText> {
        let mut desk = self.lock();
        desk.as_mut().map(|desk| folders.iter().flat_map(|folder| desk.sweep(folder)).collect()).unwrap_or_default()
    }

    /// Records a decision, a `quiet` one as what came about by itself. When this returns, it is on disk.
    pub(super) fn decide(
        &self,
        sources: &Sources,
        texts: &Texts,
        mark: Mark,
        quiet: bool,
        cards: &[(Slot, Flags)],
        library: &Library,
    ) -> Result<Kept, SafeText> {
        let picks = picks(cards, library, sources, false);
        let done = self.with(|desk| {
            Ok(if quiet { desk.mark_quietly(mark, &picks.cards) } else { desk.mark(mark, &picks.cards) }?)
        })?;
        Ok(with_twins(picks.kept(done, sources, texts), library))
    }

    /// Changes files and records it. When this returns, both are on disk; meanwhile `far` is told now and then how far it is.
    pub(super) fn change_files(
        &self,
        sources: &Sources,
        texts: &Texts,
        change: &FileChange,
        cards: &[(Slot, Flags)],
        library: &Library,
        far: Far<'_>,
    ) -> Result<Kept, SafeText> {
        let far = &now_and_then(far);
        let picks = picks(cards, library, sources, true);
        let now = Timestamp(jiff::Timestamp::now().as_second());
        let done = self.with(|desk| match change {
            FileChange::Publish(turn) => desk.publish(*turn, &picks.cards, far),
            FileChange::Topics { add, remove } => desk.topics(add, remove, &picks.cards, far),
            FileChange::Bin(turn) => desk.turn_bin(*turn, &picks.cards, now, far),
        })?;
        Ok(picks.kept(done, sources, texts))
    }

    /// What a file holds before an editor gets it, or why the edit could not be taken back.
    pub(super) fn before_editing(&self, sources: &Sources, file: &FileRef) -> Result<Arc<[u8]>, SafeText> {
        let place = Place::of(sources, file).ok_or_else(|| sentence(&SaveError::BuiltIn))?;
        self.with(|desk| Ok(desk.before_editing(&place)?)).map(Arc::from)
    }

    /// Keeps what an editor made of a file.
    pub(super) fn edited(
        &self,
        sources: &Sources,
        texts: &Texts,
        file: &FileRef,
        before: &[u8],
        library: &Library,
    ) -> Result<Kept, SafeText> {
        let slot = library.by_path(file.root, &file.path);
        let picks =
            picks(&slot.map(|slot| (slot, Flags::default())).into_iter().collect::<Vec<_>>(), library, sources, true);
        let [Pick { subject, place: Some(place), .. }] = picks.cards.as_slice() else {
            return Err(SafeText::line(
                "what was edited cannot be taken back: the card is not in the library any more",
            ));
        };
        let done = self.with(|desk| desk.edited(subject.clone(), place, before));
        let done = done.map_err(|reason| {
            let reason = reason.strip_prefix("not saved: ").unwrap_or(&reason);
            SafeText::line(&format!("what was edited is in the file, but cannot be taken back: {reason}"))
        })?;
        Ok(picks.kept(done, sources, texts))
    }

    /// Takes the last step back, or does it again: one of this run, else the last one of this database.
    pub(super) fn turn(
        &self,
        sources: &Sources,
        texts: &Texts,
        direction: Direction,
        far: Far<'_>,
    ) -> Result<Turned, SafeText> {
        let far = &now_and_then(far);
        let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        let turn = |on_refusal| {
            self.with(|desk| {
                let mut turn = |scope| desk.turn(direction, scope, on_refusal, far);
                let done = turn(Scope::Session)
                    .and_then(|done| done.map_or_else(|| turn(Scope::Device), |done| Ok(Some(done))));
                match done {
                    Err(error @ DeskError::NotTurned { step, .. }) => Ok(Err((step, error.to_string()))),
                    done => done.map(Ok),
                }
            })
        };
        let done = match turn(OnRefusal::Stop)? {
            Ok(done) => done,
            // Whoever asks for the same again knows, and means the rest.
            Err((step, _)) if *refused == Some(step) => turn(OnRefusal::PassBy)?.unwrap_or_default(),
            Err((step, reason)) => {
                *refused = Some(step);
                return Err(SafeText::line(&format!("{reason}. Once more leaves that file as it is and goes on")));
            }
        };
        *refused = None;
        Ok(done.map(|done| Picks::default().kept(done, sources, texts)))
    }

    /// What was done so far, the newest first.
    pub(super) fn history(&self) -> Result<Vec<Past>, SafeText> {
        self.with(|desk| Ok(desk.state().history_of_verbs(HISTORY)?))
    }

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
    pub(super) fn binned_files(&self, sources: &Sources) -> HashMap<FileRef, PathBuf> {
        self.binned(sources).into_iter().map(|(_, file, path, _)| (file, path)).collect()
    }

    /// What was decided about cards with these names, and up to where that is known; `None` when it cannot be. Cards that
    /// are known get the names that are new.
    pub(super) fn recognise(&self, cards: &[Named]) -> Option<Recognised> {
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
        let adopts = !named.is_empty() && state.read_only().is_none();
        // Only names: a card that is not found by its new one is found by its old one.
        let adopted = if adopts { state.adopt(&named).unwrap_or_default() } else { 0 };
        Some(Recognised { known, cursor, has_new_names: adopted > 0 })
    }

    /// Where in the bin the file of a card is, if it is there.
    pub(super) fn path_in_bin(&self, sources: &Sources, library: &Library, file: &FileRef) -> Option<PathBuf> {
        path_in_bin(self.folder.as_deref()?, &self.standing(sources, file, library)?)
    }

    /// How far a card of the library was read. What cannot be read now opens at its top.
    pub(super) fn position(&self, sources: &Sources, file: &FileRef, library: &Library) -> Option<i64> {
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

    /// Keeps how far a card was read. A database that takes nothing says so when something is decided; here it would
    /// only be in the way.
    pub(super) fn keep_position(
        &self,
        sources: &Sources,
        file: &FileRef,
        [before, now]: [Option<i64>; 2],
        library: &Library,
    ) {
        if let Some(identity) = named(sources, file, library) {
            let draft = Draft::position(Subject::New(identity), before, now);
            self.lock().as_mut().and_then(|desk| desk.state_mut().commit(&draft).ok());
        }
    }

    /// Where the database lies.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Whether somebody else decided something since this was asked last. Costs next to nothing.
    pub fn changed_elsewhere(&self) -> bool {
        // A database that cannot be read is one that was changed: reading the news says what is wrong.
        self.lock().as_mut().is_some_and(|desk| desk.state_mut().changed_elsewhere().unwrap_or(true))
    }

    /// What was decided since, by whoever it was, and which cards of `library` are meant by new names.
    pub(super) fn news(&self, sources: &Sources, since: Cursor, library: &Library) -> Result<Heard, SafeText> {
        let news = self.with(|desk| Ok(desk.state().news_since(since)?))?;
        let names = news.names.iter().map(|(name, _)| *name).collect();
        let cards = self.places(sources, &names, library)?;
        // A card that only got another name stands as it did, but nobody here knows how.
        let told: HashSet<CardId> = news.cards.iter().map(|(card, _)| *card).collect();
        let named: HashSet<CardId> = cards.iter().map(|(_, card)| *card).filter(|card| !told.contains(card)).collect();
        let standing = |card: CardId| self.with(|desk| Ok(desk.state().standing(&Subject::Known(card))?));
        let named = named.into_iter().map(|card| Ok((card, standing(card)?.unwrap_or_default().flags())));
        let flags = named.chain(news.cards.into_iter().map(Ok)).collect::<Result<_, SafeText>>()?;
        Ok(Heard { flags, cards, edited: news.edited, cursor: news.cursor })
    }

    /// The cards of `library` that have one of these names, and which they are by all of their names. Names cost 2 µs a
    /// card, which nobody pays while others decide about cards that were decided about before.
    fn places(
        &self,
        sources: &Sources,
        names: &HashSet<u64>,
        library: &Library,
    ) -> Result<Vec<(Slot, CardId)>, SafeText> {
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let all = Names::new(sources);
        let named = library.heads().map(|(slot, head)| (slot, all.of(head)));
        let is_meant = |identity: &Identity| identity.aliases().iter().any(|alias| names.contains(&alias.hash()));
        let (slots, identities): (Vec<Slot>, Vec<Identity>) = named.filter(|(_, identity)| is_meant(identity)).unzip();
        let cards = self.with(|desk| Ok(desk.state().identify(&identities)?))?;
        Ok(slots.into_iter().zip(cards).filter_map(|(slot, card)| Some((slot, card?))).collect())
    }

    fn with<T>(&self, act: impl FnOnce(&mut Desk) -> Result<T, DeskError>) -> Result<T, SafeText> {
        let mut desk = self.lock();
        if desk.is_none() {
            *desk = Some(self.open().map_err(|reason| SafeText::line(&reason))?.0);
        }
        match desk.as_mut() {
            Some(desk) => act(desk).map_err(|error| sentence(&error)),
            None => Err(SafeText::line("not saved: there is no state database")),
        }
    }

    fn open(&self) -> Result<(Desk, Known, Vec<SafeText>), String> {
        let folder = self.folder.as_ref().ok_or(NO_FOLDER)?;
        Desk::open_known(folder, self.now).map_err(|error| error.to_string())
    }

    fn lock(&self) -> MutexGuard<'_, Option<Desk>> {
        // A panic ends the program; until then the database is as its last transaction left it.
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
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

/// Files that share a link are one card, whichever of them was decided about. Looking for them costs some microseconds
/// a card; where very many are decided about at once, most are among them.
fn with_twins(kept: Kept, library: &Library) -> Kept {
    let few = kept.cards.iter().take(if kept.cards.len() > TWINS { 0 } else { TWINS });
    let twins: Vec<(Slot, CardId)> =
        few.flat_map(|(slot, card)| library.twins(*slot).into_iter().map(|twin| (twin, *card))).collect();
    Kept { cards: kept.cards.into_iter().chain(twins).collect(), ..kept }
}

/// The cards of a verb, where they sit and as the desk takes them.
#[derive(Default)]
struct Picks {
    slots: Vec<Slot>,
    cards: Vec<Pick>,
}

fn picks(cards: &[(Slot, Flags)], library: &Library, sources: &Sources, with_places: bool) -> Picks {
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
    fn kept(&self, done: Done, sources: &Sources, texts: &Texts) -> Kept {
        let refusal = done.refusal();
        let slot = |(index, card): &(usize, CardId)| Some((*self.slots.get(*index)?, *card));
        let cards = done.cards.iter().filter_map(slot).collect();
        let file = |place: &Place| Some((sources.file_ref(&place.absolute())?, place.absolute()));
        let touched: Vec<(FileRef, PathBuf)> = done.touched.iter().filter_map(file).collect();
        Kept { cards, heads: read_heads(&touched, Some(&texts.spool())), refusal, committed: done.committed }
    }
}

/// The names of the card that `file` holds.
fn named(sources: &Sources, file: &FileRef, library: &Library) -> Option<Identity> {
    let head = library.head(library.by_path(file.root, &file.path)?)?;
    Some(Names::new(sources).of(head))
}

/// Passes on how far work has come, once in a hundredth of it: nobody sees more.
fn now_and_then(far: Far<'_>) -> impl Fn(usize, usize) {
    let told = Cell::new(None);
    move |done, of| {
        let share = Some(done * 100 / of.max(1));
        if told.replace(share) != share {
            far(done, of);
        }
    }
}

fn sentence(reason: &impl ToString) -> SafeText {
    SafeText::line(&reason.to_string())
}
