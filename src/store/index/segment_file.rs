//! One segment on disk: its heads and where its texts lie, sealed, and the texts behind them, which are read when they
//! are searched. Which segments there are is decided in [`super::manifest`].

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Arc;

use xxhash_rust::xxh3::Xxh3;

use super::{Doubt, open, sealed};
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
    let mut checksum = Xxh3::new();
    [&texts.bodies, &texts.links, &texts.excerpts].into_iter().for_each(|text| checksum.update(text.as_bytes()));
    let ends = postcard::to_stdvec(&(&texts.ends, checksum.digest())).map_err(io::Error::other)?;
    to.write_all(&sealed::header([heads.as_slice(), ends.as_slice()]))?;
    for part in [heads.as_slice(), &ends, texts.bodies.as_bytes(), texts.links.as_bytes(), texts.excerpts.as_bytes()] {
        to.write_all(part)?;
    }
    to.flush()
}

/// Reads the heads of the segment in `path`. The file stays open for its texts.
pub(super) fn read(path: &Path) -> Result<Segment, Doubt> {
    let (mut file, metadata) = open(path)?;
    let found = metadata.len();
    let blocks: [Vec<u8>; 2] = sealed::read(&mut file, found)?;
    let start = sealed::length(&blocks);
    let [heads, ends] = blocks;
    let segment = Segment::from_bytes(&heads).map_err(|_| Doubt::Damaged)?;
    drop(heads);
    let (ends, checksum): (TextEnds, u64) = postcard::from_bytes(&ends).map_err(|_| Doubt::Damaged)?;
    if found != start + ends.len() || !ends.are_of(segment.len()) {
        return Err(Doubt::Damaged);
    }
    if checksum_of(&mut file)? != checksum {
        return Err(Doubt::Damaged);
    }
    let texts = (!ends.is_empty()).then(|| Stretch::new(Arc::new(TextsOfFile(file)), start, ends));
    Ok(segment.with_texts(texts))
}

/// The checksum of what is left of a file. The texts of 100,000 cards, 84 MB, take two cores 10 ms; they are not kept.
fn checksum_of(file: &mut File) -> Result<u64, Doubt> {
    let (mut checksum, mut buffer) = (Xxh3::new(), vec![0; 128 * 1024]);
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok(checksum.digest()),
            Ok(count) => checksum.update(buffer.get(..count).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Doubt::unreadable(&error)),
        }
    }
}

#[derive(Debug)]
struct TextsOfFile(File);

impl TextSource for TextsOfFile {
    fn read_at(&self, from: u64, buffer: &mut [u8]) -> Result<(), TextsLost> {
        read_at(&self.0, from, buffer).map_err(|error| TextsLost(SafeText::line(&reason(&error))))
    }
}
