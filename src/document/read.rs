//! Reads a body: whether it is HTML or Markdown, and how much of it. What is in it is decided by the readers of each.

use super::html::Elements;
use super::{Document, Shortened, Style, html, limits, markdown};
use crate::card::is_html;

/// Reads a body. HTML and Markdown are told apart as [`crate::card::plain_text`] does it.
///
/// The time grows with the length of the body, and no more than 1 MiB of it is read. It reads any text.
pub fn read_document(body: &str) -> Document {
    let text = clip(body, limits::BODY);
    let mut elements = Elements::default();
    if is_html(text) {
        html::read(text, &mut elements);
    } else if markdown::is_costly(text) {
        plain(text, &mut elements);
    } else {
        markdown::read(text, &mut elements);
    }
    if text.len() < body.len() {
        elements.builder().shorten(Shortened::Cut);
    }
    elements.finish()
}

/// Lines as they are, and paragraphs where one is empty.
fn plain(text: &str, elements: &mut Elements) {
    let builder = elements.builder();
    builder.shorten(Shortened::Plain);
    for line in text.lines() {
        builder.text(line, Style::default(), None);
        builder.line_feed();
    }
}

/// The longest beginning of a text of at most `limit` bytes.
fn clip(text: &str, limit: usize) -> &str {
    // A character has at most four bytes.
    (limit.saturating_sub(3)..=limit).rev().find_map(|end| text.get(..end)).unwrap_or(text)
}
