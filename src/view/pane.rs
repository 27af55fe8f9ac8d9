//! The frame around a pane, or its title line where there is no room for a frame.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Block;

use super::text::{cut, width};
use super::{Look, Theme};
use crate::app::Layout;

/// What the frame of a pane says.
pub(super) struct Title<'a> {
    /// On the left.
    pub(super) name: &'a str,
    /// On the right.
    pub(super) aside: &'a str,
    /// Keys go to this pane.
    pub(super) focused: bool,
}

/// Draws the frame of a pane and returns the rectangle for its content.
pub(super) fn draw(title: &Title<'_>, layout: &Layout, theme: &Theme, area: Rect, frame: &mut Frame<'_>) -> Rect {
    let look = if title.focused { Look::FocusedFrame } else { Look::Frame };
    let room = usize::from(area.width).saturating_sub(6);
    let aside = if title.aside.is_empty() { String::new() } else { format!(" {} ", cut(title.aside, room / 2)) };
    let name = format!(" {} ", cut(title.name, room.saturating_sub(width(&aside))));
    if layout.framed {
        let block = Block::bordered()
            .border_style(theme.look(look))
            .title_top(Line::from(Span::styled(name, theme.look(Look::PaneTitle))))
            .title_top(Line::from(Span::styled(aside, theme.look(Look::Aside))).right_aligned());
        frame.render_widget(block, area);
    } else {
        let line = Rect { height: 1, ..area };
        let title = Line::from(Span::styled(name, theme.look(Look::PaneTitle))).style(theme.look(look));
        frame.render_widget(title, line);
        frame.render_widget(Line::from(Span::styled(aside, theme.look(Look::Aside))).right_aligned(), line);
    }
    layout.inner(area)
}
