//! Sets what was found apart in a text. Where it was found is decided in [`crate::query`].

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::Span;

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
