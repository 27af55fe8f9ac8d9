//! The text of one card for people to read, with its addresses below. How it is set is decided in [`crate::page`], as
//! for the reader.

use std::io;

use super::Shown;
use super::text::Page;
use crate::document::{Shortened, read_document};
use crate::page::printed;

/// Columns of a text that is not for a terminal.
const PAPER: usize = 80;
/// Columns of a text that still is easy to read.
const WIDEST: usize = 100;

impl Page<'_> {
    pub(super) fn body(&mut self, shown: &Shown<'_>) -> io::Result<()> {
        let document = read_document(&shown.text.body());
        let width = self.width.unwrap_or(PAPER).clamp(20, WIDEST);
        let title = shown.text.file.card.title.as_deref().unwrap_or_default();
        let printed = printed(&document, title, u16::try_from(width).unwrap_or(u16::MAX));
        if !printed.lines.is_empty() {
            self.blank()?;
        }
        for line in &printed.lines {
            self.line(0, line)?;
        }
        let is_cut = shown.text.cut || document.shortened == Some(Shortened::Cut);
        if is_cut {
            self.blank()?;
            self.line(0, "(the text goes on; it is too long to be shown whole)")?;
        } else if document.shortened == Some(Shortened::Plain) {
            self.blank()?;
            self.line(0, "(the text is shown without its form, which is too involved)")?;
        }
        if !printed.addresses.is_empty() {
            self.heading("Links in the text")?;
        }
        let digits = printed.addresses.len().to_string().len().max(3);
        for (number, address) in (1..).zip(&printed.addresses) {
            self.line(0, &format!("{number:>digits$}  {address}"))?;
        }
        Ok(())
    }
}
