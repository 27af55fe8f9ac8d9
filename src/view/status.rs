//! The status line: what is shown and in which order, how far loading has come, the last message, keys half typed.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::text::{cut, number};
use super::{Look, Theme};
use crate::app::Model;
use crate::card::SafeText;
use crate::library::SortKey;

/// Draws the line.
pub(super) fn draw(model: &Model, theme: &Theme, area: Rect, frame: &mut Frame<'_>) {
    let pending = pending(model);
    let room = usize::from(area.width).saturating_sub(pending.width() + 2);
    let (text, look) = match &model.message {
        Some(message) if message.is_error => (message.text.to_string(), Look::Error),
        Some(message) => (message.text.to_string(), Look::Message),
        None => (summary(model), Look::Status),
    };
    let left = Line::from(Span::styled(format!(" {}", cut(&text, room)), theme.look(look)));
    frame.render_widget(left, area);
    frame.render_widget(Line::from(Span::styled(pending, theme.look(Look::Pending))).right_aligned(), area);
}

/// Keys of an unfinished sequence and the count before them.
fn pending(model: &Model) -> String {
    let count = model.count.map(|count| count.to_string()).unwrap_or_default();
    let keys: String = model.pending.iter().map(ToString::to_string).collect();
    if count.is_empty() && keys.is_empty() { String::new() } else { format!("{count}{keys} ") }
}

fn summary(model: &Model) -> String {
    let scope = match model.scope.topics.as_slice() {
        [] => "All".to_owned(),
        topics => topics.iter().map(SafeText::as_str).collect::<Vec<_>>().join(" or "),
    };
    let arrow = match (model.scope.sort.key, model.scope.sort.reversed) {
        (SortKey::Title | SortKey::Provider, false) => "A-Z",
        (SortKey::Title | SortKey::Provider, true) => "Z-A",
        (_, false) => "↓",
        (_, true) => "↑",
    };
    let mut parts = vec![scope, format!("{} {arrow}", model.scope.sort.key.name())];
    let (shown, all) = (model.list.slots.len(), model.library.len());
    parts.push(if shown == all { cards(all) } else { format!("{} of {}", number(shown), cards(all)) });
    let census = model.loading.census;
    if model.loading.failures > 0 {
        parts.push(format!("{} could not be read", number(model.loading.failures)));
    }
    if model.loading.running {
        parts.push(format!("reading: {} so far", number(census.cards)));
    } else if census.with_problems > 0 {
        parts.push(format!("{} with problems", number(census.with_problems)));
    }
    parts.push("? help".to_owned());
    parts.join(" · ")
}

fn cards(count: usize) -> String {
    if count == 1 { "1 card".to_owned() } else { format!("{} cards", number(count)) }
}
