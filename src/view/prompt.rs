//! The command line in the place of the status line, and what it could become above it.

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use textwrap::WordSplitter::NoHyphenation;
use textwrap::{Options, wrap};

use super::cells::Cells;
use super::found::found;
use super::text::{cut_in, fit_in, number, typed, width};
use super::{Look, Theme};
use crate::app::{Candidate, Model, Prompt, PromptKind};

const CANDIDATES: usize = 8;
const NAME_WIDTH: usize = 24;

/// Draws the prompt.
pub(super) fn draw(model: &Model, prompt: &Prompt, theme: &Theme, status: Rect, frame: &mut Frame<'_>) {
    frame.render_widget(Clear, status);
    let lead = match &prompt.kind {
        PromptKind::Command => ":",
        PromptKind::Topics(_) => "topics: ",
        PromptKind::Search | PromptKind::Find { .. } => "/",
        PromptKind::Filter => "filter: ",
    };
    let aside = aside(model, prompt);
    let room = usize::from(status.width).saturating_sub(lead.len() + 1 + aside.len());
    let (text, caret) = typed(model.order, &prompt.input, room);
    frame.render_widget(Cells(Line::from(format!("{lead}{text}"))), status);
    frame.render_widget(Line::styled(aside, theme.look(Look::Aside)).right_aligned(), status);
    frame.set_cursor_position((status.x + u16::try_from(lead.len() + caret).unwrap_or(0), status.y));

    let lines = above(model, prompt, theme, usize::from(status.width));
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(status.y);
    let area = Rect { y: status.y - rows, height: rows, ..status };
    frame.render_widget(Clear, area);
    for (line, row) in lines.into_iter().zip(area.rows()) {
        frame.render_widget(line, row);
    }
}

/// How many cards were found so far, or which place of how many in the card, while they are searched for.
fn aside(model: &Model, prompt: &Prompt) -> String {
    match prompt.kind {
        PromptKind::Search => {}
        PromptKind::Find { .. } => {
            return model.detail.find.as_ref().map_or_else(String::new, |find| format!(" {} ", found(find)));
        }
        PromptKind::Command | PromptKind::Filter | PromptKind::Topics(_) => return String::new(),
    }
    let more = if model.list.asked_for_more() { " …" } else { "" };
    format!(" {} of {}{more} ", number(model.list.slots.len()), number(model.library.len()))
}

/// The candidates, or why the line could not be run.
fn above<'a>(model: &Model, prompt: &'a Prompt, theme: &Theme, columns: usize) -> Vec<Line<'a>> {
    if let Some(error) = &prompt.error {
        let options = Options::new(columns.saturating_sub(2).max(1)).word_splitter(NoHyphenation);
        let line = |line| Line::from(Span::styled(format!(" {line}"), theme.look(Look::Error)));
        return wrap(error, options).into_iter().map(line).collect();
    }
    let first = prompt.chosen.map_or(0, |chosen| chosen.saturating_sub(CANDIDATES - 1));
    let visible = prompt.candidates.iter().enumerate().skip(first).take(CANDIDATES);
    let name_width = name_width(prompt, columns);
    let room = columns.saturating_sub(name_width);
    let lines = |(index, candidate): (usize, &'a Candidate)| {
        let is_chosen = prompt.chosen == Some(index);
        let look = if is_chosen { Look::Selected } else { Look::Status };
        let notes = match is_chosen && width(&candidate.note) > room {
            // The one that is looked at is shown whole.
            true => wrap(&candidate.note, Options::new(room.max(1)).word_splitter(NoHyphenation)),
            false => vec![candidate.note.as_str().into()],
        };
        let names = std::iter::once(candidate.name.as_str()).chain(std::iter::repeat(""));
        let line = |(name, note): (&str, Cow<'_, str>)| {
            Line::from(vec![
                Span::raw(format!(" {} ", fit_in(model.order, name, name_width.saturating_sub(2)))),
                Span::styled(cut_in(model.order, &note, room), theme.look(Look::Aside)),
            ])
            .style(theme.look(look))
        };
        names.zip(notes).map(line).collect::<Vec<_>>()
    };
    visible.flat_map(lines).collect()
}

/// Columns of the names: on a narrow screen no more than they need, so that more of the notes is there.
fn name_width(prompt: &Prompt, columns: usize) -> usize {
    let most = NAME_WIDTH.min(columns);
    if columns >= 2 * NAME_WIDTH {
        return most;
    }
    prompt.candidates.iter().map(|candidate| width(&candidate.name) + 2).max().unwrap_or(most).min(most)
}
