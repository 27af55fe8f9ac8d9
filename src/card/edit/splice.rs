//! One change of bytes at one place, and its inverse.

use std::ops::Range;

/// Bytes that take the place of others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Splice {
    /// Where, in bytes from the start of the file.
    pub at: usize,
    /// What is there before.
    pub old: Vec<u8>,
    /// What is there afterwards.
    pub new: Vec<u8>,
}

impl Splice {
    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { at: self.at, old: self.new.clone(), new: self.old.clone() }
    }

    /// Where the old bytes are in the file to which this is applied.
    pub fn span(&self) -> Range<usize> {
        self.at..self.at.saturating_add(self.old.len())
    }

    /// The bytes after the change; `None` when the old bytes are not there.
    pub fn apply(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let span = self.span();
        if bytes.get(span.clone())? != self.old {
            return None;
        }
        let mut changed = Vec::with_capacity(bytes.len() - self.old.len() + self.new.len());
        changed.extend_from_slice(bytes.get(..span.start)?);
        changed.extend_from_slice(&self.new);
        changed.extend_from_slice(bytes.get(span.end..)?);
        Some(changed)
    }
}
