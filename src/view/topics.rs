//! The topics pane: the tree, for each topic how many cards of the view are unread and how many there are, which topics
//! are chosen, and the views under them.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::cells::Cells;
use super::pane::{self, Title};
use super::text::{fit_in, number};
use super::{Look, Theme, point};
use crate::app::{Layout, Model, Pane, Row};
use crate::library::Tally;

/// Draws the pane.
pub(super) fn draw(model: &Model, layout: &Layout, theme: &Theme, area: Rect, frame: &mut Frame<'_>) {
    let focused = model.focus == Pane::Topics;
    let chosen = model.scope.picks.topics.len();
    let aside = if chosen == 0 { String::new() } else { format!("{chosen} chosen") };
    let inner = pane::draw(&Title { name: "Topics", aside: &aside, focused }, layout, theme, area, frame);
    let visible = (model.topics.cursor.top..model.topics.len()).take(usize::from(inner.height));
    for (row, area) in visible.zip(inner.rows()) {
        let (name, depth, tally, is_chosen) = match model.topics.row(row) {
            Some(Row::Topic(number)) => {
                let Some(topic) = model.topics.rows.get(number) else { continue };
                (&*topic.name, topic.depth, Some(topic.shown), model.scope.picks.topics.contains(&topic.name))
            }
            Some(Row::View(number)) => {
                let Some(view) = model.views.iter().nth(number) else { continue };
                let tally = model.topics.views.get(number).copied();
                (&*view.name, 0, tally, view.name == model.scope.view.name)
            }
            Some(Row::Heading) => {
                let rule = "─".repeat(usize::from(area.width).saturating_sub(9));
                frame.render_widget(Line::styled(format!("─ Views {rule}"), theme.look(Look::Aside)), area);
                continue;
            }
            Some(Row::All) | None => ("All", 0, model.topics.all, chosen == 0),
        };
        let (unread, cards) = tally.map(counts).unwrap_or_default();
        let width = usize::from(area.width);
        let indent = usize::from(depth).min(4) * 2;
        let name_width = width.saturating_sub(2 + indent + 1 + unread.len() + cards.len());
        let mark = if is_chosen { "• " } else { "  " };
        let name_look = if is_chosen { Look::Chosen } else { Look::Row };
        let look = if row == model.topics.cursor.at && focused { Look::Selected } else { Look::Row };
        let own = |own| if look == Look::Selected { Style::new() } else { theme.look(own) };
        let line = Line::from(vec![
            Span::styled(mark, own(Look::Chosen)),
            Span::raw(" ".repeat(indent)),
            Span::styled(fit_in(model.order, name, name_width), own(name_look)),
            Span::styled(format!(" {unread}"), own(Look::Unread)),
            Span::styled(cards, own(Look::Aside)),
        ]);
        frame.render_widget(Cells(line.style(theme.look(look))), area);
        if look == Look::Selected {
            point::at(model, area, frame);
        }
    }
}

/// `88` and `/412`, or nothing and `412` when everything was read.
fn counts(tally: Tally) -> (String, String) {
    let cards = number(tally.cards);
    if tally.unread == 0 { (String::new(), cards) } else { (number(tally.unread), format!("/{cards}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unread_ones_are_said_when_there_are_any() {
        let said = |unread, cards| {
            let (unread, cards) = counts(Tally { cards, unread });
            unread + &cards
        };
        assert_eq!((said(0, 0), said(0, 412), said(88, 1_412)), ("0".into(), "412".into(), "88/1,412".into()));
    }
}
