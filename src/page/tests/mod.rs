//! What a document becomes on a page: lines, marks, margins, targets.

mod bidi;
mod body;
mod compose;
mod flow;
mod printed;
mod text;

use super::placed::Frame;
use super::setter::Setter;
use super::{Line, Page, body as setting};
use crate::card::SafeText;
use crate::document::{Document, PictureSource, read_document};
use crate::picture::{CellSize, Measured, PictureError, Pixels, Room};

/// A page without pictures.
const BARE: Frame<'static> = Frame { room: None, measure: &measure, lead: None };

/// A page with pictures of up to ten rows.
const FRAMED: Frame<'static> =
    Frame { room: Some(Room { cell: CellSize { width: 10, height: 20 }, rows: 10 }), measure: &measure, lead: None };

/// Pictures are 60 x 40, six by two cells, unless they are outside the library or are not there.
fn measure(source: &PictureSource) -> Result<Measured, PictureError> {
    match source {
        PictureSource::File(path) if path == "outside.png" => Err(PictureError::Outside),
        PictureSource::File(path) if path == "gone.png" => Err(PictureError::Missing),
        _ => Ok(Measured { source: source.clone(), pixels: Pixels { width: 60, height: 40 }, version: 1 }),
    }
}

/// The page of a body alone.
fn page(document: &Document, width: u16) -> Page {
    let mut setter = Setter::new(width);
    setting::set(&mut setter, document, &document.blocks, BARE);
    setter.finish()
}

/// Its lines.
fn lines(markdown: &str, width: u16) -> Vec<String> {
    page(&read_document(&SafeText::block(markdown)), width).lines.iter().map(text_of).collect()
}

fn text_of(line: &Line) -> String {
    line.spans.iter().map(|span| span.text.as_str()).collect()
}
