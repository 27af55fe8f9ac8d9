use std::path::Path;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::{ImageFormat, Rgb, RgbImage};
use ratatui::layout::Size;

use super::*;
use crate::picture::{CellSize, Pixels, Protocol};

/// A library with these files.
fn library(files: &[(&str, &[u8])]) -> (tempfile::TempDir, Sources) {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let sources = Sources::find(&[folder.path().to_path_buf()]).unwrap();
    (folder, sources)
}

fn encoded(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let image = RgbImage::from_fn(width, height, |x, y| Rgb([(x * 5) as u8, (y * 7) as u8, 90]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn card() -> FileRef {
    FileRef { root: 0, path: Path::new("card.md").to_path_buf() }
}

fn look(sources: &Sources, source: &PictureSource) -> Result<(u32, u32), PictureError> {
    measure(sources, &card(), source).map(|found| (found.pixels.width, found.pixels.height))
}

fn file(name: &str) -> PictureSource {
    PictureSource::File(name.to_owned())
}

#[test]
fn every_kind_is_measured_by_what_it_is_and_not_by_its_name() {
    let formats = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP];
    for format in formats {
        let (_folder, sources) = library(&[("picture.txt", &encoded(40, 30, format))]);
        assert_eq!(look(&sources, &file("picture.txt")), Ok((40, 30)), "{format:?}");
    }
    let (_folder, sources) = library(&[]);
    let data = STANDARD.encode(encoded(40, 30, ImageFormat::Png));
    let written = data.replace('=', "%3D").replace('+', "%2B");
    let (start, end) = written.split_at(40);
    for data in [data.clone(), data.trim_end_matches('=').to_owned(), format!("{start}\r\n {end}")] {
        assert_eq!(look(&sources, &PictureSource::Data(data)), Ok((40, 30)));
    }
}

#[test]
fn what_cannot_be_shown_has_its_reason() {
    // A screen of 65,535 x 65,535 pixels, and no picture on it.
    let bomb = b"GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\xff\xff\xff\xff\0\x02\x02D\x01\0;";
    let whole = encoded(40, 30, ImageFormat::Png);
    let (_folder, sources) = library(&[
        ("text.png", b"<svg/>"),
        ("empty.png", b""),
        ("bomb.gif", bomb),
        ("half.png", &whole[..20]),
        ("dot.png", &encoded(1, 1, ImageFormat::Png)),
    ]);
    let undecodable = |name: &str| match look(&sources, &file(name)) {
        Err(PictureError::Undecodable(reason)) => reason.to_string(),
        other => panic!("{name}: {other:?}"),
    };
    assert_eq!(undecodable("text.png"), "it is no PNG, JPEG, GIF or WebP");
    assert_eq!(undecodable("empty.png"), "it is no PNG, JPEG, GIF or WebP");
    assert!(!undecodable("half.png").is_empty());
    let large = Pixels { width: 65_535, height: 65_535 };
    assert_eq!(look(&sources, &file("bomb.gif")), Err(PictureError::TooLarge(large)));
    assert_eq!(look(&sources, &file("dot.png")), Err(PictureError::TooSmall));
    assert_eq!(look(&sources, &file("gone.png")), Err(PictureError::Missing));
    assert_eq!(look(&sources, &PictureSource::Nowhere), Err(PictureError::Elsewhere));
    assert!(matches!(look(&sources, &PictureSource::Data("%%%".to_owned())), Err(PictureError::Undecodable(_))));
}

#[test]
fn a_file_that_was_written_anew_is_another_picture() {
    let (folder, sources) = library(&[("a.png", &encoded(40, 30, ImageFormat::Png))]);
    let version = || measure(&sources, &card(), &file("a.png")).unwrap().version;
    let before = version();
    assert_eq!(version(), before);
    std::fs::write(folder.path().join("a.png"), encoded(40, 31, ImageFormat::Png)).unwrap();
    assert_ne!(version(), before);
}

/// The picture in ten by four cells, and all that is written into them.
fn painted(protocol: Protocol) -> (Painted, String) {
    let (_folder, sources) = library(&[("a.png", &encoded(100, 80, ImageFormat::Png))]);
    let picture = Arc::new(measure(&sources, &card(), &file("a.png")).unwrap());
    let (size, cell) = (Size::new(10, 4), CellSize::default());
    let order = PictureOrder { question: 3, card: card(), picture, size, cell, protocol };
    let painted = paint(&sources, &order).unwrap();
    assert_eq!((painted.size(), painted.protocol), (size, protocol));
    let text = painted.cells.content.iter().map(|cell| cell.symbol()).collect();
    (painted, text)
}

#[test]
fn each_protocol_has_its_bytes_and_only_two_of_them_have_them_in_cells() {
    let (kitty, cells) = painted(Protocol::Kitty);
    let upload = kitty.upload.unwrap();
    assert!(upload.sequence.starts_with(&format!("\x1b_Gq=2,i={},a=T,U=1,f=32,o=z,", upload.id)), "{upload:?}");
    assert!(upload.sequence.ends_with("\x1b\\") && upload.id > 0);
    assert!(!cells.contains('\x1b') && cells.matches('\u{10eeee}').count() == 40);

    let (blocks, cells) = painted(Protocol::HalfBlocks);
    assert!(blocks.upload.is_none() && cells.chars().all(|c| "▀▄ ".contains(c)), "{cells}");

    for (protocol, beginning) in [(Protocol::Iterm2, "\x1b]1337;File=inline=1;"), (Protocol::Sixel, "\x1bP")] {
        let (picture, cells) = painted(protocol);
        assert!(picture.upload.is_none());
        let first = picture.cells.content.first().unwrap().symbol();
        assert!(first.contains(beginning));
        assert!(cells.strip_prefix(first).unwrap().chars().all(|c| c == ' '), "the rest is left alone");
    }
}
