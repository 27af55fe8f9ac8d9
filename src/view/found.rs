//! Sets what was found apart in a text. Where it was found is decided in [`crate::query`], and in a card by its page.

use std::collections::BTreeMap;
use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::Span;

use crate::app::Find;
use crate::page::{Line, Role};
use crate::query::{Answer, Field};

/// `text` in pieces: the `found` ranges of bytes, which are in order, in one style, the rest in the other.
pub(super) fn highlighted(text: String, found: &[Range<usize>], rest: Style, style: Style) -> Vec<Span<'static>> {
    if found.is_empty() {
        return vec![Span::styled(text, rest)];
    }
    let mut spans = Vec::with_capacity(found.len() * 2 + 1);
    let mut end = 0;
    let mut add = |range: Range<usize>, style| {
        if let Some(piece) = text.get(range).filter(|piece| !piece.is_empty()) {
            spans.push(Span::styled(piece.to_owned(), style));
        }
    };
    for place in found {
        add(end..place.start, rest);
        add(place.clone(), style);
        end = place.end;
    }
    add(end..text.len(), rest);
    spans
}

/// `text` in pieces: each of the `layers`, ranges of bytes with a style, lies over those before it.
pub(super) fn painted<'t>(text: &'t str, rest: Style, layers: &[(Range<usize>, Style)]) -> Vec<Span<'t>> {
    let mut ends: Vec<usize> = layers.iter().flat_map(|(range, _)| [range.start, range.end]).collect();
    ends.extend([0, text.len()]);
    ends.sort_unstable();
    ends.dedup();
    let pieces = ends.iter().zip(ends.iter().skip(1)).filter_map(|(start, end)| {
        let piece = text.get(*start..*end)?;
        let over = layers.iter().filter(|(range, _)| range.start <= *start && *end <= range.end);
        Some(Span::styled(piece, over.fold(rest, |style, (_, own)| style.patch(*own))))
    });
    pieces.collect()
}

/// The place that was gone to, of how many there are: `2 of 7`.
pub(super) fn found(find: &Find) -> String {
    match find.count {
        0 => "not found".to_owned(),
        _ => find.in_words(),
    }
}

/// A running text in one piece.
#[derive(Default)]
struct Flow {
    text: String,
    is_title: bool,
    /// Where each of its spans begins, with its line and its number in that.
    starts: Vec<(usize, usize, usize)>,
}

/// Where in some lines of a page something stands that the list was searched for: line, span and bytes. A place may begin
/// in one span and end in another, also of the next line.
pub(super) fn found_in_lines(answer: &Answer, lines: &[Line]) -> Vec<(usize, usize, Range<usize>)> {
    let mut flows: BTreeMap<u32, Flow> = BTreeMap::new();
    for (line, of) in lines.iter().enumerate() {
        for (number, span) in of.spans.iter().enumerate() {
            let Some(flow) = span.flow else { continue };
            let flow = flows.entry(flow).or_default();
            if span.after_blank {
                flow.text.push(' ');
            }
            flow.is_title |= span.role == Role::Title;
            flow.starts.push((flow.text.len(), line, number));
            flow.text.push_str(&span.text);
        }
    }
    let mut found = Vec::new();
    for Flow { text, is_title, starts } in flows.into_values() {
        let field = if is_title { Field::Title } else { Field::Body };
        for place in answer.found_in(field, &text) {
            for (index, (start, line, span)) in starts.iter().enumerate() {
                let end = starts.get(index + 1).map_or(text.len(), |(next, _, _)| *next);
                let (from, to) = (place.start.max(*start), place.end.min(end));
                if from < to {
                    found.push((*line, *span, from - start..to - start));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_text_is_lost() {
        let (rest, style) = (Style::new(), Style::new().bold());
        let pieces = |found: &[Range<usize>]| {
            let spans = highlighted("abcdef".to_owned(), found, rest, style);
            spans.iter().map(|span| (span.content.to_string(), span.style == style)).collect::<Vec<_>>()
        };
        assert_eq!(pieces(&[]), [("abcdef".to_owned(), false)]);
        assert_eq!(pieces(&[0..2, 5..6]), [("ab".into(), true), ("cde".into(), false), ("f".into(), true)]);
    }
}
