//! Undo and redo of verbs, with what they did to files.

use super::bin::{take_back, way};
use super::error::DeskError;
use super::note::{self, FileNote};
use super::{Desk, Done, Far};
use crate::card::SafeText;
use crate::store::edit::{Binned, Place, SaveError, Saved};
use crate::store::shown_path;
use crate::store::state::{Scope, StateError};
use crate::triage::{CardId, Change, Direction, Field, Subject, Value};

/// What becomes of a step some of whose files have to be left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnRefusal {
    /// It is still the next one, for when the file is back or as it was.
    Stop,
    /// It is taken back without them, and said in [`Done::refused`]; the one before it is the next.
    PassBy,
}

/// What a change that is about to be turned means for a file.
enum Task {
    /// The edit that the file shows is to be taken back.
    Edit(Place, Saved),
    /// The file comes back from the bin.
    Back(Binned),
    /// The file goes to the bin, once that is recorded.
    ToBin(Binned),
    /// Nothing: the database is all there is to it.
    None,
    /// Nothing: a later step edited the file.
    Overruled,
}

/// What was done to files so far, so that it can be taken back.
#[derive(Default)]
struct Progress {
    edits: Vec<(Place, Saved)>,
    back: Vec<Binned>,
    to_bin: Vec<(CardId, Binned)>,
}

impl Progress {
    /// How many files that are.
    fn done(&self) -> usize {
        self.edits.len() + self.back.len()
    }
}

impl Desk {
    /// Takes the last step in `scope` back, or does it again, files included; `None` when there is none.
    ///
    /// A file that was changed by somebody else since, or is not there, is left alone. [`OnRefusal`] says what becomes of
    /// the step then.
    ///
    /// # Errors
    /// When it cannot be recorded, a file cannot be written at the moment, or one is left alone and that is no reason to
    /// go on. Nothing was changed then, and the step is still the next one.
    pub fn turn(
        &mut self,
        direction: Direction,
        scope: Scope,
        on_refusal: OnRefusal,
        far: Far<'_>,
    ) -> Result<Option<Done>, DeskError> {
        self.check_writable()?;
        loop {
            let Some(mut turn) = self.state.next(direction, scope)? else { return Ok(None) };
            let mut progress = Progress::default();
            let mut done = Done::default();
            let mut kept = Vec::with_capacity(turn.changes.len());
            let mut conflicts = Vec::new();
            let all = turn.changes.len();
            for change in std::mem::take(&mut turn.changes) {
                // What goes to the bin goes there later, and is counted then.
                if progress.done() > 0 {
                    far(progress.done(), all);
                }
                match self.prepare(&change, &mut progress) {
                    Ok(true) => kept.push(change),
                    Ok(false) => conflicts.push(change.card),
                    Err(DeskError::Save(error)) if is_final(&error) => done.refused.push(error),
                    Err(error) => {
                        self.put_back(&progress);
                        return Err(error);
                    }
                }
            }
            if let (Some(reason), OnRefusal::Stop) = (done.refused.first(), on_refusal) {
                let (step, reason) = (turn.step, reason.clone());
                self.put_back(&progress);
                return Err(DeskError::NotTurned { step, direction, reason });
            }
            turn.changes = kept;
            match self.state.turn(&turn) {
                Ok(committed) => done.committed = committed,
                // Another program took this one; there may be one more.
                Err(StateError::Overtaken) => {
                    self.put_back(&progress);
                    continue;
                }
                Err(error) => {
                    self.put_back(&progress);
                    return Err(error.into());
                }
            }
            done.committed.conflicts.extend(conflicts);
            let Progress { edits, back, to_bin } = progress;
            done.touched = edits.into_iter().map(|(place, _)| place).chain(back.into_iter().map(|b| b.place)).collect();
            if !to_bin.is_empty() {
                self.carry_to_bin(&self.writer()?, to_bin, &mut done, far);
            }
            return Ok(Some(done));
        }
    }

    /// Does to files what has to be done before a change is recorded. `false`: a later step decided otherwise.
    fn prepare(&self, change: &Change, progress: &mut Progress) -> Result<bool, DeskError> {
        match self.task(change)? {
            Task::None => {}
            Task::Overruled => return Ok(false),
            Task::Edit(place, saved) => {
                let undone = self.writer()?.undo(&place, &saved)?;
                if undone.changed {
                    progress.edits.push((place, undone));
                }
            }
            Task::Back(binned) => {
                take_back(&self.writer()?, &binned)?;
                progress.back.push(binned);
            }
            Task::ToBin(binned) => progress.to_bin.push((change.card, binned)),
        }
        Ok(true)
    }

    fn task(&self, change: &Change) -> Result<Task, DeskError> {
        if !change.field.is_in_file() && change.field != Field::Bin {
            return Ok(Task::None);
        }
        // Where a later step decided otherwise, the record is left alone, and so is the file.
        let standing = self.state.standing(&Subject::Known(change.card))?.unwrap_or_default().get(change.field);
        if change.field == Field::Bin && standing != change.old {
            let gone = way(&change.old)
                .filter(|_| standing == Value::Nothing)
                .and_then(|note| note.binned(&self.bin_folder()));
            let gone = gone.map(|binned| binned.place.absolute()).filter(|path| path.symlink_metadata().is_err());
            return gone.map_or(Ok(Task::None), |path| Err(SaveError::Pruned(shown_path(&path)).into()));
        }
        let [later, ours, wanted] = [&standing, &change.old, &change.new].map(note::read::<FileNote>);
        // A record that was put right says that the file is as it is wanted, and then it will be found so.
        let decides =
            |later: &FileNote, note: &Option<FileNote>| note.as_ref().is_some_and(|note| later.overrules(note));
        if change.field.is_in_file() && later.is_some_and(|later| decides(&later, &ours) && decides(&later, &wanted)) {
            return Ok(Task::Overruled);
        }
        let folder = self.bin_folder();
        let way = |value: &Value| way(value).and_then(|note| note.binned(&folder));
        let task = match (change.field, &change.old, &change.new) {
            (Field::Bin, old, new) => way(old).map(Task::Back).xor(way(new).map(Task::ToBin)),
            (_, old, new) => note::read::<FileNote>(new)
                .zip(note::read::<FileNote>(old))
                // What is to be undone led from the new value of this change to its old one.
                .and_then(|(before, after)| FileNote::between(before, after))
                .map(|(place, saved)| Task::Edit(place, saved)),
        };
        Ok(task.ok_or_else(|| SaveError::Unknown(SafeText::line(change.field.name())))?)
    }

    /// Takes back what was done to files for a step that could not be turned. What cannot be taken back now stays; undo
    /// is asked for again, and then finds it so.
    fn put_back(&self, progress: &Progress) {
        let Ok(writer) = self.writer() else { return };
        for (place, saved) in progress.edits.iter().rev() {
            drop(writer.undo(place, saved));
        }
        for binned in progress.back.iter().rev() {
            drop(writer.bin(binned));
        }
    }
}

/// Whether trying again later cannot help.
fn is_final(error: &SaveError) -> bool {
    matches!(
        error,
        SaveError::Changed(_)
            | SaveError::Gone(_)
            | SaveError::Pruned(_)
            | SaveError::Outside(_)
            | SaveError::NotRegular(_)
            | SaveError::TooLarge(_)
            | SaveError::Unknown(_)
    )
}
