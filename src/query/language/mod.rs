//! The language of queries: words, phrases, regular expressions, fields, numbers, dates, `AND`, `OR`, `NOT`, and an
//! order and a limit at the end. Which cards a query finds is decided by the evaluator, what its words are worth to a
//! reader by the document `docs/query.md`.
//!
//! | file | what it decides |
//! |---|---|
//! | `filter` | what a query can ask of a card, as a value |
//! | `build` | how conditions are put together |
//! | `names` | how everything is called |
//! | `parse` | what a text means, and what is wrong with it |
//! | `mistake` | how that is said |
//! | `print` | how a value is written |
//! | `pattern` | what a regular expression is |
//! | `complete` | what could stand at the cursor |
//! | `help` | the examples of the help page |

mod build;
mod complete;
mod filter;
mod help;
mod mistake;
mod names;
mod parse;
mod pattern;
mod print;
#[cfg(test)]
mod tests;

pub use build::{all, any, not};
pub use complete::{Candidate, Known, complete};
pub use filter::{DateField, Day, Field, Filter, Part, Quantity, Range, Span, State, Test, Unit};
pub use help::HELP;
pub use mistake::{Mistake, MistakeKind};
pub use parse::parse;
pub use pattern::pattern;

use crate::library::Sort;

/// The longest text of a query, in characters; its canonical form may not be longer either.
pub const LONGEST: usize = 4_096;
/// The most terms of a query.
pub const MOST_TERMS: usize = 256;
/// The most parentheses inside each other.
pub const NESTING: usize = 64;

/// Which cards, in which order, and how many of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Query {
    /// Which cards.
    pub filter: Filter,
    /// In which order, if it says so.
    pub sort: Option<Sort>,
    /// The most cards, if it says so; from 1.
    pub limit: Option<usize>,
}
