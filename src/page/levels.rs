//! Which way the pieces of a running text run: its levels are resolved once, over all of its lines, since a bracket or a
//! number may stand on another line than what decides about it. How a line is put in order is decided in [`crate::bidi`].

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::Span;
use super::flow::Broken;
use crate::bidi::{self, Level};
use crate::document::Direction;

/// Gives the pieces of a text their levels, each piece being parted where the level changes. Says whether the text runs
/// from right to left. Text without a letter that does costs no more than looking for one.
pub(super) fn resolve(text: &mut Broken, direction: Direction) -> bool {
    let words = || text.lines.iter().flatten().map(|span| span.text.as_str());
    let rtl = match direction {
        Direction::RightToLeft => true,
        _ if !words().any(bidi::has_rtl) => return false,
        Direction::LeftToRight => false,
        Direction::Own => bidi::are_rtl(words()),
    };
    let mut rest = text.lines.as_mut_slice();
    let mut first = 0;
    for fed in text.fed.iter().copied().chain([usize::MAX]) {
        let (paragraph, after) = rest.split_at_mut((fed - first).min(rest.len()));
        resolve_paragraph(paragraph, rtl);
        (rest, first) = (after, fed);
    }
    rtl
}

/// The lines of what UAX #9 calls a paragraph: a line feed ends it.
fn resolve_paragraph(lines: &mut [Vec<Span>], rtl: bool) {
    let mut text = String::new();
    let mut ranges: Vec<Range<usize>> = Vec::with_capacity(lines.len());
    for line in lines.iter() {
        // The blank that was left out at the end of the line.
        if !ranges.is_empty() && line.first().is_some_and(|span| span.after_blank) {
            text.push(' ');
        }
        let start = text.len();
        line.iter().for_each(|span| text.push_str(&span.text));
        ranges.push(start..text.len());
    }
    let levels = bidi::levels(&text, rtl, &ranges);
    for (line, range) in lines.iter_mut().zip(ranges) {
        let mut at = range.start;
        let mut parted = Vec::with_capacity(line.len());
        for span in line.drain(..) {
            let end = at + span.text.len();
            part(span, levels.get(at..end).unwrap_or_default(), &mut parted);
            at = end;
        }
        *line = parted;
    }
}

/// Parts a piece where the level changes, but inside no character. `levels` are those of its bytes.
fn part(mut span: Span, levels: &[Level], out: &mut Vec<Span>) {
    span.level = levels.first().copied().unwrap_or_default();
    if levels.iter().all(|level| *level == span.level) {
        return out.push(span);
    }
    let mut start = 0;
    for (at, _) in span.text.grapheme_indices(true) {
        let level = levels.get(at).copied().unwrap_or_default();
        if level != span.level {
            out.push(Span { text: span.text.get(start..at).unwrap_or_default().to_owned(), ..span.clone() });
            (span.level, span.after_blank, start) = (level, false, at);
        }
    }
    span.text.drain(..start);
    out.push(span);
}
