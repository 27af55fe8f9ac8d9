//! Sets text in columns, and right-to-left text in the order in which it is read on the screen.

use std::borrow::Cow;

use ratatui::text::Span;
use tui_input::Input;
use unicode_segmentation::UnicodeSegmentation;

use crate::bidi::{self, Order};
pub(super) use crate::columns::{cut, cut_middle, width};
pub(super) use crate::counts::number;

/// `text` in exactly `columns` columns: cut, or filled up with spaces.
pub(super) fn fit(text: &str, columns: usize) -> String {
    filled(cut(text, columns), columns)
}

/// As [`fit`], in the order in which it stands on the screen. It begins on the left, whichever way it runs: that is
/// where a column begins.
pub(super) fn fit_in(order: Order, text: &str, columns: usize) -> String {
    let cut = cut(text, columns);
    match order {
        Order::Visual if bidi::has_rtl(&cut) => filled(bidi::shown(&cut, bidi::is_rtl(text)), columns),
        _ => filled(cut, columns),
    }
}

/// As [`cut`], in the order in which it stands on the screen.
pub(super) fn cut_in(order: Order, text: &str, columns: usize) -> String {
    let cut = cut(text, columns);
    match order {
        Order::Visual if bidi::has_rtl(&cut) => bidi::shown(&cut, bidi::is_rtl(text)),
        _ => cut,
    }
}

fn filled(mut text: String, columns: usize) -> String {
    let missing = columns.saturating_sub(width(&text));
    text.extend(std::iter::repeat_n(' ', missing));
    text
}

/// Pieces of a line in the order in which they stand on the screen, of a paragraph that runs from right to left or not.
pub(super) fn ordered(order: Order, spans: Vec<Span<'_>>, rtl: bool) -> Vec<Span<'_>> {
    if order == Order::Logical {
        return spans;
    }
    let pieces: Vec<_> = spans.iter().map(|span| (&*span.content, span.style)).collect();
    match bidi::reorder(&pieces, rtl) {
        Some(pieces) => pieces.into_iter().map(|(text, style)| Span::styled(text, style)).collect(),
        None => spans,
    }
}

/// What of a line of text is visible that is typed into `columns` columns, and the column of the caret in it.
pub(super) fn typed(order: Order, input: &Input, columns: usize) -> (String, usize) {
    let line = input.value();
    let at = line.char_indices().nth(input.cursor()).map_or(line.len(), |(at, _)| at);
    let before = width(line.get(..at).unwrap_or_default());
    let hidden = before.saturating_sub(columns);
    let rest = after(line, hidden);
    let visible = cut(rest, columns);
    let caret = at.saturating_sub(line.len() - rest.len());
    match order {
        Order::Visual if bidi::has_rtl(&visible) => {
            let (shown, column) = bidi::typed(&visible, caret);
            (shown, column.min(columns))
        }
        _ => (visible, width(rest.get(..caret).unwrap_or_default()).min(columns)),
    }
}

/// What is left of `text` after its first `columns` columns.
pub(super) fn after(text: &str, columns: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        if used >= columns {
            return text.get(at..).unwrap_or_default();
        }
        used += width(grapheme);
    }
    ""
}

/// `text` in the order in which it stands on the screen.
pub(super) fn shown(order: Order, text: &str) -> Cow<'_, str> {
    match order {
        Order::Visual if bidi::has_rtl(text) => bidi::shown(text, bidi::is_rtl(text)).into(),
        _ => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_up_to_the_width() {
        assert_eq!(fit("ab", 4), "ab  ");
        assert_eq!(fit("人工知能", 4), "人… ");
        assert_eq!(fit("لا", 3), "لا ");
    }

    #[test]
    fn a_column_begins_on_the_left_whichever_way_its_text_runs() {
        assert_eq!(fit_in(Order::Visual, "שלום", 6), "םולש  ");
        assert_eq!(fit_in(Order::Visual, "שלום עולם", 6), "… םולש");
        assert_eq!(fit_in(Order::Logical, "שלום", 6), "שלום  ");
    }

    #[test]
    fn skips_columns() {
        assert_eq!(after("abc", 0), "abc");
        assert_eq!(after("abc", 2), "c");
        assert_eq!(after("人工知", 2), "工知");
        assert_eq!(after("abc", 3), "");
    }

    #[test]
    fn what_is_typed_scrolls_with_the_caret() {
        let at = |text: &str, cursor| Input::new(text.to_owned()).with_cursor(cursor);
        assert_eq!(typed(Order::Visual, &at("abcdef", 6), 4), ("cdef".into(), 4));
        assert_eq!(typed(Order::Visual, &at("abcdef", 0), 4), ("abc…".into(), 0));
        assert_eq!(typed(Order::Visual, &at("abc", 1), 4), ("abc".into(), 1));
        assert_eq!(typed(Order::Visual, &at("人工", 1), 9), ("人工".into(), 2));
        assert_eq!(typed(Order::Visual, &at("שלום", 4), 9), (" םולש".into(), 0));
        assert_eq!(typed(Order::Logical, &at("שלום", 4), 9), ("שלום".into(), 4));
    }
}
