//! Decides what can go wrong with a terminal, and what the user is told to do about it. The exit status is the caller's.

use std::io;

/// Why there is no terminal to read in.
#[derive(Debug, thiserror::Error)]
pub enum TermError {
    /// Standard input or output is a file or a pipe.
    #[error(
        "the reader needs a terminal, and standard {0} is none; use `copydesk list`, `copydesk show` or `copydesk count` \
         in scripts and pipes"
    )]
    NotATerminal(&'static str),
    /// The terminal can do nothing but print, and more was asked of it.
    #[error(
        "the reader draws its screen, and TERM is {0}; set TERM to what your terminal is, such as xterm-256color, or use \
         `copydesk --plain`, which writes lines instead"
    )]
    Dumb(&'static str),
    /// The terminal refused.
    #[error("the terminal could not be used: {0}")]
    Io(#[from] io::Error),
}

impl TermError {
    /// Whether the terminal is not usable at all, as opposed to failing while in use.
    pub fn is_usage(&self) -> bool {
        !matches!(self, Self::Io(_))
    }
}
