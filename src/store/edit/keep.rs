//! Gives a new file the owner, mode, access lists and extended attributes of the one whose place it takes.

use std::fs::File;
use std::io;

use rustix::buffer::spare_capacity;
use rustix::fs::{self, Gid, Mode, Uid, XattrFlags};
use rustix::io::Errno;

use super::folder::Stamp;

/// Makes `new` look like `old`, of which `stamp` is known. When it fails the file cannot be replaced without losing
/// something.
pub(super) fn keep(old: &File, stamp: &Stamp, new: &File) -> io::Result<()> {
    let made = Stamp::of_regular(new)?.map(|made| made.owner);
    if made != Some(stamp.owner) {
        let (owner, group) = (Uid::from_raw(stamp.owner.0), Gid::from_raw(stamp.owner.1));
        fs::fchown(new, Some(owner), Some(group))?;
    }
    fs::fchmod(new, mode(stamp.mode & 0o7777))?;
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    attributes(old, new)?;
    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    let _ = old;
    Ok(())
}

/// Some systems keep modes in sixteen bits. One that does not fit, which none is, would leave the file to its owner.
fn mode(bits: u32) -> Mode {
    fn narrow<T: TryFrom<u32> + Default>(bits: u32) -> T {
        T::try_from(bits).unwrap_or_default()
    }
    Mode::from_raw_mode(narrow(bits))
}

/// Access lists are extended attributes too. Those that a new file gets by itself, such as a security label, are left.
fn attributes(old: &File, new: &File) -> io::Result<()> {
    for name in names(old)? {
        let Some(value) = value(old, &name)? else { continue };
        if value_or_none(new, &name) != Some(value.clone()) {
            fs::fsetxattr(new, name.as_slice(), &value, XattrFlags::empty())?;
        }
    }
    Ok(())
}

fn names(file: &File) -> io::Result<Vec<Vec<u8>>> {
    let mut list = Vec::with_capacity(1024);
    loop {
        match fs::flistxattr(file, spare_capacity(&mut list)) {
            Ok(_) => break,
            Err(Errno::RANGE) if list.capacity() < 1024 * 1024 => list.reserve(list.capacity() * 2),
            Err(Errno::OPNOTSUPP | Errno::NOSYS) => return Ok(Vec::new()),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(list.split(|byte| *byte == 0).filter(|name| !name.is_empty()).map(<[u8]>::to_vec).collect())
}

/// `None` when it went away meanwhile.
fn value(file: &File, name: &[u8]) -> io::Result<Option<Vec<u8>>> {
    let mut value = Vec::with_capacity(1024);
    loop {
        match fs::fgetxattr(file, name, spare_capacity(&mut value)) {
            Ok(_) => return Ok(Some(value)),
            Err(Errno::RANGE) if value.capacity() < 1024 * 1024 => value.reserve(value.capacity() * 2),
            Err(Errno::NODATA) => return Ok(None),
            Err(error) => return Err(error.into()),
        }
    }
}

fn value_or_none(file: &File, name: &[u8]) -> Option<Vec<u8>> {
    value(file, name).ok().flatten()
}
