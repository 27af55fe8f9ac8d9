//! By which names a card is known again when its file was renamed or its link changed. Which card a name leads to is
//! kept in [`crate::store::state`].

use std::fmt::Write as _;
use std::path::Path;

use crate::card::{SafeUrl, clean_link};

/// Version of the rules below. A name made by an older version stays good; a new version gives new names beside it.
pub const RULE_VERSION: u8 = 1;

/// The library a path belongs to: a hash of its folder's path, absolute and without symbolic links.
///
/// A library that is moved gets another one; its cards are then known by their links. The tour's folder is `tour:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LibraryId(u64);

impl LibraryId {
    /// The id of the library in `folder`, as [`crate::store::Sources::folders`] gives it.
    pub fn of(folder: &Path) -> Self {
        Self(stable_hash(escaped(folder).as_bytes()))
    }
}

/// A name of a card, such as `v1:url:example.org/a` or `path:0123456789abcdef/news/a.md`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Alias(Box<str>);

impl Alias {
    /// The name itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A 64-bit hash of the name. It is the same on every machine and in every version, for it is kept on disk.
    ///
    /// Somebody may construct two names with the same hash. That gains them no more than giving both cards the same
    /// link does: the cards share their flags.
    pub fn hash(&self) -> u64 {
        stable_hash(self.0.as_bytes())
    }
}

/// The names of one card as it lies there, the most telling first: its link, then its path.
///
/// Where names lead to different cards, the first one counts: a file that was replaced by another card's is that other
/// card. Two files with the same link are the same card.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Identity(Box<[Alias]>);

impl Identity {
    /// The names of the card at `path` under the folder of `library`, with this canonical link.
    pub fn new(library: LibraryId, path: &Path, link: Option<&SafeUrl>) -> Self {
        Self::of_cleaned(library, path, link.map(clean_link))
    }

    /// The same with the link as [`clean_link`] makes it.
    pub(crate) fn of_cleaned(library: LibraryId, path: &Path, link: Option<String>) -> Self {
        let link = link.filter(|link| !link.is_empty());
        let url = link.map(|link| Alias(format!("v1:url:{link}").into_boxed_str()));
        let path = Alias(format!("path:{:016x}/{}", library.0, escaped(path)).into_boxed_str());
        Self(url.into_iter().chain([path]).collect())
    }

    /// The same names, and after them those of the same card where its file was before.
    #[must_use]
    pub fn with(self, before: &Self) -> Self {
        let more = before.0.iter().filter(|alias| !self.0.contains(alias)).cloned().collect::<Vec<_>>();
        Self(self.0.into_iter().chain(more).collect())
    }

    /// The names, the most telling first. There is always one.
    pub fn aliases(&self) -> &[Alias] {
        &self.0
    }
}

/// The bytes of a path as text from which they can be had again: what is not UTF-8, control characters and `%` become
/// `%xx`. Windows' separators become slashes.
fn escaped(path: &Path) -> String {
    let bytes = path.as_os_str().as_encoded_bytes();
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '\\' if cfg!(windows) => out.push('/'),
                '%' => out.push_str("%25"),
                c if c.is_control() => {
                    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                        push_escape(byte, &mut out);
                    }
                }
                c => out.push(c),
            }
        }
        for byte in chunk.invalid() {
            push_escape(*byte, &mut out);
        }
    }
    out
}

fn push_escape(byte: u8, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = write!(out, "%{byte:02x}");
}

/// A hash that stays the same for ever, for what is kept on disk. Not for keeping out those who mean harm.
///
/// Eight bytes at a time, each mixed in by steps that lose nothing; in the end the finalizer of MurmurHash3.
pub fn stable_hash(bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut state = (bytes.len() as u64).wrapping_mul(FACTOR);
    for block in bytes.chunks(8) {
        let mut word = [0; 8];
        for (to, from) in word.iter_mut().zip(block) {
            *to = *from;
        }
        state = (state ^ u64::from_le_bytes(word)).wrapping_mul(FACTOR);
        state ^= state >> 32;
    }
    mix(state)
}

fn mix(mut state: u64) -> u64 {
    state = (state ^ (state >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    state = (state ^ (state >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    state ^ (state >> 33)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    fn names(path: &str, link: Option<&str>) -> Vec<String> {
        let link = link.map(|link| SafeUrl::parse(link).unwrap());
        let identity = Identity::new(LibraryId::of(Path::new("/library")), Path::new(path), link.as_ref());
        identity.aliases().iter().map(|alias| alias.as_str().to_owned()).collect()
    }

    #[test]
    fn a_card_has_the_names_of_its_link_and_its_path() {
        // The hashes are on disk: they must never change.
        assert_eq!(
            names("news/a.md", Some("https://Example.org/a/?utm_source=x#top")),
            ["v1:url:example.org/a", "path:45b22ffb443d0ada/news/a.md"]
        );
        assert_eq!(names("a%\u{1b}.md", None), ["path:45b22ffb443d0ada/a%25%1b.md"]);
    }

    #[cfg(unix)]
    #[test]
    fn paths_are_kept_byte_by_byte() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        assert_eq!(escaped(Path::new(OsStr::from_bytes(b"\xff\xc3\xa9\xc3.md\n"))), "%ffé%c3.md%0a");
    }

    #[test]
    fn hashes_of_like_names_differ() {
        let alias = |n: u32| Alias(format!("path:0123456789abcdef/news/2026-11-{n:06}.md").into_boxed_str());
        let hashes: HashSet<u64> = (0..200_000).map(|n| alias(n).hash()).collect();
        assert_eq!(hashes.len(), 200_000);
        assert_ne!(stable_hash(b""), stable_hash(b"\0"));
    }

    proptest! {
        #[cfg(unix)]
        #[test]
        fn prop_different_paths_have_different_names(one in any::<Vec<u8>>(), other in any::<Vec<u8>>()) {
            use std::ffi::OsStr;
            use std::os::unix::ffi::OsStrExt;
            let text = |bytes: &[u8]| escaped(Path::new(OsStr::from_bytes(bytes)));
            prop_assert_eq!(text(&one) == text(&other), one == other);
            prop_assert!(!text(&one).chars().any(char::is_control));
        }
    }
}
