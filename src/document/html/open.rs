//! The elements that are open, and what they add up to for the text inside. Which tag opens and closes what is decided in
//! [`super::elements`].

use super::elements::Origin;
use super::hidden::Look;
use super::tag::{Kind, Tag};
use crate::document::build::Raised;
use crate::document::{Direction, Style, limits};

/// What is true of text inside the open elements.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Inside {
    pub(super) style: Style,
    pub(super) link: Option<usize>,
    /// Nothing is seen, whatever is inside.
    pub(super) hidden: bool,
    pub(super) invisible: bool,
    pub(super) tiny: bool,
    pub(super) decoration: bool,
    pub(super) raised: Option<Raised>,
    /// Which way paragraphs run.
    pub(super) direction: Direction,
}

/// What one element adds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Adds {
    pub(super) look: Look,
    pub(super) style: Style,
    pub(super) link: Option<usize>,
    pub(super) raised: Option<Raised>,
}

/// What is to be done when an element ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Nothing,
    /// What comes next is on another line.
    Block,
    Container,
    Heading(Option<u8>),
    Code,
    Table,
    Cell,
    Caption,
    Terms,
    Quotation,
    /// What follows is another word.
    Apart,
    /// A player that has not said yet where its film or sound is.
    Unplayed,
}

/// An open element.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) tag: Tag,
    pub(super) origin: Origin,
    pub(super) adds: Adds,
    pub(super) end: End,
    inside: Inside,
}

/// The open elements, outermost first. What is deeper than [`limits::OPEN`] is only counted.
#[derive(Debug, Default)]
pub(super) struct Open {
    entries: Vec<Entry>,
    /// Which way the page runs.
    direction: Direction,
    /// How many of them are paragraphs, which every block looks for.
    paragraphs: usize,
    deeper: usize,
    /// How many elements were too deep when one began in which nothing is seen.
    veiled: Option<usize>,
}

impl Open {
    /// What is true of text here.
    pub(super) fn inside(&self) -> Inside {
        let inside = self.entries.last().map_or_else(|| self.page(), |entry| entry.inside);
        Inside { hidden: inside.hidden || self.veiled.is_some(), ..inside }
    }

    /// What is true of text in no element but the page.
    fn page(&self) -> Inside {
        Inside { direction: self.direction, ..Inside::default() }
    }

    /// The page runs this way, or as before.
    pub(super) fn run(&mut self, direction: Option<Direction>) {
        self.direction = direction.unwrap_or(self.direction);
    }

    /// Whether no further element can be open.
    pub(super) fn is_full(&self) -> bool {
        self.entries.len() >= limits::OPEN
    }

    /// Whether elements are open that are only counted.
    pub(super) fn is_deeper(&self) -> bool {
        self.deeper > 0
    }

    /// Whether a paragraph is open, wherever.
    pub(super) fn has_paragraph(&self) -> bool {
        self.paragraphs > 0
    }

    /// Counts an element that is too deep.
    pub(super) fn go_deeper(&mut self, hides: bool) {
        self.deeper += 1;
        if hides {
            self.veiled.get_or_insert(self.deeper);
        }
    }

    /// Whether it was such an element that ends.
    pub(super) fn come_up(&mut self) -> bool {
        let Some(deeper) = self.deeper.checked_sub(1) else { return false };
        self.deeper = deeper;
        self.veiled = self.veiled.filter(|veiled| *veiled <= deeper);
        true
    }

    /// Opens an element.
    pub(super) fn push(&mut self, tag: Tag, origin: Origin, adds: Adds, end: End) {
        let inside = self.inside().with(adds);
        self.paragraphs += usize::from(tag.kind() == Kind::Paragraph);
        self.entries.push(Entry { tag, origin, adds, end, inside });
    }

    /// Closes the innermost element, unless fewer than `depth` would be left.
    pub(super) fn pop_above(&mut self, depth: usize) -> Option<Entry> {
        let entry = if self.entries.len() > depth { self.entries.pop() } else { None }?;
        self.paragraphs -= usize::from(entry.tag.kind() == Kind::Paragraph);
        Some(entry)
    }

    /// Takes one element away from among the others, and what it added from those inside it.
    pub(super) fn remove(&mut self, at: usize) -> Option<Entry> {
        if at >= self.entries.len() {
            return None;
        }
        let removed = self.entries.remove(at);
        self.paragraphs -= usize::from(removed.tag.kind() == Kind::Paragraph);
        let around = at.checked_sub(1).and_then(|at| self.entries.get(at));
        let mut inside = around.map_or_else(|| self.page(), |entry| entry.inside);
        for entry in self.entries.iter_mut().skip(at) {
            inside = inside.with(entry.adds);
            entry.inside = inside;
        }
        Some(removed)
    }

    /// The place of the innermost element that is wanted, if none of the elements inside it is a wall.
    pub(super) fn find(&self, wanted: impl Fn(&Entry) -> bool, wall: impl Fn(&Entry) -> bool) -> Option<usize> {
        for (at, entry) in self.entries.iter().enumerate().rev() {
            if wanted(entry) {
                return Some(at);
            }
            if wall(entry) {
                return None;
            }
        }
        None
    }

    /// Whether elements are open inside the one at this place that must go on when it ends: parts of the page, and what
    /// Markdown opened.
    pub(super) fn is_crossed(&self, at: usize) -> bool {
        let goes_on = |entry: &Entry| !entry.tag.kind().is_inline() || entry.origin == Origin::Markdown;
        self.entries.iter().skip(at + 1).any(goes_on)
    }

    /// The innermost element.
    pub(super) fn last(&self) -> Option<&Entry> {
        self.entries.last()
    }

    /// The name of the element at this place.
    pub(super) fn name(&self, at: usize) -> &'static str {
        self.entries.get(at).map_or("", |entry| entry.tag.name())
    }

    /// Whether the innermost element is a player that has nothing to play yet. It is asked once.
    pub(super) fn take_unplayed(&mut self) -> bool {
        let player = self.entries.last_mut().filter(|entry| entry.end == End::Unplayed);
        player.map(|entry| entry.end = End::Nothing).is_some()
    }
}

impl Inside {
    fn with(self, adds: Adds) -> Self {
        let (look, style) = (adds.look, adds.style);
        Self {
            style: Style {
                strong: look.strong.unwrap_or(self.style.strong) || style.strong,
                emphasis: look.emphasis.unwrap_or(self.style.emphasis) || style.emphasis,
                struck: look.struck.unwrap_or(self.style.struck) || style.struck,
                code: self.style.code || style.code,
                note: false,
            },
            link: adds.link.or(self.link),
            hidden: self.hidden || look.hidden,
            invisible: look.visible.map_or(self.invisible, |visible| !visible),
            tiny: look.tiny.unwrap_or(self.tiny),
            decoration: self.decoration || look.decoration,
            raised: adds.raised.or(self.raised),
            direction: look.direction.unwrap_or(self.direction),
        }
    }
}
