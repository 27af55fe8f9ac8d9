//! The help over the panes. What it says is decided in [`crate::app::Help`].

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear};

use super::text::{cut, fit};
use super::{Look, Theme};
use crate::app::{Help, HelpLine};

/// Draws the help over everything but the status line.
pub(super) fn draw(help: &Help, theme: &Theme, frame: &mut Frame<'_>) {
    let whole = frame.area();
    let width = Help::width(whole.width);
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
    let width = usize::from(inner.width);
    let keys_width = help.keys_width(width);
    let line = |line: HelpLine| match line {
        HelpLine::Blank => Line::default(),
        HelpLine::Title(title) => Line::from(Span::styled(title, theme.look(Look::PaneTitle))),
        HelpLine::Row(keys, text) => Line::from(vec![
            Span::styled(format!("  {}  ", fit(&keys, keys_width)), theme.look(Look::Pending)),
            Span::raw(cut(&text, width.saturating_sub(keys_width + 4))),
        ]),
    };
    let mut lines: Vec<Line<'_>> = help.lines(width).into_iter().map(line).collect();
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
