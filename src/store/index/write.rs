//! Writes an index, or as much of it as is not on disk. What that is, is decided in [`super::plan`].

use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use xxhash_rust::xxh3::Xxh3;

use super::manifest::{Manifest, SegmentEntry, key};
use super::open::{Indexed, Opened};
use super::plan::Plan;
use super::{Index, IndexError, MANIFEST, SEGMENT, segment_file};
use crate::library::{Census, Segment, SegmentBuilder};
use crate::store::file::make_private_folder;
use crate::store::texts::{Gathered, MOST_TEXT};
use crate::store::{OtherFile, Sources};

/// What a library is found to hold.
#[derive(Debug, Clone, Copy)]
pub struct Contents<'a> {
    /// The index that was read, if there was one.
    pub opened: Option<&'a Opened>,
    /// Its segments, with the rows that are dead by now.
    pub indexed: &'a [Indexed],
    /// Segments that were read from files, without any dead row.
    pub new: &'a [Arc<Segment>],
    /// Files that are no cards.
    pub others: &'a [OtherFile],
    /// What was counted.
    pub census: Census,
}

impl Index {
    /// Makes the index say what was found. Does nothing when it does already, when somebody else is writing it, and
    /// when the system has no place for it.
    ///
    /// # Errors
    /// When the folder cannot be written. The index that was there is still good.
    pub fn keep(&self, sources: &Sources, contents: Contents<'_>) -> Result<(), IndexError> {
        let Some(folder) = self.folder_of(sources) else { return Ok(()) };
        let names = contents.opened.map_or(&[][..], |opened| &opened.manifest.segments);
        let plan = Plan::new(contents.indexed, names, contents.new);
        let entries = plan.kept.clone();
        let unchanged = Manifest::new(key(sources), entries, contents.others, contents.census);
        if plan.written.is_empty() && contents.opened.is_some_and(|opened| opened.manifest == unchanged) {
            return Ok(());
        }
        write(&folder, sources, &plan, contents).map_err(|error| IndexError::new(&folder, &error))
    }
}

fn write(folder: &Path, sources: &Sources, plan: &Plan<'_>, contents: Contents<'_>) -> io::Result<()> {
    make_private_folder(folder)?;
    let lock = File::create(folder.join("lock"))?;
    if lock.try_lock().is_err() {
        return Ok(());
    }
    let mut entries = Vec::new();
    let mut rows = plan.written.iter().copied().peekable();
    let mut texts = Gathered::default();
    while rows.peek().is_some() {
        entries.push(SegmentEntry { name: write_segment(folder, &mut rows, &mut texts)?, dead: Vec::new() });
    }
    entries.extend(plan.kept.iter().cloned());
    let manifest = Manifest::new(key(sources), entries, contents.others, contents.census);
    let bytes = manifest.to_bytes().ok_or_else(|| io::Error::other("it cannot be encoded"))?;
    replace(folder, |_| MANIFEST.to_owned(), |file| file.write_all(&bytes))?;
    remove_others(folder, &manifest);
    Ok(())
}

/// Writes the next rows as one segment and says how its file is called. Their texts are gathered in `texts`: a place of
/// several MB for each segment would leave as many holes in memory.
fn write_segment<'a>(
    folder: &Path,
    rows: &mut std::iter::Peekable<impl Iterator<Item = (&'a Segment, usize)>>,
    texts: &mut Gathered,
) -> io::Result<String> {
    let mut heads = SegmentBuilder::default();
    texts.clear();
    while let Some((segment, row)) = rows.peek() {
        let Some(head) = segment.head(*row) else {
            rows.next();
            continue;
        };
        if heads.is_full() || texts.len() > MOST_TEXT || heads.copy(head).is_err() {
            break;
        }
        texts.copy(segment, *row).map_err(io::Error::other)?;
        rows.next();
    }
    let segment = heads.finish();
    // The name tells what is in it, so that no file ever changes.
    let name = |checksum| format!("{checksum:032x}.{SEGMENT}");
    replace(folder, name, |file| segment_file::write(&segment, texts, file))
}

/// Writes a file, and puts it in the place of one whose name its checksum may tell. Returns that name.
fn replace(
    folder: &Path,
    name: impl FnOnce(u128) -> String,
    fill: impl FnOnce(&mut Checked<BufWriter<File>>) -> io::Result<()>,
) -> io::Result<String> {
    // Nobody else writes here: the folder is locked.
    let temporary = folder.join(".new.tmp");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = (|| {
        let mut file = Checked(BufWriter::with_capacity(1 << 20, options.open(&temporary)?), Xxh3::new());
        fill(&mut file)?;
        file.0.flush()?;
        let name = name(file.1.digest128());
        std::fs::rename(&temporary, folder.join(&name))?;
        Ok(name)
    })();
    if written.is_err() {
        // A full disk has more use for the room.
        std::fs::remove_file(&temporary).ok();
    }
    written
}

/// Removes segments that no index refers to any more. Whoever has one open keeps it.
fn remove_others(folder: &Path, manifest: &Manifest) {
    let wanted: HashSet<&str> = manifest.segments.iter().map(|entry| entry.name.as_str()).collect();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        let is_ours = name.ends_with(".tmp") || Path::new(name).extension().is_some_and(|ending| ending == SEGMENT);
        if is_ours && !wanted.contains(name) {
            std::fs::remove_file(entry.path()).ok();
        }
    }
}

/// Passes on what is written to it, and keeps its checksum.
struct Checked<W>(W, Xxh3);

impl<W: Write> Write for Checked<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.0.write(bytes)?;
        self.1.update(bytes.get(..count).unwrap_or_default());
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
