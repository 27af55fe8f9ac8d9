//! A page: one card as lines of styled text for one width, and what on it can be selected and found. Colours are the
//! view's affair; how a card becomes a page is decided in `compose`, how its body does in `body`.

mod address;
mod alike;
mod body;
mod code;
mod compose;
mod featured;
mod flow;
mod glimpse;
mod levels;
pub mod links;
mod more;
mod offered;
mod opening;
mod picture;
mod place;
mod placed;
mod printed;
mod setter;
mod shown;
mod table;
mod text;

#[cfg(test)]
mod tests;

pub use address::short as short_address;
pub use alike::{AlikeSection, set_alike};
pub use compose::{PageStyle, Source, compose};
pub use glimpse::glimpse;
pub use offered::{AlikeCard, find_alike};
pub(crate) use opening::join;
pub use place::Place;
pub use placed::PlacedPicture;
pub use printed::{Printed, printed};
pub use shown::Shown;
pub use text::{Found, Mark, PageText};

use crate::bidi::Level;
use crate::document::Style;
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
    /// Its words, to find some of them.
    pub text: PageText,
    /// How many running texts there are.
    flows: u32,
    /// Pictures, from top to bottom. The lines in their places are blank.
    pub pictures: Vec<PlacedPicture>,
    /// Room that each of them had.
    pub room: Option<Room>,
}

/// One line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Pieces, in the order in which they are spoken.
    pub spans: Vec<Span>,
    /// It is of a paragraph or a table that runs from right to left.
    pub rtl: bool,
}

/// A piece of a line in one look. The text comes from [`crate::card::SafeText`] or from this program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Span {
    /// What it says.
    pub text: String,
    /// What it is.
    pub role: Role,
    /// How it says that.
    pub style: Style,
    /// Link number so many of the card's body.
    pub link: Option<usize>,
    /// Of which running text it is a piece; `None` for what the page adds, such as indents and bars.
    pub flow: Option<u32>,
    /// Between it and the piece before it in its running text a blank was left out, because the line ended there.
    pub after_blank: bool,
    /// How deep it is in text that runs the other way, in the whole of its running text.
    pub level: Level,
}

impl Span {
    /// Something that the page adds to what the card says.
    fn added(text: impl Into<String>, role: Role) -> Self {
        Self { text: text.into(), role, ..Self::default() }
    }
}

/// What a piece of text is; the theme decides how that looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Running text.
    #[default]
    Text,
    /// The card's title.
    Title,
    /// The heading of a part of the page.
    Section,
    /// A high heading in the body.
    Heading,
    /// A lower one.
    Subheading,
    /// Labels and remarks.
    Dim,
    /// What sets the card apart, such as that it is a draft.
    State,
    /// The excerpt.
    Lead,
    /// A topic.
    Topic,
    /// A link.
    Link,
    /// The letter or number that opens something.
    Key,
    /// The words of somebody else.
    Quote,
    /// Lines of a program.
    Code,
    /// The head of a table's column, or of one of its cells.
    TableHead,
    /// What stands before an item of a list.
    Bullet,
    /// A reference to a footnote, and its label.
    Note,
    /// A line across the page or beside a quote.
    Rule,
    /// A picture, in words.
    Picture,
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
    /// Link number so many of the body, from 0. It is not whole lines but the pieces of text with [`Span::link`].
    Body(usize),
    /// Related card number so many, from 0.
    Related(usize),
    /// Item of a collection number so many, from 0.
    Item(usize),
    /// Card like this one number so many of [`AlikeSection::cards`], from 0.
    Alike(usize),
}
