//! By which names the cards of a library are known, wherever they are decided about: in the reader or from the shell.
//! What a name is, is decided in [`crate::triage`].

use std::path::{Path, PathBuf};

use super::Sources;
use super::source::Source;
use super::state::Known;
use crate::card::{SafeUrl, clean_link};
use crate::library::{FileRef, HeadRef};
use crate::triage::{Identity, LibraryId};

/// Says by which names the cards of a library are known.
#[derive(Debug, Clone, Default)]
pub struct Names {
    roots: Vec<Root>,
}

/// What the paths of one source's cards are told by.
#[derive(Debug, Clone)]
struct Root {
    library: LibraryId,
    /// Where in that library the source lies.
    below: PathBuf,
}

impl Names {
    /// The names of cards by the folders of their sources.
    pub fn new(sources: &Sources) -> Self {
        Self { roots: sources.folders().iter().map(|folder| Root::of(folder)).collect() }
    }

    /// As [`Self::new`], but a file that is named alone goes by the library it is a card of, so that it is the same card
    /// with and without that library: the one by which it is known, else the one of `libraries` in which it lies.
    pub fn within(sources: &Sources, libraries: &[PathBuf], known: &Known) -> Self {
        let root = |(number, root): (u16, &super::source::Root)| match (&root.source, sources.file_name(number)) {
            (Source::File(_), Some(name)) => Root::around(&root.folder, &name, libraries, known),
            _ => Root::of(&root.folder),
        };
        Self { roots: sources.numbered().map(root).collect() }
    }

    /// The names of a card of the list.
    pub fn of(&self, head: HeadRef<'_>) -> Identity {
        self.name(head.root(), head.path(), head.cleaned_link())
    }

    /// The names of the card in `file`, with this canonical link.
    pub fn of_file(&self, file: &FileRef, link: Option<&SafeUrl>) -> Identity {
        self.name(file.root, &file.path, link.map(clean_link))
    }

    fn name(&self, root: u16, path: &Path, link: Option<String>) -> Identity {
        match self.roots.get(usize::from(root)) {
            Some(Root { library, below }) if below.as_os_str().is_empty() => Identity::of_cleaned(*library, path, link),
            Some(Root { library, below }) => Identity::of_cleaned(*library, &below.join(path), link),
            None => Identity::of_cleaned(LibraryId::of(Path::new("")), path, link),
        }
    }
}

impl Root {
    fn of(folder: &Path) -> Self {
        Self { library: LibraryId::of(folder), below: PathBuf::new() }
    }

    fn around(folder: &Path, name: &Path, libraries: &[PathBuf], known: &Known) -> Self {
        let from = |above: &Path| {
            let below = folder.strip_prefix(above).map(Path::to_path_buf).unwrap_or_default();
            Self { library: LibraryId::of(above), below }
        };
        let is_known = |root: &Self| known.find(&Identity::new(root.library, &root.below.join(name), None)).is_some();
        let configured = || folder.ancestors().find(|above| libraries.iter().any(|library| library == above)).map(from);
        folder.ancestors().map(from).find(is_known).or_else(configured).unwrap_or_else(|| Self::of(folder))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_named_alone_goes_by_its_library() {
        let dir = tempfile::tempdir().unwrap();
        let library = dir.path().canonicalize().unwrap();
        let file = library.join("news/a.md");
        std::fs::create_dir(library.join("news")).unwrap();
        std::fs::write(&file, "---\n---\n").unwrap();
        let name = |names: &Names, path: &str| names.of_file(&FileRef { root: 0, path: path.into() }, None);
        let whole = Names::new(&Sources::find(std::slice::from_ref(&library)).unwrap());
        let alone = Sources::find(&[file]).unwrap();
        let known = Known::default();
        assert_eq!(
            name(&Names::within(&alone, std::slice::from_ref(&library), &known), "a.md"),
            name(&whole, "news/a.md")
        );
        assert_ne!(name(&Names::within(&alone, &[], &known), "a.md"), name(&whole, "news/a.md"));
        assert_eq!(name(&Names::within(&alone, &[], &known), "a.md"), name(&Names::new(&alone), "a.md"));
    }
}
