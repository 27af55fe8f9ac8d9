//! Finds out what is true now where something stirred in the folders of a library: which files are new, changed or gone.
//! What tells of it is [`super::watch`]'s affair, and what follows from it, [`crate::app`]'s.

mod heads;
mod walk;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use heads::Heads;
use walk::Found;

use super::Sources;
use super::file::{self, Extent, Fault, HEAD_LIMIT};
use super::read::unreadable;
use super::scan::{Earlier, FileKind, is_hidden};
use super::source::{Root, Source};
use super::stamp::Facts;
use super::texts::Spool;
use crate::card::{HeadFile, HeadFlags, HeadReading, read_head, read_taxonomy};
use crate::library::{FileRef, HeadRef, Library, LibraryChange, Slot, Stirred};

/// What is looked at, and with what it is compared.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// Where the cards are.
    pub sources: &'a Sources,
    /// What was known.
    pub library: &'a Library,
    /// Where bodies and links go.
    pub spool: Option<&'a Spool>,
    /// Says which cards of the library have their files in the bin, and where there: these are not gone.
    pub binned: &'a dyn Fn() -> HashMap<FileRef, PathBuf>,
    /// Heads that are read anew though nothing stirred there, so that they lie together.
    pub scattered: &'a [Slot],
    /// Files that are taken as they are, even if they look half-written: they were given time.
    pub as_they_are: &'a BTreeSet<PathBuf>,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Looked {
    /// What became of files.
    pub change: LibraryChange,
    /// Files that somebody seems to be writing: empty, or without an end of their front matter, or broken. What was known
    /// of them holds until they are looked at again. Absolute.
    pub unfinished: BTreeSet<PathBuf>,
}

/// Looks at what stirred. Files that hold what the library says of them are passed by; of folders, everything below is
/// looked at.
///
/// A file that is gone while one of the same content is new was renamed: its head takes the place of the old one.
pub fn refresh(look: Look<'_>, stirred: &Stirred) -> Looked {
    let mut refresh = Refresh::new(look, *stirred == Stirred::Everything);
    let mut earlier = Earlier::default();
    for (number, root) in look.sources.numbered() {
        match &root.source {
            Source::Folder(_) => refresh.folder(Listing { number, root, earlier: &earlier }, stirred),
            Source::File(_) => refresh.file(Listing { number, root, earlier: &earlier }, stirred),
            Source::Tour => {}
        }
        earlier.add(root);
    }
    refresh.gather();
    refresh.finish()
}

/// A source, and those before it, which list what lies in both.
#[derive(Clone, Copy)]
struct Listing<'s> {
    number: u16,
    root: &'s Root,
    earlier: &'s Earlier,
}

/// A file that is looked at.
#[derive(Clone, Copy)]
struct At<'p, 'a> {
    root: u16,
    path: &'p Path,
    /// Its path under the source's folder.
    below: &'p Path,
    /// What the library has of it.
    before: Option<(Slot, HeadRef<'a>)>,
}

struct Refresh<'a> {
    look: Look<'a>,
    /// The heads of the library by their files, where so many are looked up that it is worth its while.
    by_file: Option<HashMap<(u16, &'a Path), Slot>>,
    /// Heads whose files were found.
    found: HashSet<Slot>,
    /// Heads that were read again.
    taken: HashSet<Slot>,
    /// Files that were read.
    read: HashSet<(u16, PathBuf)>,
    /// Heads of these files, and of all files below, are gone unless they were found.
    doubtful: HashSet<(u16, PathBuf)>,
    heads: Heads<'a>,
    looked: Looked,
    now: SystemTime,
    buffer: Vec<u8>,
}

impl<'a> Refresh<'a> {
    fn new(look: Look<'a>, everything: bool) -> Self {
        let by_file = everything.then(|| {
            let heads = look.library.heads();
            heads.map(|(slot, head)| ((head.root(), head.path()), slot)).collect()
        });
        Self {
            look,
            by_file,
            found: HashSet::new(),
            taken: HashSet::new(),
            read: HashSet::new(),
            doubtful: HashSet::new(),
            heads: Heads::new(look.spool),
            looked: Looked::default(),
            now: SystemTime::now(),
            buffer: Vec::new(),
        }
    }

    fn folder(&mut self, listing: Listing<'_>, stirred: &Stirred) {
        let folder = &listing.root.folder;
        let Stirred::Paths(paths) = stirred else { return self.at(listing, folder) };
        for path in paths {
            match path.strip_prefix(folder) {
                Ok(below) if below.iter().any(is_hidden) || listing.earlier.has(path) => {}
                Ok(_) => self.at(listing, path),
                // The folder itself may have gone with one above it.
                Err(_) if folder.starts_with(path) => self.at(listing, folder),
                Err(_) => {}
            }
        }
    }

    fn file(&mut self, listing: Listing<'_>, stirred: &Stirred) {
        let Some(name) = listing.root.file_name() else { return };
        let path = listing.root.folder.join(&name);
        let is_meant = match stirred {
            Stirred::Paths(paths) => path.ancestors().any(|above| paths.contains(above)),
            Stirred::Everything => true,
        };
        let is_listed_elsewhere = listing.earlier.has(&path) && FileKind::of(&name) != FileKind::Other;
        if is_meant && !is_listed_elsewhere {
            match path.symlink_metadata() {
                Ok(metadata) if metadata.is_file() => self.card(listing, &path, None),
                _ => drop(self.doubtful.insert((listing.number, name))),
            }
        }
    }

    /// Looks at what is at `path`, which the source would list.
    fn at(&mut self, listing: Listing<'_>, path: &Path) {
        let Ok(below) = path.strip_prefix(&listing.root.folder) else { return };
        match path.symlink_metadata() {
            Ok(metadata) if metadata.is_file() => self.regular(listing, path, None),
            found => {
                self.doubtful.insert((listing.number, below.to_path_buf()));
                if found.is_ok_and(|metadata| metadata.is_dir()) {
                    self.below(listing, path);
                }
            }
        }
    }

    /// Looks at all files below a folder. Those whose metadata says that they are as they were are not opened.
    fn below(&mut self, listing: Listing<'_>, folder: &Path) {
        for Found { path, metadata } in walk::files(folder, |path| !listing.earlier.has(path)) {
            self.regular(listing, &path, Some(&metadata));
        }
    }

    fn regular(&mut self, listing: Listing<'_>, path: &Path, metadata: Option<&Metadata>) {
        match path.strip_prefix(&listing.root.folder).map(FileKind::of) {
            Ok(FileKind::Card) => self.card(listing, path, metadata),
            Ok(FileKind::Taxonomy) => self.taxonomy(listing, path),
            Ok(FileKind::Other) | Err(_) => {}
        }
    }

    fn card(&mut self, listing: Listing<'_>, path: &Path, metadata: Option<&Metadata>) {
        let Ok(below) = path.strip_prefix(&listing.root.folder) else { return };
        let at = At { root: listing.number, path, below, before: self.known(listing.number, below) };
        if let Some((slot, head)) = at.before {
            let is_same = |metadata| head.stamp().is_same(Facts::new(metadata, None).stamp(self.now));
            if metadata.is_some_and(is_same) {
                self.found.insert(slot);
                return;
            }
        }
        if self.read.insert((at.root, below.to_path_buf())) {
            let mut buffer = std::mem::take(&mut self.buffer);
            self.read(at, &mut buffer);
            self.buffer = buffer;
        }
    }

    fn read(&mut self, at: At<'_, 'a>, buffer: &mut Vec<u8>) {
        let (card, extent) = match file::read(at.path, HEAD_LIMIT, buffer) {
            Ok(extent) => {
                if let Some((slot, _)) =
                    at.before.filter(|(_, head)| head.stamp().has_same_content(extent.facts.stamp(self.now)))
                {
                    self.found.insert(slot);
                    return;
                }
                match read_head(buffer) {
                    HeadReading::Card(card) => (*card, extent),
                    HeadReading::Taxonomy(taxonomy, _) => {
                        self.looked.change.taxonomies.push(taxonomy);
                        return self.no_card(at);
                    }
                    HeadReading::Skipped(_) if at.before.is_some() && self.waits(at) => return,
                    HeadReading::Skipped(_) => return self.no_card(at),
                }
            }
            Err(Fault::Gone | Fault::NotRegular) => return self.no_card(at),
            Err(Fault::Io(error)) => {
                buffer.clear();
                (unreadable(&error), Extent::default())
            }
        };
        if !(card.broken && self.waits(at)) {
            self.take(at, card, extent, buffer);
        }
    }

    /// A card is there that is new, or another than before.
    fn take(&mut self, at: At<'_, 'a>, mut card: HeadFile, extent: Extent, bytes: &[u8]) {
        let before = at.before.map(|(slot, _)| slot);
        self.found.extend(before);
        self.taken.extend(before);
        let whole = extent.cut.then_some(at.path);
        card.place(at.root, at.below.to_path_buf(), extent.cut);
        self.heads.push(&card.head, extent.facts.stamp(self.now), before, |texts| {
            texts.push(&card, bytes, whole);
        });
    }

    /// Whether a file that looks half-written is given time: unless it looked so before, or had its time.
    fn waits(&mut self, at: At<'_, 'a>) -> bool {
        let was_good = at.before.is_none_or(|(_, head)| !head.flags().has(HeadFlags::BROKEN));
        let waits = was_good && !self.look.as_they_are.contains(at.path);
        if waits {
            self.looked.unfinished.insert(at.path.to_path_buf());
            self.found.extend(at.before.map(|(slot, _)| slot));
        }
        waits
    }

    /// No card is there, whatever else is.
    fn no_card(&mut self, at: At<'_, 'a>) {
        self.doubtful.insert((at.root, at.below.to_path_buf()));
    }

    fn taxonomy(&mut self, listing: Listing<'_>, path: &Path) {
        let Ok(below) = path.strip_prefix(&listing.root.folder) else { return };
        let is_new = self.read.insert((listing.number, below.to_path_buf()));
        if is_new && file::read(path, HEAD_LIMIT, &mut self.buffer).is_ok() {
            self.looked.change.taxonomies.extend(read_taxonomy(&self.buffer).0);
        }
    }

    /// Reads scattered heads anew. What is no whole card at this moment stays where it is, and is looked at once more.
    fn gather(&mut self) {
        for slot in self.look.scattered {
            let library = self.look.library;
            let current = library.current(*slot).filter(|slot| !self.taken.contains(slot));
            let Some((slot, head)) = current.and_then(|slot| Some((slot, library.head(slot)?))) else { continue };
            if let Some(root) = self.look.sources.root(head.root()) {
                let path = root.folder.join(head.path());
                self.read_anew(&path, slot, head, false);
                if !self.taken.contains(&slot) && !head.flags().has(HeadFlags::BROKEN) {
                    self.looked.unfinished.insert(path);
                }
            }
        }
    }

    /// Reads a card of the library from where it lies now; if `other`, only if its content is another one. What is no
    /// whole card at this moment stays what it was.
    fn read_anew(&mut self, path: &Path, slot: Slot, head: HeadRef<'a>, other: bool) {
        let mut buffer = std::mem::take(&mut self.buffer);
        if let Ok(extent) = file::read(path, HEAD_LIMIT, &mut buffer)
            && !(other && head.stamp().has_same_content(extent.facts.stamp(self.now)))
            && let HeadReading::Card(card) = read_head(&buffer)
            && !card.broken
        {
            let at = At { root: head.root(), path, below: head.path(), before: Some((slot, head)) };
            self.take(at, *card, extent, &buffer);
        }
        self.buffer = buffer;
    }

    /// The library's head of a file.
    fn known(&self, root: u16, path: &Path) -> Option<(Slot, HeadRef<'a>)> {
        let library = self.look.library;
        let slot = match &self.by_file {
            Some(by_file) => by_file.get(&(root, path)).copied(),
            None => library.by_path(root, path),
        };
        slot.and_then(|slot| Some((slot, library.head(slot)?)))
    }

    fn finish(mut self) -> Looked {
        let gone = self.gone();
        let (fresh, gone) = self.heads.finish(self.look.library, gone);
        self.looked.change.fresh = fresh;
        self.looked.change.gone = gone;
        self.looked
    }

    /// Heads that were in doubt and not found.
    fn gone(&mut self) -> Vec<Slot> {
        let library = self.look.library;
        let mut gone = Vec::new();
        let mut folders = HashSet::new();
        for (root, path) in std::mem::take(&mut self.doubtful) {
            // What is listed as a file has nothing below it.
            match self.known(root, &path) {
                Some((slot, _)) => gone.push(slot),
                None => drop(folders.insert((root, path))),
            }
        }
        if !folders.is_empty() {
            let is_below = |head: HeadRef<'_>| {
                let mut above = head.path().ancestors().skip(1);
                above.any(|folder| folders.contains(&(head.root(), folder.to_path_buf())))
            };
            gone.extend(library.heads().filter(|(_, head)| is_below(*head)).map(|(slot, _)| slot));
        }
        gone.retain(|slot| !self.found.contains(slot));
        if !gone.is_empty() {
            let binned = (self.look.binned)();
            let heads = gone.iter().filter_map(|slot| Some((*slot, library.head(*slot)?)));
            let (in_bin, lost): (Vec<_>, Vec<_>) =
                heads.map(|(slot, head)| (slot, head, binned.get(&head.file()))).partition(|(.., path)| path.is_some());
            gone = lost.into_iter().map(|(slot, ..)| slot).collect();
            for (slot, head, path) in in_bin {
                // It may have changed just before.
                if let Some(path) = path {
                    self.read_anew(path, slot, head, true);
                }
            }
        }
        gone.sort_unstable();
        gone.dedup();
        gone
    }
}
