//! Finds rows by the hash of something that is too large to be kept twice. What is hashed is decided in [`super`].

use serde::{Deserialize, Serialize};

/// Rows by hash: six bytes each. Of two keys in 2^32 one hash is the same, so whoever looks one up compares.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Lookup {
    /// The upper halves of the hashes, sorted.
    hashes: Vec<u32>,
    /// The row of each.
    rows: Vec<u16>,
}

impl Lookup {
    /// Rows by their hashes, in any order.
    pub(super) fn new(mut pairs: Vec<(u64, u16)>) -> Self {
        pairs.sort_unstable();
        let (hashes, rows) = pairs.into_iter().map(|(hash, row)| (upper(hash), row)).unzip();
        Self { hashes, rows }
    }

    /// Rows whose key may be the one with this hash.
    pub(super) fn rows(&self, hash: u64) -> impl Iterator<Item = usize> {
        let hash = upper(hash);
        let start = self.hashes.partition_point(|other| *other < hash);
        let found = self.hashes.iter().zip(&self.rows).skip(start).take_while(move |(other, _)| **other == hash);
        found.map(|(_, row)| usize::from(*row))
    }
}

fn upper(hash: u64) -> u32 {
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_found_by_its_hash_and_by_no_other() {
        let hash = |upper: u64| upper << 32 | 7;
        let lookup = Lookup::new(vec![(hash(9), 1), (hash(3), 0), (hash(9), 4), (hash(5), 2)]);
        let rows = |upper| lookup.rows(hash(upper)).collect::<Vec<_>>();
        assert_eq!((rows(3), rows(9), rows(4)), (vec![0], vec![1, 4], vec![]));
        assert_eq!((rows(0), rows(10)), (vec![], vec![]));
    }
}
