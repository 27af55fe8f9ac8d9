//! Reads an index: the manifest at once, its segments on all cores. What is done about one that is not believed is
//! decided by the callers.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::manifest::{Manifest, key};
use super::{Doubt, Index, MANIFEST, open, segment_file};
use crate::library::{Census, HeadRef, Segment};
use crate::store::{OtherFile, Sources};

/// So many segments are read on one thread before others help.
const ALONE: usize = 3;

/// An index whose manifest was read.
#[derive(Debug)]
pub struct Opened {
    pub(super) folder: PathBuf,
    pub(super) manifest: Manifest,
}

/// A segment of an index.
#[derive(Debug, Clone)]
pub struct Indexed {
    /// The heads.
    pub segment: Arc<Segment>,
    /// Rows that do not count any more, in their order.
    pub dead: Vec<u16>,
    /// Where it is in the manifest.
    pub(super) entry: usize,
}

impl Indexed {
    /// How many rows count.
    pub(in crate::store) fn live(&self) -> usize {
        self.segment.len().saturating_sub(self.dead.len())
    }

    /// The heads that count, with their rows.
    pub(in crate::store) fn heads(&self) -> impl Iterator<Item = (usize, HeadRef<'_>)> {
        let is_live = |row: &usize| u16::try_from(*row).is_ok_and(|row| self.dead.binary_search(&row).is_err());
        self.segment.heads().enumerate().filter(move |(row, _)| is_live(row))
    }

    /// The same segment with other rows that do not count.
    pub(in crate::store) fn with_dead(&self, dead: Vec<u16>) -> Self {
        Self { segment: self.segment.clone(), dead, entry: self.entry }
    }
}

impl Index {
    /// Opens the index of a library.
    ///
    /// # Errors
    /// When there is none, or it is not believed.
    pub fn open(&self, sources: &Sources) -> Result<Opened, Doubt> {
        let folder = self.folder_of(sources).ok_or(Doubt::Missing)?;
        let (mut file, metadata) = open(&folder.join(MANIFEST))?;
        let manifest = Manifest::read(&mut file, metadata.len())?;
        if manifest.library == key(sources) { Ok(Opened { folder, manifest }) } else { Err(Doubt::OtherLibrary) }
    }
}

impl Opened {
    /// Files that were looked at and are no cards.
    pub(in crate::store) fn others(&self) -> Vec<OtherFile> {
        self.manifest.others()
    }

    /// What was counted when it was written, the cards apart.
    pub fn census(&self) -> Census {
        self.manifest.census()
    }

    /// Reads every segment. The first one, with the newest cards, is handed out before the others are read; then they
    /// come in any order, from several threads, never two at once. Segments that are not believed are left out.
    ///
    /// Returns what was read, in the order in which it was handed out, and why something was left out.
    pub fn segments(&self, cancel: &AtomicBool, emit: &(dyn Fn(&Indexed) + Sync)) -> (Vec<Indexed>, Option<Doubt>) {
        let read = Mutex::new((Vec::new(), None));
        let next = AtomicUsize::new(0);
        let step = || {
            let entry = next.fetch_add(1, Ordering::Relaxed);
            let segment = self.manifest.segments.get(entry).filter(|_| !cancel.load(Ordering::Relaxed))?;
            let outcome = segment_file::read(&self.folder.join(&segment.name));
            let mut read = read.lock().unwrap_or_else(PoisonError::into_inner);
            match outcome {
                Ok(heads) => {
                    let indexed = Indexed { segment: Arc::new(heads), dead: segment.dead.clone(), entry };
                    emit(&indexed);
                    read.0.push(indexed);
                }
                Err(doubt) => read.1 = Some(doubt),
            }
            Some(())
        };
        // The first page is searched and drawn meanwhile, which takes a core of its own: with every core busy from the
        // first segment on it came 70 ms later.
        for _ in 0..ALONE {
            step();
        }
        let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let work = || while step().is_some() {};
        thread::scope(|scope| {
            for _ in 1..cores.min(self.manifest.segments.len()) {
                // Without another thread it takes longer.
                let _ = thread::Builder::new().name("index".to_owned()).spawn_scoped(scope, work);
            }
            work();
        });
        read.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
