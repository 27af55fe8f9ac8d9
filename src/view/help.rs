//! The help over the panes. What it says is decided in [`crate::app::Help`].

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear};

use super::text::{cut, fit, typed};
use super::{Look, Theme, point};
use crate::app::{Help, HelpLine, Model};

/// Draws the help over everything but the status line.
pub(super) fn draw(model: &Model, help: &Help, theme: &Theme, frame: &mut Frame<'_>) {
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
    point::at(model, inner, frame);
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
        let (text, caret) = typed(model.order, &help.filter, usize::from(line.width).saturating_sub(2));
        frame.render_widget(Line::from(Span::styled(format!("/{text} "), theme.look(Look::Pending))), line);
        if help.filtering {
            let caret = u16::try_from(caret).unwrap_or(0);
            frame.set_cursor_position((line.x.saturating_add(1).saturating_add(caret), line.y));
        }
    }
}
