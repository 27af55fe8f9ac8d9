//! Keeps decisions: opens the state database when it is first needed, and records what is decided. What a decision
//! changes is [`crate::triage`]'s; how it is kept, [`crate::store::state`]'s.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::app::{Heard, Kept};
use crate::card::{SafeText, SafeUrl, Timestamp};
use crate::library::{FileRef, HeadRef, Library, Slot};
use crate::store::Sources;
use crate::store::state::{Committed, Cursor, Direction, Known, Scope, State, StateError};
use crate::triage::{CardId, Draft, Flags, Identity, LibraryId, Mark, Subject};

/// The one place through which decisions go to disk and come back.
#[derive(Debug)]
pub struct Keeper {
    /// `None` when the system has no place for state.
    folder: Option<PathBuf>,
    now: Timestamp,
    state: Mutex<Option<State>>,
}

/// Says by which names the cards of a library are known.
#[derive(Debug)]
pub(super) struct Names {
    libraries: Vec<LibraryId>,
}

impl Keeper {
    /// Keeps decisions in this folder. `now` is for the names of backups.
    pub fn new(folder: Option<PathBuf>, now: Timestamp) -> Self {
        Self { folder, now, state: Mutex::new(None) }
    }

    /// Everything that was decided so far, and what the user must be told. Without a database nothing was.
    pub(super) fn known(&self) -> (Known, Vec<SafeText>) {
        let mut state = self.lock();
        let outcome = match state.as_ref() {
            Some(open) => open.known().map(|known| (known, Vec::new())).map_err(|error| error.to_string()),
            None => self.open().map(|(open, known, notices)| {
                *state = Some(open);
                (known, notices)
            }),
        };
        outcome.unwrap_or_else(|reason| (Known::default(), vec![sentence(&reason)]))
    }

    /// What can wait until the library was read: new names of known cards, so that they stay known when the old ones
    /// are gone, and a backup once a day. Says what could not be done.
    pub(super) fn settle(&self, renamed: &[Identity]) -> Option<SafeText> {
        let mut state = self.lock();
        let state = state.as_mut().filter(|state| state.read_only().is_none())?;
        let adopted = if renamed.is_empty() { Ok(0) } else { state.adopt(renamed) };
        adopted.and_then(|_| state.back_up_daily(self.now)).err().map(|error| sentence(&error))
    }

    /// Records a decision. When this returns, it is on disk.
    pub(super) fn decide(
        &self,
        sources: &Sources,
        mark: Mark,
        cards: &[(Slot, Flags)],
        library: &Library,
    ) -> Result<Kept, SafeText> {
        let names = Names::new(sources);
        let subject = |(slot, flags): &(Slot, Flags)| {
            let head = library.head(*slot)?;
            Some((*slot, Subject::New(names.of(head)), *flags))
        };
        let cards: Vec<(Slot, Subject, Flags)> = cards.iter().filter_map(subject).collect();
        let draft = mark.draft(cards.iter().map(|(_, subject, flags)| (subject.clone(), *flags)));
        let committed = self.with(|state| state.commit(&draft))?;
        // Cards that stand so already have no wish; those that have one are in the order of the cards.
        let mut wishes = draft.wishes.iter().zip(&committed.subjects).peekable();
        let learned = cards.iter().filter_map(|(slot, subject, _)| {
            wishes.next_if(|(wish, _)| wish.subject == *subject).map(|(_, card)| (*slot, *card))
        });
        let cards = learned.collect();
        Ok(Kept { committed, cards })
    }

    /// Takes the last step back, or does it again: one of this run, else the last one of this database.
    pub(super) fn turn(&self, direction: Direction) -> Result<Option<Committed>, SafeText> {
        self.with(|state| {
            let mut turn = |scope| match direction {
                Direction::Undo => state.undo(scope),
                Direction::Redo => state.redo(scope),
            };
            match turn(Scope::Session)? {
                Some(committed) => Ok(Some(committed)),
                None => turn(Scope::Device),
            }
        })
    }

    /// How far a card of the library was read. What cannot be read now opens at its top.
    pub(super) fn position(&self, sources: &Sources, file: &FileRef, library: &Library) -> Option<i64> {
        let identity = named(sources, file, library)?;
        self.lock().as_ref()?.position(&identity).ok()?
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
            self.lock().as_mut().and_then(|state| state.commit(&draft).ok());
        }
    }

    /// Where the database lies.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Whether somebody else decided something since this was asked last. Costs next to nothing.
    pub fn changed_elsewhere(&self) -> bool {
        // A database that cannot be read is one that was changed: reading the news says what is wrong.
        self.lock().as_mut().is_some_and(|state| state.changed_elsewhere().unwrap_or(true))
    }

    /// What was decided since, by whoever it was, and which cards of `library` are meant by new names.
    pub(super) fn news(&self, sources: &Sources, since: Cursor, library: &Library) -> Result<Heard, SafeText> {
        let news = self.with(|state| state.news_since(since))?;
        let names = news.names.iter().map(|(name, _)| *name).collect();
        let cards = self.places(sources, &names, library)?;
        Ok(Heard { flags: news.cards, cards, edited: news.edited, cursor: news.cursor })
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
        let cards = self.with(|state| state.identify(&identities))?;
        Ok(slots.into_iter().zip(cards).filter_map(|(slot, card)| Some((slot, card?))).collect())
    }

    fn with<T>(&self, act: impl FnOnce(&mut State) -> Result<T, StateError>) -> Result<T, SafeText> {
        let mut state = self.lock();
        if state.is_none() {
            *state = Some(self.open().map_err(|reason| sentence(&reason))?.0);
        }
        match state.as_mut() {
            Some(state) => act(state).map_err(|error| SafeText::line(&error.to_string())),
            None => Err(SafeText::line("not saved: there is no state database")),
        }
    }

    fn open(&self) -> Result<(State, Known, Vec<SafeText>), String> {
        let folder = self.folder.as_ref();
        let folder = folder.ok_or("decisions cannot be kept: there is no home folder; name one with --state-dir")?;
        let (state, known, notices) = State::open_known(folder, self.now).map_err(|error| error.to_string())?;
        Ok((state, known, notices.iter().map(sentence).collect()))
    }

    fn lock(&self) -> MutexGuard<'_, Option<State>> {
        // A panic ends the program; until then the database is as its last transaction left it.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Names {
    pub(super) fn new(sources: &Sources) -> Self {
        Self { libraries: sources.folders().iter().map(|folder| LibraryId::of(folder)).collect() }
    }

    pub(super) fn of(&self, head: HeadRef<'_>) -> Identity {
        let library = self.libraries.get(usize::from(head.root())).copied();
        let library = library.unwrap_or_else(|| LibraryId::of(std::path::Path::new("")));
        let link = head.canonical().and_then(|link| SafeUrl::parse(link).ok());
        Identity::new(library, head.path(), link.as_ref())
    }
}

/// The names of the card that `file` holds.
fn named(sources: &Sources, file: &FileRef, library: &Library) -> Option<Identity> {
    let head = library.head(library.by_path(file.root, &file.path)?)?;
    Some(Names::new(sources).of(head))
}

fn sentence(reason: &impl ToString) -> SafeText {
    SafeText::line(&reason.to_string())
}
