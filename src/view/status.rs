//! The status line: what is shown and in which order, how far loading has come, the last message, keys half typed.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use textwrap::WordSplitter::NoHyphenation;
use textwrap::{Options, wrap};
use unicode_width::UnicodeWidthStr;

use super::text::{cut, number};
use super::{Look, Theme};
use crate::app::Model;
use crate::card::SafeText;
use crate::counts::cards;
use crate::library::SortKey;

/// Most rows of a message.
const LONGEST_MESSAGE: u16 = 8;

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

/// A message that does not fit into the line is shown whole, above it: it may hold the only way to a link.
pub(super) fn draw_long_message(model: &Model, theme: &Theme, status: Rect, frame: &mut Frame<'_>) {
    let Some(message) = model.message.as_ref().filter(|message| message.text.width() + 2 > usize::from(status.width))
    else {
        return;
    };
    let options = Options::new(usize::from(status.width).saturating_sub(2).max(1)).word_splitter(NoHyphenation);
    let lines = wrap(&message.text, options);
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(status.y).min(LONGEST_MESSAGE);
    let area = Rect { y: status.y + 1 - rows, height: rows, ..status };
    frame.render_widget(Clear, area);
    let look = theme.look(if message.is_error { Look::Error } else { Look::Message });
    for (line, row) in lines.iter().zip(area.rows()) {
        frame.render_widget(Line::from(Span::styled(format!(" {line}"), look)), row);
    }
}

/// How many cards are selected, keys of an unfinished sequence and the count before them: what the next key is about.
fn pending(model: &Model) -> String {
    let selected = model.list.selection.as_ref().map(|selection| format!(" {} selected ", number(selection.count())));
    format!("{}{}", selected.unwrap_or_default(), unfinished(model))
}

fn unfinished(model: &Model) -> String {
    let count = model.count.map(|count| count.to_string()).unwrap_or_default();
    let keys: String = model.unfinished().iter().map(ToString::to_string).collect();
    if count.is_empty() && keys.is_empty() { String::new() } else { format!("{count}{keys} ") }
}

/// The view, and what narrows it.
fn scope(model: &Model) -> String {
    let scope = &model.scope;
    let between = if scope.picks.all_topics { " and " } else { " or " };
    let join = |names: &[SafeText], between: &str| names.iter().map(SafeText::as_str).collect::<Vec<_>>().join(between);
    let picked = [
        join(&scope.picks.topics, between),
        join(&scope.picks.providers, " or "),
        join(&scope.picks.types, " or "),
        SafeText::line(&scope.filter.text).to_string(),
        if scope.search.is_empty() { String::new() } else { format!("/{}", SafeText::line(&scope.search.text)) },
    ];
    let narrowed: Vec<String> = picked.into_iter().filter(|part| !part.is_empty()).collect();
    if narrowed.is_empty() {
        scope.view.name.to_string()
    } else {
        format!("{}: {}", scope.view.name, narrowed.join(" · "))
    }
}

fn summary(model: &Model) -> String {
    let scope = scope(model);
    let order = model.scope.order();
    let arrow = match (order.first().key, order.first().reversed) {
        (SortKey::Title | SortKey::Provider, false) => "A-Z",
        (SortKey::Title | SortKey::Provider, true) => "Z-A",
        (_, false) => "↓",
        (_, true) => "↑",
    };
    let mut parts = vec![scope, format!("{} {arrow}", order.first().key.name())];
    let (shown, all) = (model.list.slots.len(), model.library.len());
    let is_all = (!model.scope.is_narrowed() && model.loading.running) || shown == all;
    parts.push(if is_all { cards(all) } else { format!("{} of {}", number(shown), cards(all)) });
    parts.extend(model.list.unread.map(|unread| format!("{} unread", number(unread))));
    if !model.unsaved.is_empty() {
        parts.push("saving".to_owned());
    }
    if !model.loading.running {
        parts.push("? help".to_owned());
    }
    let census = model.loading.census;
    if model.loading.failures > 0 {
        parts.push(format!("{} could not be read", number(model.loading.failures)));
    }
    if model.loading.running {
        parts.push(format!("reading: {} so far", number(census.cards)));
    } else if census.with_problems > 0 {
        parts.push(format!("{} with problems", number(census.with_problems)));
    }
    parts.join(" · ")
}
