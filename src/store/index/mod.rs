//! The index: the heads and searchable texts of a library on disk, so that the next start reads a few files instead of
//! every card. It lies in the cache folder and can be deleted at any time. Whether it still says what the files say is
//! found out in [`mod@super::scan`].
//!
//! ```text
//! index/<hash of the sources>/manifest         which segments there are, which of their rows are dead, what is no card
//!                             <checksum>.seg   up to 4,096 heads and their texts; never changes once it is there
//!                             lock             held by whoever writes
//! ```
//!
//! A segment is made under another name and renamed, and the manifest after it, so that a reader finds the old index or
//! the new one, whole. Nothing is synced: what a power failure leaves behind has another checksum, and what has another
//! checksum, version or library is not believed. A segment that is missing or damaged costs the reading of its cards.
//! One reader writes at a time; another one that would like to leaves it.
//!
//! A changed file makes one row of a segment dead, and a new small segment with it; small ones are joined when there are
//! eight, and those that are dead for a quarter are made anew. The newest cards come first, so that what a list by date
//! begins with is read first: 4 MB for the first 4,096.
//!
//! Decoding is `postcard`'s work. SQLite, which has the state, was no match: 100,000 rows of these columns take it 0.2 s
//! to hand over one by one, before they are in columns.

mod manifest;
mod open;
mod plan;
mod sealed;
mod segment_file;
#[cfg(test)]
mod tests;
mod write;

use std::fs::{File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::Xxh3;

pub use open::{Indexed, Opened};
pub use write::Contents;

use super::Sources;
use super::source::shown_path;
use crate::card::SafeText;
use crate::store::file::{self, Fault, reason};

/// Name of the manifest's file.
const MANIFEST: &str = "manifest";
/// Ending of the files of segments.
const SEGMENT: &str = "seg";

/// Where the indexes of libraries are.
#[derive(Debug)]
pub struct Index {
    /// `None` when the system has no place for what can be made again.
    folder: Option<PathBuf>,
}

/// Why an index is not believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Doubt {
    /// There is none, or a part of it is not there any more.
    #[error("there is none")]
    Missing,
    /// It is not what was written.
    #[error("it is damaged")]
    Damaged,
    /// Another version of the program has written it.
    #[error("another version of copydesk has written it")]
    OtherVersion,
    /// It was made of other folders.
    #[error("it is another library's")]
    OtherLibrary,
    /// What the system says.
    #[error("it cannot be read: {0}")]
    Unreadable(SafeText),
}

impl Doubt {
    fn unreadable(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            _ => Self::Unreadable(SafeText::line(&reason(error))),
        }
    }
}

/// Opens a file of an index. Whatever else has its name is no index.
fn open(path: &Path) -> Result<(File, Metadata), Doubt> {
    file::open_regular(path).map_err(|fault| match fault {
        Fault::Gone => Doubt::Missing,
        Fault::NotRegular => Doubt::Damaged,
        Fault::Io(error) => Doubt::unreadable(&error),
    })
}

/// Why an index was not written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the index in {folder} cannot be written, so the next start reads every card again: {reason}")]
pub struct IndexError {
    folder: SafeText,
    reason: SafeText,
}

impl IndexError {
    fn new(folder: &Path, error: &io::Error) -> Self {
        Self { folder: shown_path(folder), reason: SafeText::line(&reason(error)) }
    }
}

impl Index {
    /// Indexes in the folder `cache`, which is made when it is needed.
    pub fn new(cache: Option<PathBuf>) -> Self {
        Self { folder: cache.map(|cache| cache.join("index")) }
    }

    /// Where the index of a library is. What is no folder needs none.
    fn folder_of(&self, sources: &Sources) -> Option<PathBuf> {
        if !sources.has_folder() {
            return None;
        }
        let key = manifest::key(sources);
        let mut hasher = Xxh3::new();
        for part in &key {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Some(self.folder.as_ref()?.join(format!("{:032x}", hasher.digest128())))
    }
}
