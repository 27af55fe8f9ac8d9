//! What begins and ends with each tag: which elements it opens and closes. Markdown comes this way too, so that HTML inside
//! it means what it means anywhere. What an element is in a document is decided in [`begin`].

mod begin;
mod void;

use super::Attributes;
use super::hidden::look;
use super::open::{Adds, End, Entry, Open};
use super::tag::{Kind, Tag, Void};
use crate::document::Document;
use crate::document::build::Builder;

/// Who opened an element. HTML cannot close what Markdown opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::document) enum Origin {
    Html,
    Markdown,
}

/// The open elements and the document that they make.
#[derive(Debug, Default)]
pub(in crate::document) struct Elements {
    open: Open,
    builder: Builder,
}

impl Elements {
    /// The document so far.
    pub(in crate::document) fn builder(&mut self) -> &mut Builder {
        &mut self.builder
    }

    /// Nothing that comes now would be kept.
    pub(in crate::document) fn is_full(&self) -> bool {
        self.builder.is_full()
    }

    /// Closes everything.
    pub(in crate::document) fn finish(mut self) -> Document {
        self.pop_above(0);
        self.builder.finish()
    }

    /// Text.
    pub(in crate::document) fn text(&mut self, text: &str) {
        let is_blank = text.trim().is_empty();
        if !is_blank && self.open.last().is_some_and(|entry| entry.tag.kind() == Kind::Head) {
            self.end_innermost();
        }
        let inside = self.open.inside();
        if inside.hidden || inside.invisible || inside.tiny {
            return;
        }
        self.builder.run(inside.direction);
        let text = match inside.raised {
            _ if inside.decoration && !text.contains(char::is_alphanumeric) => " ",
            Some(level) => return self.builder.raised(text, inside.style, inside.link, level),
            None => text,
        };
        self.builder.text(text, inside.style, inside.link);
    }

    /// A start tag.
    pub(in crate::document) fn open(&mut self, tag: Tag, attributes: &Attributes, origin: Origin) {
        let kind = tag.kind();
        // Elements that are only counted end nothing.
        if origin == Origin::Html && !self.open.is_deeper() {
            self.imply(tag);
        }
        match kind {
            Kind::Page => return self.open.run(look(attributes).direction),
            Kind::Void(void) => return self.void(void, attributes, origin),
            _ => {}
        }
        let mut adds = Adds { look: look(attributes), ..Adds::default() };
        // Part of a line that runs another way does not turn its paragraph.
        adds.look.direction = adds.look.direction.filter(|_| !kind.is_inline());
        adds.look.hidden |= matches!(kind, Kind::Unread | Kind::Head);
        if self.open.is_full() {
            self.open.go_deeper(adds.look.hidden || matches!(kind, Kind::Frame | Kind::Media));
            if !kind.is_inline() {
                self.builder.end_block();
            }
            return;
        }
        let end = if self.open.inside().hidden || adds.look.hidden {
            End::Nothing
        } else {
            self.begin(tag, attributes, &mut adds, origin)
        };
        // What programs write as `<x/>` has nothing in it, even where browsers would go on inside.
        let is_empty = attributes.is_closed() && kind.is_inline();
        if is_empty {
            self.end(end);
        } else {
            self.open.push(tag, origin, adds, end);
        }
    }

    /// An end tag. One that ends nothing is nothing.
    pub(in crate::document) fn close(&mut self, tag: Tag, origin: Origin) {
        let kind = tag.kind();
        match kind {
            Kind::Void(Void::Break) => return self.void(Void::Break, &Attributes::default(), origin),
            Kind::Void(_) | Kind::Page => return,
            _ => {}
        }
        if self.open.come_up() {
            if !kind.is_inline() {
                self.builder.end_block();
            }
            return;
        }
        let of_table = matches!(kind, Kind::Table | Kind::Rows | Kind::Row | Kind::Cell | Kind::TableCaption);
        let is_wall = |entry: &Entry| match entry.tag.kind() {
            Kind::Table => true,
            Kind::Cell | Kind::TableCaption => !of_table,
            other => entry.origin == Origin::Markdown && !(kind.is_inline() && other.is_inline()),
        };
        let found = match origin {
            Origin::Markdown => self.open.find(|entry| entry.tag == tag && entry.origin == origin, |_| false),
            Origin::Html => self.open.find(|entry| tag.ends(entry.tag) && entry.origin == origin, is_wall),
        };
        match found {
            Some(at) if origin == Origin::Html && kind.is_inline() && self.open.is_crossed(at) => {
                if let Some(entry) = self.open.remove(at) {
                    self.end(entry.end);
                }
            }
            Some(at) => self.pop_above(at),
            None => {}
        }
    }

    /// Ends what cannot go on when an element of this kind begins.
    fn imply(&mut self, tag: Tag) {
        let kind = tag.kind();
        let is_kind = |kinds: &'static [Kind]| move |entry: &Entry| kinds.contains(&entry.tag.kind());
        let is_wall = |entry: &Entry| {
            let of_table = matches!(entry.tag.kind(), Kind::Cell | Kind::TableCaption | Kind::Table);
            of_table || matches!(entry.tag.kind(), Kind::List | Kind::Terms) || entry.origin == Origin::Markdown
        };
        let is_markdown = |entry: &Entry| entry.origin == Origin::Markdown;
        if self.open.last().is_some_and(|entry| entry.tag.kind() == Kind::Head) && !tag.is_of_head() {
            self.end_innermost();
        }
        if let Some((ended, around)) = tag.follows() {
            let is_outside = |entry: &Entry| entry.tag.name() == around || !entry.tag.kind().is_inline();
            if let Some(at) = self.open.find(|entry| ended.contains(&entry.tag.name()), is_outside) {
                self.pop_above(at);
            }
        }
        let at = match kind {
            Kind::Rows => self.open.find(is_kind(&[Kind::Table]), is_markdown).map(|at| at + 1),
            Kind::Row => self.open.find(is_kind(&[Kind::Rows, Kind::Table]), is_markdown).map(|at| at + 1),
            Kind::Cell => self.open.find(is_kind(&[Kind::Row, Kind::Rows, Kind::Table]), is_markdown).map(|at| at + 1),
            Kind::Item => self.open.find(is_kind(&[Kind::Item]), is_wall),
            Kind::Term | Kind::Definition => self.open.find(is_kind(&[Kind::Term, Kind::Definition]), is_wall),
            Kind::Heading(_) => self.open.find(|entry| matches!(entry.tag.kind(), Kind::Heading(_)), |_| true),
            Kind::Void(Void::Rule) => None,
            kind if kind.is_inline() || matches!(kind, Kind::Void(_) | Kind::Page) => return,
            _ => None,
        };
        if let Some(at) = at {
            self.pop_above(at);
        }
        if self.open.has_paragraph()
            && let Some(at) = self.open.find(is_kind(&[Kind::Paragraph]), is_wall)
        {
            self.pop_above(at);
        }
    }

    fn pop_above(&mut self, depth: usize) {
        while let Some(entry) = self.open.pop_above(depth) {
            self.end(entry.end);
        }
    }

    fn end_innermost(&mut self) {
        if let Some(entry) = self.open.pop_above(0) {
            self.end(entry.end);
        }
    }
}
