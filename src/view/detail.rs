//! The detail pane: the visible lines of a page that was laid out elsewhere.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};

use super::cells::Cells;
use super::found::{found, found_in_lines, painted};
use super::line::Setting;
use super::pane::{self, Title};
use super::{Look, Theme, picture, point};
use crate::app::{Layout, Model, Pane};
use crate::page::{Mark, Page, Target, TargetKind};

/// Draws the pane.
pub(super) fn draw(model: &Model, layout: &Layout, theme: &Theme, area: Rect, frame: &mut Frame<'_>) {
    let focused = model.focus == Pane::Detail;
    let aside = aside(model, layout);
    let name = title(model);
    pane::draw(&Title { name: &name, aside: &aside, focused }, layout, theme, area, frame);
    let inner = text_area(layout, area);
    if focused {
        point::at(model, inner, frame);
    }
    if let Some(reason) = model.failure() {
        let text = Paragraph::new(reason.as_str()).wrap(Wrap { trim: true }).style(theme.look(Look::Error));
        frame.render_widget(text, inner);
        return;
    }
    if model.is_card_late() {
        draw_glimpse(model, theme, inner, frame);
        return;
    }
    let Some(shown) = &model.detail.shown else { return };
    if model.detail.wanted.is_none() {
        return;
    }
    let column = column(model, &shown.page, inner);
    let (top, height) = (model.detail.top, usize::from(inner.height));
    // What was found may begin above the first visible line.
    let above = top.min(REACH);
    let window = shown.page.lines.get(top - above..).unwrap_or_default();
    let window = window.get(..window.len().min(above + height + REACH)).unwrap_or_default();
    let answer = &model.list.answer;
    let hits = if answer.looks_for_text() { found_in_lines(answer, window) } else { Vec::new() };
    let target = model.detail.target.and_then(|index| shown.page.targets.get(index)).filter(|_| focused);
    for ((number, line), row) in window.iter().enumerate().skip(above).zip(column.rows()) {
        let index = top - above + number;
        let selected = target.filter(|target| (target.first..target.end).contains(&index)).map(|target| target.kind);
        let is_first_of = |target: &&Target| target.first.max(top) == index;
        if target.filter(is_first_of).is_some() {
            point::at(model, row, frame);
        }
        let mut setting = Setting::new(model.order, line.rtl);
        for (place, span) in line.spans.iter().enumerate() {
            let is_selected = match selected {
                // A link in the text is selected, not the lines that it stands in.
                Some(TargetKind::Body(link)) => span.link == Some(link),
                Some(_) => true,
                None => false,
            };
            if is_selected {
                // Under the bar of the selection everything is of one colour.
                setting.add(span.flow, span.level, vec![Span::styled(span.text.as_str(), theme.look(Look::Selected))]);
                continue;
            }
            let hits = hits.iter().filter(|(line, of, _)| (*line, *of) == (number, place));
            let mut layers: Vec<_> = hits.map(|(_, _, range)| (range.clone(), theme.look(Look::Found))).collect();
            if let Some(find) = &model.detail.find {
                let marks = find.marks_in(index).iter().filter(|mark| mark.span == place);
                let look = |mark: &Mark| if mark.place == find.current { Look::FoundHere } else { Look::Found };
                layers.extend(marks.map(|mark| (mark.range.clone(), theme.look(look(mark)))));
            }
            setting.add(
                span.flow,
                span.level,
                painted(&span.text, theme.look(Look::Page(span.role, span.style)), &layers),
            );
        }
        let is_whole = selected.is_some_and(|kind| !matches!(kind, TargetKind::Body(_)));
        let look = if is_whole { Look::Selected } else { Look::Row };
        let spans = setting.finish(usize::from(shown.page.width));
        frame.render_widget(Cells(Line::from(spans).style(theme.look(look))), row);
    }
    picture::draw(model, shown, theme, column, frame);
}

/// The card's beginning, and no other card's text below it.
fn draw_glimpse(model: &Model, theme: &Theme, pane: Rect, frame: &mut Frame<'_>) {
    let page = model.glimpse();
    for (line, row) in page.lines.iter().zip(column(model, &page, pane).rows()) {
        let mut setting = Setting::new(model.order, line.rtl);
        for span in &line.spans {
            let style = theme.look(Look::Page(span.role, span.style));
            setting.add(span.flow, span.level, vec![Span::styled(span.text.as_str(), style)]);
        }
        frame.render_widget(Cells(Line::from(setting.finish(usize::from(page.width)))), row);
    }
}

/// Where the page is drawn.
pub(super) fn page_area(model: &Model, page: &Page, layout: &Layout, area: Rect) -> Rect {
    column(model, page, text_area(layout, area))
}

/// The part of the pane that holds text.
fn text_area(layout: &Layout, area: Rect) -> Rect {
    let inner = layout.inner(area);
    // One column of air on each side.
    Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }
}

/// How many lines above and below the visible ones are looked at: what was found there may reach into them.
const REACH: usize = 3;

/// The page's part of a pane.
fn column(model: &Model, page: &Page, pane: Rect) -> Rect {
    let width = page.width.min(pane.width);
    let left = if model.center_text { (pane.width - width) / 2 } else { 0 };
    Rect { x: pane.x + left, width, ..pane }
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

/// What was found on the page, and how far down it is where it does not fit.
fn aside(model: &Model, layout: &Layout) -> String {
    if model.is_card_late() {
        return String::new();
    }
    let progress = progress(model, layout);
    match &model.detail.find {
        Some(find) if progress.is_empty() => found(find),
        Some(find) => format!("{} · {progress}", found(find)),
        None => progress,
    }
}

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
