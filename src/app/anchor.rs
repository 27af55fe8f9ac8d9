//! The text that stands at the top of the detail pane while the page is laid out for other sizes. When it is let go is
//! decided in [`mod@super::update`].

use crate::page::Page;

/// What the reader has at the top of the pane. It is not what a size makes of it: a page of another width begins its lines
/// elsewhere, and asking that page in turn would lead further away each time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Anchor {
    /// Where it is in the page's text.
    place: usize,
    /// How many lines below that place the pane begins. Blank lines and pictures have no text of their own, and begin
    /// above the next one.
    below: isize,
    /// The first visible line that came of it last.
    top: usize,
}

impl Anchor {
    /// What stands at line `top` of `page`; `None` where the page has no text.
    pub(super) fn at(page: &Page, top: usize) -> Option<Self> {
        let place = page.text.place_of(top)?;
        let line = page.text.line_at(place)?;
        Some(Self { place, below: top.cast_signed() - line.cast_signed(), top })
    }

    /// Whether the pane still begins where it was put for this anchor.
    pub(super) fn holds(&self, top: usize) -> bool {
        self.top == top
    }

    /// The first visible line of `page`, which is not behind line `last`.
    pub(super) fn settle(&mut self, page: &Page, last: usize) -> usize {
        let line = page.text.line_at(self.place).unwrap_or(self.top);
        self.top = line.saturating_add_signed(self.below).min(last);
        self.top
    }
}
