//! Files of one folder, by name under an open folder, so that nobody can put another folder in its place meanwhile. No
//! call here follows a symbolic link.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStringExt;
use std::path::Path;

use rustix::fs::{self, Access, AtFlags, Dir, Mode, OFlags};
use rustix::io::{Errno, retry_on_intr};

/// An open folder.
#[derive(Debug)]
pub(super) struct Folder(OwnedFd);

/// What a file is known by without reading it. Two that are equal are very probably the same file, unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) device: u64,
    pub(super) inode: u64,
    pub(super) size: u64,
    /// Seconds and nanoseconds.
    pub(super) modified: (i64, u64),
    /// Seconds and nanoseconds; changed by renaming too.
    pub(super) changed: (i64, u64),
    pub(super) mode: u32,
    pub(super) owner: (u32, u32),
    pub(super) links: u64,
}

const READ: OFlags = OFlags::CLOEXEC.union(OFlags::NOFOLLOW).union(OFlags::NONBLOCK).union(OFlags::NOCTTY);

impl Folder {
    /// Opens a folder by its path, which may lead through symbolic links.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        Ok(Self(retry_on_intr(|| fs::open(path, flags, Mode::empty()))?))
    }

    /// Opens a folder in this one.
    pub(super) fn below(&self, name: &OsStr) -> io::Result<Self> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Ok(Self(retry_on_intr(|| fs::openat(&self.0, name, flags, Mode::empty()))?))
    }

    /// Makes a folder in this one, unless it is there.
    pub(super) fn make(&self, name: &OsStr) -> io::Result<()> {
        match fs::mkdirat(&self.0, name, Mode::from_raw_mode(0o777)) {
            Err(Errno::EXIST) => Ok(()),
            outcome => Ok(outcome?),
        }
    }

    /// Opens a file for reading, whatever it is.
    pub(super) fn read(&self, name: &OsStr) -> io::Result<File> {
        Ok(retry_on_intr(|| fs::openat(&self.0, name, OFlags::RDONLY | READ, Mode::empty()))?.into())
    }

    /// Opens a file for writing in it.
    pub(super) fn write(&self, name: &OsStr) -> io::Result<File> {
        Ok(retry_on_intr(|| fs::openat(&self.0, name, OFlags::RDWR | READ, Mode::empty()))?.into())
    }

    /// Makes a file that only its owner may read. Fails where something has the name.
    pub(super) fn create(&self, name: &OsStr) -> io::Result<File> {
        let flags = OFlags::RDWR | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Ok(retry_on_intr(|| fs::openat(&self.0, name, flags, Mode::from_raw_mode(0o600)))?.into())
    }

    /// What is known of a name.
    pub(super) fn stamp(&self, name: &OsStr) -> io::Result<Stamp> {
        Ok(fs::statat(&self.0, name, AtFlags::SYMLINK_NOFOLLOW).map(Stamp::of)?)
    }

    /// Whether the file may be written, as far as its permissions say.
    pub(super) fn may_write(&self, name: &OsStr) -> bool {
        // Not every system knows the effective user here; there the write itself will tell.
        !matches!(fs::accessat(&self.0, name, Access::WRITE_OK, AtFlags::EACCESS), Err(Errno::ACCESS | Errno::ROFS))
    }

    /// Lets two files of this folder change names, in one step. `false` where the system or the file system cannot.
    pub(super) fn exchange(&self, one: &OsStr, other: &OsStr) -> io::Result<bool> {
        #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
        {
            match fs::renameat_with(&self.0, one, &self.0, other, fs::RenameFlags::EXCHANGE) {
                Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
                outcome => Ok(outcome.map(|()| true)?),
            }
        }
        #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
        {
            let _ = (one, other);
            Ok(false)
        }
    }

    /// Renames a file over whatever has the other name.
    pub(super) fn rename(&self, from: &OsStr, to: &OsStr) -> io::Result<()> {
        Ok(fs::renameat(&self.0, from, &self.0, to)?)
    }

    /// Moves a file to a name that nothing has yet, perhaps in another folder of the same file system.
    pub(super) fn rename_new(&self, from: &OsStr, folder: &Self, to: &OsStr) -> io::Result<()> {
        #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
        match fs::renameat_with(&self.0, from, &folder.0, to, fs::RenameFlags::NOREPLACE) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {}
            outcome => return Ok(outcome?),
        }
        // A second name never replaces anything either; in between the file has both.
        fs::linkat(&self.0, from, &folder.0, to, AtFlags::empty())?;
        self.unlink(from)
    }

    /// Removes a name.
    pub(super) fn unlink(&self, name: &OsStr) -> io::Result<()> {
        Ok(fs::unlinkat(&self.0, name, AtFlags::empty())?)
    }

    /// Waits until the names in this folder are on the disk.
    pub(super) fn sync(&self) -> io::Result<()> {
        match retry_on_intr(|| fs::fsync(&self.0)) {
            // Some file systems have nothing to wait for.
            Err(Errno::INVAL) => Ok(()),
            outcome => Ok(outcome?),
        }
    }

    /// The names in this folder.
    pub(super) fn names(&self) -> io::Result<Vec<OsString>> {
        let mut names = Vec::new();
        for entry in Dir::read_from(&self.0)? {
            let name = OsString::from_vec(entry?.file_name().to_bytes().to_vec());
            if name != "." && name != ".." {
                names.push(name);
            }
        }
        Ok(names)
    }
}

impl Stamp {
    /// Of an open file, when it is a regular one.
    pub(super) fn of_regular(file: &File) -> io::Result<Option<Self>> {
        let stat = fs::fstat(file)?;
        Ok(fs::FileType::from_raw_mode(stat.st_mode).is_file().then(|| Self::of(stat)))
    }

    fn of(stat: fs::Stat) -> Self {
        Self {
            device: number(stat.st_dev),
            inode: number(stat.st_ino),
            size: number(stat.st_size),
            modified: (seconds(stat.st_mtime), number(stat.st_mtime_nsec)),
            changed: (seconds(stat.st_ctime), number(stat.st_ctime_nsec)),
            mode: u32::try_from(number(stat.st_mode)).unwrap_or_default(),
            owner: (stat.st_uid, stat.st_gid),
            links: number(stat.st_nlink),
        }
    }

    /// Whether it is the same file, changed or not.
    pub(super) fn is_file_of(&self, other: &Self) -> bool {
        (self.device, self.inode) == (other.device, other.inode)
    }
}

/// What a system counts things with differs from one to the next.
fn number(n: impl TryInto<u64>) -> u64 {
    n.try_into().unwrap_or_default()
}

fn seconds(n: impl TryInto<i64>) -> i64 {
    n.try_into().unwrap_or_default()
}
