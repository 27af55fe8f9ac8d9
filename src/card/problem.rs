//! What is wrong with a card, and where. Which file it is, the caller knows.

use std::fmt;

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

/// `2:9: topics should be a list of texts, not "AI"`, as compilers write it after the name of the file.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}
