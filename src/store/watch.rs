//! Tells where something stirs in the folders of a library, as the system reports it, so that nobody has to look again and
//! again. What is true there then, [`mod@super::refresh`] finds out.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use notify::{Config, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::Sources;
use super::file::reason;
use super::scan::is_hidden;
use super::source::Source;
use super::state::Ground;
use crate::card::SafeText;
use crate::library::Stirred;

/// How often a folder is gone through from which others go away meanwhile.
const TRIES: usize = 10;

/// Watches the folders of a library as long as it lives.
#[derive(Debug)]
pub struct FolderWatch {
    watcher: RecommendedWatcher,
    folders: Folders,
}

/// Why changes of files are not told of, or not all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FolderWatchError {
    /// The system allows only so many folders to be watched.
    #[error("the system has no watch left for more folders (on Linux, fs.inotify.max_user_watches says how many)")]
    Limit,
    /// Other machines change files there without this one's knowledge.
    #[error("{0} is on a network file system")]
    Network(SafeText),
    /// A folder of the library went away, or another one took its place.
    #[error("{0} was moved or removed")]
    Gone(SafeText),
    /// What the system says.
    #[error("{0}")]
    System(SafeText),
}

/// What a watch has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// Something stirred.
    Stirred(Stirred),
    /// From now on, not everything that stirs is told.
    Lost(FolderWatchError),
}

/// Which folders are watched, and which of them with everything below.
#[derive(Debug, Clone, Default)]
struct Folders {
    whole: BTreeSet<PathBuf>,
    /// Folders of files that were named alone, unless they lie in one of the others.
    flat: BTreeSet<PathBuf>,
    /// All folders that were named, and all files that were.
    roots: BTreeSet<PathBuf>,
    files: BTreeSet<PathBuf>,
}

impl FolderWatch {
    /// Makes a watch that calls `tell`, on a thread of its own, whenever something may have changed in the folders of
    /// `sources`; not for what is only read there. Nothing is watched before [`Self::begin`]. `None` when no source lies
    /// in files.
    ///
    /// # Errors
    /// When the system knows no watches.
    pub fn new(sources: &Sources, tell: impl Fn(Told) + Send + 'static) -> Result<Option<Self>, FolderWatchError> {
        let folders = Folders::of(sources);
        if folders.is_empty() {
            return Ok(None);
        }
        let heard = {
            let folders = folders.clone();
            move |event: notify::Result<Event>| folders.told(event).into_iter().for_each(&tell)
        };
        let config = Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(heard, config).map_err(|error| error_of(&error))?;
        Ok(Some(Self { watcher, folders }))
    }

    /// Begins to watch, which takes some 10 µs a folder. What stirred before is not told of.
    ///
    /// # Errors
    /// Why not everything will be told of; as much as can be is watched all the same.
    pub fn begin(&mut self) -> Result<(), FolderWatchError> {
        let mut outcome = Ok(());
        let whole = self.folders.whole.iter().map(|folder| (folder, RecursiveMode::Recursive));
        let flat = self.folders.flat.iter().map(|folder| (folder, RecursiveMode::NonRecursive));
        for (folder, mode) in whole.chain(flat) {
            if let Err(error) = watch(&mut self.watcher, folder, mode) {
                outcome = Err(error_of(&error));
            } else if Ground::of(folder) == Ground::Network {
                outcome = Err(FolderWatchError::Network(super::shown_path(folder)));
            }
        }
        outcome
    }
}

/// Watches a folder. Going through what is below it ends when some of that goes away meanwhile; then once more.
fn watch(watcher: &mut RecommendedWatcher, folder: &Path, mode: RecursiveMode) -> notify::Result<()> {
    let is_there = || folder.symlink_metadata().is_ok();
    let mut outcome = watcher.watch(folder, mode);
    for _ in 1..TRIES {
        match &outcome {
            Err(error) if is_missing(error) && is_there() => outcome = watcher.watch(folder, mode),
            _ => break,
        }
    }
    outcome
}

fn is_missing(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

impl Folders {
    fn of(sources: &Sources) -> Self {
        let mut folders = Self::default();
        let roots = || sources.numbered().map(|(_, root)| root);
        for root in roots().filter(|root| matches!(root.source, Source::Folder(_))) {
            folders.roots.insert(root.folder.clone());
        }
        let lies_in_another =
            |folder: &Path, others: &BTreeSet<PathBuf>| folder.ancestors().skip(1).any(|above| others.contains(above));
        let outermost = folders.roots.iter().filter(|folder| !lies_in_another(folder, &folders.roots));
        folders.whole = outermost.cloned().collect();
        for root in roots().filter(|root| matches!(root.source, Source::File(_))) {
            folders.files.extend(root.file_name().map(|name| root.folder.join(name)));
            if !folders.whole.contains(&root.folder) && !lies_in_another(&root.folder, &folders.whole) {
                folders.flat.insert(root.folder.clone());
            }
        }
        folders
    }

    fn is_empty(&self) -> bool {
        self.whole.is_empty() && self.flat.is_empty()
    }

    /// What an event says.
    fn told(&self, event: notify::Result<Event>) -> Vec<Told> {
        let event = match event {
            // What was missed is found by looking.
            Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => {
                return vec![Told::Lost(error_of(&error)), Told::Stirred(Stirred::Everything)];
            }
            Err(_) => return vec![Told::Stirred(Stirred::Everything)],
            Ok(event) => event,
        };
        if event.need_rescan() {
            return vec![Told::Stirred(Stirred::Everything)];
        }
        // Reading must not stir: whoever hears of a change reads.
        if matches!(event.kind, EventKind::Access(_)) {
            return Vec::new();
        }
        let is_end = matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(notify::event::ModifyKind::Name(_)));
        let mut stirred = Stirred::default();
        let mut told = Vec::new();
        for path in event.paths {
            if is_end && (self.whole.contains(&path) || self.flat.contains(&path)) {
                told.push(Told::Lost(FolderWatchError::Gone(super::shown_path(&path))));
            }
            if self.concerns(&path) {
                stirred.add(path);
            }
        }
        if !stirred.is_empty() {
            told.push(Told::Stirred(stirred));
        }
        told
    }

    /// Whether a card may lie at or below this path.
    fn concerns(&self, path: &Path) -> bool {
        let is_shown = |folder: &Path| path.strip_prefix(folder).is_ok_and(|below| !below.iter().any(is_hidden));
        let mut folders = path.ancestors().filter(|above| self.roots.contains(*above));
        folders.any(is_shown) || self.files.contains(path) || self.flat.contains(path)
    }
}

fn error_of(error: &notify::Error) -> FolderWatchError {
    match &error.kind {
        ErrorKind::MaxFilesWatch => FolderWatchError::Limit,
        ErrorKind::Io(error) => FolderWatchError::System(SafeText::line(&reason(error))),
        _ => FolderWatchError::System(SafeText::line(&error.to_string())),
    }
}
