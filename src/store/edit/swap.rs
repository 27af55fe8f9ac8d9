//! Puts a new version in the place of a file in one step, and makes sure that what it displaced was the old one.

use std::ffi::{OsStr, OsString};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::folder::Stamp;
use super::record::{Kind, Record};
use super::target::{Snapshot, Target};
use super::{Fingerprint, SaveError, keep, temp_name};
use crate::card::SafeText;
use crate::store::file;

/// Why a file was not written.
#[derive(Debug)]
pub(super) enum Fault {
    /// Another program has written to it since it was read.
    Changed,
    /// It would lose its owner, an attribute or a name if it were replaced, or its folder may not be written.
    CannotReplace,
    /// What to tell the user.
    Failed(SaveError),
}

/// Replaces the file by one with these bytes. It is on the disk when this returns.
pub(super) fn replace(
    target: &Target,
    old: &Snapshot,
    new: &[u8],
    after: Fingerprint,
    records: &Path,
) -> Result<(), Fault> {
    let failed = |doing| move |error: io::Error| Fault::Failed(SaveError::io(&target.shown, doing, &error));
    let temp = OsString::from(temp_name());
    let record = Record {
        kind: Kind::Swap,
        path: target.path.clone(),
        temp: temp.clone(),
        before: old.print,
        after,
        old: Vec::new(),
        new: Vec::new(),
    };
    let record = record.write(records).map_err(failed("writing the journal"))?;
    let swap = Swap { target, temp: &temp, before: old.print, after };
    match swap.make(old, new).and_then(|made| swap.put_in_place(old, &made)) {
        Ok(()) => {
            // The change is made: what cannot be tidied up now is tidied up at the next start.
            if swap.remove_temp() {
                record.done();
            }
            Ok(())
        }
        Err(fault) => {
            if swap.is_gone() || swap.remove_ours() {
                record.done();
            }
            Err(fault)
        }
    }
}

struct Swap<'s> {
    target: &'s Target,
    temp: &'s OsStr,
    before: Fingerprint,
    after: Fingerprint,
}

impl Swap<'_> {
    fn failed(&self, doing: &'static str) -> impl Fn(io::Error) -> Fault {
        let path = self.target.shown.clone();
        move |error| Fault::Failed(SaveError::io(&path, doing, &error))
    }

    /// Makes the new version beside the old one, complete and on the disk.
    fn make(&self, old: &Snapshot, new: &[u8]) -> Result<Stamp, Fault> {
        let folder = &self.target.folder;
        let mut file = folder.create(self.temp).map_err(|error| match error.kind() {
            ErrorKind::PermissionDenied => Fault::CannotReplace,
            _ => self.failed("making the new version")(error),
        })?;
        // For those who sweep with another state folder: as long as this is held somebody is at work.
        let _ = file.try_lock();
        file.write_all(new).map_err(self.failed("writing"))?;
        keep::keep(&old.file, &old.stamp, &file).map_err(|error| match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::Unsupported | ErrorKind::InvalidInput => Fault::CannotReplace,
            _ => self.failed("keeping owner, mode and attributes")(error),
        })?;
        // All that closing the file could report has been reported here. A failure is final: a second call would
        // succeed without the bytes being on the disk.
        file.sync_all().map_err(self.failed("waiting for the disk"))?;
        folder.stamp(self.temp).map_err(self.failed("looking at the new version"))
    }

    fn put_in_place(&self, old: &Snapshot, made: &Stamp) -> Result<(), Fault> {
        let Target { folder, name, .. } = self.target;
        if folder.stamp(name).map_err(|_| Fault::Changed)? != old.stamp {
            return Err(Fault::Changed);
        }
        if !folder.exchange(self.temp, name).map_err(self.failed("putting the new version in place"))? {
            folder.rename(self.temp, name).map_err(self.failed("putting the new version in place"))?;
            return folder.sync().map_err(|error| self.unsure(&error));
        }
        let Ok(displaced) = self.displaced() else { return Err(self.give_back(made, Fault::Changed)) };
        if let Err(error) = folder.sync() {
            return Err(self.give_back(made, self.failed("waiting for the disk")(error)));
        }
        // Waiting took its time: who had the file open has perhaps written to it.
        if folder.stamp(self.temp).ok() != Some(displaced) {
            return Err(self.give_back(made, Fault::Changed));
        }
        Ok(())
    }

    /// What is known of the file that was displaced, if it is the one it should be.
    fn displaced(&self) -> Result<Stamp, Fault> {
        let displaced = self.target.snapshot_of(self.temp).map_err(Fault::Failed)?;
        let stamp = self.target.folder.stamp(self.temp).map_err(|_| Fault::Changed)?;
        let same = displaced.print == self.before && stamp == displaced.stamp;
        if same { Ok(stamp) } else { Err(Fault::Changed) }
    }

    /// Puts the displaced file back, and returns what to report.
    fn give_back(&self, made: &Stamp, fault: Fault) -> Fault {
        let Target { folder, name, .. } = self.target;
        match folder.exchange(self.temp, name) {
            Ok(true) => {}
            Ok(false) => return fault,
            Err(error) => return self.unsure(&error),
        }
        let third = folder
            .stamp(self.temp)
            .is_ok_and(|temp| !temp.is_file_of(made) || (temp.size, temp.modified) != (made.size, made.modified));
        if !third {
            let _ = folder.sync();
            return fault;
        }
        // A third version came in between: it is the newest, so it stays, and the one before it is kept beside it.
        if matches!(folder.exchange(self.temp, name), Ok(true)) {
            let _ = keep_aside(self.target, self.temp);
        }
        fault
    }

    fn unsure(&self, error: &io::Error) -> Fault {
        let reason = SafeText::line(&file::reason(error));
        Fault::Failed(SaveError::Unsure { path: self.target.shown.clone(), reason })
    }

    fn holds_ours(&self) -> bool {
        self.target.snapshot_of(self.temp).is_ok_and(|temp| temp.print == self.after)
    }

    fn is_gone(&self) -> bool {
        matches!(self.target.folder.stamp(self.temp), Err(error) if error.kind() == ErrorKind::NotFound)
    }

    /// Removes the temporary file after a failure, if the old version is in place: then it can only be ours.
    fn remove_ours(&self) -> bool {
        let old_in_place = self.target.snapshot().is_ok_and(|live| live.print == self.before);
        (old_in_place || self.holds_ours()) && self.remove_temp()
    }

    fn remove_temp(&self) -> bool {
        match self.target.folder.unlink(self.temp) {
            Ok(()) => true,
            Err(error) => error.kind() == ErrorKind::NotFound,
        }
    }
}

/// Keeps a file that nobody may lose under a name that people see: that of the card with `.conflict-` and eight digits.
pub(super) fn keep_aside(target: &Target, temp: &OsStr) -> io::Result<OsString> {
    let mut tries = 0;
    loop {
        let random = super::fingerprint::hex(&super::random());
        let mut name = target.name.clone();
        name.push(format!(".conflict-{}", random.get(..8).unwrap_or_default()));
        tries += 1;
        match target.folder.rename_new(temp, &target.folder, &name) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists && tries < 10 => {}
            outcome => return outcome.and_then(|()| target.folder.sync()).map(|()| name),
        }
    }
}
