//! One writer at a time among the instances that share a state folder. Other programs are noticed by what they do to
//! the file.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

use super::SaveError;
use crate::store::shown_path;

/// Longest wait for another instance, in seconds. It holds the lock for one file.
const PATIENCE: u64 = 10;

/// Held while a file is written; dropping it lets the next one in.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Waits for the lock of a state folder.
    pub(super) fn take(state: &Path) -> Result<Self, SaveError> {
        let path = state.join("edit.lock");
        let failed = |error: &std::io::Error| SaveError::io(&shown_path(&path), "locking", error);
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(|error| failed(&error))?;
        let start = Instant::now();
        let mut pause = Duration::from_micros(200);
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::WouldBlock) if start.elapsed().as_secs() >= PATIENCE => {
                    return Err(SaveError::Busy(PATIENCE));
                }
                Err(TryLockError::WouldBlock) => std::thread::sleep(pause),
                Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(TryLockError::Error(error)) => return Err(failed(&error)),
            }
            pause = (pause * 2).min(Duration::from_millis(10));
        }
    }
}
