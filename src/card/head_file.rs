//! What the list, and search in texts, need of a file. How it is read is decided in [`mod@super::quick`] and
//! [`mod@super::read`].

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::read::file_name;
use super::{CardFile, Head, HeadFlags, Links, Problem, Skip, Taxonomy};

/// What a file turned out to be, as far as the list needs it.
#[derive(Debug, Clone, PartialEq)]
pub enum HeadReading {
    /// A card, perhaps broken.
    Card(Box<HeadFile>),
    /// A topic or an organization, and what was wrong with it.
    Taxonomy(Taxonomy, Vec<Problem>),
    /// Not a card, and why not.
    Skipped(Skip),
}

/// The head of a card as its file has it, and what of the file is looked at beside it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HeadFile {
    /// The head. Until [`HeadFile::place`], nobody knows where the file lies, and a card without a title has none.
    pub head: Head,
    /// The card's own links.
    pub links: Links,
    /// The front matter could not be read at all.
    pub broken: bool,
    /// What could not be read, in the order of the file.
    pub problems: Vec<Problem>,
    /// Where the body lies in the bytes, after the closing fence. Empty when there are only blanks.
    pub body: Range<usize>,
}

impl HeadFile {
    /// A file that is there and could not be looked into.
    pub fn unread(problem: Problem) -> Self {
        CardFile { broken: true, problems: vec![problem], ..CardFile::default() }.into()
    }

    /// Says that the file lies at `path` under the library folder number `root`, and whether only its beginning was
    /// read: where the end of a file was not read, blanks may not be all there is.
    pub fn place(&mut self, root: u16, path: PathBuf, cut: bool) {
        if self.head.title.is_empty() {
            self.head.title = file_name(&path);
        }
        self.head.root = root;
        self.head.path = path;
        self.head.flags = self.head.flags.with(HeadFlags::BODY, cut && !self.broken);
    }
}

impl From<CardFile> for HeadFile {
    fn from(file: CardFile) -> Self {
        let mut head = file.head(0, Path::new(""));
        if file.card.display_title().is_none() {
            head.title = super::SafeText::default();
        }
        Self { head, links: file.card.links, broken: file.broken, problems: file.problems, body: file.body }
    }
}
