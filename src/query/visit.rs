//! What a list showed when its reader left. Keeping it is [`crate::store::state`]'s work.

use crate::card::SafeText;
use crate::library::{FileRef, Sort};

/// Where a visit ended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Visit {
    /// Name of the view.
    pub view: String,
    /// Chosen topics.
    pub topics: Vec<SafeText>,
    /// The order, if the user has chosen one.
    pub sort: Option<Sort>,
    /// The filter line.
    pub filter: String,
    /// Queries that were asked, the oldest first.
    pub queries: Vec<String>,
    /// The card that was selected.
    pub card: Option<FileRef>,
}
