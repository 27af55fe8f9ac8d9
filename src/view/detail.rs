//! The detail pane: the visible lines of a page that was laid out elsewhere.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};

use super::found::highlighted;
use super::pane::{self, Title};
use super::text::ordered;
use super::{Look, Theme, point};
use crate::app::page::{Line as PageLine, Role};
use crate::app::{Layout, Model, Pane};
use crate::bidi::Order;
use crate::columns::width;
use crate::query::Field;

/// Draws the pane.
pub(super) fn draw(model: &Model, layout: &Layout, theme: &Theme, area: Rect, frame: &mut Frame<'_>) {
    let focused = model.focus == Pane::Detail;
    let aside = progress(model, layout);
    let name = title(model);
    let inner = pane::draw(&Title { name: &name, aside: &aside, focused }, layout, theme, area, frame);
    // One column of air on each side.
    let inner = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
    if focused {
        point::at(model, inner, frame);
    }
    if let Some(reason) = model.failure() {
        let text = Paragraph::new(reason.as_str()).wrap(Wrap { trim: true }).style(theme.look(Look::Error));
        frame.render_widget(text, inner);
        return;
    }
    let Some(shown) = &model.detail.shown else { return };
    if model.detail.wanted.is_none() {
        return;
    }
    let target = model.detail.target.and_then(|index| shown.page.targets.get(index));
    let visible = shown.page.lines.iter().enumerate().skip(model.detail.top).take(usize::from(inner.height));
    for ((index, line), row) in visible.zip(inner.rows()) {
        let selected = focused && target.is_some_and(|target| (target.first..target.end).contains(&index));
        let look = if selected { Look::Selected } else { Look::Row };
        // Under the bar of the selection everything is of one colour.
        let own = |role| if selected { Style::new() } else { theme.look(Look::Page(role)) };
        if selected && target.is_some_and(|target| target.first.max(model.detail.top) == index) {
            point::at(model, row, frame);
        }
        let answer = &model.list.answer;
        let mut spans: Vec<Span<'_>> = Vec::with_capacity(line.spans.len());
        for span in &line.spans {
            let style = own(span.role);
            if selected || !answer.looks_for_text() {
                spans.push(Span::styled(span.text.as_str(), style));
                continue;
            }
            let field = if span.role == Role::Title { Field::Title } else { Field::Body };
            let found = answer.found_in(field, &span.text);
            spans.extend(highlighted(span.text.to_string(), &found, style, style.patch(theme.look(Look::Found))));
        }
        let spans = set(model.order, line, spans, usize::from(shown.page.width));
        frame.render_widget(Line::from(spans).style(theme.look(look)), row);
    }
}

/// A line in the order in which it stands on the screen. What stands before its text, such as a number, keeps its place;
/// without that, a paragraph that runs from right to left ends on the left, and begins on the right of a page of `columns`.
fn set<'l>(order: Order, line: &PageLine, mut spans: Vec<Span<'l>>, columns: usize) -> Vec<Span<'l>> {
    if order == Order::Logical {
        return spans;
    }
    let labels = line.spans.iter().take(line.label).map(|span| span.text.len()).sum::<usize>();
    let mut seen = 0;
    let label = spans
        .iter()
        .take_while(|span| {
            seen += span.content.len();
            seen <= labels
        })
        .count();
    let text = ordered(order, spans.split_off(label), line.rtl);
    if line.rtl && label == 0 {
        let free = columns.saturating_sub(text.iter().map(|span| width(&span.content)).sum());
        spans.push(Span::raw(" ".repeat(free)));
    }
    spans.extend(text);
    spans
}

/// What was decided about the card, after the name of the pane.
fn title(model: &Model) -> String {
    let own = model.detail.wanted.as_ref().filter(|place| place.nested.is_empty());
    let slot = own.and_then(|place| model.library.by_path(place.file.root, &place.file.path));
    let flags = slot.map(|slot| model.decisions.flags.get(slot)).unwrap_or_default();
    let mut words = vec!["Card".to_owned()];
    words.extend(flags.binned.then(|| "in the bin".to_owned()));
    words.extend(flags.starred.then(|| "starred".to_owned()));
    words.extend(flags.archived.then(|| "archived".to_owned()));
    let asleep = flags.snoozed_until.filter(|_| flags.is_snoozed(model.dates.now));
    words.extend(asleep.map(|until| format!("snoozed until {}", model.dates.soon(until))));
    words.join(" · ")
}

/// How far down the page is, where it does not fit.
fn progress(model: &Model, layout: &Layout) -> String {
    let lines = model.detail.shown.as_ref().map_or(0, |shown| shown.page.lines.len());
    let height = layout.rows(Pane::Detail);
    if model.detail.wanted.is_none() || lines <= height {
        return String::new();
    }
    let last = lines - height;
    match model.detail.top {
        0 => "top".to_owned(),
        top if top >= last => "end".to_owned(),
        top => format!("{}%", top * 100 / last),
    }
}
