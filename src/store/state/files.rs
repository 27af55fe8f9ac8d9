//! The files of the state folder: what they are called, who may read them, and who holds them.
//!
//! Nothing here ever opens the database itself but SQLite: closing a file drops every lock the process has on it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use jiff::Timestamp as Instant;

use super::ground::Ground;
use super::{StateError, shown};
use crate::card::{SafeText, Timestamp};
use crate::store::file::{make_private_folder, reason};

/// The files of one state folder.
#[derive(Debug, Clone)]
pub(super) struct Files {
    folder: PathBuf,
}

/// Who else uses the database.
#[derive(Debug)]
pub(super) struct Claim {
    /// Held as long as the database is in use.
    pub(super) held: Option<File>,
    /// Whether nobody else uses it now, so that it may be moved.
    pub(super) alone: bool,
}

impl Files {
    /// Makes the folder if it is not there.
    pub(super) fn prepare(folder: &Path) -> Result<Self, StateError> {
        make_private_folder(folder)
            .map_err(|error| StateError::Folder { folder: shown(folder), reason: SafeText::line(&reason(&error)) })?;
        Ok(Self::of(folder))
    }

    /// The files of a folder that may not be there.
    pub(super) fn of(folder: &Path) -> Self {
        Self { folder: folder.to_path_buf() }
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn database(&self) -> PathBuf {
        self.folder.join("state.db")
    }

    /// Which file the database is: device and inode, where there are such.
    pub(super) fn inode(&self) -> Option<(u64, u64)> {
        let found = fs::metadata(self.database()).ok()?;
        #[cfg(unix)]
        return Some((std::os::unix::fs::MetadataExt::dev(&found), std::os::unix::fs::MetadataExt::ino(&found)));
        #[cfg(not(unix))]
        Some((u64::from(found.is_file()), 0))
    }

    pub(super) fn backups(&self) -> PathBuf {
        self.folder.join("backups")
    }

    /// The file that goes with the database, such as `state.db-wal`.
    pub(super) fn beside(&self, suffix: &str) -> PathBuf {
        self.folder.join(format!("state.db{suffix}"))
    }

    /// Waits until nobody else opens or repairs the database. `None` where files cannot be locked.
    pub(super) fn gate(&self) -> Option<File> {
        let file = own_file(&self.folder.join("state.gate")).ok()?;
        file.lock().ok()?;
        Some(file)
    }

    /// Takes the database into use. Call it behind the gate.
    pub(super) fn claim(&self, ground: Ground) -> Result<Claim, StateError> {
        let Ok(file) = own_file(&self.folder.join("state.lock")) else {
            return Ok(Claim { held: None, alone: false });
        };
        let alone = match file.try_lock() {
            Ok(()) => true,
            Err(TryLockError::WouldBlock) if ground == Ground::Network => {
                return Err(StateError::InUse(shown(&self.folder)));
            }
            Err(TryLockError::WouldBlock) => false,
            Err(TryLockError::Error(_)) => return Ok(Claim { held: None, alone: false }),
        };
        if ground == Ground::Local {
            // Nobody can come between: all who take it into use do so behind the gate.
            let shared = if alone { file.unlock() } else { Ok(()) }.and_then(|()| file.lock_shared());
            if shared.is_err() {
                return Ok(Claim { held: None, alone: false });
            }
        }
        Ok(Claim { held: Some(file), alone })
    }

    /// Whether the one who used the database last did not close it. Its last user takes the journal away.
    pub(super) fn was_left_open(&self) -> bool {
        ["-wal", "-journal"].iter().any(|suffix| self.beside(suffix).metadata().is_ok_and(|found| found.len() > 0))
    }

    /// Whether somebody found the database damaged and could not repair it, being not alone.
    pub(super) fn is_suspect(&self) -> bool {
        self.folder.join("state.suspect").exists()
    }

    pub(super) fn set_suspect(&self, suspect: bool) {
        let marker = self.folder.join("state.suspect");
        // Only a hint: without it the damage is found again when it is met again.
        if suspect {
            let _ = own_file(&marker);
        } else {
            let _ = fs::remove_file(marker);
        }
    }
}

/// Opens a file for writing that only its owner may read, making it if need be.
pub(super) fn own_file(path: &Path) -> io::Result<File> {
    own(OpenOptions::new().write(true).create(true).truncate(false)).open(path)
}

/// Makes an empty file that only its owner may read; one that is there stays untouched.
pub(super) fn make_own(path: &Path) -> io::Result<()> {
    match own(OpenOptions::new().write(true).create_new(true)).open(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// Only for its owner.
pub(super) fn own(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// Has the system write a folder's names to disk. Some file systems cannot; then there is nothing to wait for.
pub(super) fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = folder;
}

/// A time as part of a file name: `20261124T031500Z`. Names sort as the times do.
pub(super) fn stamp(now: Timestamp) -> String {
    let at = Instant::from_second(now.0).unwrap_or_default();
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}
