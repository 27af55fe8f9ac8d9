//! Tells when something stirs in the state folder, as the system reports it, so that nobody has to look again and again.
//! What has changed, if anything, [`super::State::changed_elsewhere`] says.

use std::ffi::OsStr;
use std::path::Path;

use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::StateError;
use super::files::Files;
use crate::card::SafeText;
use crate::store::file::reason;

/// Watches a state folder as long as it lives.
#[derive(Debug)]
pub struct Watch {
    _watcher: RecommendedWatcher,
}

/// Why a state folder cannot be watched.
#[derive(Debug, thiserror::Error)]
pub enum WatchError {
    /// There is no such folder and none can be made, as opening the database says too.
    #[error(transparent)]
    Folder(#[from] StateError),
    /// The system has no watch left, or knows none.
    #[error("what other programs decide shows after a reload only: {0}")]
    System(SafeText),
}

impl Watch {
    /// Calls `stirred`, on a thread of the watcher, whenever a commit may have come into the database in `folder`: once
    /// or several times for each, for this process's own, too. The folder is watched, not the journal, which comes and
    /// goes.
    ///
    /// # Errors
    /// When the folder cannot be made or watched.
    pub fn start(folder: &Path, stirred: impl Fn() + Send + 'static) -> Result<Self, WatchError> {
        Files::prepare(folder)?;
        let heard = move |event: notify::Result<Event>| {
            // After an error nobody knows what was missed.
            if event.as_ref().map_or(true, may_be_commit) {
                stirred();
            }
        };
        let mut watcher = notify::recommended_watcher(heard).map_err(|error| system(&error))?;
        watcher.watch(folder, RecursiveMode::NonRecursive).map_err(|error| system(&error))?;
        Ok(Self { _watcher: watcher })
    }
}

/// Reading stirs the folder, too, and must not: whoever hears of a commit reads.
fn may_be_commit(event: &Event) -> bool {
    let is_ours = |path: &Path| path.file_name().and_then(OsStr::to_str).is_some_and(|name| name.starts_with("state."));
    let is_change = !matches!(event.kind, EventKind::Access(_));
    event.need_rescan() || (is_change && event.paths.iter().any(|path| is_ours(path)))
}

fn system(error: &notify::Error) -> WatchError {
    WatchError::System(match &error.kind {
        ErrorKind::Io(error) => SafeText::line(&reason(error)),
        ErrorKind::MaxFilesWatch => SafeText::line("the system has no watch left"),
        _ => SafeText::line(&error.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, AccessMode, Flag, MetadataKind, ModifyKind};

    use super::*;

    #[test]
    fn only_what_may_be_a_commit_stirs() {
        let event = |kind, path: &str| Event::new(kind).add_path(path.into());
        let touched = EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any));
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert!(may_be_commit(&event(touched, "/state/state.lock")));
        assert!(may_be_commit(&event(EventKind::Any, "/state/state.db-wal")));
        assert!(!may_be_commit(&event(touched, "/state/visit.json")));
        assert!(!may_be_commit(&event(closed, "/state/state.db-wal")));
        assert!(may_be_commit(&Event::new(EventKind::Other).set_flag(Flag::Rescan)));
    }

    #[test]
    fn a_folder_that_cannot_be_is_said() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert!(matches!(Watch::start(file.path(), || {}), Err(WatchError::Folder(_))));
    }
}
