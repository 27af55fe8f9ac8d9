//! Writes card files so that each is, whatever happens, the old one or the new one, whole: edits, their undoing, the
//! bin. What an edit does to the bytes is decided in [`crate::card`]; remembering what was done is the caller's affair.
//!
//! A change takes the lock of the state folder, reads the file without following links, makes the new version in a file
//! of its own beside it, with the same owner, mode and attributes, waits for the disk, looks again, and lets both change
//! names in one step (`swap`); then it reads what it displaced: if that is not the version it began with, another
//! program has written meanwhile, and the names change back. Where a second name or a folder without write permission
//! forbids that, the file is overwritten under the protection of a journal (`in_place`). What a kill leaves is put in
//! order by [`Writer::recover`].
//!
//! What cannot be noticed: a program that has the file open since before the exchange, and writes to it after we have
//! looked at it for the last time, writes to a file without a name. Where files cannot be exchanged there is the time
//! between the last look and the renaming, some microseconds, as well.

mod bin;
mod error;
mod fingerprint;
mod folder;
mod in_place;
mod keep;
mod lock;
mod record;
mod recover;
mod swap;
mod target;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

pub use bin::Binned;
pub use error::SaveError;
pub use fingerprint::{Fingerprint, NotAFingerprint};
pub use recover::{Recovered, is_temp};
pub use target::Place;

use crate::card::{self, Edit, Splice};
use crate::store::file::make_private_folder;
use crate::store::shown_path;
use lock::Lock;
use swap::Fault;
use target::{Snapshot, Target};

/// What is being done when a file is looked for and read.
const READING: &str = "reading";

/// How often a change is made anew when another program was quicker.
const TRIES: usize = 3;

/// Writes card files, one at a time among all instances that share its state folder. Calls block.
#[derive(Debug, Clone)]
pub struct Writer {
    state: PathBuf,
}

/// What a change did to a file. It is on the disk when this is returned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// `false` when the file already was as wanted; it was then not touched.
    pub changed: bool,
    /// The content before.
    pub before: Fingerprint,
    /// The content afterwards.
    pub after: Fingerprint,
    /// What was replaced, for [`Writer::undo`].
    pub splice: Splice,
}

impl Saved {
    /// What led from one content to another.
    pub fn between(before: &[u8], after: &[u8]) -> Self {
        let (splice, changed) = (Splice::between(before, after), before != after);
        Self { changed, before: Fingerprint::of(before), after: Fingerprint::of(after), splice }
    }

    /// What takes it back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let Self { changed, before, after, splice } = self;
        Self { changed: *changed, before: *after, after: *before, splice: splice.inverse() }
    }
}

impl Writer {
    /// A writer whose lock and journal lie in a state folder, which is made if need be.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn open(state: &Path) -> Result<Self, SaveError> {
        let writer = Self { state: state.to_path_buf() };
        let edits = writer.edits();
        make_private_folder(&edits).map_err(|error| SaveError::io(&shown_path(&edits), "making the folder", &error))?;
        Ok(writer)
    }

    /// Reads a file whole, as every change to it begins.
    ///
    /// # Errors
    /// When it cannot be read, or is too large to be changed.
    pub fn read(&self, place: &Place) -> Result<Vec<u8>, SaveError> {
        Ok(Target::find(place)?.snapshot()?.bytes)
    }

    /// What [`Self::edit`] would do to the card as it is on disk now. Nothing is written.
    ///
    /// # Errors
    /// When an edit is refused, or the file must not be written.
    pub fn plan(&self, place: &Place, edits: &[Edit]) -> Result<Saved, SaveError> {
        let target = Target::find(place)?;
        let old = target.snapshot()?;
        let saved = Saved::between(&old.bytes, &edited(&target, &old, edits)?);
        if saved.changed && !target.folder.may_write(&target.name) {
            return Err(SaveError::ReadOnly(target.shown));
        }
        Ok(saved)
    }

    /// Makes edits to the card as it is on disk now, all of them or none. When another program changes the file
    /// meanwhile, they are made anew to what that program wrote.
    ///
    /// # Errors
    /// When an edit is refused or the file cannot be written; nothing has changed then, unless the error says so.
    pub fn edit(&self, place: &Place, edits: &[Edit]) -> Result<Saved, SaveError> {
        self.changing(place, |target, old| {
            let bytes = edited(target, old, edits)?;
            let splice = Splice::between(&old.bytes, &bytes);
            Ok((bytes, splice))
        })
    }

    /// Replaces the whole content, if it is still the one that was `expected`.
    ///
    /// # Errors
    /// [`SaveError::Changed`] when it is not; else when the file cannot be written.
    pub fn rewrite(&self, place: &Place, expected: Fingerprint, new: &[u8]) -> Result<Saved, SaveError> {
        self.changing(place, |target, old| {
            if old.print != expected {
                return Err(SaveError::Changed(target.shown.clone()));
            }
            Ok((new.to_vec(), Splice { at: 0, old: old.bytes.clone(), new: new.to_vec() }))
        })
    }

    /// Takes a change back: the file gets the bytes it had before, if it still has the ones that the change gave it.
    /// What it returns undoes the undoing.
    ///
    /// # Errors
    /// [`SaveError::Changed`] when somebody has changed the file since; else when it cannot be written.
    pub fn undo(&self, place: &Place, saved: &Saved) -> Result<Saved, SaveError> {
        self.changing(place, |target, now| {
            let changed = || SaveError::Changed(target.shown.clone());
            // As it was already: the program that was about to record that it had been taken back did not get to it.
            if now.print == saved.before {
                return Ok((now.bytes.clone(), Splice::default()));
            }
            if now.print != saved.after {
                return Err(changed());
            }
            let splice = saved.splice.inverse();
            let bytes = splice.apply(&now.bytes).ok_or_else(changed)?;
            if Fingerprint::of(&bytes) != saved.before {
                return Err(changed());
            }
            Ok((bytes, splice))
        })
    }

    /// Reads a file, lets `change` make the new bytes of it, and writes them.
    fn changing(
        &self,
        place: &Place,
        mut change: impl FnMut(&Target, &Snapshot) -> Result<(Vec<u8>, Splice), SaveError>,
    ) -> Result<Saved, SaveError> {
        let _lock = Lock::take(&self.state)?;
        let mut tries = 0;
        loop {
            let target = Target::find(place)?;
            let old = target.snapshot()?;
            let (new, splice) = change(&target, &old)?;
            let after = Fingerprint::of(&new);
            let saved = Saved { changed: after != old.print, before: old.print, after, splice };
            if !saved.changed {
                return Ok(saved);
            }
            if !target.folder.may_write(&target.name) {
                return Err(SaveError::ReadOnly(target.shown.clone()));
            }
            let in_place = || in_place::overwrite(&target, &old, &new, &self.edits());
            let outcome = match old.stamp.links {
                1 => match swap::replace(&target, &old, &new, after, &self.edits()) {
                    Err(Fault::CannotReplace) => in_place(),
                    outcome => outcome,
                },
                _ => in_place(),
            };
            tries += 1;
            match outcome {
                Ok(()) => return Ok(saved),
                Err(Fault::Changed) if tries < TRIES => {}
                Err(Fault::Changed | Fault::CannotReplace) => return Err(SaveError::Changed(target.shown)),
                Err(Fault::Failed(error)) => return Err(error),
            }
        }
    }

    /// Where changes on their way are written down.
    fn edits(&self) -> PathBuf {
        self.state.join("edits")
    }
}

/// The bytes of a card after some edits.
fn edited(target: &Target, old: &Snapshot, edits: &[Edit]) -> Result<Vec<u8>, SaveError> {
    // What was a card and is empty is just being saved by a program that empties files first.
    if old.bytes.is_empty() {
        return Err(SaveError::Changed(target.shown.clone()));
    }
    let mut bytes = old.bytes.clone();
    for edit in edits {
        let refused = |refusal| SaveError::Refused { path: target.shown.clone(), refusal };
        bytes = card::edit(&bytes, edit).map_err(refused)?.bytes;
    }
    Ok(bytes)
}

/// Eight bytes that are others each time, in every process. That nobody foresees them is not needed: files with such
/// names are only ever made where nothing has the name.
fn random() -> [u8; 8] {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    let seed = format!("{} {now} {}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let [a, b, c, d, e, f, g, h, ..] = *Fingerprint::of(seed.as_bytes()).as_bytes();
    [a, b, c, d, e, f, g, h]
}

/// A name for a file of ours, which walkers and watchers skip.
fn temp_name() -> String {
    format!("{TEMP_PREFIX}{}{TEMP_SUFFIX}", fingerprint::hex(&random()))
}

const TEMP_PREFIX: &str = ".copydesk-";
const TEMP_SUFFIX: &str = ".tmp";
