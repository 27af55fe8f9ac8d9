//! The list pane: one row a card, of which only the visible ones are made.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};

use super::cells::Cells;
use super::found::highlighted;
use super::pane::{self, Title};
use super::point;
use super::text::{cut, cut_in, fit_in, number, ordered, width};
use super::{Look, Theme};
use crate::app::{BRIEF_WIDTH, Layout, ListLine, Model, Pane, list_lines};
use crate::bidi::is_rtl;
use crate::card::{HeadFlags, Timestamp};
use crate::library::{HeadRef, Heading, HeadingOf, Slot};
use crate::query::Field;
use crate::triage::Flags;

/// From this width on a row has room for the provider.
const PROVIDER_FROM: usize = 64;
const PROVIDER_WIDTH: usize = 16;
/// From this width on there is room for more of it.
const WIDE_FROM: usize = 84;
const WIDE_PROVIDER_WIDTH: usize = 26;
/// From this width on a row has room for the bars and the date.
const ASIDE_FROM: usize = 30;
/// Scores that fill a bar. Neither score has a documented upper end; few cards of real hubs lie above these.
const FULL_QUALITY: f32 = 200.0;
const FULL_HEAT: f32 = 300.0;

/// Draws the pane.
pub(super) fn draw(model: &Model, layout: &Layout, theme: &Theme, area: Rect, frame: &mut Frame<'_>) {
    let len = model.list.slots.len();
    let at = if len == 0 { 0 } else { model.list.cursor.at + 1 };
    let aside = format!("{}/{}", number(at), number(len));
    let focused = model.focus == Pane::List;
    let title = Title { name: &model.library_name, aside: &aside, focused };
    let inner = pane::draw(&title, layout, theme, area, frame);
    if len == 0 {
        let text = Paragraph::new(empty(model)).wrap(Wrap { trim: true });
        frame.render_widget(text.style(theme.look(Look::Aside)), inner);
        if focused {
            point::at(model, inner, frame);
        }
        return;
    }
    let top = model.list.cursor.top;
    let headings = &model.list.answer.headings;
    for (what, row) in list_lines(headings, top, len, usize::from(inner.height)).into_iter().zip(inner.rows()) {
        let index = match what {
            ListLine::Heading(number) => {
                let Some(heading) = headings.get(number) else { continue };
                let title = title_of(model, heading, usize::from(row.width));
                frame.render_widget(Cells(Line::styled(title, theme.look(Look::Chosen))), row);
                continue;
            }
            ListLine::Row(index) => index,
        };
        let Some(slot) = model.list.slots.get(index) else { continue };
        let Some(head) = model.library.head(*slot) else { continue };
        let look = match (index == model.list.cursor.at, focused) {
            (false, _) => Look::Row,
            (true, true) => Look::Selected,
            (true, false) => Look::SelectedElsewhere,
        };
        let line = line(model, (index, *slot), head, look, theme, usize::from(row.width));
        frame.render_widget(Cells(line.style(theme.look(look))), row);
        if look == Look::Selected {
            point::at(model, row, frame);
        }
    }
}

/// A heading, and how many cards it has.
fn title_of(model: &Model, heading: &Heading, columns: usize) -> String {
    let name = name_of(model, heading);
    let count = format!(" · {} ", number(heading.cards));
    let name = cut_in(model.order, &name, columns.saturating_sub(width(&count) + 4));
    let rule = "─".repeat(columns.saturating_sub(width(&name) + width(&count) + 3));
    cut(&format!("── {name}{count}{rule}"), columns)
}

/// What the cards under a heading have in common.
pub(super) fn name_of(model: &Model, heading: &Heading) -> String {
    match &heading.of {
        HeadingOf::Day(day) => model.dates.day(*day),
        HeadingOf::Name(name) => name.to_string(),
        HeadingOf::Unknown => "unknown".to_owned(),
    }
}

/// What an empty list says.
pub(super) fn empty(model: &Model) -> &'static str {
    if model.loading.running {
        "Reading …"
    } else if &*model.scope.view.name == "bin" && !model.scope.is_narrowed() {
        "The bin is empty."
    } else if !model.scope.is_narrowed() && !model.library.is_empty() {
        "Nothing here. ' shows other views, U all cards of the inbox."
    } else if !model.scope.is_narrowed() {
        "There are no cards here.\nA card is a .md, .markdown or .html file that begins with a line `---`.\n`copydesk check` says what became of each file."
    } else {
        "No card of this view matches. Esc clears what narrows it."
    }
}

fn line<'a>(
    model: &Model,
    (index, slot): (usize, Slot),
    head: HeadRef<'a>,
    row: Look,
    theme: &Theme,
    columns: usize,
) -> Line<'a> {
    let flags = model.decisions.flags.get(slot);
    let selection = model.list.selection.as_ref();
    let is_picked = selection.is_some_and(|selection| selection.has(index, slot, model.list.cursor.at));
    // Under the bar of the selection everything is of one colour.
    let own = |look| if row == Look::Selected { Style::new() } else { theme.look(look) };
    let passing = match (model.unsaved.has(slot), is_picked) {
        (true, _) => Some(("~", Look::Unsaved)),
        (false, true) => Some(("+", Look::Picked)),
        (false, false) => None,
    };
    let sign = marker(flags, head.flags(), model.dates.now);
    let mut spans: Vec<Span<'_>> = gutter(sign, passing).map(|(sign, look)| Span::styled(sign, own(look))).into();
    // What no longer belongs to the view stays where it is, dimmed, until the view is entered again.
    let title_look = match (model.list.answer.has(&model.library, slot, flags, model.dates.now), flags.read) {
        (false, _) => Look::Gone,
        (true, true) => Look::Row,
        (true, false) => Look::Unread,
    };
    let mut title_style = own(title_look);
    if is_picked {
        title_style = title_style.patch(own(Look::Picked));
    }
    let aside_width = if columns < ASIDE_FROM { 0 } else { 1 + 2 + 1 + date_width(model) };
    let provider_width = match columns {
        ..PROVIDER_FROM => 0,
        PROVIDER_FROM..WIDE_FROM => PROVIDER_WIDTH,
        WIDE_FROM.. => WIDE_PROVIDER_WIDTH,
    };
    let gap = usize::from(provider_width > 0);
    let title_width = columns.saturating_sub(2 + aside_width + provider_width + gap);
    if row == Look::Selected || !model.list.answer.looks_for_text() {
        spans.push(Span::styled(fit_in(model.order, head.title(), title_width), title_style));
    } else {
        let title = cut(head.title(), title_width);
        let missing = title_width.saturating_sub(width(&title));
        let found = model.list.answer.found_in(Field::Title, &title);
        let pieces = highlighted(title, &found, title_style, title_style.patch(theme.look(Look::Found)));
        spans.extend(ordered(model.order, pieces, is_rtl(head.title())));
        spans.push(Span::styled(" ".repeat(missing), title_style));
    }
    if provider_width > 0 {
        let provider = model.library.provider_name(head.provider());
        spans.push(Span::styled(format!(" {}", fit_in(model.order, provider, provider_width)), own(Look::Aside)));
    }
    if aside_width > 0 {
        spans.push(Span::raw(" "));
        spans.push(Span::styled(bar(head.quality(), FULL_QUALITY), own(Look::Quality)));
        spans.push(Span::styled(bar(head.heat(), FULL_HEAT), own(Look::Heat)));
        let date = head.published_at().map(|at| model.dates.brief(at)).unwrap_or_default();
        let date = cut(&date, date_width(model));
        spans.push(Span::styled(format!(" {date:>width$}", width = date_width(model)), own(Look::Aside)));
    }
    Line::from(spans)
}

fn date_width(model: &Model) -> usize {
    match model.dates.style {
        crate::app::DateStyle::Iso => BRIEF_WIDTH,
        crate::app::DateStyle::Short => 9,
        crate::app::DateStyle::Relative => 7,
    }
}

/// A character in front of the title, and its look.
type Sign = (&'static str, Look);

/// Two columns in front of the title: what the card is, and what is about to happen to it, side by side if both.
fn gutter(sign: Option<Sign>, passing: Option<Sign>) -> [Sign; 2] {
    let blank = (" ", Look::Row);
    match (sign, passing) {
        (Some(sign), passing) => [sign, passing.unwrap_or(blank)],
        (None, passing) => [passing.unwrap_or(blank), blank],
    }
}

/// What sets a card apart most.
fn marker(decided: Flags, flags: HeadFlags, now: Timestamp) -> Option<Sign> {
    let sign = if decided.binned {
        "b"
    } else if decided.starred {
        return Some(("*", Look::Star));
    } else if flags.has(HeadFlags::BROKEN) {
        "!"
    } else if decided.is_snoozed(now) {
        "z"
    } else if decided.archived {
        "a"
    } else if flags.has(HeadFlags::REMOVED) {
        "x"
    } else if flags.has(HeadFlags::DRAFT) {
        "d"
    } else if flags.has(HeadFlags::PROBLEMS) {
        "?"
    } else {
        return None;
    };
    Some((sign, Look::Marker))
}

/// A score as an eighth of a column's height; nothing when it is unknown.
fn bar(score: Option<f32>, full: f32) -> &'static str {
    const BARS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    let Some(score) = score else { return " " };
    let share = (score / full).clamp(0.0, 1.0);
    // At most 7.0, so that nothing is lost by the cast.
    BARS.get((share * 7.0).round() as usize).copied().unwrap_or(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_rise_with_the_score_and_stay_in_bounds() {
        assert_eq!(bar(None, 200.0), " ");
        assert_eq!(bar(Some(-5.0), 200.0), "▁");
        assert_eq!(bar(Some(100.0), 200.0), "▅");
        assert_eq!(bar(Some(1e9), 200.0), "█");
        assert_eq!(bar(Some(f32::NAN), 200.0), "▁");
    }
}
