//! Why a run ended without what was asked for, and with which exit status. The words come from where it happened.

use std::io;

use crate::card::SafeText;
use crate::config::ConfigError;
#[cfg(unix)]
use crate::store::desk::DeskError;
use crate::store::state::StateError;
use crate::store::{ReadError, SourceError};

/// Why a run ended early. The messages hold nothing that a terminal obeys.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The command line cannot be understood.
    #[error("{0}")]
    Usage(SafeText),
    /// The settings cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A library is not there.
    #[error("{0}; `copydesk config show` tells which libraries are configured")]
    Source(#[from] SourceError),
    /// Nothing, or not exactly one card, matched. Empty when there is nothing to add.
    #[error("{0}")]
    NoMatch(SafeText),
    /// A card cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Decisions cannot be read or kept.
    #[error(transparent)]
    State(#[from] StateError),
    /// A verb could not be carried out.
    #[cfg(unix)]
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// What was asked for could not be done.
    #[error("{0}")]
    Refused(SafeText),
    /// The output cannot be written.
    #[error("the output could not be written: {0}")]
    Output(#[from] io::Error),
}

impl Failure {
    /// The exit status: 0 for a reader of our output that has seen enough, 1 nothing matched, 2 usage or settings, 3
    /// could not be done.
    pub fn status(&self) -> u8 {
        match self {
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
            Self::NoMatch(_) => 1,
            Self::Usage(_) | Self::Config(_) | Self::Source(_) => 2,
            #[cfg(unix)]
            Self::Desk(_) => 3,
            Self::Read(_) | Self::State(_) | Self::Refused(_) | Self::Output(_) => 3,
        }
    }

    /// The sentence to print, if there is one.
    pub fn sentence(&self) -> Option<String> {
        let sentence = self.to_string();
        (self.status() != 0 && !sentence.is_empty()).then_some(sentence)
    }
}

impl From<csv::Error> for Failure {
    fn from(error: csv::Error) -> Self {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => Self::Output(error),
            other => Self::Output(io::Error::other(format!("{other:?}"))),
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}
