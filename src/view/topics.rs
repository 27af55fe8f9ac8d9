//! The topics pane: the tree with its counts, and which topics are chosen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::pane::{self, Title};
use super::text::{fit, number};
use super::{Look, Theme};
use crate::app::{Layout, Model, Pane};

/// Draws the pane.
pub(super) fn draw(model: &Model, layout: &Layout, theme: &Theme, area: Rect, frame: &mut Frame<'_>) {
    let focused = model.focus == Pane::Topics;
    let chosen = model.scope.topics.len();
    let aside = if chosen == 0 { String::new() } else { format!("{chosen} chosen") };
    let inner = pane::draw(&Title { name: "Topics", aside: &aside, focused }, layout, theme, area, frame);
    let visible = (model.topics.cursor.top..=model.topics.rows.len()).take(usize::from(inner.height));
    for (row, area) in visible.zip(inner.rows()) {
        let (name, depth, cards, is_chosen) = match row.checked_sub(1).and_then(|row| model.topics.rows.get(row)) {
            Some(topic) => (&*topic.name, topic.depth, topic.cards, model.scope.topics.contains(&topic.name)),
            None => ("All", 0, model.library.len(), chosen == 0),
        };
        let count = number(cards);
        let width = usize::from(area.width);
        let indent = usize::from(depth).min(4) * 2;
        let name_width = width.saturating_sub(2 + indent + 1 + count.len());
        let mark = if is_chosen { "• " } else { "  " };
        let name_look = if is_chosen { Look::Chosen } else { Look::Row };
        let look = if row == model.topics.cursor.at && focused { Look::Selected } else { Look::Row };
        let own = |own| if look == Look::Selected { Style::new() } else { theme.look(own) };
        let line = Line::from(vec![
            Span::styled(mark, own(Look::Chosen)),
            Span::raw(" ".repeat(indent)),
            Span::styled(fit(name, name_width), own(name_look)),
            Span::styled(format!(" {count}"), own(Look::Aside)),
        ]);
        frame.render_widget(line.style(theme.look(look)), area);
    }
}
