//! One segment on disk: its heads and where its texts lie, sealed, and the texts behind them, which are read when they
//! are searched. Which segments there are is decided in [`super::manifest`].

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use super::{Doubt, sealed};
use crate::card::SafeText;
use crate::library::{Segment, Stretch, TextEnds, TextSource, TextsLost};
use crate::store::file::reason;
use crate::store::texts::{Gathered, read_at};

/// Writes a segment with the texts of its rows.
///
/// # Errors
/// What the system says.
pub(super) fn write(segment: &Segment, texts: &Gathered, to: &mut impl Write) -> io::Result<()> {
    let heads = segment.to_bytes().map_err(io::Error::other)?;
    let ends = postcard::to_stdvec(&texts.ends).map_err(io::Error::other)?;
    to.write_all(&sealed::header([heads.as_slice(), ends.as_slice()]))?;
    for part in [heads.as_slice(), &ends, texts.bodies.as_bytes(), texts.links.as_bytes(), texts.excerpts.as_bytes()] {
        to.write_all(part)?;
    }
    to.flush()
}

/// Reads the heads of the segment in `path`. The file stays open for its texts.
pub(super) fn read(path: &Path) -> Result<Segment, Doubt> {
    let mut file = File::open(path).map_err(|error| Doubt::unreadable(&error))?;
    let found = file.metadata().map_err(|error| Doubt::unreadable(&error))?.len();
    let blocks: [Vec<u8>; 2] = sealed::read(&mut file, found)?;
    let start = sealed::length(&blocks);
    let [heads, ends] = blocks;
    let segment = Segment::from_bytes(&heads).map_err(|_| Doubt::Damaged)?;
    drop(heads);
    let ends: TextEnds = postcard::from_bytes(&ends).map_err(|_| Doubt::Damaged)?;
    if found != start + ends.len() || !ends.are_of(segment.len()) {
        return Err(Doubt::Damaged);
    }
    let texts = (!ends.is_empty()).then(|| Stretch::new(Arc::new(TextsOfFile(file)), start, ends));
    Ok(segment.with_texts(texts))
}

#[derive(Debug)]
struct TextsOfFile(File);

impl TextSource for TextsOfFile {
    fn read_at(&self, from: u64, buffer: &mut [u8]) -> Result<(), TextsLost> {
        read_at(&self.0, from, buffer).map_err(|error| TextsLost(SafeText::line(&reason(&error))))
    }
}
