//! Backups: whole, checked copies of the database in `backups/`, the newest seven of them.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::files::{Files, make_own, stamp, sync_folder};
use super::{StateError, check, shown};
use crate::card::{SafeText, Timestamp};
use crate::store::file::reason;

/// How many are kept.
const KEPT: usize = 7;
const DAY: i64 = 24 * 60 * 60;

/// Makes a backup. What is damaged is not backed up: it would push out what is whole.
pub(super) fn make(db: &Connection, files: &Files, now: Timestamp) -> Result<PathBuf, StateError> {
    check::quick(db)?;
    let folder = files.backups();
    let failed =
        |error: io::Error| StateError::Folder { folder: shown(&folder), reason: SafeText::line(&reason(&error)) };
    Files::prepare(&folder)?;
    let fresh = folder.join(format!("new-{}.tmp", std::process::id()));
    remove_if_there(&fresh).map_err(failed)?;
    make_own(&fresh).map_err(failed)?;
    let target = fresh.to_str().ok_or_else(|| StateError::Folder {
        folder: shown(&folder),
        reason: SafeText::line("its name is not UTF-8, which backups need"),
    })?;
    let copied = db.execute("VACUUM INTO ?1", [target]).map_err(StateError::from);
    let name = folder.join(format!("state-{}.db", stamp(now)));
    let placed = copied.and_then(|_| {
        File::open(&fresh).and_then(|file| file.sync_all()).map_err(failed)?;
        fs::rename(&fresh, &name).map_err(failed)
    });
    if let Err(error) = placed {
        // Nobody misses what was not finished.
        let _ = fs::remove_file(&fresh);
        return Err(error);
    }
    sync_folder(&folder);
    for old in list(&folder).into_iter().skip(KEPT) {
        // One too many is no reason to fail; the next time tries again.
        let _ = fs::remove_file(old);
    }
    Ok(name)
}

/// Whether the newest backup is a day old or none is there. A clock that was set back counts as a new day.
pub(super) fn is_due(files: &Files, now: Timestamp) -> bool {
    let today = stamp(Timestamp(now.0.saturating_sub(DAY)));
    let newest = list(&files.backups()).into_iter().next();
    let name = newest.as_deref().and_then(Path::file_name).and_then(|name| name.to_str());
    let made = name.and_then(|name| name.strip_prefix("state-")?.strip_suffix(".db"));
    made.is_none_or(|made| made <= today.as_str() || made > stamp(now).as_str())
}

/// All backups, the newest first.
pub(super) fn list(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let is_backup = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| name.starts_with("state-") && name.ends_with(".db"))
    };
    let mut backups: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(is_backup).collect();
    backups.sort_unstable_by(|one, other| other.cmp(one));
    backups
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
