//! Walks the sources in parallel, reads every card's head and hands them out in batches while it goes on. What becomes
//! of each file is decided in `visitor`; what a card says, in [`crate::card`].

mod batch;
mod kind;
mod known;
mod visitor;
mod walk;

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use batch::Collector;
pub(super) use kind::{FileKind, is_hidden};
pub use known::Known;
use visitor::Visitor;

use super::file::{CARD_LIMIT, Extent, HEAD_LIMIT};
use super::source::{Root, Source, shown_path};
use super::texts::Spool;
use super::{Sources, tour};
use crate::card::{Problem, SafeText, Taxonomy};
use crate::library::{Census, FileRef, Segment, Stamp};

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
        /// Files that were looked at and are no cards.
        others: Vec<OtherFile>,
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

/// A file that could be a card by its name, or a taxonomy by its place.
#[derive(Debug, Clone, PartialEq)]
pub struct OtherFile {
    /// The file.
    pub file: FileRef,
    /// Which version of it.
    pub stamp: Stamp,
    /// What it is.
    pub kind: OtherKind,
}

impl OtherFile {
    /// The topics and organizations among these.
    pub(super) fn taxonomies(files: &[Self]) -> Vec<Taxonomy> {
        let taxonomy = |file: &Self| match &file.kind {
            OtherKind::Taxonomy(taxonomy) => Some(taxonomy.clone()),
            OtherKind::NoFrontMatter | OtherKind::NoTaxonomy => None,
        };
        files.iter().filter_map(taxonomy).collect()
    }
}

/// What a file is that is no card.
#[derive(Debug, Clone, PartialEq)]
pub enum OtherKind {
    /// It does not begin with a fence.
    NoFrontMatter,
    /// A file among the taxonomies that is none.
    NoTaxonomy,
    /// A topic or an organization.
    Taxonomy(Taxonomy),
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
///
/// With a `spool`, what can be searched of bodies and links goes into it, and the segments know where it lies. A file
/// that is longer than a head is then read a second time, up to 8 MiB of its body.
pub fn scan(
    sources: &Sources,
    spool: Option<&Spool>,
    cancel: &AtomicBool,
    emit: &(dyn Fn(ScanEvent) + Sync),
) -> Outcome {
    let what = What { limit: HEAD_LIMIT, known: None, spool, now: SystemTime::now() };
    run(sources, what, cancel, emit)
}

/// As [`scan`], but reads only files that are not as they are known to be, going by their stamps. Batches hold the heads
/// of files that are new or have changed; which ones are gone is told by [`Known::gone`] in the end.
pub fn verify(
    sources: &Sources,
    known: &Known<'_>,
    spool: Option<&Spool>,
    cancel: &AtomicBool,
    emit: &(dyn Fn(ScanEvent) + Sync),
) -> Outcome {
    verify_at(sources, known, spool, SystemTime::now(), cancel, emit)
}

/// As [`scan`], but reads bodies too, up to 8 MiB each.
pub fn scan_whole(sources: &Sources, cancel: &AtomicBool, emit: &(dyn Fn(ScanEvent) + Sync)) -> Outcome {
    let what = What { limit: CARD_LIMIT, known: None, spool: None, now: SystemTime::now() };
    run(sources, what, cancel, emit)
}

/// As [`verify`] at another time, because nobody can change when a file was changed.
pub(super) fn verify_at(
    sources: &Sources,
    known: &Known<'_>,
    spool: Option<&Spool>,
    now: SystemTime,
    cancel: &AtomicBool,
    emit: &(dyn Fn(ScanEvent) + Sync),
) -> Outcome {
    run(sources, What { limit: HEAD_LIMIT, known: Some(known), spool, now }, cancel, emit)
}

/// What is read, and where it goes.
#[derive(Clone, Copy)]
struct What<'a> {
    limit: u64,
    known: Option<&'a Known<'a>>,
    spool: Option<&'a Spool>,
    now: SystemTime,
}

fn run(sources: &Sources, what: What<'_>, cancel: &AtomicBool, emit: &(dyn Fn(ScanEvent) + Sync)) -> Outcome {
    let What { limit, known, spool, now } = what;
    let collector = Collector::new(spool, cancel, emit);
    let mut earlier = Earlier::default();
    for (number, root) in sources.numbered() {
        let walk = Walk { number, root, earlier: &earlier, limit, known, now, cancel, collector: &collector };
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
pub(super) struct Earlier {
    folders: Vec<PathBuf>,
    files: HashSet<PathBuf>,
}

impl Earlier {
    pub(super) fn add(&mut self, root: &Root) {
        match &root.source {
            Source::Folder(_) => self.folders.push(root.folder.clone()),
            Source::File(_) => self.files.extend(root.file_name().map(|name| root.folder.join(name))),
            Source::Tour => {}
        }
    }

    /// Whether an earlier folder's walk came by here. It does not look into hidden folders.
    pub(super) fn has(&self, path: &Path) -> bool {
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
    known: Option<&'s Known<'s>>,
    /// When the walk began.
    now: SystemTime,
    cancel: &'s AtomicBool,
    collector: &'s Collector<'s>,
}

impl<'s> Walk<'s> {
    fn folder(self) {
        walk::walk(&self.root.folder, self.cancel, || self.visitor());
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
                FileKind::Card => visitor.read_card(PathBuf::from(path), bytes, Extent::default()),
                FileKind::Taxonomy => visitor.read_taxonomy(PathBuf::from(path), bytes, Extent::default()),
                FileKind::Other => {}
            }
        }
    }

    fn visitor(self) -> Visitor<'s> {
        Visitor::new(self)
    }
}

#[cfg(test)]
mod tests;
