//! A card as the detail pane has it: read, and laid out for one width. Made by a worker, never changed.

use super::page::Page;
use super::place::Place;
use crate::card::{Card, SafeText, SafeUrl};
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
    /// Links found in the body.
    pub body_links: Vec<SafeUrl>,
    /// Where reading went on last time: the first visible line in thousandths of all lines, because the same text has more
    /// lines on a narrower page. `None`: at the top.
    pub position: Option<i64>,
    /// The lines.
    pub page: Page,
}
