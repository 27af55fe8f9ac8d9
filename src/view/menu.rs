//! A menu over the panes: letters, names, and a note for each.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear};

use super::cells::Cells;
use super::text::{cut_in, fit, fit_in, width};
use super::{Look, Theme, point};
use crate::app::{Menu, Model};

const WIDTH: u16 = 100;
const NAME_WIDTH: usize = 32;

/// Draws the menu above the status line.
pub(super) fn draw(model: &Model, menu: &Menu, theme: &Theme, frame: &mut Frame<'_>) {
    let whole = frame.area();
    let columns = whole.width.min(WIDTH);
    let room = whole.height.saturating_sub(1);
    let height = u16::try_from(menu.entries.len() + 2).unwrap_or(u16::MAX).min(room);
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
    let name_width = menu.entries.iter().map(|entry| width(&entry.name)).max().unwrap_or(0).min(NAME_WIDTH);
    let label_width = menu.entries.iter().map(|entry| width(&entry.label)).max().unwrap_or(0);
    let visible = menu.entries.iter().enumerate().skip(menu.cursor.top);
    for ((index, entry), row) in visible.zip(inner.rows()) {
        let note_width = usize::from(row.width).saturating_sub(label_width + name_width + 5);
        let reachable = entry.label.starts_with(&menu.typed);
        let key_look = if reachable { Look::Pending } else { Look::Aside };
        let look = if index == menu.cursor.at { Look::Selected } else { Look::Row };
        let own = |own| if look == Look::Selected { Style::new() } else { theme.look(own) };
        let line = Line::from(vec![
            Span::styled(format!(" {}  ", fit(&entry.label, label_width)), own(key_look)),
            Span::raw(fit_in(model.order, &entry.name, name_width)),
            Span::styled(format!("  {}", cut_in(model.order, &entry.note, note_width)), own(Look::Aside)),
        ]);
        frame.render_widget(Cells(line.style(theme.look(look))), row);
        if look == Look::Selected {
            point::at(model, row, frame);
        }
    }
}
