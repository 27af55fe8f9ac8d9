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
    /// The smallest change from `old` to `new`: what they have in common at both ends is left out.
    pub fn between(old: &[u8], new: &[u8]) -> Self {
        let at = old.iter().zip(new).take_while(|(old, new)| old == new).count();
        let (old, new) = (old.get(at..).unwrap_or_default(), new.get(at..).unwrap_or_default());
        let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
        let head = |bytes: &[u8]| bytes.get(..bytes.len() - tail).unwrap_or_default().to_vec();
        Self { at, old: head(old), new: head(new) }
    }

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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_smallest_change_is_found() {
        let between = |old: &str, new: &str| {
            let splice = Splice::between(old.as_bytes(), new.as_bytes());
            let text = |bytes| String::from_utf8(bytes).unwrap();
            (splice.at, text(splice.old), text(splice.new))
        };
        assert_eq!(between("abc", "axc"), (1, "b".to_owned(), "x".to_owned()));
        assert_eq!(between("aa", "aaa"), (2, String::new(), "a".to_owned()));
        assert_eq!(between("abab", "ab"), (2, "ab".to_owned(), String::new()));
        assert_eq!(between("same", "same"), (4, String::new(), String::new()));
    }

    proptest! {
        #[test]
        fn prop_there_and_back(old in "[ab]{0,9}", new in "[ab]{0,9}") {
            let (old, new) = (old.as_bytes(), new.as_bytes());
            let splice = Splice::between(old, new);
            prop_assert_eq!(splice.apply(old), Some(new.to_vec()));
            prop_assert_eq!(splice.inverse().apply(new), Some(old.to_vec()));
        }
    }
}
