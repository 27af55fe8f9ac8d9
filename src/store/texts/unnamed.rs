//! A file without a name: nobody else finds it, and its space is given back when the last handle on it is closed, however
//! the program ends. What lies in it is decided in [`super::spool`].

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::Path;

use crate::store::file::make_private_folder;

/// How many names are tried. Only programs with the same number, in other containers, can be in the way.
const ATTEMPTS: usize = 100;

/// Creates a file in `folder`, which is made if it is not there, that nobody but us may read.
///
/// # Errors
/// What the system says.
pub(super) fn create(folder: &Path) -> io::Result<File> {
    make_private_folder(folder)?;
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    // FILE_FLAG_DELETE_ON_CLOSE: what has to be done by hand elsewhere.
    #[cfg(windows)]
    std::os::windows::fs::OpenOptionsExt::custom_flags(&mut options, 0x0400_0000);
    for attempt in 0..ATTEMPTS {
        let path = folder.join(format!(".texts-{}-{attempt}.tmp", std::process::id()));
        match options.open(&path) {
            Ok(file) => {
                #[cfg(not(windows))]
                std::fs::remove_file(&path)?;
                return Ok(file);
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::new(ErrorKind::AlreadyExists, "every name for a temporary file is taken"))
}

/// Fills `buffer` with the bytes from `from` on.
///
/// # Errors
/// What the system says, and when the file ends before.
#[cfg(not(windows))]
pub(in crate::store) fn read_at(file: &File, from: u64, buffer: &mut [u8]) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, buffer, from)
}

/// Writes all of `bytes` from byte `at` on.
///
/// # Errors
/// What the system says.
#[cfg(not(windows))]
pub(super) fn write_at(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, at)
}

/// Fills `buffer` with the bytes from `from` on.
///
/// # Errors
/// What the system says, and when the file ends before.
#[cfg(windows)]
pub(in crate::store) fn read_at(file: &File, mut from: u64, mut buffer: &mut [u8]) -> io::Result<()> {
    while !buffer.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, buffer, from) {
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(count) => {
                from += count as u64;
                buffer = buffer.get_mut(count..).unwrap_or_default();
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Writes all of `bytes` from byte `at` on.
///
/// # Errors
/// What the system says.
#[cfg(windows)]
pub(super) fn write_at(file: &File, mut bytes: &[u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        match std::os::windows::fs::FileExt::seek_write(file, bytes, at) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(count) => {
                at += count as u64;
                bytes = bytes.get(count..).unwrap_or_default();
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::MetadataExt;

    use super::*;

    #[test]
    fn the_file_has_no_name_and_is_nobody_elses() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("cache/copydesk");
        std::fs::create_dir_all(&folder).unwrap();
        let taken = folder.join(format!(".texts-{}-0.tmp", std::process::id()));
        std::fs::write(&taken, "another's").unwrap();
        let file = create(&folder).unwrap();
        let found = file.metadata().unwrap();
        assert_eq!((found.mode() & 0o777, found.nlink()), (0o600, 0));
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
        assert_eq!(std::fs::read_to_string(&taken).unwrap(), "another's");
        write_at(&file, b"text", 3).unwrap();
        let mut buffer = [0; 2];
        read_at(&file, 5, &mut buffer).unwrap();
        assert_eq!(&buffer, b"xt");
        assert_eq!(read_at(&file, 6, &mut buffer).unwrap_err().kind(), ErrorKind::UnexpectedEof);
    }

    #[test]
    fn a_folder_that_has_to_be_made_is_closed_to_others() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("new");
        create(&folder).unwrap();
        assert_eq!(folder.metadata().unwrap().mode() & 0o777, 0o700);
        assert!(create(&folder.join("a\0b")).is_err());
    }
}
