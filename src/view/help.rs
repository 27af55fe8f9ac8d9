//! The help: every command with its keys, as the keymap in force has them.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear};
use unicode_width::UnicodeWidthStr;

use super::text::{cut, fit};
use super::{Look, Theme};
use crate::app::Help;

/// The help is read as two columns; wider than this the eye loses the line.
const WIDTH: u16 = 84;

/// Draws the help over everything but the status line.
pub(super) fn draw(help: &Help, theme: &Theme, frame: &mut Frame<'_>) {
    let whole = frame.area();
    let width = whole.width.min(WIDTH);
    let area =
        Rect { x: whole.x + (whole.width - width) / 2, y: whole.y, width, height: whole.height.saturating_sub(1) };
    frame.render_widget(Clear, area);
    let hint = if help.filtering { " Enter keeps, Esc clears " } else { " / search · j k scroll · q closes " };
    let block = Block::bordered()
        .border_style(theme.look(Look::FocusedFrame))
        .title_top(Line::from(Span::styled(" Help ", theme.look(Look::PaneTitle))))
        .title_bottom(Line::from(Span::styled(hint, theme.look(Look::Aside))).right_aligned());
    let inner = block.inner(area);
    frame.render_widget(block, area);
    let groups = help.visible();
    let keys_width = groups.iter().flat_map(|group| &group.rows).map(|row| row.keys.width()).max().unwrap_or(0).min(26);
    let mut lines: Vec<Line<'_>> = Vec::new();
    for group in &groups {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.push(Line::from(Span::styled(group.title, theme.look(Look::PaneTitle))));
        for row in &group.rows {
            let place = if row.place.is_empty() { String::new() } else { format!("  ({})", row.place) };
            let room = usize::from(inner.width).saturating_sub(keys_width + 4);
            lines.push(Line::from(vec![
                Span::styled(format!("  {}  ", fit(&row.keys, keys_width)), theme.look(Look::Pending)),
                Span::raw(cut(&format!("{}{place}", row.text), room)),
            ]));
        }
    }
    if lines.is_empty() {
        lines.push(Line::from("Nothing has these words."));
    }
    for (line, row) in lines.into_iter().skip(help.top).zip(inner.rows()) {
        frame.render_widget(line, row);
    }
    if help.filtering || !help.filter.value().is_empty() {
        let line = Rect { x: area.x + 8, y: area.y, width: area.width.saturating_sub(9), height: 1 };
        let text = format!("/{} ", help.filter.value());
        frame.render_widget(Line::from(Span::styled(text, theme.look(Look::Pending))), line);
        if help.filtering {
            let column = u16::try_from(help.filter.visual_cursor()).unwrap_or(u16::MAX);
            frame.set_cursor_position((line.x.saturating_add(1).saturating_add(column).min(line.right()), line.y));
        }
    }
}
