//! Finds out how large pictures are, decodes them, and paints them in the protocol of the terminal. Which pictures, and when,
//! is decided in [`crate::app`]; which files may be read, in [`crate::store`].

mod decode;
mod paint;

use std::hash::Hasher;

use xxhash_rust::xxh3::Xxh3Default;

use crate::app::PictureOrder;
use crate::card::SafeText;
use crate::contain::contained;
use crate::document::PictureSource;
use crate::library::FileRef;
use crate::picture::{Measured, Painted, PictureError};
use crate::store::Sources;

/// Fewest pixels of a side: what is smaller takes up room in a letter, or counts who opens it.
const LEAST: u32 = 8;

/// How large the picture of a card is.
///
/// # Errors
/// When it cannot be shown.
pub(super) fn measure(sources: &Sources, card: &FileRef, source: &PictureSource) -> Result<Measured, PictureError> {
    let (pixels, version) = foreign(|| decode::open(sources, card, source).map(|it| (it.pixels, it.version)))?;
    if pixels.width < LEAST || pixels.height < LEAST {
        return Err(PictureError::TooSmall);
    }
    Ok(Measured { source: source.clone(), pixels, version })
}

/// The picture as cells.
///
/// # Errors
/// When it cannot be shown.
pub(super) fn paint(sources: &Sources, order: &PictureOrder) -> Result<Painted, PictureError> {
    foreign(|| {
        let image = decode::open(sources, &order.card, &order.picture.source)?.decode()?;
        paint::paint(image, order, upload_id(order))
    })
}

/// A number that no other program is likely to use in the same terminal.
fn upload_id(order: &PictureOrder) -> u32 {
    let mut hasher = Xxh3Default::new();
    hasher.write_u32(std::process::id());
    hasher.write_u32(order.question);
    let [a, b, c, d, ..] = hasher.finish().to_le_bytes();
    u32::from_le_bytes([a, b, c, d]).max(1)
}

/// Runs decoders and encoders, which are code of others over bytes of anybody.
fn foreign<T>(work: impl FnOnce() -> Result<T, PictureError>) -> Result<T, PictureError> {
    let fault = || PictureError::Undecodable(SafeText::line("the decoder has a fault"));
    contained(work).unwrap_or_else(|| Err(fault()))
}

#[cfg(test)]
mod tests;
