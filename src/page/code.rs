//! Sets lines of a program as they are, blanks included. One that is too long goes on below, after a mark, so that nothing
//! of it is lost. What is beside them, and where a page ends, is decided elsewhere.

use unicode_segmentation::UnicodeSegmentation;

use super::flow::Broken;
use super::setter::Setter;
use super::{Role, Span, levels};
use crate::card::SafeText;
use crate::columns::width;
use crate::document::Direction;

/// Before what of a line did not fit into the one above.
const GOES_ON: &str = "↳ ";

/// Sets a program, after the name of its language if that is known.
pub(super) fn set(setter: &mut Setter, language: Option<&SafeText>, text: &SafeText) {
    // To the ear and the finger its own indents are enough.
    setter.begin_bar(Span::added(if setter.is_linear() { "" } else { "  " }, Role::Text));
    if let Some(language) = language.filter(|language| !language.is_empty()) {
        setter.text(language, Role::Dim);
    }
    for line in text.split('\n') {
        if setter.is_full() {
            break;
        }
        set_line(setter, line);
    }
    setter.end_margin();
}

fn set_line(setter: &mut Setter, line: &str) {
    let (flow, room) = (Some(setter.new_flow()), setter.room());
    let mut text = Broken::default();
    let mut rest = line;
    while (text.lines.is_empty() || !rest.is_empty()) && text.lines.len() < setter.left() {
        let mark = if text.lines.is_empty() { "" } else { GOES_ON };
        let (piece, after) = split(rest, room.saturating_sub(width(mark)).max(1));
        text.lines.push(vec![Span { text: piece.to_owned(), role: Role::Code, flow, ..Span::default() }]);
        rest = after;
    }
    levels::resolve(&mut text, Direction::LeftToRight);
    for (number, mut line) in text.lines.into_iter().enumerate() {
        if number > 0 {
            line.insert(0, Span::added(GOES_ON, Role::Bullet));
        }
        line.retain(|span| !span.text.is_empty());
        setter.push(line);
    }
}

/// As much of `text` as fits into `columns` columns, at least one character, and what is left.
fn split(text: &str, columns: usize) -> (&str, &str) {
    if text.len() <= columns {
        return (text, "");
    }
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += width(grapheme);
        if used > columns && at > 0 {
            let (fits, _) = text.split_at(at);
            // After a blank, if one is near.
            let blank = fits.rfind(' ').map(|blank| blank + 1).filter(|blank| *blank * 3 > at * 2);
            return text.split_at(blank.unwrap_or(at));
        }
    }
    (text, "")
}
