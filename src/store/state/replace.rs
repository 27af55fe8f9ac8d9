//! Writes a small file of the state folder as a whole. What is in it is the caller's affair.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use super::files::{Files, own, sync_folder};

/// Whatever happens meanwhile, the file is the old one or the new one.
pub(super) fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    Files::prepare(folder).map_err(io::Error::other)?;
    let draft = path.with_extension(format!("{}.tmp", std::process::id()));
    let written = own(OpenOptions::new().write(true).create(true).truncate(true)).open(&draft).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    let replaced = written.and_then(|()| fs::rename(&draft, path));
    match replaced {
        Ok(()) => sync_folder(folder),
        // What was begun is of no use to anybody.
        Err(_) => drop(fs::remove_file(&draft)),
    }
    replaced
}
