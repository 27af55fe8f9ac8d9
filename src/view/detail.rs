//! The detail pane: the visible lines of a page that was laid out elsewhere.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};

use super::found::highlighted;
use super::pane::{self, Title};
use super::{Look, Theme, picture};
use crate::app::page::Role;
use crate::app::{Layout, Model, Pane};
use crate::query::Field;

/// Draws the pane.
pub(super) fn draw(model: &Model, layout: &Layout, theme: &Theme, area: Rect, frame: &mut Frame<'_>) {
    let focused = model.focus == Pane::Detail;
    let aside = progress(model, layout);
    let name = title(model);
    pane::draw(&Title { name: &name, aside: &aside, focused }, layout, theme, area, frame);
    let inner = text_area(layout, area);
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
        let answer = &model.list.answer;
        if selected || !answer.looks_for_text() {
            let spans = line.spans.iter().map(|span| Span::styled(span.text.as_str(), own(span.role)));
            frame.render_widget(Line::from_iter(spans).style(theme.look(look)), row);
            continue;
        }
        let spans = line.spans.iter().flat_map(|span| {
            let style = own(span.role);
            let field = if span.role == Role::Title { Field::Title } else { Field::Body };
            let found = answer.found_in(field, &span.text);
            highlighted(span.text.to_string(), &found, style, style.patch(theme.look(Look::Found)))
        });
        frame.render_widget(Line::from_iter(spans).style(theme.look(look)), row);
    }
    picture::draw(model, shown, theme, inner, frame);
}

/// The part of the pane that holds text.
pub(super) fn text_area(layout: &Layout, area: Rect) -> Rect {
    let inner = layout.inner(area);
    // One column of air on each side.
    Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }
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
