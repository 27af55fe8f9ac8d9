//! The items of a list of scalars, in brackets or one a line, and how a new one is written among them.

use std::ops::Range;

use super::outline::{Line, Outline, Part};
use super::token;

/// Where an item is. All places are bytes in the front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// The scalar, quotes included.
    pub(super) scalar: Range<usize>,
    /// Its line in a list that has one item a line.
    pub(super) line: Line,
}

/// A list that has one item a line, and a flow list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List {
    pub(super) items: Vec<Item>,
    pub(super) shape: Shape,
}

/// How a list is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    /// One item a line.
    Lines,
    /// Between brackets: the bytes inside.
    Brackets(Range<usize>),
}

/// How the scalars of a list are quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotes {
    /// Not, or not all of them alike.
    None,
    Single,
    Double,
}

impl List {
    /// The list below a name. `None` when a line is anything but a blank, a comment or `- scalar`.
    pub(super) fn of_lines(outline: &Outline<'_>, part: &Part) -> Option<Self> {
        let mut items: Vec<Item> = Vec::new();
        let mut dash = None;
        for line in outline.lines.get(part.lines.start + 1..part.lines.end)? {
            let text = outline.line(*line);
            let item = text.trim_start_matches(' ');
            if item.is_empty() || item.starts_with('#') {
                continue;
            }
            let scalar = item.strip_prefix('-')?;
            let indent = text.len() - item.len();
            if !scalar.starts_with(' ') || *dash.get_or_insert(indent) != indent {
                return None;
            }
            let start = line.end - scalar.trim_start_matches(' ').len();
            let scalar = scalar_at(outline.text, start..line.end)?;
            token::is_end(outline.text.get(scalar.end..line.end)?).then_some(())?;
            items.push(Item { scalar, line: *line });
        }
        Some(Self { items, shape: Shape::Lines })
    }

    /// The list in brackets. `None` when it holds anything but scalars, or comments.
    pub(super) fn of_brackets(outline: &Outline<'_>, brackets: Range<usize>) -> Option<Self> {
        let text = outline.text;
        let inside = brackets.start + 1..brackets.end.checked_sub(1)?;
        if !text.get(brackets.clone())?.starts_with('[') {
            return None;
        }
        let blank = |at: usize| {
            let rest = text.get(at..inside.end).unwrap_or_default();
            at + (rest.len() - rest.trim_start_matches([' ', '\n', '\r']).len())
        };
        let line = *outline.lines.iter().find(|line| brackets.start < line.next)?;
        let mut items = Vec::new();
        let mut at = blank(inside.start);
        while at < inside.end {
            let rest = text.get(at..inside.end)?;
            let scalar = if rest.starts_with(['"', '\'']) {
                at..token::quoted(text, at).filter(|end| *end <= inside.end)?
            } else {
                let end = rest.find([',', '\n', '\r']).unwrap_or(rest.len());
                let plain = rest.get(..end)?.trim_end_matches(' ');
                let odd = plain.contains(['[', ']', '{', '}']) || plain.contains(" #");
                (token::is_simple(plain) && !odd).then_some(at..at + plain.len())?
            };
            at = blank(scalar.end);
            items.push(Item { scalar, line });
            if at < inside.end {
                text.get(at..)?.starts_with(',').then_some(())?;
                at = blank(at + 1);
            }
        }
        Some(Self { items, shape: Shape::Brackets(inside) })
    }

    /// How its items are quoted, where they all are in one way.
    pub(super) fn quotes(&self, text: &str) -> Quotes {
        let all = |quote: char| {
            !self.items.is_empty()
                && self.items.iter().all(|item| text.get(item.scalar.clone()).is_some_and(|s| s.starts_with(quote)))
        };
        if all('"') {
            Quotes::Double
        } else if all('\'') {
            Quotes::Single
        } else {
            Quotes::None
        }
    }
}

fn scalar_at(text: &str, rest: Range<usize>) -> Option<Range<usize>> {
    if text.get(rest.clone())?.starts_with(['"', '\'']) {
        let end = token::quoted(text, rest.start).filter(|end| *end <= rest.end)?;
        return Some(rest.start..end);
    }
    let scalar = token::plain(text, rest);
    token::is_simple(text.get(scalar.clone())?).then_some(scalar)
}
