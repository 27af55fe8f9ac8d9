//! Goes through a folder and everything below it, on all cores. What becomes of the files it comes by is decided by a
//! [`Visit`] of each thread.
//!
//! Files of one folder are shared out, because libraries are a few folders of very many files. Little waits at a time: a
//! thread that lists a folder works on its files itself when the others have enough. A walker that queues every file
//! before looking at any had 40 MB in its queue at 100,000 files, a third of what the whole reader may take.

use std::ffi::{OsStr, OsString};
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Files that are handed to another thread at once.
const SHARE: usize = 128;

/// What one thread does with what it comes by.
pub(super) trait Visit {
    /// Whether to go into this folder.
    fn folder(&mut self, path: &Path, name: &OsStr) -> bool;

    /// Takes what is no folder.
    fn file(&mut self, folder: &Path, name: &OsStr, kind: FileType);

    /// Takes note that a folder, or an entry of it, could not be read.
    fn failed(&mut self, folder: &Path, error: &io::Error);
}

/// Goes through `folder`, which is not asked about itself. Returns when everything was visited, or soon after `cancel`
/// was set.
pub(super) fn walk<V: Visit>(folder: &Path, cancel: &AtomicBool, visitor: impl Fn() -> V + Sync) {
    let threads = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let queue = Queue {
        waiting: Mutex::new(Waiting { folders: vec![folder.to_path_buf()], files: Vec::new(), busy: 0 }),
        more: Condvar::new(),
        most: threads * 2,
    };
    let work = || {
        let mut visitor = visitor();
        while let Some(work) = queue.take() {
            if !cancel.load(Ordering::Relaxed) {
                match work {
                    Work::Folder(folder) => list(&folder, &queue, cancel, &mut visitor),
                    Work::Files(files) => visit(files, cancel, &mut visitor),
                }
            }
            queue.done();
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            // Without another thread it takes longer.
            let _ = thread::Builder::new().name("walk".to_owned()).spawn_scoped(scope, work);
        }
        work();
    });
}

/// Some files of one folder.
struct Files {
    folder: Arc<Path>,
    entries: Vec<(OsString, FileType)>,
}

enum Work {
    Folder(PathBuf),
    Files(Files),
}

/// What waits for a thread.
struct Queue {
    waiting: Mutex<Waiting>,
    more: Condvar,
    /// So many shares of files are enough for all threads.
    most: usize,
}

struct Waiting {
    folders: Vec<PathBuf>,
    files: Vec<Files>,
    /// Threads that may still find something.
    busy: usize,
}

impl Queue {
    /// The next work; `None` when there is none and will be none.
    fn take(&self) -> Option<Work> {
        let mut waiting = self.lock();
        loop {
            let files = waiting.files.pop().map(Work::Files);
            if let Some(work) = files.or_else(|| waiting.folders.pop().map(Work::Folder)) {
                waiting.busy += 1;
                return Some(work);
            }
            if waiting.busy == 0 {
                return None;
            }
            waiting = self.more.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// What was taken is done.
    fn done(&self) {
        let mut waiting = self.lock();
        waiting.busy -= 1;
        if waiting.busy == 0 {
            self.more.notify_all();
        }
    }

    fn add_folder(&self, folder: PathBuf) {
        self.lock().folders.push(folder);
        self.more.notify_one();
    }

    /// Gives the files back when the other threads have enough.
    fn add_files(&self, files: Files) -> Option<Files> {
        let mut waiting = self.lock();
        if waiting.files.len() >= self.most {
            return Some(files);
        }
        waiting.files.push(files);
        self.more.notify_one();
        None
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        // Whoever panics ends the program.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn list(folder: &Path, queue: &Queue, cancel: &AtomicBool, visitor: &mut impl Visit) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return visitor.failed(folder, &error),
    };
    let shared: Arc<Path> = folder.into();
    let share = || Files { folder: shared.clone(), entries: Vec::with_capacity(SHARE) };
    let mut files = share();
    for entry in entries {
        if cancel.load(Ordering::Relaxed) {
            return;
        }
        let found = entry.and_then(|entry| Ok((entry.file_name(), entry.file_type()?)));
        let (name, kind) = match found {
            Ok(found) => found,
            Err(error) => {
                visitor.failed(folder, &error);
                continue;
            }
        };
        if kind.is_dir() {
            let path = folder.join(&name);
            if visitor.folder(&path, &name) {
                queue.add_folder(path);
            }
            continue;
        }
        files.entries.push((name, kind));
        if files.entries.len() == SHARE
            && let Some(own) = queue.add_files(std::mem::replace(&mut files, share()))
        {
            visit(own, cancel, visitor);
        }
    }
    visit(files, cancel, visitor);
}

fn visit(files: Files, cancel: &AtomicBool, visitor: &mut impl Visit) {
    for (name, kind) in files.entries {
        if cancel.load(Ordering::Relaxed) {
            return;
        }
        visitor.file(&files.folder, &name, kind);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    struct Noting<'n>(&'n Mutex<Vec<PathBuf>>);

    impl Visit for Noting<'_> {
        fn folder(&mut self, _: &Path, name: &OsStr) -> bool {
            name != "closed"
        }

        fn file(&mut self, folder: &Path, name: &OsStr, kind: FileType) {
            assert!(!kind.is_dir());
            self.0.lock().unwrap().push(folder.join(name));
        }

        fn failed(&mut self, folder: &Path, _: &io::Error) {
            self.0.lock().unwrap().push(folder.join("failed"));
        }
    }

    fn walked(folder: &Path) -> Vec<PathBuf> {
        let noted = Mutex::new(Vec::new());
        walk(folder, &AtomicBool::new(false), || Noting(&noted));
        noted.into_inner().unwrap()
    }

    #[test]
    fn everything_is_visited_once() {
        let dir = tempfile::tempdir().unwrap();
        let mut expected = BTreeSet::new();
        for folder in ["", "one", "one/two/three", "closed", "many"] {
            let folder = dir.path().join(folder);
            fs::create_dir_all(&folder).unwrap();
            let count = if folder.ends_with("many") { 20 * SHARE + 1 } else { 3 };
            for number in 0..count {
                let file = folder.join(format!("{number}.md"));
                fs::write(&file, "").unwrap();
                if !folder.ends_with("closed") {
                    expected.insert(file);
                }
            }
        }
        let noted = walked(dir.path());
        assert_eq!(noted.len(), expected.len());
        assert_eq!(noted.into_iter().collect::<BTreeSet<_>>(), expected);
    }

    #[test]
    fn a_folder_that_is_not_there_is_told_of() {
        assert_eq!(walked(Path::new("/nowhere/at/all")), [PathBuf::from("/nowhere/at/all/failed")]);
    }
}
