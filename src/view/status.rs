//! The status line: what is shown and in which order, how far loading has come, the last message, keys half typed.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use textwrap::WordSplitter::NoHyphenation;
use textwrap::{Options, wrap};

use super::cells::Cells;
use super::text::{cut_in, cut_middle, number, shown, width};
use super::{Look, Theme};
use crate::app::whereabouts::scope_words;
use crate::app::{Model, Pane, Progress};
use crate::counts::cards;
use crate::library::SortKey;

/// Most rows of a message.
const LONGEST_MESSAGE: u16 = 8;

/// Draws the line.
pub(super) fn draw(model: &Model, theme: &Theme, area: Rect, frame: &mut Frame<'_>) {
    let pending = pending(model);
    let room = usize::from(area.width).saturating_sub(width(&pending) + 2);
    let (text, look) = match &model.message {
        Some(message) if message.is_error => (message.text.to_string(), Look::Error),
        Some(message) => (message.text.to_string(), Look::Message),
        None => (summary(model, room), Look::Status),
    };
    let left = Line::from(Span::styled(format!(" {}", cut_in(model.order, &text, room)), theme.look(look)));
    frame.render_widget(Cells(left), area);
    frame.render_widget(Line::from(Span::styled(pending, theme.look(Look::Pending))).right_aligned(), area);
}

/// A message that does not fit into the line is shown whole, above it: it may hold the only way to a link.
pub(super) fn draw_long_message(model: &Model, theme: &Theme, status: Rect, frame: &mut Frame<'_>) {
    let Some(message) = model.message.as_ref().filter(|message| width(&message.text) + 2 > usize::from(status.width))
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
        frame.render_widget(Line::from(Span::styled(format!(" {}", shown(model.order, line)), look)), row);
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

/// A part of the line. Where room is short, those of the least weight go first, and those without one stay.
struct Part {
    text: String,
    weight: Option<u8>,
}

impl Part {
    fn stays(text: String) -> Self {
        Self { text, weight: None }
    }

    fn of(weight: u8, text: impl Into<String>) -> Self {
        Self { text: text.into(), weight: Some(weight) }
    }
}

/// Columns that what is shown has at least, before anything else goes.
const LEAST_SCOPE: usize = 16;
const BETWEEN: &str = " · ";

/// What is shown, and about it. The query is shortened rather than that the counts go.
fn summary(model: &Model, columns: usize) -> String {
    let scope = scope_words(model, BETWEEN);
    let least = width(&scope).min(LEAST_SCOPE.max(columns / 3));
    let mut parts = parts(model);
    let taken = |parts: &[Part]| parts.iter().map(|part| width(BETWEEN) + width(&part.text)).sum::<usize>();
    while least + taken(&parts) > columns {
        let lightest = parts.iter().filter_map(|part| part.weight).min();
        let Some(at) = parts.iter().rposition(|part| part.weight.is_some() && part.weight == lightest) else { break };
        parts.remove(at);
    }
    let scope = cut_middle(&scope, columns.saturating_sub(taken(&parts)).max(least));
    std::iter::once(scope).chain(parts.into_iter().map(|part| part.text)).collect::<Vec<_>>().join(BETWEEN)
}

/// How far work has come: a bar and a share where the end is known.
fn in_words(progress: Progress) -> String {
    match progress {
        Progress::Reading { cards, of: Some(of) } if of > 0 => {
            format!("reading {}", measure(cards.min(of), of))
        }
        Progress::Reading { cards, .. } => format!("reading: {} so far", number(cards)),
        Progress::Changing { files, of } => format!("changing files {}", measure(files.min(of), of)),
        Progress::Saving { cards: 0 } => "saving".to_owned(),
        Progress::Saving { cards: count } => format!("saving {}", cards(count)),
    }
}

/// How much of `all`, which is something, is `done`.
fn measure(done: usize, all: usize) -> String {
    let share = done * 100 / all.max(1);
    format!("{} {} of {}, {share} %", bar(done, all), number(done), number(all))
}

/// A bar of so many columns.
const BAR: usize = 8;

/// How much of `all` is `done`, which is at most as much, in eighths of a column.
fn bar(done: usize, all: usize) -> String {
    const PARTS: [char; 8] = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
    let eighths = done * BAR * 8 / all.max(1);
    let mut bar = "█".repeat(eighths / 8);
    bar.extend(PARTS.get(eighths % 8).filter(|_| eighths < BAR * 8));
    bar.extend(std::iter::repeat_n(' ', BAR.saturating_sub(eighths / 8 + 1)));
    format!("▕{bar}▏")
}

fn parts(model: &Model) -> Vec<Part> {
    let order = model.scope.order();
    let arrow = match (order.first().key, order.first().reversed) {
        (SortKey::Title | SortKey::Provider, false) => "A-Z",
        (SortKey::Title | SortKey::Provider, true) => "Z-A",
        (_, false) => "↓",
        (_, true) => "↑",
    };
    let mut parts = vec![Part::of(3, format!("{} {arrow}", order.first().key.name()))];
    let (shown, all) = (model.list.slots.len(), model.library.len());
    let is_all = (!model.scope.is_narrowed() && model.loading.running) || shown == all;
    parts.push(Part::stays(if is_all { cards(all) } else { format!("{} of {}", number(shown), cards(all)) }));
    parts.extend(model.list.unread.map(|unread| Part::of(7, format!("{} unread", number(unread)))));
    if model.focus == Pane::List && model.scope.is_narrowed() {
        parts.push(Part::of(4, "Esc clears"));
    }
    parts.extend(model.progress().map(|progress| Part::of(6, in_words(progress))));
    if !model.loading.running {
        parts.push(Part::of(2, "? help"));
    }
    let census = model.loading.census;
    if model.loading.failures > 0 {
        parts.push(Part::of(5, format!("{} could not be read", number(model.loading.failures))));
    }
    if !model.loading.running && census.with_problems > 0 {
        parts.push(Part::of(1, format!("{} with problems", number(census.with_problems))));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_fills_from_nothing_to_everything() {
        for (done, seen) in [
            (0, "▕        ▏"),
            (1, "▕▏       ▏"),
            (32, "▕████    ▏"),
            (35, "▕████▍   ▏"),
            (63, "▕███████▉▏"),
            (64, "▕████████▏"),
        ] {
            assert_eq!(bar(done, 64), seen);
        }
    }

    #[test]
    fn long_work_is_said_with_its_measure() {
        for (progress, said) in [
            (Progress::Reading { cards: 1_200, of: None }, "reading: 1,200 so far"),
            (Progress::Reading { cards: 500, of: Some(1_000) }, "reading ▕████    ▏ 500 of 1,000, 50 %"),
            (Progress::Reading { cards: 9, of: Some(3) }, "reading ▕████████▏ 3 of 3, 100 %"),
            (Progress::Saving { cards: 12_000 }, "saving 12,000 cards"),
            (Progress::Changing { files: 250, of: 1_000 }, "changing files ▕██      ▏ 250 of 1,000, 25 %"),
        ] {
            assert_eq!(in_words(progress), said);
        }
    }
}
