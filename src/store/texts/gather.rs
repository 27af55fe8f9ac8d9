//! What can be searched of a card, and how the texts of a batch are put together. Where they are kept is decided in
//! [`super::spool`].

use std::path::Path;

use crate::card::{HeadFile, HeadReading, Links, SafeText, SafeUrl, body_text, plain_text, read_head};
use crate::library::{Column, Segment, TextEnds, TextsLost, fold_into, fold_line_into};
use crate::store::file::{self, CARD_LIMIT};

/// Texts that are gathered before they are kept, in bytes: a segment takes no more cards beyond that.
pub(in crate::store) const MOST_TEXT: usize = 32 * 1024 * 1024;

/// The texts of some cards, one card after the other.
#[derive(Debug, Default)]
pub(in crate::store) struct Gathered {
    pub(in crate::store) bodies: String,
    pub(in crate::store) links: String,
    pub(in crate::store) excerpts: String,
    pub(in crate::store) ends: TextEnds,
}

impl Gathered {
    /// Takes the texts of a card, with the bytes of its file. If these are only its beginning, `whole` is where the
    /// file lies, which is then read to its end. One that cannot be read again is taken as far as it was.
    pub(in crate::store) fn push(&mut self, card: &HeadFile, bytes: &[u8], whole: Option<&Path>) {
        match whole.and_then(read_whole) {
            Some((card, bytes)) => self.push_body(&card, &bytes),
            None => self.push_body(card, bytes),
        }
        push_links(&card.links, &mut self.links);
        self.excerpts.push_str(&card.head.excerpt);
        self.end_row();
    }

    /// Takes the texts of a card of a segment as they are.
    ///
    /// # Errors
    /// When they cannot be read back.
    pub(in crate::store) fn copy(&mut self, segment: &Segment, row: usize) -> Result<(), TextsLost> {
        if let Some(texts) = segment.texts() {
            copy_text(texts.bodies(), row, &mut self.bodies)?;
            copy_text(texts.links(), row, &mut self.links)?;
            copy_text(texts.excerpts(), row, &mut self.excerpts)?;
        }
        self.end_row();
        Ok(())
    }

    /// Forgets what was gathered, and keeps the room for it.
    pub(in crate::store) fn clear(&mut self) {
        let Self { bodies, links, excerpts, ends } = self;
        [bodies, links, excerpts].into_iter().for_each(String::clear);
        [&mut ends.bodies, &mut ends.links, &mut ends.excerpts].into_iter().for_each(Vec::clear);
    }

    fn end_row(&mut self) {
        // Batches are sent off long before they reach 4 GiB.
        let end = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
        self.ends.bodies.push(end(&self.bodies));
        self.ends.links.push(end(&self.links));
        self.ends.excerpts.push(end(&self.excerpts));
    }

    /// Bytes of all texts.
    pub(in crate::store) fn len(&self) -> usize {
        self.bodies.len() + self.links.len() + self.excerpts.len()
    }

    fn push_body(&mut self, card: &HeadFile, bytes: &[u8]) {
        if !card.body.is_empty() {
            // Decoding HTML can bring back characters that were made safe before; the page leaves them out again.
            let shown = SafeText::block(&plain_text(&body_text(bytes, &card.body)));
            fold_line_into(&shown, &mut self.bodies);
        }
    }
}

/// A card with its body, and the bytes of its file.
fn read_whole(path: &Path) -> Option<(Box<HeadFile>, Vec<u8>)> {
    let mut bytes = Vec::new();
    file::read(path, CARD_LIMIT, &mut bytes).ok()?;
    match read_head(&bytes) {
        HeadReading::Card(card) => Some((card, bytes)),
        HeadReading::Taxonomy(..) | HeadReading::Skipped(_) => None,
    }
}

fn copy_text(column: Column<'_>, row: usize, to: &mut String) -> Result<(), TextsLost> {
    let range = column.range(row);
    let mut bytes = vec![0; range.len()];
    column.read_at(range.start, &mut bytes)?;
    to.push_str(std::str::from_utf8(&bytes).map_err(|_| super::damaged())?);
    Ok(())
}

/// Each link once, one a line.
fn push_links(links: &Links, out: &mut String) {
    let mut written: Vec<&SafeUrl> = Vec::new();
    for link in [&links.original, &links.web, &links.amp, &links.cdn_amp].into_iter().flatten() {
        if !written.contains(&link) {
            if !written.is_empty() {
                out.push('\n');
            }
            fold_into(link.as_str(), out);
            written.push(link);
        }
    }
}
