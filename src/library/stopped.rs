//! The answer to a question that nobody waits for any more. When that is so, the caller decides.

/// The work was given up because nobody waits for its answer any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("given up: nobody waits for the answer any more")]
pub struct Stopped;
