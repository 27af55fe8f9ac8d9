//! Where a card's file really lies, and its bytes with everything needed to notice that they changed.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

use rustix::io::Errno;

use super::folder::{Folder, Stamp};
use super::{Fingerprint, READING, SaveError};
use crate::card::SafeText;
use crate::library::FileRef;
use crate::store::file::CARD_LIMIT;
use crate::store::{Sources, shown_path};

/// A file in a library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The library folder, absolute and without symbolic links. Nothing outside it is written.
    pub root: PathBuf,
    /// The file, from there.
    pub path: PathBuf,
}

impl Place {
    /// The place of a card; `None` for cards of the tour, which are no files.
    pub fn of(sources: &Sources, file: &FileRef) -> Option<Self> {
        sources.locate(file)?.absolute?;
        let root = sources.root(file.root)?.folder.clone();
        Some(Self { root, path: file.path.clone() })
    }

    /// The path of the file.
    pub fn absolute(&self) -> PathBuf {
        self.root.join(&self.path)
    }

    pub(super) fn shown(&self) -> SafeText {
        shown_path(&self.absolute())
    }
}

/// A file by its name in an open folder.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) folder: Folder,
    pub(super) name: OsString,
    /// Without symbolic links.
    pub(super) path: PathBuf,
    pub(super) shown: SafeText,
}

/// A file as it was at one moment.
#[derive(Debug)]
pub(super) struct Snapshot {
    pub(super) file: File,
    pub(super) stamp: Stamp,
    pub(super) bytes: Vec<u8>,
    pub(super) print: Fingerprint,
}

impl Target {
    /// Follows symbolic links as long as they stay below the library folder.
    pub(super) fn find(place: &Place) -> Result<Self, SaveError> {
        let shown = place.shown();
        let failed = |error: io::Error| SaveError::io(&shown, READING, &error);
        let real = place.absolute().canonicalize().map_err(failed)?;
        // The folder is without links when the caller says so; who gave us one with links means where it leads.
        let root = place.root.canonicalize().map_err(failed)?;
        let Ok(below) = real.strip_prefix(&root) else { return Err(SaveError::Outside(shown)) };
        Self::below(&root, below, &shown, false)
    }

    /// The file itself, which need not be there. A symbolic link anywhere below `root` is refused; folders that are
    /// missing are made if so wanted.
    pub(super) fn exact(place: &Place, make: bool) -> Result<Self, SaveError> {
        Self::below(&place.root, &place.path, &place.shown(), make)
    }

    fn below(root: &Path, path: &Path, shown: &SafeText, make: bool) -> Result<Self, SaveError> {
        let failed = |error: io::Error| SaveError::io(shown, READING, &error);
        let mut names = Vec::new();
        for part in path.components() {
            let Component::Normal(name) = part else { return Err(SaveError::Outside(shown.clone())) };
            names.push(name);
        }
        let Some((name, folders)) = names.split_last() else { return Err(SaveError::NotRegular(shown.clone())) };
        let mut folder = Folder::open(root).map_err(failed)?;
        for name in folders {
            // Folder by folder, following nothing: what was no link a moment ago is none now either.
            folder = match folder.below(name) {
                Err(error) if make && error.kind() == ErrorKind::NotFound => {
                    folder.make(name).and_then(|()| folder.sync()).and_then(|()| folder.below(name)).map_err(failed)?
                }
                Err(error) if is_link(&error) => return Err(SaveError::Outside(shown.clone())),
                outcome => outcome.map_err(failed)?,
            };
        }
        Ok(Self { folder, name: (*name).to_owned(), path: root.join(path), shown: shown.clone() })
    }

    /// Reads the file whole.
    pub(super) fn snapshot(&self) -> Result<Snapshot, SaveError> {
        self.snapshot_of(&self.name)
    }

    /// Reads a file of the same folder whole.
    pub(super) fn snapshot_of(&self, name: &OsStr) -> Result<Snapshot, SaveError> {
        let failed = |error: io::Error| match error {
            error if is_link(&error) => SaveError::NotRegular(self.shown.clone()),
            error => SaveError::io(&self.shown, READING, &error),
        };
        let mut file = self.folder.read(name).map_err(failed)?;
        let Some(stamp) = Stamp::of_regular(&file).map_err(failed)? else {
            return Err(SaveError::NotRegular(self.shown.clone()));
        };
        if stamp.size > CARD_LIMIT {
            return Err(SaveError::TooLarge(self.shown.clone()));
        }
        let bytes = read_all(&mut file).map_err(failed)?;
        if bytes.len() as u64 > CARD_LIMIT {
            return Err(SaveError::TooLarge(self.shown.clone()));
        }
        let print = Fingerprint::of(&bytes);
        Ok(Snapshot { file, stamp, bytes, print })
    }
}

/// At most one byte more than a card may have.
pub(super) fn read_all(file: &mut File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(CARD_LIMIT + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A symbolic link where none is followed, or a folder was expected.
fn is_link(error: &io::Error) -> bool {
    let code = error.raw_os_error();
    [Errno::LOOP, Errno::NOTDIR, Errno::NXIO].iter().any(|errno| code == Some(errno.raw_os_error()))
}
