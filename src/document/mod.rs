//! A body as a document: what in it is a heading, a list, a quote, a table, a picture or a link, whatever it was written
//! in. How a document is set in lines is decided in [`crate::page`].

mod build;
mod html;
mod limits;
mod markdown;
mod numerals;
mod picture_source;
mod read;
#[cfg(test)]
mod tests;

#[cfg(test)]
use build::read_twice;
pub use numerals::Numerals;
pub use picture_source::PictureSource;
pub use read::read_document;

use crate::card::{SafeText, SafeUrl};

/// A body, read.
///
/// Blocks nest no deeper than a fixed limit, so whatever walks a document may recurse.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// What it says, from top to bottom. Footnotes come last.
    pub blocks: Vec<Block>,
    /// Where it leads, in the order in which it says so. A link that comes again with the same words is one link.
    pub links: Vec<Link>,
    /// What it shows, in the order in which it does.
    pub pictures: Vec<Picture>,
    /// Words in its text, as they are counted for the time that reading takes.
    pub words: usize,
    /// Why it is not shown as it was meant, or not whole.
    pub shortened: Option<Shortened>,
}

/// What was given up so that reading a body stays quick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shortened {
    /// The text goes on after what is here.
    Cut,
    /// The text is here without its form.
    Plain,
}

/// A part of a document that stands on lines of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Running text.
    Paragraph(Text),
    /// A heading.
    Heading {
        /// From 1, the highest, to 6.
        level: u8,
        /// What it says.
        text: Text,
    },
    /// Items one below the other.
    List {
        /// How the numbers of its items are written, if they are numbered.
        numerals: Option<Numerals>,
        /// The items.
        items: Vec<Item>,
    },
    /// The words of somebody else.
    Quote(Vec<Block>),
    /// Text whose spaces and line feeds count.
    Code {
        /// The language that it is said to be in.
        language: Option<SafeText>,
        /// The lines, without a line feed after the last.
        text: SafeText,
    },
    /// Cells in rows and columns.
    Table(Table),
    /// Picture number so many of [`Document::pictures`], on lines of its own.
    Picture(usize),
    /// A line between two parts.
    Rule,
    /// What a reference in the text, a run with [`Style::note`], leads to.
    Footnote {
        /// What the reference says.
        label: SafeText,
        /// The note.
        blocks: Vec<Block>,
    },
}

/// An item of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// Its number, in a list whose items are numbered.
    pub number: Option<i64>,
    /// Whether it is ticked, if it can be.
    pub done: Option<bool>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// How cells of each column are aligned. Rows may be shorter or longer.
    pub columns: Vec<Align>,
    /// Cells of the heading; empty if there is none.
    pub head: Vec<Text>,
    /// Cells of the rows, from top to bottom.
    pub rows: Vec<Vec<Text>>,
    /// From which side columns are counted.
    pub direction: Direction,
}

/// Where in its column a cell stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left, or where its language begins.
    #[default]
    Start,
    /// In the middle.
    Middle,
    /// At the right.
    End,
}

/// Running text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// Pieces of one style. Runs of white space are one space, and line feeds in a piece are meant.
    pub runs: Vec<Run>,
    /// Which way it runs.
    pub direction: Direction,
}

/// Which way a text or a table runs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Direction {
    /// As its first letter does that runs in either direction; a table from left to right.
    #[default]
    Own,
    /// From left to right.
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

/// A piece of text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// What it says.
    pub text: SafeText,
    /// How it says that.
    pub style: Style,
    /// Link number so many of [`Document::links`].
    pub link: Option<usize>,
    /// It stands for picture number so many of [`Document::pictures`], inside a line; the text is what the picture says.
    pub picture: Option<usize>,
}

/// What a piece of text is, besides text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Style {
    /// Important.
    pub strong: bool,
    /// Stressed.
    pub emphasis: bool,
    /// Struck out.
    pub struck: bool,
    /// From a program.
    pub code: bool,
    /// A reference to a footnote.
    pub note: bool,
}

/// Where a document leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The words that it has in the text, on one line; its host and path if it has none.
    pub name: SafeText,
    /// Where it leads.
    pub url: SafeUrl,
}

/// What a document shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Where it is.
    pub source: PictureSource,
    /// What it shows, in words.
    pub caption: Option<SafeText>,
    /// Where it leads when it is a link: number so many of [`Document::links`].
    pub link: Option<usize>,
}
