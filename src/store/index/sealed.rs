//! Blocks of bytes that tell whether they are what was written: a mark, a version, lengths and a checksum in front of
//! them. What is in the blocks is decided by those who write them.

use std::io::{ErrorKind, Read};

use xxhash_rust::xxh3::Xxh3;

use super::Doubt;

/// The first bytes of every file of the index.
const MARK: [u8; 8] = *b"cpydskix";
/// Grows with every change of what the blocks hold, and of how cards are read.
const FORMAT: u32 = 4;
/// Mark, version and checksum.
const FRONT: usize = 8 + 8 + 16;

/// The version of the program that reads and writes: heads are as its own reading makes them.
fn version() -> u64 {
    let mut hasher = Xxh3::new();
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
    hasher.update(&FORMAT.to_le_bytes());
    hasher.digest()
}

/// The bytes in front of these blocks, after which they follow, one behind the other.
pub(super) fn header<const N: usize>(blocks: [&[u8]; N]) -> Vec<u8> {
    let lengths: Vec<u8> = blocks.iter().flat_map(|block| (block.len() as u64).to_le_bytes()).collect();
    let mut hasher = Xxh3::new();
    hasher.update(&lengths);
    for block in blocks {
        hasher.update(block);
    }
    let mut header = Vec::with_capacity(FRONT + lengths.len());
    header.extend_from_slice(&MARK);
    header.extend_from_slice(&version().to_le_bytes());
    header.extend_from_slice(&hasher.digest128().to_le_bytes());
    header.extend_from_slice(&lengths);
    header
}

/// How many bytes [`header`] and the blocks are together.
pub(super) fn length<const N: usize>(blocks: &[Vec<u8>; N]) -> u64 {
    (FRONT + 8 * N) as u64 + blocks.iter().map(|block| block.len() as u64).sum::<u64>()
}

/// Reads the header and its blocks, of `available` bytes in all. What follows them is left.
pub(super) fn read<const N: usize>(from: &mut impl Read, available: u64) -> Result<[Vec<u8>; N], Doubt> {
    let mark: [u8; 8] = array(from)?;
    if mark != MARK {
        return Err(Doubt::Damaged);
    }
    if u64::from_le_bytes(array(from)?) != version() {
        return Err(Doubt::OtherVersion);
    }
    let checksum = u128::from_le_bytes(array(from)?);
    let mut lengths = [0; N];
    for length in &mut lengths {
        *length = u64::from_le_bytes(array(from)?);
    }
    // A length may be damaged: no more is set aside than there is, and no less, for growing would take twice the room.
    if lengths.iter().try_fold(0_u64, |sum, length| sum.checked_add(*length)).is_none_or(|sum| sum > available) {
        return Err(Doubt::Damaged);
    }
    let mut hasher = Xxh3::new();
    lengths.iter().for_each(|length| hasher.update(&length.to_le_bytes()));
    let mut blocks = [const { Vec::new() }; N];
    for (block, length) in blocks.iter_mut().zip(lengths) {
        *block = vec![0; usize::try_from(length).map_err(|_| Doubt::Damaged)?];
        fill(from, block)?;
        hasher.update(block);
    }
    if hasher.digest128() == checksum { Ok(blocks) } else { Err(Doubt::Damaged) }
}

fn array<const N: usize>(from: &mut impl Read) -> Result<[u8; N], Doubt> {
    let mut bytes = [0; N];
    fill(from, &mut bytes)?;
    Ok(bytes)
}

fn fill(from: &mut impl Read, bytes: &mut [u8]) -> Result<(), Doubt> {
    from.read_exact(bytes).map_err(|error| match error.kind() {
        ErrorKind::UnexpectedEof => Doubt::Damaged,
        _ => Doubt::unreadable(&error),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sealed(one: &[u8], two: &[u8]) -> Vec<u8> {
        [&header([one, two]), one, two].concat()
    }

    #[test]
    fn blocks_come_back_and_what_follows_is_left() {
        let mut bytes = sealed(b"one", b"");
        let blocks = [b"one".to_vec(), Vec::new()];
        assert_eq!(length(&blocks), bytes.len() as u64);
        bytes.extend_from_slice(b"rest");
        let mut rest = bytes.as_slice();
        assert_eq!(read(&mut rest, 100).unwrap(), blocks);
        assert_eq!(rest, b"rest");
    }

    #[test]
    fn another_version_is_told_from_damage() {
        let mut bytes = sealed(b"one", b"two");
        bytes[8] ^= 1;
        assert_eq!(read::<2>(&mut bytes.as_slice(), 100), Err(Doubt::OtherVersion));
        assert_eq!(read::<2>(&mut b"".as_slice(), 0), Err(Doubt::Damaged));
    }

    proptest! {
        #[test]
        fn prop_any_change_is_noticed(at in any::<prop::sample::Index>(), bit in 0..8, end in any::<prop::sample::Index>()) {
            let bytes = sealed(b"some text", b"and more of it");
            let mut changed = bytes.clone();
            changed[at.index(bytes.len())] ^= 1_u8 << bit;
            prop_assert!(read::<2>(&mut changed.as_slice(), 100).is_err());
            prop_assert!(read::<2>(&mut &bytes[..end.index(bytes.len())], 100).is_err());
        }
    }
}
