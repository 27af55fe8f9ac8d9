//! A page: one card as lines of styled text for one width, and what on it can be selected. Colours are the view's
//! affair; how a card becomes a page is decided in `compose`.

mod alike;
mod compose;
mod lines;
pub mod links;
mod placed;

pub use alike::{AlikeSection, set_alike};
pub use compose::{PageStyle, Source, compose};
pub use placed::PlacedPicture;

use crate::picture::Room;

/// Lines for the detail pane.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Columns it was made for.
    pub width: u16,
    /// From top to bottom.
    pub lines: Vec<Line>,
    /// What can be selected, from top to bottom.
    pub targets: Vec<Target>,
    /// Pictures, from top to bottom. The lines in their places are blank.
    pub pictures: Vec<PlacedPicture>,
    /// Room that each of them had.
    pub room: Option<Room>,
}

/// One line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Pieces, from left to right.
    pub spans: Vec<Span>,
}

/// A piece of a line in one role. The text comes from [`crate::card::SafeText`] or from this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// What it says.
    pub text: String,
    /// What it is.
    pub role: Role,
}

/// What a piece of text is; the theme decides how that looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Running text.
    Text,
    /// The card's title.
    Title,
    /// Headings inside the page.
    Heading,
    /// Labels and remarks.
    Dim,
    /// The excerpt.
    Lead,
    /// A topic.
    Topic,
    /// A link.
    Link,
    /// The letter or number that opens something.
    Key,
    /// Something is wrong.
    Problem,
}

/// Something that `]` and `[` select.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// First line.
    pub first: usize,
    /// One past the last line.
    pub end: usize,
    /// What it is.
    pub kind: TargetKind,
}

/// What selecting leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetKind {
    /// Link number so many of [`links::links`], from 0.
    Link(usize),
    /// Related card number so many, from 0.
    Related(usize),
    /// Item of a collection number so many, from 0.
    Item(usize),
    /// Card like this one number so many of [`AlikeSection::cards`], from 0.
    Alike(usize),
}
