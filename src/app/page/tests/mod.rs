//! What a document becomes on a page: lines, marks, margins, targets.

mod body;
mod flow;
mod text;

use super::setter::Setter;
use super::{Line, Page, body as setting};
use crate::card::SafeText;
use crate::document::{Document, read_document};

/// The page of a body alone.
fn page(document: &Document, width: u16) -> Page {
    let mut setter = Setter::new(width);
    setting::set(&mut setter, document, &document.blocks);
    setter.finish()
}

/// Its lines.
fn lines(markdown: &str, width: u16) -> Vec<String> {
    page(&read_document(&SafeText::block(markdown)), width).lines.iter().map(text_of).collect()
}

fn text_of(line: &Line) -> String {
    line.spans.iter().map(|span| span.text.as_str()).collect()
}
