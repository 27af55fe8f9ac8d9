//! What is wrong in a settings file, and where. How it is told is decided by who shows it.

use std::path::Path;

use super::super::super::ConfigError;
use crate::card::SafeText;

/// Something wrong in a settings file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// One sentence without a full stop. It may quote the file.
    pub message: String,
}

impl Fault {
    /// The same as an error about a file.
    pub fn in_file(self, path: &Path) -> ConfigError {
        let path = SafeText::line(&path.to_string_lossy());
        ConfigError::Located { path, line: self.line, column: self.column, message: SafeText::line(&self.message) }
    }
}

/// What the YAML parser found, with the place told apart from the words.
pub(in crate::config) fn fault(error: &serde_yaml::Error) -> Fault {
    let message = error.to_string();
    let Some(at) = error.location() else { return Fault { line: 1, column: 1, message } };
    let (line, column) = (at.line(), at.column());
    // The parser says the place too, in its own words.
    let place = format!(" at line {line} column {column}");
    Fault { line, column, message: message.replace(&place, "") }
}
