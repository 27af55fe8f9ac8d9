//! The words of a page, folded as for searching, and where each stands: what is looked for is found wherever lines are
//! broken. What is done about it is decided in [`crate::app::Find`].

use std::ops::Range;

use super::{Line, Span};
use crate::library::{fold_into, fold_line};

/// Most places that are found of one text. Nobody goes through more one by one.
const PLACES: usize = 2_000;

/// The running texts of a page, one after the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageText {
    /// Folded; each run of white space is one blank, and a line feed ends a running text.
    folded: String,
    /// Where each span of the page begins.
    pieces: Vec<Piece>,
}

/// A span of the page in the folded text. Pages are far shorter than 4 GiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    at: u32,
    line: u32,
    span: u32,
}

/// Where a text stands on a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// What is to be set apart, from top to bottom.
    pub marks: Vec<Mark>,
    /// How many places there are, as far as they were counted.
    pub count: usize,
    /// There are more of them.
    pub is_more: bool,
}

/// A part of a span, set apart because it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Line of the page.
    pub line: usize,
    /// Span of the line.
    pub span: usize,
    /// Bytes of the span's text.
    pub range: Range<usize>,
    /// Of which of the places, from 0.
    pub place: usize,
}

impl PageText {
    /// Adds the lines from number `first` on.
    pub(super) fn append(&mut self, lines: &[Line], first: usize) {
        let spans = lines.iter().enumerate().skip(first).flat_map(|(line, of)| {
            of.spans.iter().enumerate().filter_map(move |(number, span)| Some((span.flow?, line, number, span)))
        });
        let mut spans: Vec<(u32, usize, usize, &Span)> = spans.collect();
        // Cells of a table stand side by side, and are read one after the other.
        spans.sort_by_key(|(flow, line, number, _)| (*flow, *line, *number));
        let mut before = None;
        for (flow, line, number, span) in spans {
            if before != Some(flow) {
                self.folded.push('\n');
            } else if span.after_blank && !self.folded.ends_with([' ', '\n']) {
                self.folded.push(' ');
            }
            before = Some(flow);
            self.pieces.push(Piece { at: narrow(self.folded.len()), line: narrow(line), span: narrow(number) });
            fold_piece(&span.text, &mut self.folded, |_, _| {});
        }
    }

    /// Takes away the lines from number `first` on, which were added last.
    pub(super) fn truncate(&mut self, first: usize) {
        let kept = self.pieces.iter().rposition(|piece| (piece.line as usize) < first).map_or(0, |last| last + 1);
        if let Some(piece) = self.pieces.get(kept) {
            self.folded.truncate((piece.at as usize).saturating_sub(1));
        }
        self.pieces.truncate(kept);
    }

    /// Where `wanted` stands, written in whatever case and with or without accents, among the page's `lines`.
    pub fn find(&self, lines: &[Line], wanted: &str) -> Found {
        let needle = fold_line(wanted);
        let mut found = Found::default();
        if needle.is_empty() {
            return found;
        }
        let finder = memchr::memmem::Finder::new(needle.as_bytes());
        let mut places = finder.find_iter(self.folded.as_bytes());
        for at in places.by_ref().take(PLACES) {
            self.mark(lines, at..at + needle.len(), found.count, &mut found.marks);
            found.count += 1;
        }
        found.is_more = places.next().is_some();
        found.marks.sort_by_key(|mark| (mark.line, mark.span, mark.range.start));
        found
    }

    /// The place in the text that stands at the beginning of line `line`, or of the next that has any, else of the last,
    /// as [`Self::line_at`] takes it.
    pub fn place_of(&self, line: usize) -> Option<usize> {
        let below = self.pieces.iter().filter(|piece| piece.line as usize >= line);
        let first = below.min_by_key(|piece| (piece.line, piece.at)).or(self.pieces.last());
        first.map(|piece| piece.at as usize)
    }

    /// The line in which the text stands that is at this place.
    pub fn line_at(&self, place: usize) -> Option<usize> {
        let at = self.pieces.partition_point(|piece| piece.at as usize <= place);
        self.pieces.get(at.checked_sub(1)?).map(|piece| piece.line as usize)
    }

    fn mark(&self, lines: &[Line], place: Range<usize>, number: usize, marks: &mut Vec<Mark>) {
        let first = self.pieces.partition_point(|piece| piece.at as usize <= place.start).saturating_sub(1);
        for (index, piece) in self.pieces.iter().enumerate().skip(first) {
            let start = piece.at as usize;
            if start >= place.end {
                break;
            }
            let (line, span) = (piece.line as usize, piece.span as usize);
            let end = self.pieces.get(index + 1).map_or(self.folded.len(), |next| next.at as usize);
            let (from, to) = (place.start.max(start), place.end.min(end));
            let text = lines.get(line).and_then(|line| line.spans.get(span)).map(|span| span.text.as_str());
            if let Some(range) = text.and_then(|text| self.shown(text, start, from..to)) {
                marks.push(Mark { line, span, range, place: number });
            }
        }
    }

    /// The bytes of `text`, which begins at `start` of the folded one, that stand for `wanted` of that.
    fn shown(&self, text: &str, start: usize, wanted: Range<usize>) -> Option<Range<usize>> {
        // What stood before decides what becomes of a blank at the beginning.
        let before = self.folded.get(..start)?.chars().next_back();
        let mut folded: String = before.into_iter().collect();
        let skipped = folded.len();
        let wanted = wanted.start - start + skipped..wanted.end - start + skipped;
        let mut range: Option<Range<usize>> = None;
        fold_piece(text, &mut folded, |of, became| {
            let is_part = became.start < wanted.end && became.end > wanted.start;
            // A mark that folding drops belongs to what stands before it.
            let is_dropped = became.is_empty() && range.as_ref().is_some_and(|range| range.end == of.start);
            if is_part || (is_dropped && became.start <= wanted.end) {
                let start = range.as_ref().map_or(of.start, |range| range.start);
                range = Some(start..of.end);
            }
        });
        range
    }
}

/// Appends the folded form of a part of a running text, and tells for each character its bytes and what they became.
fn fold_piece(text: &str, out: &mut String, mut told: impl FnMut(Range<usize>, Range<usize>)) {
    for (at, c) in text.char_indices() {
        let (before, of) = (out.len(), at..at + c.len_utf8());
        if c.is_ascii() && !c.is_ascii_whitespace() {
            out.push(c.to_ascii_lowercase());
        } else if c.is_whitespace() {
            close_gap(out);
        } else {
            let mut folded = String::new();
            fold_into(c.encode_utf8(&mut [0; 4]), &mut folded);
            for c in folded.chars() {
                if c.is_whitespace() { close_gap(out) } else { out.push(c) }
            }
        }
        told(of, before..out.len());
    }
}

/// A blank, unless there is one, or nothing it could part from the next.
fn close_gap(out: &mut String) {
    if !out.is_empty() && !out.ends_with([' ', '\n']) {
        out.push(' ');
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
