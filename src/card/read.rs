//! Reads a whole card file, tolerant field by field.

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::{Card, Head, Problem, SafeText, Taxonomy};

/// What a file turned out to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// A card, perhaps broken.
    Card(Box<CardFile>),
    /// A topic or an organization, and what was wrong with it.
    Taxonomy(Taxonomy, Vec<Problem>),
    /// Not a card, and why not.
    Skipped(Skip),
}

/// Why a file is not a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skip {
    /// The first line is not a `---` fence.
    NoFrontMatter,
}

/// A card as its file has it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CardFile {
    /// The fields that could be read; all empty when broken.
    pub card: Card,
    /// The front matter could not be read at all.
    pub broken: bool,
    /// What could not be read, in the order of the file.
    pub problems: Vec<Problem>,
    /// Where the body lies in the bytes, after the closing fence.
    pub body: Range<usize>,
}

impl CardFile {
    /// The head of this card, which lies at `path` under the library folder number `root`.
    pub fn head(&self, root: u16, path: &Path) -> Head {
        let _ = (root, PathBuf::from(path));
        unimplemented!("card helper")
    }
}

/// Reads the bytes of one file.
pub fn read(_bytes: &[u8]) -> Reading {
    unimplemented!("card helper")
}

/// The body, made safe for the screen.
pub fn body_text(_bytes: &[u8], _body: &Range<usize>) -> SafeText {
    unimplemented!("card helper")
}
