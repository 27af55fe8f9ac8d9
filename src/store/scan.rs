//! Walks the sources in parallel, reads every card's head and hands them out in batches while it goes on. Which files
//! are cards is decided here; what a card says, in [`crate::card`].

mod batch;
mod kind;

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ignore::{DirEntry, ParallelVisitor, ParallelVisitorBuilder, WalkBuilder, WalkState};

use batch::{Batcher, Collector};
use kind::FileKind;

use super::file::{self, CARD_LIMIT, Fault, HEAD_LIMIT};
use super::source::{Root, Source, shown_path};
use super::{Sources, tour};
use crate::card::{CardFile, Problem, Reading, SafeText, Skip, Taxonomy, read, read_taxonomy};
use crate::library::{Census, FileRef, Segment};

/// News of a scan.
#[derive(Debug)]
pub enum ScanEvent {
    /// Some more files were read.
    Batch {
        /// Their heads.
        segment: Arc<Segment>,
        /// Topics and organizations among them.
        taxonomies: Vec<Taxonomy>,
        /// What is wrong with them.
        problems: Vec<FileProblem>,
        /// Counts from the beginning up to this batch.
        census: Census,
    },
    /// Every file was looked at. The last event.
    Finished {
        /// Counts in the end.
        census: Census,
        /// What could not be looked at, such as a folder without permission: one sentence each.
        failures: Vec<SafeText>,
        /// Folders in which a file of ours lies that a program may have left behind, each once.
        leftovers: BTreeSet<PathBuf>,
    },
}

/// Something that is wrong with one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileProblem {
    /// The file.
    pub file: FileRef,
    /// What is wrong, and where.
    pub problem: Problem,
}

/// How a scan ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// [`ScanEvent::Finished`] was emitted.
    Complete,
    /// `cancel` was set; nothing is emitted any more.
    Canceled,
}

/// Reads the heads of all cards. Bodies are read as far as they come along; what is wrong further down in them is
/// found by [`scan_whole`]. `emit` is called from several threads, never by two at once; census totals only grow.
///
/// The first batch comes when a thread has 64 heads or its first one is 30 ms old, later ones when a segment is full
/// or 100 ms old. Setting `cancel`
/// ends the scan before the next file.
pub fn scan(sources: &Sources, cancel: &AtomicBool, emit: &(dyn Fn(ScanEvent) + Sync)) -> Outcome {
    run(sources, HEAD_LIMIT, cancel, emit)
}

/// As [`scan`], but reads bodies too, up to 8 MiB each.
pub fn scan_whole(sources: &Sources, cancel: &AtomicBool, emit: &(dyn Fn(ScanEvent) + Sync)) -> Outcome {
    run(sources, CARD_LIMIT, cancel, emit)
}

fn run(sources: &Sources, limit: u64, cancel: &AtomicBool, emit: &(dyn Fn(ScanEvent) + Sync)) -> Outcome {
    let collector = Collector::new(cancel, emit);
    let mut earlier = Earlier::default();
    for (number, root) in sources.numbered() {
        let walk = Walk { number, root, earlier: &earlier, limit, cancel, collector: &collector };
        match &root.source {
            Source::Folder(_) => walk.folder(),
            Source::File(_) => walk.file(),
            Source::Tour => walk.tour(),
        }
        if cancel.load(Ordering::Relaxed) {
            return Outcome::Canceled;
        }
        earlier.add(root);
    }
    collector.finish();
    Outcome::Complete
}

/// Sources that were read before this one: what lies in both is listed once, under the one named first.
#[derive(Default)]
struct Earlier {
    folders: Vec<PathBuf>,
    files: HashSet<PathBuf>,
}

impl Earlier {
    fn add(&mut self, root: &Root) {
        match &root.source {
            Source::Folder(_) => self.folders.push(root.folder.clone()),
            Source::File(_) => self.files.extend(root.file_name().map(|name| root.folder.join(name))),
            Source::Tour => {}
        }
    }

    /// Whether an earlier folder's walk came by here. It does not look into hidden folders.
    fn has(&self, path: &Path) -> bool {
        self.files.contains(path)
            || self
                .folders
                .iter()
                .any(|folder| path.strip_prefix(folder).is_ok_and(|below| !below.iter().any(kind::is_hidden)))
    }
}

/// What every thread of one source's walk needs.
#[derive(Clone, Copy)]
struct Walk<'s> {
    number: u16,
    root: &'s Root,
    earlier: &'s Earlier,
    limit: u64,
    cancel: &'s AtomicBool,
    collector: &'s Collector<'s>,
}

impl<'s> Walk<'s> {
    fn folder(self) {
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        WalkBuilder::new(&self.root.folder)
            .standard_filters(false)
            .follow_links(false)
            .threads(threads)
            .build_parallel()
            .visit(&mut Visitors(self));
    }

    fn file(self) {
        let mut visitor = self.visitor();
        if let Some(name) = self.root.file_name()
            && !(self.earlier.has(&self.root.folder.join(&name)) && FileKind::of(&name) != FileKind::Other)
        {
            visitor.card(name);
        }
    }

    fn tour(self) {
        let mut visitor = self.visitor();
        for (path, bytes) in tour::FILES {
            match FileKind::of(Path::new(path)) {
                FileKind::Card => visitor.read_card(PathBuf::from(path), bytes, false),
                FileKind::Taxonomy => visitor.read_taxonomy(PathBuf::from(path), bytes),
                FileKind::Other => {}
            }
        }
    }

    fn visitor(self) -> Visitor<'s> {
        Visitor { walk: self, batch: self.collector.batcher(), buffer: Vec::new() }
    }
}

struct Visitors<'s>(Walk<'s>);

impl<'s> ParallelVisitorBuilder<'s> for Visitors<'s> {
    fn build(&mut self) -> Box<dyn ParallelVisitor + 's> {
        Box::new(self.0.visitor())
    }
}

/// One thread's part of the walk. What it still holds in the end goes out when it is dropped.
struct Visitor<'s> {
    walk: Walk<'s>,
    batch: Batcher<'s>,
    buffer: Vec<u8>,
}

impl ParallelVisitor for Visitor<'_> {
    fn visit(&mut self, entry: Result<DirEntry, ignore::Error>) -> WalkState {
        if self.walk.cancel.load(Ordering::Relaxed) {
            return WalkState::Quit;
        }
        match entry {
            Ok(entry) => self.entry(&entry),
            Err(error) => {
                self.batch.fail(&failure(&error));
                WalkState::Continue
            }
        }
    }
}

impl Visitor<'_> {
    fn entry(&mut self, entry: &DirEntry) -> WalkState {
        let is_root = entry.depth() == 0;
        if !is_root && kind::is_hidden(entry.file_name()) {
            self.batch.census().hidden += 1;
            #[cfg(unix)]
            if super::edit::is_temp(entry.file_name()) {
                self.batch.leftover(entry.path());
            }
            return WalkState::Skip;
        }
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        if !is_folder && !is_file {
            self.batch.census().not_regular += 1;
            return WalkState::Continue;
        }
        if self.walk.earlier.has(entry.path()) {
            return WalkState::Skip;
        }
        let Ok(path) = entry.path().strip_prefix(&self.walk.root.folder) else { return WalkState::Continue };
        if is_file {
            match FileKind::of(path) {
                FileKind::Card => self.card(path.to_path_buf()),
                FileKind::Taxonomy => self.taxonomy(path.to_path_buf()),
                FileKind::Other => {}
            }
        }
        WalkState::Continue
    }

    fn card(&mut self, path: PathBuf) {
        let mut buffer = std::mem::take(&mut self.buffer);
        match file::read(&self.walk.root.folder.join(&path), self.walk.limit, &mut buffer) {
            Ok(cut) => self.read_card(path, &buffer, cut),
            Err(fault) => self.unread(path, fault),
        }
        self.keep(buffer);
    }

    fn taxonomy(&mut self, path: PathBuf) {
        let mut buffer = std::mem::take(&mut self.buffer);
        match file::read(&self.walk.root.folder.join(&path), HEAD_LIMIT, &mut buffer) {
            Ok(_) => self.read_taxonomy(path, &buffer),
            Err(Fault::NotRegular) => self.batch.census().not_regular += 1,
            Err(Fault::Gone) => self.batch.vanished(),
            Err(Fault::Io(error)) => {
                let absolute = self.walk.root.folder.join(path);
                self.batch.fail(&format!("{} cannot be read: {}", shown_path(&absolute), file::reason(&error)));
            }
        }
        self.keep(buffer);
    }

    /// Keeps the buffer for the next file, unless this one was of unusual size.
    fn keep(&mut self, buffer: Vec<u8>) {
        if buffer.capacity() as u64 <= HEAD_LIMIT {
            self.buffer = buffer;
        }
    }

    fn read_card(&mut self, path: PathBuf, bytes: &[u8], cut: bool) {
        match read(bytes) {
            Reading::Card(card) => self.head(path, *card, cut),
            Reading::Taxonomy(taxonomy, problems) => {
                self.batch.census().taxonomies += 1;
                self.batch.taxonomy(taxonomy);
                self.problems(path, problems);
            }
            Reading::Skipped(Skip::NoFrontMatter) => self.batch.census().without_front_matter += 1,
        }
    }

    fn read_taxonomy(&mut self, path: PathBuf, bytes: &[u8]) {
        let (taxonomy, problems) = read_taxonomy(bytes);
        if let Some(taxonomy) = taxonomy {
            self.batch.census().taxonomies += 1;
            self.batch.taxonomy(taxonomy);
        }
        self.problems(path, problems);
    }

    /// A file that is there and cannot be read is listed all the same, with the reason.
    fn unread(&mut self, path: PathBuf, fault: Fault) {
        match fault {
            Fault::NotRegular => self.batch.census().not_regular += 1,
            Fault::Gone => self.batch.vanished(),
            Fault::Io(error) => {
                let message = SafeText::line(&format!("the file cannot be read: {}", file::reason(&error)));
                let problem = Problem { line: 1, column: 1, message };
                let card = CardFile { broken: true, problems: vec![problem], ..CardFile::default() };
                self.head(path, card, false);
            }
        }
    }

    fn head(&mut self, path: PathBuf, card: CardFile, cut: bool) {
        let head = card.head_of_file(self.walk.number, &path, cut);
        let census = self.batch.census();
        census.cards += 1;
        census.broken += usize::from(card.broken);
        census.with_problems += usize::from(!card.problems.is_empty());
        self.problems(path, card.problems);
        self.batch.head(&head);
    }

    fn problems(&mut self, path: PathBuf, problems: Vec<Problem>) {
        if !problems.is_empty() {
            let file = FileRef { root: self.walk.number, path };
            self.batch.problems(problems.into_iter().map(|problem| FileProblem { file: file.clone(), problem }));
        }
    }
}

/// One sentence about something the walk could not look at.
fn failure(error: &ignore::Error) -> String {
    let path = path_of(error).map_or_else(|| "a folder".to_owned(), |path| shown_path(path).to_string());
    let reason = error.io_error().map_or_else(|| error.to_string(), file::reason);
    format!("{path} cannot be read: {reason}; cards in it are missing")
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
