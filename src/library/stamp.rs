//! What tells one version of a file from another. How it is made of what the system says is decided in
//! [`crate::store`].

use serde::{Deserialize, Serialize};

/// The version of a file that a head was read from, in two hashes: of size, times and inode, which tell without reading
/// it whether it may have changed, and of its bytes, which tell whether it has. Two versions have different ones, but
/// for one chance in 2^64.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    facts: u64,
    content: u64,
}

impl Stamp {
    /// Of a file whose version cannot be told. It equals no other, so the file is read again whenever somebody asks
    /// whether it has changed.
    pub const UNKNOWN: Self = Self { facts: 0, content: 0 };

    /// A stamp from hashes of what the system says and of the bytes; `None` for what cannot be told, such as what the
    /// system says of a file that changed just before it was read.
    pub fn new(facts: Option<u64>, content: Option<u64>) -> Self {
        let known = |hash: Option<u64>| hash.map_or(0, |hash| hash.max(1));
        Self { facts: known(facts), content: known(content) }
    }

    /// Both hashes, 0 where one is not known.
    pub fn hashes(self) -> [u64; 2] {
        [self.facts, self.content]
    }

    /// Whether the file is surely as it was, going by what the system says about both.
    pub fn is_same(self, other: Self) -> bool {
        self.facts != 0 && self.facts == other.facts
    }

    /// Whether both files surely hold the same bytes.
    pub fn has_same_content(self, other: Self) -> bool {
        self.content != 0 && self.content == other.content
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_never_the_same() {
        let stamp = |facts, content| Stamp::new(Some(facts), Some(content));
        assert!(stamp(7, 1).is_same(stamp(7, 2)) && !stamp(7, 1).has_same_content(stamp(7, 2)));
        assert!(!stamp(7, 1).is_same(stamp(8, 1)) && stamp(7, 1).has_same_content(stamp(8, 1)));
        assert!(stamp(0, 0).is_same(stamp(0, 0)));
        assert!(!Stamp::UNKNOWN.is_same(Stamp::UNKNOWN) && !Stamp::UNKNOWN.has_same_content(Stamp::UNKNOWN));
    }
}
