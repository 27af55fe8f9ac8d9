//! A menu over the panes: letters, names, and a note for each. Which lines that makes is decided in [`crate::app::MenuShape`].

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear};

use super::cells::Cells;
use super::text::{cut_in, fit, fit_in};
use super::{Look, Theme, point};
use crate::app::{Menu, MenuLine, Model};

/// Draws the menu above the status line.
pub(super) fn draw(model: &Model, menu: &Menu, theme: &Theme, frame: &mut Frame<'_>) {
    let whole = frame.area();
    let room = whole.height.saturating_sub(1);
    let shape = menu.shape(model.size);
    let columns = shape.columns.min(whole.width);
    let lines = menu.height(&shape, usize::from(room.saturating_sub(2)));
    let height = u16::try_from(lines + 2).unwrap_or(u16::MAX).min(room);
    let area = Rect { x: whole.x + (whole.width - columns) / 2, y: room - height, width: columns, height };
    frame.render_widget(Clear, area);
    let block = Block::bordered()
        .border_style(theme.look(Look::FocusedFrame))
        .title_top(Line::from(Span::styled(format!(" {} ", menu.title), theme.look(Look::PaneTitle))))
        .title_bottom(
            Line::from(Span::styled(" letter or Enter · Esc closes ", theme.look(Look::Aside))).right_aligned(),
        );
    let inner = block.inner(area);
    frame.render_widget(block, area);
    let mut rows = inner.rows();
    for (index, entry) in menu.entries.iter().enumerate().skip(menu.cursor.top).take(usize::from(inner.height)) {
        let reachable = entry.label.starts_with(&menu.typed);
        let key_look = if reachable { Look::Pending } else { Look::Aside };
        let look = if index == menu.cursor.at { Look::Selected } else { Look::Row };
        let own = |own| if look == Look::Selected { Style::new() } else { theme.look(own) };
        let lines = menu.lines(&shape, index);
        for ((number, line), row) in lines.into_iter().enumerate().zip(&mut rows) {
            let label = if number == 0 { entry.label.as_str() } else { "" };
            let mut spans = vec![Span::styled(format!(" {}  ", fit(label, shape.label)), own(key_look))];
            let all = usize::from(row.width);
            match line {
                MenuLine::Beside(name, note) => spans.extend([
                    Span::raw(fit_in(model.order, &name, shape.name)),
                    Span::styled(format!("  {}", cut_in(model.order, &note, all)), own(Look::Aside)),
                ]),
                MenuLine::Name(name) => spans.push(Span::raw(cut_in(model.order, &name, all))),
                MenuLine::Below(note) => spans.push(Span::styled(cut_in(model.order, &note, all), own(Look::Aside))),
            }
            frame.render_widget(Cells(Line::from(spans).style(theme.look(look))), row);
            if look == Look::Selected && number == 0 {
                point::at(model, row, frame);
            }
        }
    }
}
