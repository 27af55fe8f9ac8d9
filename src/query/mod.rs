//! The one way to narrow a list: topics pane, command line and everything later are [`Query`] values. What users type
//! is read in `parse`; which cards match is decided in `eval`; the order is [`crate::library`]'s.

mod eval;
mod flags;
mod parse;
mod probe;
mod visit;

use std::path::PathBuf;

pub use eval::{Stopped, run, select};
pub use flags::FlagTable;
pub use parse::parse;
#[cfg(test)]
pub(crate) use probe::TextsInMemory;
pub use probe::{Depth, Probe, Texts};
pub use visit::Visit;

use crate::card::{SafeText, SafeUrl};
use crate::library::Sort;

/// Which cards, in which order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Query {
    /// Which cards.
    pub filter: Filter,
    /// In which order.
    pub sort: Sort,
}

/// A condition on a card.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Filter {
    /// Every card.
    #[default]
    Everything,
    /// All of them hold.
    All(Vec<Filter>),
    /// At least one holds; of none, none does.
    Any(Vec<Filter>),
    /// It does not hold.
    Not(Box<Filter>),
    /// The folded text occurs in title, excerpt, topics or provider.
    Text(String),
    /// The card has this topic or one under it.
    Topic(SafeText),
    /// It was decided so.
    Is(Decided),
    /// The canonical link, cleaned, is this one.
    Link(SafeUrl),
    /// The card's file is this one, as an absolute path.
    File(PathBuf),
}

/// What can be decided about a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    /// It was read.
    Read,
    /// It is starred.
    Starred,
    /// It is archived.
    Archived,
    /// It is out of the way for now.
    Snoozed,
    /// It is in the bin.
    Binned,
}
