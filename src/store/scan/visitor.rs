//! What becomes of each file and folder that a walk comes by. Which of them it comes by is decided in [`super`]; what a
//! card says, in [`crate::card`].

use std::ffi::OsStr;
use std::fs::FileType;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::batch::Batcher;
use super::kind::{self, FileKind};
use super::walk::Visit;
use super::{FileProblem, OtherFile, OtherKind, Walk};
use crate::card::{HeadFile, HeadFlags, HeadReading, Problem, Skip, read_head, read_taxonomy};
use crate::library::{FileRef, Stamp};
use crate::store::file::{self, Extent, Fault, HEAD_LIMIT};
use crate::store::read::unreadable;
use crate::store::source::shown_path;
use crate::store::stamp::Facts;

/// One thread's part of the walk. What it still holds in the end goes out when it is dropped.
pub(super) struct Visitor<'s> {
    walk: Walk<'s>,
    batch: Batcher<'s>,
    buffer: Vec<u8>,
}

impl Visit for Visitor<'_> {
    fn folder(&mut self, path: &Path, name: &OsStr) -> bool {
        !self.is_hidden(path, name) && !self.walk.earlier.has(path)
    }

    fn file(&mut self, folder: &Path, name: &OsStr, kind: FileType) {
        let path = folder.join(name);
        if self.is_hidden(&path, name) {
            return;
        }
        if !kind.is_file() {
            self.batch.census().not_regular += 1;
        } else if !self.walk.earlier.has(&path)
            && let Ok(below) = path.strip_prefix(&self.walk.root.folder)
        {
            match FileKind::of(below) {
                FileKind::Card | FileKind::Taxonomy if self.is_known(&path, below) => {}
                FileKind::Card => self.card(below.to_path_buf()),
                FileKind::Taxonomy => self.taxonomy(below.to_path_buf()),
                FileKind::Other => {}
            }
        }
    }

    fn failed(&mut self, folder: &Path, error: &io::Error) {
        if error.kind() == ErrorKind::NotFound && folder != self.walk.root.folder {
            self.batch.vanished();
        } else {
            let (path, reason) = (shown_path(folder), file::reason(error));
            self.batch.fail(&format!("{path} cannot be read: {reason}; cards in it are missing"));
        }
    }
}

impl<'s> Visitor<'s> {
    pub(super) fn new(walk: Walk<'s>) -> Self {
        Self { walk, batch: walk.collector.batcher(), buffer: Vec::new() }
    }

    /// Counts what is hidden.
    fn is_hidden(&mut self, path: &Path, name: &OsStr) -> bool {
        let is_hidden = kind::is_hidden(name);
        if is_hidden {
            self.batch.census().hidden += 1;
            #[cfg(unix)]
            if crate::store::edit::is_temp(name) {
                self.batch.leftover(path);
            }
            #[cfg(not(unix))]
            let _ = path;
        }
        is_hidden
    }

    /// Counts a file that is as it was when it was read last, if it is.
    fn is_known(&mut self, absolute: &Path, path: &Path) -> bool {
        let Some(known) = self.walk.known else { return false };
        let walk_now = self.walk.now;
        let now = || Some(Facts::new(&absolute.symlink_metadata().ok()?, None).stamp(walk_now));
        if let Some(place) = known.card(self.walk.number, path) {
            let facts = now().and_then(|stamp| known.is_same(place, stamp));
            if let Some(facts) = facts {
                let census = self.batch.census();
                census.cards += 1;
                census.broken += usize::from(facts.has(HeadFlags::BROKEN));
                census.with_problems += usize::from(facts.has(HeadFlags::PROBLEMS));
            }
            return facts.is_some();
        }
        let file = FileRef { root: self.walk.number, path: path.to_path_buf() };
        let other = known.other(&file).filter(|other| now().is_some_and(|stamp| other.stamp.is_same(stamp)));
        if let Some(other) = other {
            self.count_other(&other.kind);
            self.batch.other(other.clone());
        }
        other.is_some()
    }

    fn count_other(&mut self, kind: &OtherKind) {
        match kind {
            OtherKind::NoFrontMatter => self.batch.census().without_front_matter += 1,
            OtherKind::Taxonomy(_) => self.batch.census().taxonomies += 1,
            OtherKind::NoTaxonomy => {}
        }
    }

    /// Notes a file that is no card. One with problems is looked at again each time, so that they are told.
    fn other(&mut self, path: PathBuf, stamp: Stamp, kind: OtherKind, problems: Vec<Problem>) {
        self.count_other(&kind);
        if let OtherKind::Taxonomy(taxonomy) = &kind {
            self.batch.taxonomy(taxonomy.clone());
        }
        let stamp = if problems.is_empty() { stamp } else { Stamp::UNKNOWN };
        self.batch.other(OtherFile { file: FileRef { root: self.walk.number, path: path.clone() }, stamp, kind });
        self.problems(path, problems);
    }

    pub(super) fn card(&mut self, path: PathBuf) {
        let mut buffer = std::mem::take(&mut self.buffer);
        match file::read(&self.walk.root.folder.join(&path), self.walk.limit, &mut buffer) {
            Ok(extent) => self.read_card(path, &buffer, extent),
            Err(fault) => self.unread(path, fault),
        }
        self.keep(buffer);
    }

    fn taxonomy(&mut self, path: PathBuf) {
        let mut buffer = std::mem::take(&mut self.buffer);
        match file::read(&self.walk.root.folder.join(&path), HEAD_LIMIT, &mut buffer) {
            Ok(extent) => self.read_taxonomy(path, &buffer, extent),
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

    pub(super) fn read_card(&mut self, path: PathBuf, bytes: &[u8], extent: Extent) {
        match read_head(bytes) {
            HeadReading::Card(card) => self.head(path, *card, bytes, extent),
            HeadReading::Taxonomy(taxonomy, problems) => {
                self.other(path, extent.facts.stamp(self.walk.now), OtherKind::Taxonomy(taxonomy), problems);
            }
            HeadReading::Skipped(Skip::NoFrontMatter) => {
                self.other(path, extent.facts.stamp(self.walk.now), OtherKind::NoFrontMatter, Vec::new());
            }
        }
    }

    pub(super) fn read_taxonomy(&mut self, path: PathBuf, bytes: &[u8], extent: Extent) {
        let (taxonomy, problems) = read_taxonomy(bytes);
        let kind = taxonomy.map_or(OtherKind::NoTaxonomy, OtherKind::Taxonomy);
        self.other(path, extent.facts.stamp(self.walk.now), kind, problems);
    }

    /// A file that is there and cannot be read is listed all the same, with the reason.
    fn unread(&mut self, path: PathBuf, fault: Fault) {
        match fault {
            Fault::NotRegular => self.batch.census().not_regular += 1,
            Fault::Gone => self.batch.vanished(),
            Fault::Io(error) => {
                self.head(path, unreadable(&error), &[], Extent::default());
            }
        }
    }

    fn head(&mut self, path: PathBuf, mut card: HeadFile, bytes: &[u8], extent: Extent) {
        let Extent { cut, facts } = extent;
        let census = self.batch.census();
        census.cards += 1;
        census.broken += usize::from(card.broken);
        census.with_problems += usize::from(!card.problems.is_empty());
        if let Some(known) = self.walk.known
            && let Some(place) = known.card(self.walk.number, &path)
        {
            known.has_changed(place);
        }
        let whole = cut.then(|| self.walk.root.folder.join(&path));
        let problems = std::mem::take(&mut card.problems);
        if !problems.is_empty() {
            self.problems(path.clone(), problems);
        }
        card.place(self.walk.number, path, cut);
        self.batch.head(&card.head, facts.stamp(self.walk.now), |texts| texts.push(&card, bytes, whole.as_deref()));
    }

    fn problems(&mut self, path: PathBuf, problems: Vec<Problem>) {
        if !problems.is_empty() {
            let file = FileRef { root: self.walk.number, path };
            self.batch.problems(problems.into_iter().map(|problem| FileProblem { file: file.clone(), problem }));
        }
    }
}
