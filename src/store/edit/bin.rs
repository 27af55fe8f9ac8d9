//! Moves card files to a bin folder, which may be on another file system, and back. Nothing is overwritten either way.

use std::ffi::{OsStr, OsString};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::fingerprint::hex;
use super::folder::Stamp;
use super::lock::Lock;
use super::record::{Kind, Record};
use super::target::{Place, Snapshot, Target};
use super::{Fingerprint, SaveError, Writer, keep, temp_name};
use crate::store::file::make_private_folder;
use crate::store::shown_path;

/// Longest part of a card's name that its name in the bin has, in bytes: names have 255 on most file systems.
const NAME: usize = 200;

/// A card's way to the bin and back. To be recorded before [`Writer::bin`] is called: where the file is tells whether
/// that came to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binned {
    /// Where the card was, and belongs.
    pub place: Place,
    /// The bin folder.
    pub bin: PathBuf,
    /// Name of the file in the bin: 16 hexadecimal digits, a dash, and the end of its own name.
    pub name: OsString,
    /// The content.
    pub print: Fingerprint,
}

impl Binned {
    fn in_bin(&self) -> Place {
        Place { root: self.bin.clone(), path: PathBuf::from(&self.name) }
    }

    /// The path of the file in the bin.
    pub fn path(&self) -> PathBuf {
        self.bin.join(&self.name)
    }
}

impl Writer {
    /// Decides where in the bin a card goes. Nothing is moved yet.
    ///
    /// # Errors
    /// When the card cannot be read, or is a symbolic link.
    pub fn plan_bin(&self, place: &Place, bin: &Path) -> Result<Binned, SaveError> {
        let target = Target::exact(place, false)?;
        let print = target.snapshot()?.print;
        let mut name = OsString::from(format!("{}-", hex(&super::random())));
        name.push(end_of(&target.name));
        Ok(Binned { place: place.clone(), bin: bin.to_path_buf(), name, print })
    }

    /// Moves a card to the bin, as planned. It is there, on the disk, when this returns. The bin folder is made if
    /// need be.
    ///
    /// # Errors
    /// [`SaveError::Changed`] when the card is not what it was when this was planned. The card is then where it was.
    pub fn bin(&self, binned: &Binned) -> Result<(), SaveError> {
        make_private_folder(&binned.bin)
            .map_err(|error| SaveError::io(&shown_path(&binned.bin), "making the folder", &error))?;
        self.relocate(&binned.place, &binned.in_bin(), binned.print, false)
    }

    /// Moves a card back to where it was. Folders that are missing are made.
    ///
    /// # Errors
    /// [`SaveError::Occupied`] when something has its name; [`SaveError::Changed`] when the file in the bin is not what
    /// was put there. It then stays there.
    pub fn restore(&self, binned: &Binned) -> Result<(), SaveError> {
        self.relocate(&binned.in_bin(), &binned.place, binned.print, true)
    }

    /// Removes a card from the bin for good.
    ///
    /// # Errors
    /// [`SaveError::Gone`] when it is not there; [`SaveError::Changed`] when it is not what was put there.
    pub fn purge(&self, binned: &Binned) -> Result<(), SaveError> {
        let _lock = Lock::take(&self.state)?;
        let target = Target::exact(&binned.in_bin(), false)?;
        if target.snapshot()?.print != binned.print {
            return Err(SaveError::Changed(target.shown));
        }
        let removed = target.folder.unlink(&target.name).and_then(|()| target.folder.sync());
        removed.map_err(|error| SaveError::io(&target.shown, "removing the card", &error))
    }

    /// Moves a file to a name that nothing has.
    fn relocate(&self, from: &Place, to: &Place, print: Fingerprint, make: bool) -> Result<(), SaveError> {
        let _lock = Lock::take(&self.state)?;
        let from = Target::exact(from, false)?;
        let old = from.snapshot()?;
        if old.print != print {
            return Err(SaveError::Changed(from.shown));
        }
        let to = Target::exact(to, make)?;
        match from.folder.rename_new(&from.name, &to.folder, &to.name) {
            Ok(()) => self.verify_moved(&from, &to, &old),
            Err(error) if error.kind() == ErrorKind::CrossesDevices => self.carry(&from, &to, &old),
            Err(error) => Err(not_moved(&from, &to, &error)),
        }
    }

    /// After a move within a file system: what was moved is what was read, and both folders are on the disk.
    fn verify_moved(&self, from: &Target, to: &Target, old: &Snapshot) -> Result<(), SaveError> {
        let outcome = match to.snapshot() {
            Ok(moved) if moved.print == old.print => match to.folder.sync().and_then(|()| from.folder.sync()) {
                Ok(()) => return Ok(()),
                Err(error) => SaveError::io(&from.shown, "waiting for the disk", &error),
            },
            Ok(_) => SaveError::Changed(from.shown.clone()),
            Err(error) => error,
        };
        match to.folder.rename_new(&to.name, &from.folder, &from.name) {
            Ok(()) => Err(outcome),
            Err(error) => Err(SaveError::Unsure {
                path: to.shown.clone(),
                reason: crate::card::SafeText::line(&crate::store::file::reason(&error)),
            }),
        }
    }

    /// Moves a file to another file system: copy, wait for the disk, read the copy, and only then remove the file.
    fn carry(&self, from: &Target, to: &Target, old: &Snapshot) -> Result<(), SaveError> {
        let temp = OsString::from(temp_name());
        let record = |kind: Kind, path: &Path| Record {
            kind,
            path: path.to_path_buf(),
            temp: temp.clone(),
            before: old.print,
            after: old.print,
            old: Vec::new(),
            new: Vec::new(),
        };
        let journal = |error: io::Error| SaveError::io(&from.shown, "writing the journal", &error);
        let copying = record(Kind::Copy, &to.path).write(&self.edits()).map_err(journal)?;
        let copied = copy(from, to, &temp, old);
        if copied.is_err() {
            let _ = to.folder.unlink(&temp);
        }
        copying.done();
        copied?;
        // The card leaves its place in one step, and is looked at once more before it goes for good.
        let leaving = record(Kind::Swap, &from.path).write(&self.edits()).map_err(|error| {
            let _ = to.folder.unlink(&to.name);
            journal(error)
        })?;
        if let Err(error) = leave(from, &temp, old) {
            let _ = to.folder.unlink(&to.name);
            leaving.done();
            return Err(error);
        }
        let removed = from.folder.unlink(&temp);
        if removed.is_ok() {
            leaving.done();
        }
        let done = removed.and_then(|()| from.folder.sync());
        done.map_err(|error| SaveError::Unsure {
            path: from.shown.clone(),
            reason: crate::card::SafeText::line(&crate::store::file::reason(&error)),
        })
    }
}

/// Makes a copy with everything that belongs to it, as far as the other file system can hold it, and gives it its name.
fn copy(from: &Target, to: &Target, temp: &OsStr, old: &Snapshot) -> Result<(), SaveError> {
    let failed = |doing| move |error: io::Error| SaveError::io(&to.shown, doing, &error);
    let mut file = to.folder.create(temp).map_err(failed("making the copy"))?;
    file.write_all(&old.bytes).map_err(failed("writing the copy"))?;
    // A file system without owners or attributes is no reason to keep a card from the bin.
    let _ = keep::keep(&old.file, &old.stamp, &file);
    let modified = old.file.metadata().and_then(|metadata| metadata.modified());
    if let Ok(modified) = modified {
        let _ = file.set_modified(modified);
    }
    file.sync_all().map_err(failed("waiting for the disk"))?;
    to.folder.rename_new(temp, &to.folder, &to.name).map_err(|error| not_moved(from, to, &error))?;
    let verified = to.folder.sync().map_err(failed("waiting for the disk")).and_then(|()| to.snapshot());
    match verified {
        Ok(copy) if copy.print == old.print => Ok(()),
        outcome => {
            let _ = to.folder.unlink(&to.name);
            Err(outcome.err().unwrap_or_else(|| SaveError::Changed(to.shown.clone())))
        }
    }
}

/// Takes a file out of its place, if it still is what was read; else it stays.
fn leave(from: &Target, temp: &OsStr, old: &Snapshot) -> Result<(), SaveError> {
    let changed = || SaveError::Changed(from.shown.clone());
    if from.folder.stamp(&from.name).map_err(|_| changed())? != old.stamp {
        return Err(changed());
    }
    let moved = from.folder.rename_new(&from.name, &from.folder, temp);
    moved.map_err(|error| SaveError::io(&from.shown, "taking the card away", &error))?;
    let same = |now: Snapshot| now.print == old.print && Stamp::is_file_of(&now.stamp, &old.stamp);
    if from.snapshot_of(temp).is_ok_and(same) {
        return Ok(());
    }
    let back = from.folder.rename_new(temp, &from.folder, &from.name);
    back.map_err(|error| SaveError::io(&from.shown, "putting the card back", &error))?;
    Err(changed())
}

fn not_moved(from: &Target, to: &Target, error: &io::Error) -> SaveError {
    match error.kind() {
        ErrorKind::AlreadyExists => SaveError::Occupied(to.shown.clone()),
        _ => SaveError::io(&from.shown, "moving the card", error),
    }
}

/// The end of a name, with its extension, in whole characters where it has such.
fn end_of(name: &OsStr) -> OsString {
    use std::os::unix::ffi::{OsStrExt, OsStringExt};
    let bytes = name.as_bytes();
    let mut start = bytes.len().saturating_sub(NAME);
    while start > 0 && bytes.get(start).is_some_and(|byte| byte & 0xc0 == 0x80) {
        start += 1;
    }
    OsString::from_vec(bytes.get(start..).unwrap_or_default().to_vec())
}
