//! What is wrong with a card, and where. Which file it is, the caller knows.

use super::SafeText;

/// One thing in a card that could not be read as meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line in the file, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// One sentence without a full stop.
    pub message: SafeText,
}
