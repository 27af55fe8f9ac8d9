//! What can be wrong with settings, in words that say where. How it is shown is decided in [`crate::cli`].

use crate::card::SafeText;

/// Why settings cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// The file named by `--config` is not there.
    #[error("there is no settings file {0}; leave out --config to use the usual one")]
    Missing(SafeText),
    /// The system does not let us read it.
    #[error("the settings file {path} cannot be read: {reason}")]
    Unreadable {
        /// The file.
        path: SafeText,
        /// What the system says.
        reason: SafeText,
    },
    /// Something in it is wrong.
    #[error("{path}:{line}:{column}: {message}")]
    Located {
        /// The file.
        path: SafeText,
        /// From 1.
        line: usize,
        /// In characters, from 1.
        column: usize,
        /// One sentence without a full stop.
        message: SafeText,
    },
    /// Keys are bound to what they cannot be bound to.
    #[error("{path}: {message}")]
    Keys {
        /// The file.
        path: SafeText,
        /// Every mistake.
        message: SafeText,
    },
    /// A path begins with `~`, and nobody knows whose.
    #[error("{0} begins with ~, but HOME is not set; write the whole path")]
    NoHome(SafeText),
}
