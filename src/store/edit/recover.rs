//! Puts in order what a kill, a crash or a power cut left: files of ours that nobody needs, files that were written in
//! part, files of others that were out of their place.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::folder::{Folder, Stamp};
use super::in_place::{is_torn, put};
use super::lock::Lock;
use super::record::{Kind, Record};
use super::swap::keep_aside;
use super::target::{Place, Target};
use super::{Fingerprint, SaveError, TEMP_PREFIX, TEMP_SUFFIX, Writer};
use crate::store::shown_path;

/// Youngest file of ours that is swept without a record.
const AGE: Duration = Duration::from_secs(60 * 60);

/// What was found and done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recovered {
    /// A copy of ours that nobody needs is gone.
    Swept(PathBuf),
    /// A file that was written in part has its old bytes again.
    PutBack(PathBuf),
    /// A version that another program wrote is kept in this file, beside the card.
    Kept(PathBuf),
}

/// A sentence for the user.
impl fmt::Display for Recovered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Swept(path) => write!(f, "{}, a copy that was left over, is removed", shown_path(path)),
            Self::PutBack(path) => {
                write!(f, "{} is as it was before a change that was cut short", shown_path(path))
            }
            Self::Kept(path) => {
                write!(f, "two programs wrote a card at once; the other version is kept in {}", shown_path(path))
            }
        }
    }
}

impl Writer {
    /// Finishes or takes back what was under way when an instance with this state folder ended. To be called at the
    /// start. What cannot be put in order now, on a disk that is not there, is tried again at the next start.
    ///
    /// # Errors
    /// When the lock or the journal cannot be read.
    pub fn recover(&self) -> Result<Vec<Recovered>, SaveError> {
        let edits = self.edits();
        let failed = |error: &io::Error| SaveError::io(&shown_path(&edits), "reading the journal", error);
        let empty = std::fs::read_dir(&edits).map_err(|error| failed(&error))?.next().is_none();
        if empty {
            return Ok(Vec::new());
        }
        // Who holds the lock is the only one at work: every record there is belongs to the dead.
        let _lock = Lock::take(&self.state)?;
        let mut found = Vec::new();
        for (written, record) in Record::all(&edits).map_err(|error| failed(&error))? {
            // A record that ends too soon was about to protect a file that was then not touched.
            let Some(record) = record else {
                written.done();
                continue;
            };
            let outcome = match record.kind {
                Kind::InPlace => finish_in_place(&record),
                Kind::Swap => finish_swap(&record),
                Kind::Copy => finish_copy(&record),
            };
            if let Ok(done) = outcome {
                found.extend(done);
                written.done();
            }
        }
        Ok(found)
    }

    /// Removes files of ours from a folder for which there is no record: they are older than an hour, nobody holds
    /// them, and their content is empty or `known`. Others are kept under a name that people see.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn sweep(&self, folder: &Path, known: impl Fn(&Fingerprint) -> bool) -> Result<Vec<Recovered>, SaveError> {
        self.sweep_older(folder, AGE, known)
    }

    pub(super) fn sweep_older(
        &self,
        folder: &Path,
        age: Duration,
        known: impl Fn(&Fingerprint) -> bool,
    ) -> Result<Vec<Recovered>, SaveError> {
        let _lock = Lock::take(&self.state)?;
        let failed = |error: io::Error| SaveError::io(&shown_path(folder), "sweeping", &error);
        let open = Folder::open(folder).map_err(failed)?;
        let mut found = Vec::new();
        for name in open.names().map_err(failed)?.into_iter().filter(|name| is_temp(name)) {
            let place = Place { root: folder.to_path_buf(), path: PathBuf::from(&name) };
            // What cannot be looked at stays.
            let Ok(target) = Target::exact(&place, false) else { continue };
            let Ok(snapshot) = target.snapshot() else { continue };
            if !is_older(&snapshot.stamp, age) || !is_idle(&snapshot.file) {
                continue;
            }
            if snapshot.bytes.is_empty() || known(&snapshot.print) {
                if target.folder.unlink(&name).is_ok() {
                    found.push(Recovered::Swept(folder.join(&name)));
                }
            } else if let Ok(kept) = keep_aside(&Target { name: visible(&name), ..target }, &name) {
                found.push(Recovered::Kept(folder.join(kept)));
            }
        }
        Ok(found)
    }
}

/// What is still to be done about a record, when it could not be done now.
type Done = Result<Option<Recovered>, ()>;

fn target_of(record: &Record) -> Result<Option<Target>, ()> {
    let (Some(root), Some(name)) = (record.path.parent(), record.path.file_name()) else { return Ok(None) };
    match Target::exact(&Place { root: root.to_path_buf(), path: name.into() }, false) {
        Ok(target) => Ok(Some(target)),
        // The folder is gone, and all that was in it.
        Err(SaveError::Gone(_)) => Ok(None),
        Err(_) => Err(()),
    }
}

fn finish_in_place(record: &Record) -> Done {
    let Some(target) = target_of(record)? else { return Ok(None) };
    let live = match target.snapshot() {
        Ok(live) => live,
        Err(SaveError::Gone(_) | SaveError::NotRegular(_)) => return Ok(None),
        Err(_) => return Err(()),
    };
    let whole = live.print == record.before || live.print == record.after;
    // What is neither old nor new nor between the two, somebody else has written since.
    if whole || !is_torn(&live.bytes, &record.old, &record.new) {
        return Ok(None);
    }
    let file = target.folder.write(&target.name).map_err(drop)?;
    put(&file, &record.old).map_err(drop)?;
    Ok(Some(Recovered::PutBack(record.path.clone())))
}

fn finish_swap(record: &Record) -> Done {
    let Some(target) = target_of(record)? else { return Ok(None) };
    let temp = match target.snapshot_of(&record.temp) {
        Ok(temp) => temp,
        Err(SaveError::Gone(_)) => return Ok(None),
        Err(_) => return Err(()),
    };
    let live = match target.snapshot() {
        Ok(live) => Some(live.print),
        Err(SaveError::Gone(_)) => None,
        Err(_) => return Err(()),
    };
    let ours = temp.print == record.before || temp.print == record.after || live == Some(record.before);
    if live.is_none() && temp.print == record.before {
        // The card was on its way out and is not known to have arrived.
        target.folder.rename_new(&record.temp, &target.folder, &target.name).map_err(drop)?;
        target.folder.sync().map_err(drop)?;
        return Ok(Some(Recovered::PutBack(record.path.clone())));
    }
    if ours {
        return sweep(&target, &record.temp, &record.path);
    }
    if live == Some(record.after) && matches!(target.folder.exchange(&record.temp, &target.name), Ok(true)) {
        // Another program wrote in the last moment, and its version was displaced: it is in place again.
        let _ = sweep(&target, &record.temp, &record.path)?;
        return Ok(Some(Recovered::PutBack(record.path.clone())));
    }
    let kept = keep_aside(&target, &record.temp).map_err(drop)?;
    Ok(Some(Recovered::Kept(record.path.with_file_name(kept))))
}

fn finish_copy(record: &Record) -> Done {
    let Some(target) = target_of(record)? else { return Ok(None) };
    sweep(&target, &record.temp, &record.path)
}

fn sweep(target: &Target, temp: &OsStr, path: &Path) -> Done {
    match target.folder.unlink(temp) {
        Ok(()) => target.folder.sync().map_err(drop).map(|()| Some(Recovered::Swept(path.with_file_name(temp)))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(_) => Err(()),
    }
}

/// Whether a name is one that we give to files on their way.
pub fn is_temp(name: &OsStr) -> bool {
    let digits = name.to_str().and_then(|name| name.strip_prefix(TEMP_PREFIX)?.strip_suffix(TEMP_SUFFIX));
    digits.is_some_and(|digits| digits.len() == 16 && digits.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// The same name without the dot that hides it.
fn visible(name: &OsStr) -> OsString {
    let shown = name.to_str().map(|name| name.trim_start_matches('.').trim_end_matches(TEMP_SUFFIX));
    OsString::from(shown.unwrap_or("copydesk"))
}

/// Whether a file was neither written nor renamed for so long.
fn is_older(stamp: &Stamp, age: Duration) -> bool {
    let last = stamp.modified.0.max(stamp.changed.0);
    let last = u64::try_from(last).unwrap_or_default();
    SystemTime::now().duration_since(UNIX_EPOCH + Duration::from_secs(last)).is_ok_and(|passed| passed > age)
}

/// Whether nobody is at work on a file.
fn is_idle(file: &File) -> bool {
    !matches!(file.try_lock(), Err(std::fs::TryLockError::WouldBlock))
}
