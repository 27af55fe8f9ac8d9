//! The library that is measured: the folder that `COPYDESK_LIBRARY` names, else a generated one of as many cards as
//! `COPYDESK_CARDS_COUNT` says, else of 10,000.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use copydesk::library::Library;
use copydesk::store::{ScanEvent, Sources, scan};
use tempfile::TempDir;

use crate::generated;

/// Cards of a generated library, unless said otherwise.
const COUNT: u64 = 10_000;

/// A library that nothing is changed in, if it is not a generated one.
pub(super) struct Large {
    folder: PathBuf,
    /// A generated one lives as long as this.
    _made: Option<TempDir>,
}

impl Large {
    /// The library of the environment.
    pub(super) fn open() -> Self {
        match std::env::var_os("COPYDESK_LIBRARY") {
            Some(folder) => Self { folder: folder.into(), _made: None },
            None => Self::made(),
        }
    }

    /// A generated one, whatever `COPYDESK_LIBRARY` says: one that may be changed.
    pub(super) fn made() -> Self {
        let count = std::env::var("COPYDESK_CARDS_COUNT").ok().and_then(|count| count.parse().ok()).unwrap_or(COUNT);
        let made = tempfile::tempdir().unwrap();
        generated::write(made.path(), 1, count).unwrap();
        Self { folder: made.path().to_path_buf(), _made: Some(made) }
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn sources(&self) -> Sources {
        Sources::find(std::slice::from_ref(&self.folder)).unwrap()
    }

    /// All heads.
    pub(super) fn library(&self) -> Library {
        let library = Mutex::new(Library::default());
        scan(&self.sources(), None, &AtomicBool::new(false), &|event| {
            if let ScanEvent::Batch { segment, .. } = event {
                library.lock().unwrap().push(segment);
            }
        });
        library.into_inner().unwrap()
    }
}
