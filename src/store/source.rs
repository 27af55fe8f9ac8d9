//! Which folders and files make up the library, in the order the user named them, and where a card's file lies.
//! What is in them is found in [`mod@super::scan`].

use std::path::{Path, PathBuf};

use crate::card::SafeText;
use crate::library::FileRef;

/// Where cards come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Every card in this folder and below.
    Folder(PathBuf),
    /// One card.
    File(PathBuf),
    /// The built-in library.
    Tour,
}

/// The sources of one library. A head's `root` is an index into this list.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    roots: Vec<Root>,
}

/// A source that was found.
#[derive(Debug, Clone)]
pub(super) struct Root {
    pub(super) source: Source,
    /// The folder, or the folder of the file, as the user wrote it.
    given: PathBuf,
    /// The same folder, absolute and without symbolic links; `tour:` for the tour.
    pub(super) folder: PathBuf,
}

/// Where a card's file lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// As the user would write it. Byte-exact: show it through [`shown_path`].
    pub given: PathBuf,
    /// For opening the file. `None` for cards of the tour, which are no files.
    pub absolute: Option<PathBuf>,
}

/// Why something cannot be a library.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    /// Nothing has this path.
    #[error("there is no file or folder {0}")]
    Missing(SafeText),
    /// It is there, but the system does not let us look at it.
    #[error("{path} cannot be opened: {reason}")]
    Unreadable {
        /// What was asked for.
        path: SafeText,
        /// What the system says.
        reason: SafeText,
    },
    /// A pipe, a device or the like.
    #[error("{0} is neither a folder nor a regular file")]
    NotRegular(SafeText),
    /// Heads number their sources with sixteen bits.
    #[error("a library has at most 65,535 folders; {0} were named")]
    TooMany(usize),
}

/// The path as it may be shown: one line, nothing a terminal obeys. Two paths can look the same; never open this one.
pub fn shown_path(path: &Path) -> SafeText {
    SafeText::path(path)
}

impl Sources {
    /// Finds out what each path is.
    ///
    /// # Errors
    /// One sentence about the first path that is neither a folder nor a regular file, or cannot be looked at.
    pub fn find(paths: &[PathBuf]) -> Result<Self, SourceError> {
        if paths.len() > usize::from(u16::MAX) {
            return Err(SourceError::TooMany(paths.len()));
        }
        let roots = paths.iter().map(|path| Root::find(path)).collect::<Result<_, _>>()?;
        Ok(Self { roots })
    }

    /// The built-in library.
    pub fn tour() -> Self {
        let folder = PathBuf::from("tour:");
        Self { roots: vec![Root { source: Source::Tour, given: folder.clone(), folder }] }
    }

    /// The sources, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.roots.iter().map(|root| &root.source)
    }

    /// Whether there is a folder among them: single files and the built-in library are read in no time.
    pub fn has_folder(&self) -> bool {
        self.iter().any(|source| matches!(source, Source::Folder(_)))
    }

    /// The library in a few words: the name of its folder, and how many more there are.
    pub fn name(&self) -> SafeText {
        let Some(first) = self.roots.first() else { return SafeText::line("nothing") };
        let name = match &first.source {
            Source::Tour => return SafeText::line("the tour"),
            Source::Folder(_) => first.folder.file_name().map(PathBuf::from),
            Source::File(_) => first.file_name(),
        };
        let name = shown_path(name.as_deref().unwrap_or(&first.folder));
        match self.roots.len() {
            1 => name,
            more => SafeText::line(&format!("{name} and {} more", more - 1)),
        }
    }

    /// The folders that heads' paths start from, absolute and without symbolic links; `tour:` for the tour.
    pub fn folders(&self) -> Vec<PathBuf> {
        self.roots.iter().map(|root| root.folder.clone()).collect()
    }

    /// Where a card's file lies; `None` when it belongs to no source here.
    pub fn locate(&self, file: &FileRef) -> Option<Location> {
        let root = self.root(file.root)?;
        let absolute = (root.source != Source::Tour).then(|| root.folder.join(&file.path));
        Some(Location { given: root.given.join(&file.path), absolute })
    }

    /// What a file is called here, given its absolute path without symbolic links; `None` when it belongs to no source.
    pub fn file_ref(&self, file: &Path) -> Option<FileRef> {
        self.numbered().find_map(|(number, root)| {
            let path = file.strip_prefix(&root.folder).ok()?.to_path_buf();
            let belongs = match &root.source {
                Source::Folder(_) => true,
                Source::File(_) => root.file_name().is_some_and(|name| name == path),
                Source::Tour => false,
            };
            belongs.then_some(FileRef { root: number, path })
        })
    }

    /// Path of the one card of source `number`, under its folder; `None` when it is a folder or the tour.
    pub fn file_name(&self, number: u16) -> Option<PathBuf> {
        self.root(number)?.file_name()
    }

    /// The sources with their numbers.
    pub(super) fn numbered(&self) -> impl Iterator<Item = (u16, &Root)> {
        (0..=u16::MAX).zip(&self.roots)
    }

    pub(super) fn root(&self, number: u16) -> Option<&Root> {
        self.roots.get(usize::from(number))
    }
}

impl Root {
    fn find(path: &Path) -> Result<Self, SourceError> {
        let unreadable = |error: &std::io::Error| match error.kind() {
            std::io::ErrorKind::NotFound => SourceError::Missing(shown_path(path)),
            kind => SourceError::Unreadable { path: shown_path(path), reason: SafeText::line(&kind.to_string()) },
        };
        let metadata = path.metadata().map_err(|error| unreadable(&error))?;
        if metadata.is_dir() {
            let folder = path.canonicalize().map_err(|error| unreadable(&error))?;
            return Ok(Self { source: Source::Folder(path.to_path_buf()), given: path.to_path_buf(), folder });
        }
        let Some(name) = path.file_name().filter(|_| metadata.is_file()) else {
            return Err(SourceError::NotRegular(shown_path(path)));
        };
        // The file may be a symbolic link: whoever names it means it. Its folder is then the real one's.
        let real = path.canonicalize().map_err(|error| unreadable(&error))?;
        let folder = real.parent().unwrap_or(Path::new("/")).to_path_buf();
        let given = path.parent().map(Path::to_path_buf).unwrap_or_default();
        if real.file_name() == Some(name) {
            Ok(Self { source: Source::File(path.to_path_buf()), given, folder })
        } else {
            Ok(Self { source: Source::File(real), given: folder.clone(), folder })
        }
    }

    /// Path of the one file of a [`Source::File`], under its folder.
    pub(super) fn file_name(&self) -> Option<PathBuf> {
        match &self.source {
            Source::File(path) => path.file_name().map(PathBuf::from),
            Source::Folder(_) | Source::Tour => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_a_root_of_its_folder() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("one.md");
        std::fs::write(&file, "---\n---\n").unwrap();
        let sources = Sources::find(&[dir.path().to_path_buf(), file.clone()]).unwrap();
        assert_eq!(sources.iter().count(), 2);
        let folder = dir.path().canonicalize().unwrap();
        assert_eq!(sources.folders(), [folder.clone(), folder.clone()]);
        let card = FileRef { root: 1, path: "one.md".into() };
        assert_eq!(sources.locate(&card), Some(Location { given: file, absolute: Some(folder.join("one.md")) }));
        assert_eq!(sources.locate(&FileRef { root: 2, path: "one.md".into() }), None);
        let file_ref = |path: PathBuf| sources.file_ref(&path).map(|file| file.root);
        assert_eq!(file_ref(folder.join("one.md")), Some(0), "the source that is named first has it");
        assert_eq!(file_ref(folder.with_file_name("elsewhere.md")), None);
        let only = Sources::find(&[folder.join("one.md")]).unwrap();
        assert_eq!(only.file_ref(&folder.join("two.md")), None);
    }

    #[test]
    fn what_is_missing_is_said_without_control_characters() {
        let error = Sources::find(&["/no/such\u{1b}[31mfolder".into()]).unwrap_err();
        assert!(matches!(error, SourceError::Missing(_)));
        assert!(error.to_string().starts_with("there is no file or folder /no/such"));
    }

    #[test]
    fn cards_of_the_tour_are_no_files() {
        let sources = Sources::tour();
        let found = sources.locate(&FileRef { root: 0, path: "_news/x.md".into() }).unwrap();
        assert_eq!((found.given, found.absolute), ("tour:/_news/x.md".into(), None));
    }
}
