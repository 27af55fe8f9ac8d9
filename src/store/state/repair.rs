//! What is done about a damaged database: it is moved aside, never deleted, and the newest backup that is whole takes
//! its place. Call it only when nobody else uses the database.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::files::{Files, make_own, stamp, sync_folder};
use super::schema::{self, Version};
use super::{Notice, StateError, backup, check, connect, shown, sql};
use crate::card::{SafeText, Timestamp};
use crate::store::file::reason;

/// Replaces the database. `why` is what was found wrong with it.
pub(super) fn replace(files: &Files, why: SafeText, now: Timestamp) -> Result<Notice, StateError> {
    let folder = files.folder();
    let failed =
        |error: io::Error| StateError::Folder { folder: shown(folder), reason: SafeText::line(&reason(&error)) };
    let moved_to = SafeText::line(&move_aside(files, now).map_err(failed)?);
    for candidate in backup::list(&files.backups()) {
        if is_whole(&candidate) {
            let fresh = folder.join("state.restoring");
            make_own(&fresh).map_err(failed)?;
            fs::copy(&candidate, &fresh).map_err(failed)?;
            File::open(&fresh).and_then(|file| file.sync_all()).map_err(failed)?;
            fs::rename(&fresh, files.database()).map_err(failed)?;
            sync_folder(folder);
            let name = candidate.file_name().unwrap_or_default().to_string_lossy();
            return Ok(Notice::Restored { reason: why, moved_to, backup: SafeText::line(&name) });
        }
    }
    sync_folder(folder);
    Ok(Notice::StartedEmpty { reason: why, moved_to })
}

/// Renames the database and what belongs to it. Returns its new name.
fn move_aside(files: &Files, now: Timestamp) -> io::Result<String> {
    let taken = |name: &str| fs::symlink_metadata(files.folder().join(name)).is_ok();
    let base = format!("state.db.corrupt-{}", stamp(now));
    let name = (1..).map(|n| if n == 1 { base.clone() } else { format!("{base}-{n}") }).find(|name| !taken(name));
    let name = name.unwrap_or(base);
    // The journals first: without them the database would be taken for one that was closed.
    for suffix in ["-wal", "-shm", "-journal", ""] {
        match fs::rename(files.beside(suffix), files.folder().join(format!("{name}{suffix}"))) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(name)
}

fn is_whole(backup: &Path) -> bool {
    let check = || -> Result<bool, StateError> {
        let db = connect::read_only(backup, true)?;
        let known = matches!(schema::version(&db)?, Version::At(version) if version <= schema::newest(sql::MIGRATIONS));
        check::quick(&db)?;
        Ok(known)
    };
    check().unwrap_or(false)
}
