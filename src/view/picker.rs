//! A picker over the panes: what was typed, the names that match, and how many cards have each.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear};

use super::cells::Cells;
use super::text::{fit_in, number, typed};
use super::{Look, Theme};
use crate::app::{Model, Picker, PickerKind};

const WIDTH: u16 = 60;

/// Draws the picker above the status line.
pub(super) fn draw(model: &Model, picker: &Picker, theme: &Theme, frame: &mut Frame<'_>) {
    let whole = frame.area();
    let rows = picker.visible();
    let width = whole.width.min(WIDTH);
    let room = whole.height.saturating_sub(1);
    // The height does not follow what is typed, so that nothing jumps.
    let height = u16::try_from(picker.rows.len() + 3).unwrap_or(u16::MAX).min(room);
    let area = Rect { x: whole.x + (whole.width - width) / 2, y: room - height, width, height };
    frame.render_widget(Clear, area);
    let (title, keys) = match (picker.kind, picker.all) {
        (PickerKind::Topics, false) => ("Topics: any of them", " Tab picks · ^A all · Enter "),
        (PickerKind::Topics, true) => ("Topics: all of them", " Tab picks · ^A any · Enter "),
        (PickerKind::Providers, _) => ("Providers", " Tab picks · Enter "),
        (PickerKind::Types, _) => ("Types", " Tab picks · Enter "),
    };
    let aside = if picker.chosen.is_empty() { String::new() } else { format!(" {} picked ", picker.chosen.len()) };
    let block = Block::bordered()
        .border_style(theme.look(Look::FocusedFrame))
        .title_top(Line::from(Span::styled(format!(" {title} "), theme.look(Look::PaneTitle))))
        .title_top(Line::from(Span::styled(aside, theme.look(Look::Chosen))).right_aligned())
        .title_bottom(Line::from(Span::styled(keys, theme.look(Look::Aside))).right_aligned());
    let inner = block.inner(area);
    frame.render_widget(block, area);
    let [line, list] = [
        Rect { height: inner.height.min(1), ..inner },
        Rect { y: inner.y.saturating_add(1), height: inner.height.saturating_sub(1), ..inner },
    ];
    let room = usize::from(line.width).saturating_sub(3);
    let (text, caret) = typed(model.order, &picker.input, room);
    frame.render_widget(Cells(Line::from(format!("> {text}"))), line);
    let caret = u16::try_from(caret).unwrap_or(0);
    frame.set_cursor_position(Position::new(line.x + 2 + caret, line.y));
    let narrowed = !picker.input.value().is_empty();
    for ((index, row), place) in rows.iter().enumerate().skip(picker.cursor.top).zip(list.rows()) {
        let is_chosen = picker.chosen.contains(&row.name);
        let look = if index == picker.cursor.at { Look::Selected } else { Look::Row };
        let own = |own| if look == Look::Selected { Style::new() } else { theme.look(own) };
        let indent = if narrowed { 0 } else { usize::from(row.depth).min(4) * 2 };
        let count = number(row.cards);
        let name_width = usize::from(place.width).saturating_sub(4 + indent + count.len());
        let spans = vec![
            Span::styled(if is_chosen { " • " } else { "   " }, own(Look::Chosen)),
            Span::raw(" ".repeat(indent)),
            Span::styled(
                fit_in(model.order, &row.name, name_width),
                own(if is_chosen { Look::Chosen } else { Look::Row }),
            ),
            Span::styled(format!("{count} "), own(Look::Aside)),
        ];
        frame.render_widget(Cells(Line::from(spans).style(theme.look(look))), place);
    }
    if rows.is_empty() {
        frame.render_widget(
            Line::styled("   nothing of that name", theme.look(Look::Aside)),
            Rect { height: list.height.min(1), ..list },
        );
    }
}
