//! Decodes the bytes of a picture, within limits of memory: PNG, JPEG, GIF (its first frame) and WebP. Which bytes may be
//! read is decided in [`crate::store`].

use std::io::{BufRead, BufReader, Cursor, Seek};

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageReader, Limits};
use xxhash_rust::xxh3::xxh3_64;

use crate::card::SafeText;
use crate::document::PictureSource;
use crate::library::FileRef;
use crate::picture::{PictureError, Pixels};
use crate::store::{Sources, open_picture};

/// Most pixels of a picture.
const PIXELS: u64 = 50_000_000;
/// Most memory that decoding one takes, in bytes.
const MEMORY: u64 = 256 << 20;
/// Longest picture in a link, in MiB of Base64.
const LINK: u64 = 20;

/// Either encoder pads, or does not.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Bytes that can be read more than once.
trait Bytes: BufRead + Seek {}
impl<T: BufRead + Seek> Bytes for T {}

/// A picture whose beginning was read.
pub(super) struct Picture {
    decoder: Box<dyn ImageDecoder>,
    orientation: Orientation,
    /// Its size, the way up that it is looked at.
    pub(super) pixels: Pixels,
    /// Another one once its bytes are others.
    pub(super) version: u64,
}

/// Reads the beginning of a picture.
///
/// # Errors
/// When it may not be read, is none, or is too large to be decoded.
pub(super) fn open(sources: &Sources, card: &FileRef, source: &PictureSource) -> Result<Picture, PictureError> {
    let (bytes, version): (Box<dyn Bytes>, u64) = match source {
        PictureSource::File(path) => {
            let opened = open_picture(sources, card, path)?;
            (Box::new(BufReader::new(opened.file)), opened.version)
        }
        PictureSource::Data(encoded) => {
            let bytes = from_link(encoded)?;
            let version = xxh3_64(&bytes);
            (Box::new(Cursor::new(bytes)), version)
        }
        PictureSource::Web(_) | PictureSource::Nowhere => return Err(PictureError::Elsewhere),
    };
    let mut reader =
        ImageReader::new(bytes).with_guessed_format().map_err(|error| told(&ImageError::IoError(error)))?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| told(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS || decoder.total_bytes() > MEMORY {
        return Err(PictureError::TooLarge(Pixels { width, height }));
    }
    // What is wrong with a remark about the picture is not wrong with the picture.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let pixels =
        if is_on_its_side(orientation) { Pixels { width: height, height: width } } else { Pixels { width, height } };
    Ok(Picture { decoder: Box::new(decoder), orientation, pixels, version })
}

impl Picture {
    /// The whole picture, the way up that it is looked at.
    pub(super) fn decode(self) -> Result<DynamicImage, PictureError> {
        let mut image = DynamicImage::from_decoder(self.decoder).map_err(|error| told(&error))?;
        image.apply_orientation(self.orientation);
        Ok(image)
    }
}

fn from_link(encoded: &str) -> Result<Vec<u8>, PictureError> {
    if encoded.len() as u64 > LINK << 20 {
        return Err(PictureError::TooLong(LINK));
    }
    let mut plain: String = encoded.split_ascii_whitespace().collect();
    for (escaped, character) in [("%2B", "+"), ("%2b", "+"), ("%2F", "/"), ("%2f", "/"), ("%3D", "="), ("%3d", "=")] {
        if plain.contains(escaped) {
            plain = plain.replace(escaped, character);
        }
    }
    BASE64.decode(plain).map_err(|error| PictureError::Undecodable(SafeText::line(&error.to_string())))
}

fn is_on_its_side(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    )
}

fn told(error: &ImageError) -> PictureError {
    let sentence = match error {
        ImageError::Unsupported(_) => "it is no PNG, JPEG, GIF or WebP".to_owned(),
        ImageError::Limits(_) => "it takes too much memory".to_owned(),
        error => error.to_string(),
    };
    PictureError::Undecodable(SafeText::line(&sentence))
}
