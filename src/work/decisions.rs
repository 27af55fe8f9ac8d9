//! Keeps decisions: opens the state folder when it is first needed, has verbs carried out in it, and tells what became
//! of the cards. How a verb is carried out is [`crate::store::desk`]'s affair; what is known of cards is asked in `known`.

mod known;
mod picks;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use self::picks::{Picks, picks, with_twins};
use crate::app::{Kept, Turned};
use crate::card::{SafeText, Timestamp};
use crate::library::{FileRef, Library, Slot};
use crate::store::desk::{Desk, DeskError, Far, NO_FOLDER, OnRefusal, Pick};
use crate::store::edit::{Place, SaveError};
use crate::store::state::{Glance, Known, Scope};
use crate::store::texts::Texts;
use crate::store::{Names, Sources};
use crate::triage::{Direction, Draft, FileChange, Flags, Identity, Mark, Past, StepId, Subject};

pub(super) use known::Named;

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

    fn with<T>(&self, act: impl FnOnce(&mut Desk) -> Result<T, DeskError>) -> Result<T, SafeText> {
        let mut desk = self.lock();
        let desk = match &mut *desk {
            Some(desk) => desk,
            none => none.insert(self.open().map_err(|reason| SafeText::line(&reason))?.0),
        };
        act(desk).map_err(|error| sentence(&error))
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
