//! The one way to narrow a list: topics pane, filter line, search, views, bulk verbs and the command line are all
//! [`Query`] values.
//!
//! [`Filter`] is what can be asked; `parse` and `print` are how it is written; [`Compiled`] is a filter made ready for a
//! moment and a library; `eval` decides which cards match; [`Search`] adds what only files know, the order, and what
//! can be kept from one question to the next. The order itself is [`crate::library`]'s.

mod answer;
mod beyond;
mod compile;
mod eval;
mod filter;
mod flags;
mod found;
mod matcher;
mod narrow;
mod parse;
mod relevance;
mod search;
mod span;
#[cfg(test)]
mod tests;
mod views;
mod visit;

pub use answer::Answer;
pub use beyond::{Beyond, Depth, Nothing, Probe};
pub use compile::{Compiled, Context};
pub use filter::{DateField, Day, Field, Filter, Part, Quantity, Range, Span, State, Test, Unit};
pub use flags::FlagTable;
pub use parse::{Mistake, parse};
pub use search::{Question, Search};
pub use views::{View, ViewSource, Views};
pub use visit::Visit;

use crate::library::Sort;

/// Which cards, in which order, and how many of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Query {
    /// Which cards.
    pub filter: Filter,
    /// In which order; `None` leaves it to whoever asks.
    pub sort: Option<Sort>,
    /// At most so many.
    pub limit: Option<usize>,
}

/// An evaluation was given up because nobody waits for its answer any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("given up: nobody waits for the answer")]
pub struct Stopped;

impl Query {
    /// The query of a filter alone.
    pub fn of(filter: Filter) -> Self {
        Self { filter, ..Self::default() }
    }
}
