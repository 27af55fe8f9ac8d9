//! What is written down of a file with a decision about it, so that the decision can be taken back, byte for byte.
//! JSON, because it is kept for ever and read by whoever looks into the database.

use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::card::{Splice, Timestamp};
use crate::store::edit::{Binned, Fingerprint, Place, Saved};
use crate::triage::Value;

/// Bytes as text where they are UTF-8, else as numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum Bytes {
    Text(String),
    Raw(Vec<u8>),
}

impl Bytes {
    fn of(bytes: &[u8]) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::Text(text.to_owned()),
            Err(_) => Self::Raw(bytes.to_vec()),
        }
    }

    fn into_vec(self) -> Vec<u8> {
        match self {
            Self::Text(text) => text.into_bytes(),
            Self::Raw(bytes) => bytes,
        }
    }

    fn of_path(path: &Path) -> Self {
        Self::of(path.as_os_str().as_bytes())
    }

    fn into_path(self) -> PathBuf {
        PathBuf::from(OsString::from_vec(self.into_vec()))
    }
}

/// A state of a file, before or after an edit: which file, its whole content by its fingerprint, and the bytes that
/// the edit took or put there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FileNote {
    root: Bytes,
    path: Bytes,
    print: String,
    at: usize,
    bytes: Bytes,
}

impl FileNote {
    /// The states between which an edit led.
    pub(super) fn pair(place: &Place, saved: &Saved) -> [Self; 2] {
        let note = |print: Fingerprint, bytes: &[u8]| Self {
            root: Bytes::of_path(&place.root),
            path: Bytes::of_path(&place.path),
            print: print.to_string(),
            at: saved.splice.at,
            bytes: Bytes::of(bytes),
        };
        [note(saved.before, &saved.splice.old), note(saved.after, &saved.splice.new)]
    }

    /// Whether this is the same file with another content. The same content is told differently by the edit that led
    /// to it and by the one that led away from it.
    pub(super) fn overrules(&self, other: &Self) -> bool {
        self.root == other.root && self.path == other.path && self.print != other.print
    }

    /// The edit that led from one state to the other, and where. `None` when they do not belong together.
    pub(super) fn between(old: Self, new: Self) -> Option<(Place, Saved)> {
        let same = old.root == new.root && old.path == new.path && old.at == new.at;
        let place = Place { root: old.root.into_path(), path: old.path.into_path() };
        let (before, after) = (old.print.parse().ok()?, new.print.parse().ok()?);
        let splice = Splice { at: old.at, old: old.bytes.into_vec(), new: new.bytes.into_vec() };
        same.then_some((place, Saved { changed: true, before, after, splice }))
    }
}

/// A card in the bin: where it belongs, and what it is called there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct BinNote {
    root: Bytes,
    path: Bytes,
    name: Bytes,
    print: String,
    /// When it was put there, in seconds since 1970.
    pub(super) at: i64,
}

impl BinNote {
    pub(super) fn new(binned: &Binned, now: Timestamp) -> Self {
        Self {
            root: Bytes::of_path(&binned.place.root),
            path: Bytes::of_path(&binned.place.path),
            name: Bytes::of(binned.name.as_bytes()),
            print: binned.print.to_string(),
            at: now.0,
        }
    }

    /// The way of the card, through this bin folder.
    pub(super) fn binned(&self, bin: &Path) -> Option<Binned> {
        let Self { root, path, name, print, .. } = self.clone();
        Some(Binned {
            place: Place { root: root.into_path(), path: path.into_path() },
            bin: bin.to_path_buf(),
            name: OsString::from_vec(name.into_vec()),
            print: print.parse().ok()?,
        })
    }
}

/// A note as it is recorded.
pub(super) fn value(note: &impl Serialize) -> Value {
    // Neither note has a map with keys that are no text, which is all that could fail.
    serde_json::to_string(note).map_or(Value::Nothing, |text| Value::Text(text.into()))
}

/// A note from what was recorded.
pub(super) fn read<N: for<'n> Deserialize<'n>>(value: &Value) -> Option<N> {
    let Value::Text(text) = value else { return None };
    serde_json::from_str(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_read_as_they_were_written() {
        let place = Place { root: "/l".into(), path: OsString::from_vec(b"\xff\n.md".to_vec()).into() };
        let splice = Splice { at: 3, old: b"\xfe".to_vec(), new: "é\u{1b}".as_bytes().to_vec() };
        let (before, after) = (Fingerprint::of(b"a"), Fingerprint::of(b"b"));
        let saved = Saved { changed: true, before, after, splice };
        let [old, new] = FileNote::pair(&place, &saved).map(|note| read::<FileNote>(&value(&note)).unwrap());
        assert_eq!(FileNote::between(old.clone(), new), Some((place.clone(), saved)));
        let [elsewhere, _] = FileNote::pair(
            &Place { root: "/m".into(), ..place.clone() },
            &FileNote::between(old.clone(), old.clone()).unwrap().1,
        );
        assert_eq!(FileNote::between(old, elsewhere), None);

        let binned = Binned { place, bin: "/bin".into(), name: "x-a.md".into(), print: before };
        let note: BinNote = read(&value(&BinNote::new(&binned, Timestamp(7)))).unwrap();
        assert_eq!((note.binned(Path::new("/bin")), note.at), (Some(binned), 7));
        assert_eq!(read::<BinNote>(&Value::Text("{}".into())), None);
    }
}
