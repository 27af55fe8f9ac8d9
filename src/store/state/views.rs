//! Views that were saved from the program: `views.yaml` in the state folder, names and queries. What a query means is
//! [`crate::query`]'s affair.

use std::fs::{self, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::files::{Files, own};
use super::replace::replace;
use super::shown;
use crate::card::SafeText;
use crate::store::file::reason;

/// The layout of the file that is written and read here.
const VERSION: u32 = 1;
/// Far more than anybody saves.
const LONGEST: u64 = 1024 * 1024;

/// The file.
#[derive(Debug, Clone)]
pub struct ViewsFile {
    /// `None` when the system has no place for state.
    folder: Option<PathBuf>,
}

/// Why saved views cannot be read or written. The file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ViewsError {
    /// There is nowhere to keep them.
    #[error("views cannot be saved: this system has no place for state; name one with --state-dir")]
    NoPlace,
    /// The file cannot be read, or is none of ours.
    #[error("saved views are left out: {path}: {reason}; mend or remove that file")]
    Unreadable {
        /// The file.
        path: SafeText,
        /// What is wrong.
        reason: SafeText,
    },
    /// It cannot be written.
    #[error("the views are not saved: {path}: {reason}")]
    Unwritable {
        /// The file.
        path: SafeText,
        /// What the system says.
        reason: SafeText,
    },
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Saved {
    version: u32,
    /// In the order in which they were saved first.
    views: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    query: String,
}

impl ViewsFile {
    /// The file in this state folder.
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self { folder }
    }

    /// Names and queries, in the order in which they were saved.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn read(&self) -> Result<Vec<(String, String)>, ViewsError> {
        let Some(path) = self.path() else { return Ok(Vec::new()) };
        Ok(read(&path)?.views.into_iter().map(|view| (view.name, view.query)).collect())
    }

    /// Saves a view, or, without a query, forgets it. What other programs saved meanwhile stays.
    ///
    /// # Errors
    /// When that cannot be written, or what is there cannot be read; the file is as it was.
    pub fn keep(&self, name: &str, query: Option<&str>) -> Result<(), ViewsError> {
        let path = self.path().ok_or(ViewsError::NoPlace)?;
        let unwritable =
            |error: &io::Error| ViewsError::Unwritable { path: shown(&path), reason: SafeText::line(&reason(error)) };
        let _lock = lock(&path).map_err(|error| unwritable(&error))?;
        let mut saved = read(&path)?;
        let is_it = |view: &Entry| view.name.to_lowercase() == name.to_lowercase();
        match (saved.views.iter_mut().find(|view| is_it(view)), query) {
            (Some(view), Some(query)) => query.clone_into(&mut view.query),
            (None, Some(query)) => saved.views.push(Entry { name: name.to_owned(), query: query.to_owned() }),
            (_, None) => saved.views.retain(|view| !is_it(view)),
        }
        let text = serde_yaml::to_string(&saved).map_err(|error| unwritable(&io::Error::other(error)))?;
        replace(&path, &text).map_err(|error| unwritable(&error))
    }

    fn path(&self) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join("views.yaml"))
    }
}

/// One program at a time changes the file.
fn lock(path: &Path) -> io::Result<fs::File> {
    Files::prepare(path.parent().unwrap_or(Path::new("."))).map_err(io::Error::other)?;
    let lock = own(OpenOptions::new().write(true).create(true).truncate(false)).open(path.with_extension("lock"))?;
    lock.lock()?;
    Ok(lock)
}

fn read(path: &Path) -> Result<Saved, ViewsError> {
    let unreadable = |reason: &str| ViewsError::Unreadable { path: shown(path), reason: SafeText::line(reason) };
    let mut text = String::new();
    match fs::File::open(path).and_then(|file| file.take(LONGEST).read_to_string(&mut text)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Saved { version: VERSION, views: Vec::new() }),
        Err(error) => Err(unreadable(&reason(&error))),
        Ok(_) => match serde_yaml::from_str::<Saved>(&text) {
            Ok(saved) if saved.version == VERSION => Ok(saved),
            Ok(saved) => {
                Err(unreadable(&format!("it is of version {}, and this program knows {VERSION}", saved.version)))
            }
            Err(error) => Err(unreadable(&error.to_string())),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn views_are_saved_changed_and_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let file = ViewsFile::new(Some(folder.path().to_path_buf()));
        assert_eq!(file.read().unwrap(), []);
        file.keep("To read", Some("is:unread \"a: b\"")).unwrap();
        file.keep("Other", Some("x")).unwrap();
        ViewsFile::new(Some(folder.path().to_path_buf())).keep("to READ", Some("y # z")).unwrap();
        let view = |name: &str, query: &str| (name.to_owned(), query.to_owned());
        assert_eq!(file.read().unwrap(), [view("To read", "y # z"), view("Other", "x")]);
        file.keep("to read", None).unwrap();
        assert_eq!(file.read().unwrap(), [view("Other", "x")]);
    }

    #[test]
    fn a_file_that_is_none_of_ours_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let file = ViewsFile::new(Some(folder.path().to_path_buf()));
        let path = folder.path().join("views.yaml");
        for text in ["version: 2\nviews: []\n", "not: [", "views: 1"] {
            fs::write(&path, text).unwrap();
            assert!(file.read().is_err() && file.keep("x", Some("y")).is_err());
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert!(matches!(ViewsFile::new(None).keep("x", Some("y")), Err(ViewsError::NoPlace)));
    }
}
