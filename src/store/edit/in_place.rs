//! Overwrites a file that cannot be replaced, because it has a second name, its folder must not be written, or its owner
//! or attributes could not be kept. Until it is done a journal holds the old bytes.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::os::unix::fs::FileExt;
use std::path::Path;

use super::folder::Stamp;
use super::record::{Kind, Record};
use super::swap::Fault;
use super::target::{Snapshot, Target, read_all};
use super::{Fingerprint, SaveError};

/// Overwrites the file. It is on the disk when this returns.
pub(super) fn overwrite(target: &Target, old: &Snapshot, new: &[u8], records: &Path) -> Result<(), Fault> {
    let failed = |doing| move |error: io::Error| Fault::Failed(SaveError::io(&target.shown, doing, &error));
    let mut file = target.folder.write(&target.name).map_err(|error| match error.kind() {
        ErrorKind::PermissionDenied => Fault::Failed(SaveError::ReadOnly(target.shown.clone())),
        _ => failed("opening the file to write")(error),
    })?;
    let record = Record {
        kind: Kind::InPlace,
        path: target.path.clone(),
        temp: std::ffi::OsString::new(),
        before: old.print,
        after: Fingerprint::of(new),
        old: old.bytes.clone(),
        new: new.to_vec(),
    };
    let record = record.write(records).map_err(failed("writing the journal"))?;
    let same = Stamp::of_regular(&file).map(|now| now.is_some_and(|now| now.is_file_of(&old.stamp)));
    let bytes = same.and_then(|same| if same { read_all(&mut file) } else { Ok(Vec::new()) });
    match bytes {
        Ok(bytes) if Fingerprint::of(&bytes) == old.print => {}
        Ok(_) => {
            record.done();
            return Err(Fault::Changed);
        }
        Err(error) => {
            record.done();
            return Err(failed("reading again")(error));
        }
    }
    let Err(error) = put(&file, new) else {
        record.done();
        return Ok(());
    };
    if put(&file, &old.bytes).is_err() {
        return Err(Fault::Failed(SaveError::Torn(target.shown.clone())));
    }
    record.done();
    Err(failed("writing")(error))
}

/// Makes these the bytes of the file, and waits for the disk.
pub(super) fn put(file: &File, bytes: &[u8]) -> io::Result<()> {
    file.write_all_at(bytes, 0)?;
    file.set_len(bytes.len() as u64)?;
    file.sync_all()
}

/// Whether `now` is what a write from `old` to `new` leaves when it is cut short: each byte is the old or the new one,
/// or, beyond the old end, not yet written.
pub(super) fn is_torn(now: &[u8], old: &[u8], new: &[u8]) -> bool {
    let longest = old.len().max(new.len());
    let shortest = old.len().min(new.len());
    (shortest..=longest).contains(&now.len())
        && now
            .iter()
            .enumerate()
            .all(|(at, byte)| Some(byte) == old.get(at) || Some(byte) == new.get(at) || (at >= old.len() && *byte == 0))
}
