//! Goes through a folder that stirred and everything below it, file by file, without opening any. What becomes of them is
//! decided in [`super`].

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use super::super::scan::is_hidden;

/// A regular file.
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) metadata: Metadata,
}

/// The regular files below `folder` that are not hidden, as far as `is_wanted` says of them and of the folders on the
/// way. What goes away meanwhile, or cannot be looked at, is left out.
pub(super) fn files(folder: &Path, is_wanted: impl Fn(&Path) -> bool) -> impl Iterator<Item = Found> {
    let mut folders = vec![folder.to_path_buf()];
    let mut entries: Option<fs::ReadDir> = None;
    std::iter::from_fn(move || {
        loop {
            let Some(entry) = entries.as_mut().and_then(Iterator::next) else {
                entries = fs::read_dir(folders.pop()?).ok();
                continue;
            };
            let Ok(entry) = entry else { continue };
            let Ok(kind) = entry.file_type() else { continue };
            let path = entry.path();
            if is_hidden(&entry.file_name()) || !is_wanted(&path) {
                continue;
            }
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file()
                && let Ok(metadata) = entry.metadata()
            {
                return Some(Found { path, metadata });
            }
        }
    })
}
