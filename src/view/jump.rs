//! The jump by title over the panes: what was typed, and the titles that fit it with their letters set apart.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear};

use super::cells::Cells;
use super::found::highlighted;
use super::text::{cut, fit_in, ordered, typed, width};
use super::{Look, Theme};
use crate::app::{BRIEF_WIDTH, Jump, Model};
use crate::bidi::is_rtl;

const WIDTH: u16 = 100;
const HEIGHT: u16 = 24;
/// From this width on a row has room for the provider and the date.
const ASIDE_FROM: usize = 60;
const PROVIDER_WIDTH: usize = 18;

/// Draws the layer above the status line.
pub(super) fn draw(model: &Model, jump: &Jump, theme: &Theme, frame: &mut Frame<'_>) {
    let whole = frame.area();
    let (columns, height) = (whole.width.min(WIDTH), whole.height.saturating_sub(1).min(HEIGHT));
    let y = whole.height.saturating_sub(1) - height;
    let area = Rect { x: whole.x + (whole.width - columns) / 2, y, width: columns, height };
    frame.render_widget(Clear, area);
    let block = Block::bordered()
        .border_style(theme.look(Look::FocusedFrame))
        .title_top(Line::from(Span::styled(" Jump to a title ", theme.look(Look::PaneTitle))))
        .title_bottom(Line::from(Span::styled(" ↑ ↓ Enter · Esc closes ", theme.look(Look::Aside))).right_aligned());
    let inner = block.inner(area);
    frame.render_widget(block, area);
    let line = Rect { height: inner.height.min(1), ..inner };
    let list = Rect { y: inner.y.saturating_add(1), height: inner.height.saturating_sub(1), ..inner };
    let room = usize::from(line.width).saturating_sub(3);
    let (text, caret) = typed(model.order, &jump.input, room);
    frame.render_widget(Cells(Line::from(format!("> {text}"))), line);
    let caret = u16::try_from(caret).unwrap_or(0);
    frame.set_cursor_position(Position::new(line.x + 2 + caret, line.y));

    // The window was made for the whole terminal, which may be higher than this layer.
    let at = jump.cursor.at;
    let top = jump.cursor.top.max((at + 1).saturating_sub(usize::from(list.height)));
    for ((index, hit), row) in jump.hits.iter().enumerate().skip(top).zip(list.rows()) {
        let Some(head) = jump.library.head(hit.slot) else { continue };
        let look = if index == at { Look::Selected } else { Look::Row };
        let own = |own| if look == Look::Selected { Style::new() } else { theme.look(own) };
        let columns = usize::from(row.width);
        let aside = if columns < ASIDE_FROM { 0 } else { PROVIDER_WIDTH + BRIEF_WIDTH + 2 };
        let room = columns.saturating_sub(aside + 2);
        let title = cut(head.title(), room);
        let missing = room.saturating_sub(width(&title));
        // Letters behind the end of what is shown are not shown.
        let shown = title.len().min(head.title().len());
        let letters: Vec<_> = hit.letters.iter().filter(|letters| letters.end <= shown).cloned().collect();
        let style = own(Look::Row);
        let found = if look == Look::Selected { Style::new().underlined() } else { theme.look(Look::Found) };
        let mut spans = vec![Span::raw(" ")];
        let pieces = highlighted(title, &letters, style, style.patch(found));
        spans.extend(ordered(model.order, pieces, is_rtl(head.title())));
        spans.push(Span::styled(" ".repeat(missing), style));
        if aside > 0 {
            let provider = jump.library.provider_name(head.provider());
            let date = head.published_at().map(|at| model.dates.brief(at)).unwrap_or_default();
            spans.push(Span::styled(format!(" {}", fit_in(model.order, provider, PROVIDER_WIDTH)), own(Look::Aside)));
            spans.push(Span::styled(format!(" {:>BRIEF_WIDTH$}", cut(&date, BRIEF_WIDTH)), own(Look::Aside)));
        }
        frame.render_widget(Cells(Line::from(spans).style(theme.look(look))), row);
    }
}
