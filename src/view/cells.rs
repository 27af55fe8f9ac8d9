//! Draws a line grapheme by grapheme, so that every piece begins where the one before has ended.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Widget;

/// A line whose pieces have as many columns as their graphemes. As a widget of its own, a line measures each piece as a
/// whole, in which the Arabic lam and alef are one column, while it fills two: the next piece then covered what was drawn.
pub(super) struct Cells<'l>(
    /// The line.
    pub(super) Line<'l>,
);

impl Widget for Cells<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return;
        }
        buffer.set_style(area, self.0.style);
        let mut x = area.x;
        for span in &self.0.spans {
            let room = usize::from(area.right().saturating_sub(x));
            (x, _) = buffer.set_stringn(x, area.y, &span.content, room, self.0.style.patch(span.style));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_piece_covers_the_end_of_the_one_before() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        let pieces = ["لا", "x", "ﾊﾟ", "y", "人", "z", "and more"];
        Cells(Line::from_iter(pieces)).render(buffer.area, &mut buffer);
        let symbols: Vec<&str> = buffer.content.iter().map(|cell| cell.symbol()).collect();
        assert_eq!(symbols.concat().replace(' ', ""), "لاxﾊﾟy人zan", "{symbols:?}");
    }
}
