//! What is being done to which file, written down before it is done, so that the next start can finish or undo what a
//! kill or a power cut left. One file a change, in the folder `edits` of the state folder.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Fingerprint;
use super::fingerprint::{from_hex, hex};

/// First line of a record that this version understands.
const MAGIC: &str = "copydesk edit 1";

/// How a file is being changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A finished copy changes names with the file, and is then removed. The copy has `temp` as its name.
    Swap,
    /// The bytes of the file are overwritten.
    InPlace,
    /// A copy is being made; whatever has the name `temp` is of no use.
    Copy,
}

/// One change on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) kind: Kind,
    /// The file.
    pub(super) path: PathBuf,
    /// Name of a file of ours in the same folder; empty when there is none.
    pub(super) temp: OsString,
    pub(super) before: Fingerprint,
    pub(super) after: Fingerprint,
    /// The bytes before, where they are overwritten.
    pub(super) old: Vec<u8>,
    /// The bytes afterwards, where they are overwritten.
    pub(super) new: Vec<u8>,
}

/// A record on disk. It stays there until [`Written::done`].
#[derive(Debug)]
pub(super) struct Written(PathBuf);

impl Written {
    /// The change is over, one way or the other. A record that cannot be removed is looked at, and found done, at the
    /// next start.
    pub(super) fn done(self) {
        let _ = fs::remove_file(self.0);
    }
}

impl Record {
    /// Writes the record down. One that must bring bytes back is on the disk when this returns; for the others it is
    /// enough that they survive a kill: after a power cut a file that is not known is kept.
    pub(super) fn write(&self, folder: &Path) -> io::Result<Written> {
        let path = folder.join(hex(&super::random()));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path)?;
        let written = Written(path);
        let outcome = file.write_all(&self.bytes()).and_then(|()| match self.kind {
            Kind::InPlace => file.sync_all().and_then(|()| File::open(folder)?.sync_all()),
            Kind::Swap | Kind::Copy => Ok(()),
        });
        match outcome {
            Ok(()) => Ok(written),
            Err(error) => {
                written.done();
                Err(error)
            }
        }
    }

    /// Every record that can be read. What cannot be understood is `None`.
    pub(super) fn all(folder: &Path) -> io::Result<Vec<(Written, Option<Self>)>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let Ok(bytes) = fs::read(&path) else { continue };
            // A later version knows what to do with its own.
            let later = bytes.starts_with(b"copydesk edit ") && !bytes.starts_with(MAGIC.as_bytes());
            if !later {
                found.push((Written(path), Self::parse(&bytes)));
            }
        }
        Ok(found)
    }

    fn bytes(&self) -> Vec<u8> {
        let kind = match self.kind {
            Kind::Swap => "swap",
            Kind::InPlace => "in-place",
            Kind::Copy => "copy",
        };
        let (path, temp) = (hex(self.path.as_os_str().as_encoded_bytes()), hex(self.temp.as_encoded_bytes()));
        let lengths = format!("{} {}", self.old.len(), self.new.len());
        let head = format!("{MAGIC}\n{kind}\n{path}\n{temp}\n{}\n{}\n{lengths}\n", self.before, self.after);
        [head.as_bytes(), &self.old, &self.new].concat()
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes;
        let mut line = || {
            let end = rest.iter().position(|byte| *byte == b'\n')?;
            let line = std::str::from_utf8(rest.get(..end)?).ok()?;
            rest = rest.get(end + 1..)?;
            Some(line)
        };
        (line()? == MAGIC).then_some(())?;
        let kind = match line()? {
            "swap" => Kind::Swap,
            "in-place" => Kind::InPlace,
            "copy" => Kind::Copy,
            _ => return None,
        };
        let (path, temp) = (PathBuf::from(os_string(line()?)?), os_string(line()?)?);
        let (before, after) = (line()?.parse().ok()?, line()?.parse().ok()?);
        let (old, new) = line()?.split_once(' ')?;
        let (old, new): (usize, usize) = (old.parse().ok()?, new.parse().ok()?);
        let (old, rest) = rest.split_at_checked(old)?;
        (rest.len() == new).then_some(())?;
        let record = Self { kind, path, temp, before, after, old: old.to_vec(), new: rest.to_vec() };
        let whole =
            kind != Kind::InPlace || (Fingerprint::of(&record.old) == before && Fingerprint::of(&record.new) == after);
        whole.then_some(record)
    }
}

fn os_string(text: &str) -> Option<OsString> {
    use std::os::unix::ffi::OsStringExt;
    Some(OsString::from_vec(from_hex(text)?))
}

#[cfg(test)]
mod tests {
    use std::os::unix::ffi::OsStringExt;

    use super::*;

    #[test]
    fn records_are_read_as_written_or_not_at_all() {
        let dir = tempfile::tempdir().unwrap();
        let (old, new) = (b"old\n\xff".to_vec(), b"new".to_vec());
        let record = Record {
            kind: Kind::InPlace,
            path: OsString::from_vec(b"/x/\xff\n.md".to_vec()).into(),
            temp: OsString::new(),
            before: Fingerprint::of(&old),
            after: Fingerprint::of(&new),
            old,
            new,
        };
        let written = record.write(dir.path()).unwrap();
        assert_eq!(Record::all(dir.path()).unwrap().remove(0).1, Some(record.clone()));
        written.done();
        assert!(Record::all(dir.path()).unwrap().is_empty());
        let bytes = record.bytes();
        for end in 0..bytes.len() {
            assert_eq!(Record::parse(&bytes[..end]), None);
        }
    }
}
