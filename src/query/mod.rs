//! The one way to narrow a list: topics pane, filter line, search, views, bulk verbs and the command line are all
//! [`Query`] values.
//!
//! [`Filter`] is what can be asked, and [`language`] how it is written; [`Compiled`] is a filter made ready for a
//! moment and a library; `eval` decides which cards match; [`Search`] adds what only files know, the order, and what
//! can be kept from one question to the next. The order itself is [`crate::library`]'s.

mod answer;
mod beyond;
mod compile;
mod eval;
mod flags;
mod found;
pub mod language;
mod matcher;
mod narrow;
mod probe;
mod relevance;
mod search;
mod span;
#[cfg(test)]
mod tests;
mod views;
mod visit;

pub use crate::library::Stopped;
pub use answer::Answer;
pub use beyond::{Beyond, Nothing, asks_bin, asks_texts};
pub use compile::{Compiled, Context};
pub use flags::FlagTable;
pub use language::{
    DateField, Day, Field, Filter, Mistake, Part, Quantity, Query, Range, Span, State, Test, Unit, parse,
};
#[cfg(test)]
pub(crate) use probe::TextsInMemory;
pub use probe::{Depth, Probe, Texts};
pub use search::{Question, Search};
pub use views::{View, ViewError, ViewSource, Views, check_name};
pub use visit::Visit;

impl Query {
    /// The query of a filter alone.
    pub fn of(filter: Filter) -> Self {
        Self { filter, ..Self::default() }
    }
}
