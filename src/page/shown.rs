//! A card as the detail pane has it: read, and laid out for one width. Made by a worker; only the
//! section with cards like it comes later.

use super::place::Place;
use super::{AlikeSection, Page};
use crate::card::{Card, SafeText};
use crate::document::Link;
use crate::library::FileRef;

/// One card, ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// Which card it is.
    pub place: Place,
    /// Its file, for the screen.
    pub path: SafeText,
    /// Its fields.
    pub card: Card,
    /// What the list calls it.
    pub title: SafeText,
    /// The library's own cards behind `related`, by index, where there are any.
    pub related: Vec<Option<FileRef>>,
    /// The library's cards behind `items`, by index, where there are any.
    pub items: Vec<Option<FileRef>>,
    /// Links of the body, as [`super::TargetKind::Body`] counts them.
    pub body_links: Vec<Link>,
    /// Where reading went on last time: the first visible line in thousandths of all lines, because the same text has more
    /// lines on a narrower page. `None`: at the top.
    pub position: Option<i64>,
    /// Cards like this one, once they were found and there are any.
    pub alike: Option<AlikeSection>,
    /// The lines, with those of the cards like this one.
    pub page: Page,
}

impl Shown {
    /// How many lines tell of the card itself.
    pub fn own_lines(&self) -> usize {
        self.alike.as_ref().map_or(self.page.lines.len(), |section| section.first_line)
    }

    /// The file of card number `index` of those like this one.
    pub fn alike_file(&self, index: usize) -> Option<&FileRef> {
        Some(&self.alike.as_ref()?.cards.get(index)?.file)
    }
}
