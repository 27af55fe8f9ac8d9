//! Opens and reads one file without being blocked, led astray or filled up by it. What its bytes mean is decided in
//! [`crate::card`].

use std::fs::{DirBuilder, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use super::stamp::Facts;

/// Enough for any head: front matter of 64 KiB, the fences, and the beginning of the body.
pub(super) const HEAD_LIMIT: u64 = 64 * 1024 + 4096;

/// Enough for any card that is shown whole: the head and 8 MiB of body.
pub(super) const CARD_LIMIT: u64 = HEAD_LIMIT + 8 * 1024 * 1024;

/// Why a file was not read.
#[derive(Debug)]
pub(super) enum Fault {
    /// A symbolic link, pipe, socket or device, or it became one since the folder was read.
    NotRegular,
    /// It is not there any more.
    Gone,
    /// What the system says.
    Io(io::Error),
}

/// What was read of a file.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Extent {
    /// The file is longer.
    pub(super) cut: bool,
    /// Which version of it.
    pub(super) facts: Facts,
}

/// Reads at most `limit` bytes of a regular file into `buffer`, which is emptied first. Whole characters are kept
/// together.
///
/// # Errors
/// When it is not a regular file, is gone (looked for twice: editors save by renaming), or cannot be read.
pub(super) fn read(path: &Path, limit: u64, buffer: &mut Vec<u8>) -> Result<Extent, Fault> {
    match read_once(path, limit, buffer) {
        Err(Fault::Gone) => read_once(path, limit, buffer),
        outcome => outcome,
    }
}

fn read_once(path: &Path, limit: u64, buffer: &mut Vec<u8>) -> Result<Extent, Fault> {
    buffer.clear();
    let (mut file, metadata) = open_regular(path)?;
    // Files are nearly always read in one call: as many bytes as they are said to have. One that grows meanwhile is
    // read again when the change is noticed.
    let size = metadata.len().min(limit);
    let wanted = usize::try_from(size).unwrap_or(usize::MAX);
    buffer.resize(wanted, 0);
    let mut filled = 0;
    while filled < wanted {
        match file.read(buffer.get_mut(filled..).unwrap_or_default()) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(fault(error)),
        }
    }
    buffer.truncate(filled);
    let cut = metadata.len() > limit;
    if cut {
        buffer.truncate(whole_characters(buffer));
    }
    let content = (!cut).then_some(buffer.as_slice());
    Ok(Extent { cut, facts: Facts::new(&metadata, content) })
}

/// Opens a regular file without being blocked or led elsewhere by what its name may have become.
///
/// # Errors
/// When it is something else, is gone, or cannot be opened.
pub(super) fn open_regular(path: &Path) -> Result<(File, Metadata), Fault> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;

        use rustix::fs::OFlags;
        // Between the folder's listing and now the name may have become a pipe or a link. The standard library adds
        // O_CLOEXEC.
        let flags = OFlags::NONBLOCK | OFlags::NOFOLLOW | OFlags::NOCTTY;
        options.custom_flags(flags.bits().cast_signed());
    }
    #[cfg(not(unix))]
    if path.symlink_metadata().map_err(fault)?.file_type().is_symlink() {
        return Err(Fault::NotRegular);
    }
    let file = options.open(path).map_err(fault)?;
    let metadata = file.metadata().map_err(fault)?;
    if metadata.is_file() { Ok((file, metadata)) } else { Err(Fault::NotRegular) }
}

/// What an error of the system says about a file.
pub(super) fn fault(error: io::Error) -> Fault {
    #[cfg(unix)]
    {
        // A link in place of the file, and a socket or a pipe without a reader.
        let code = error.raw_os_error();
        if code == Some(rustix::io::Errno::LOOP.raw_os_error()) || code == Some(rustix::io::Errno::NXIO.raw_os_error())
        {
            return Fault::NotRegular;
        }
        if code == Some(rustix::io::Errno::STALE.raw_os_error()) {
            return Fault::Gone;
        }
    }
    match error.kind() {
        ErrorKind::NotFound => Fault::Gone,
        _ => Fault::Io(error),
    }
}

/// Length without a UTF-8 sequence that the end of the bytes cuts in two.
fn whole_characters(bytes: &[u8]) -> usize {
    let tail = bytes.len().saturating_sub(3)..bytes.len();
    for at in tail.rev() {
        let needed = match bytes.get(at) {
            Some(0xc2..=0xdf) => 2,
            Some(0xe0..=0xef) => 3,
            Some(0xf0..=0xf4) => 4,
            Some(0x80..=0xbf) => continue,
            _ => break,
        };
        return if bytes.len() - at < needed { at } else { bytes.len() };
    }
    bytes.len()
}

/// Makes a folder that nobody but the user may look into, and those above it, unless it is there.
///
/// # Errors
/// What the system says.
pub(super) fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// What the system says, in words that do not depend on the platform where there are such.
pub(super) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    // The number says nothing that the words before it do not.
    match text.find(" (os error ") {
        Some(end) => text.get(..end).unwrap_or_default().to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_not_cut() {
        for (bytes, length) in [
            ("aé".as_bytes(), 3),
            (b"a\xc3", 1),
            (b"\xe4\xba", 0),
            (b"x\xf0\x9f\x98", 1),
            (b"abc", 3),
            (b"\x80\x80", 2),
        ] {
            assert_eq!(whole_characters(bytes), length, "{bytes:?}");
        }
    }

    #[test]
    fn reading_is_bounded() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a");
        std::fs::write(&path, "123456é").unwrap();
        let mut buffer = Vec::new();
        assert!(read(&path, 7, &mut buffer).unwrap().cut);
        assert_eq!(buffer, b"123456");
        assert!(!read(&path, 8, &mut buffer).unwrap().cut);
        assert_eq!(buffer, "123456é".as_bytes());
        assert!(matches!(read(&dir.path().join("b"), 8, &mut buffer), Err(Fault::Gone)));
        assert!(matches!(read(dir.path(), 8, &mut buffer), Err(Fault::NotRegular)));
    }

    #[cfg(unix)]
    #[test]
    fn pipes_sockets_and_links_are_not_read() {
        let dir = tempfile::tempdir().unwrap();
        let mut buffer = Vec::new();
        let link = dir.path().join("link");
        std::os::unix::fs::symlink("/etc/hostname", &link).unwrap();
        assert!(matches!(read(&link, 8, &mut buffer), Err(Fault::NotRegular)));
        let socket = dir.path().join("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        assert!(matches!(read(&socket, 8, &mut buffer), Err(Fault::NotRegular)));
        let pipe = dir.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert!(matches!(read(&pipe, 8, &mut buffer), Err(Fault::NotRegular)));
    }
}
