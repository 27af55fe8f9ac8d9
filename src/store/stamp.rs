//! Makes the stamp of a file of what the system says about it. What stamps are for is decided in [`crate::library`].

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

use xxhash_rust::xxh3::xxh3_64;

use crate::library::Stamp;

/// A file that changed so short a time ago may change again without its times changing: the clocks of file systems are
/// as coarse as two seconds (FAT), and some take the time of another machine.
const UNSETTLED: Duration = Duration::from_millis(2_500);

/// The stamp of a file that has this metadata at this moment, and holds `content` if it was read to its end.
pub(super) fn stamp(metadata: &Metadata, now: SystemTime, content: Option<&[u8]>) -> Stamp {
    let (changed, bytes) = facts(metadata);
    // A time in the future says nothing, as files from other machines have it.
    let settled = changed.is_none_or(|changed| now.duration_since(changed).is_ok_and(|age| age >= UNSETTLED));
    Stamp::new(settled.then(|| xxh3_64(&bytes)), content.map(xxh3_64))
}

/// When the file was changed last, and everything that tells its versions apart.
#[cfg(unix)]
fn facts(metadata: &Metadata) -> (Option<SystemTime>, Vec<u8>) {
    use std::os::unix::fs::MetadataExt;

    let (changed, nanoseconds) = (metadata.ctime(), metadata.ctime_nsec());
    let bytes = [metadata.size(), metadata.ino()]
        .into_iter()
        .map(u64::to_le_bytes)
        .chain([metadata.mtime(), metadata.mtime_nsec(), changed, nanoseconds].into_iter().map(i64::to_le_bytes));
    let since = Duration::new(u64::try_from(changed).unwrap_or(0), u32::try_from(nanoseconds).unwrap_or(0));
    (SystemTime::UNIX_EPOCH.checked_add(since), bytes.flatten().collect())
}

/// When the file was changed last, and everything that tells its versions apart.
#[cfg(not(unix))]
fn facts(metadata: &Metadata) -> (Option<SystemTime>, Vec<u8>) {
    let nanoseconds = |time: std::io::Result<SystemTime>| {
        let since = time.ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
        since.map_or(0, |since| since.as_nanos())
    };
    let times = [metadata.modified(), metadata.created()].map(nanoseconds).map(u128::to_le_bytes);
    let bytes = metadata.len().to_le_bytes().into_iter().chain(times.into_iter().flatten());
    (metadata.modified().ok(), bytes.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changed_has_another_stamp_and_a_fresh_one_has_none() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.md");
        std::fs::write(&path, "one").unwrap();
        let later = SystemTime::now() + Duration::from_secs(60);
        let at = |now| stamp(&path.metadata().unwrap(), now, std::fs::read(&path).ok().as_deref());
        let before = at(later);
        assert!(before.is_same(at(later)) && before.has_same_content(at(later)));
        let fresh = at(SystemTime::now());
        assert!(!fresh.is_same(fresh) && fresh.has_same_content(before));
        // As long as before: only its times tell, and its bytes.
        std::fs::write(&path, "two").unwrap();
        std::fs::File::open(&path).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
        assert!(!before.is_same(at(later)) && !before.has_same_content(at(later)));
    }
}
