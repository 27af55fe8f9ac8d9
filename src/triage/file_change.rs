//! What a verb changes in or about a card's file. Carrying it out, and taking it back, is [`crate::store`]'s work.

use super::Turn;
use crate::card::SafeText;

/// A verb about files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileChange {
    /// Published, or a draft.
    Publish(Turn),
    /// Topics that cards get, and topics that they lose.
    Topics {
        /// At the end of the list.
        add: Vec<SafeText>,
        /// Wherever they stand.
        remove: Vec<SafeText>,
    },
    /// Into the bin, or back.
    Bin(Turn),
}
