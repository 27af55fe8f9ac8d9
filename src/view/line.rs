//! Puts a line of a page into the order in which it stands on the screen. Each running text in it, such as the cells of a
//! table, keeps its place, and so does what the page adds, such as numbers and bars.

use ratatui::text::Span;

use super::text::ordered;
use crate::bidi::{self, Order};
use crate::columns::width;

/// A line while it is put together.
pub(super) struct Setting<'l> {
    order: Order,
    rtl: bool,
    /// Pieces of one running text each, or none.
    texts: Vec<(Option<u32>, Vec<Span<'l>>)>,
}

impl<'l> Setting<'l> {
    /// A line of a paragraph that runs from right to left, or of another one.
    pub(super) fn new(order: Order, rtl: bool) -> Self {
        Self { order, rtl, texts: Vec::new() }
    }

    /// Adds pieces of a running text, in the order in which they are spoken.
    pub(super) fn add(&mut self, flow: Option<u32>, pieces: Vec<Span<'l>>) {
        match self.texts.last_mut().filter(|(last, _)| *last == flow) {
            Some((_, text)) => text.extend(pieces),
            None => self.texts.push((flow, pieces)),
        }
    }

    /// The line as it stands. One of a paragraph that runs from right to left begins on the right of a page of `columns`,
    /// with what stands before it, such as the mark of a list, on its right.
    pub(super) fn finish(self, columns: usize) -> Vec<Span<'l>> {
        let Self { order, rtl, texts } = self;
        let flows = texts.iter().filter(|(flow, _)| flow.is_some()).count();
        let mut spans = Vec::new();
        for (flow, text) in texts {
            // Each cell of a table runs as its own words do.
            let rtl = rtl || (flows > 1 && is_rtl(&text));
            spans.push((flow, if flow.is_some() { ordered(order, text, rtl) } else { text }));
        }
        if !rtl || order == Order::Logical || flows > 1 {
            return spans.into_iter().flat_map(|(_, text)| text).collect();
        }
        let used: usize = spans.iter().flat_map(|(_, text)| text).map(|span| width(&span.content)).sum();
        let mut line = vec![Span::raw(" ".repeat(columns.saturating_sub(used)))];
        for (flow, text) in spans.into_iter().rev() {
            match flow {
                Some(_) => line.extend(text),
                None => line.extend(text.iter().rev().map(|mark| mirrored(mark))),
            }
        }
        line
    }
}

/// What stands before a text, as it stands behind it: blanks between both change sides.
fn mirrored(mark: &Span<'_>) -> Span<'static> {
    let text = mark.content.trim_end();
    let blanks = mark.content.len() - text.len();
    Span::styled(format!("{}{text}", " ".repeat(blanks)), mark.style)
}

fn is_rtl(text: &[Span<'_>]) -> bool {
    let words = || text.iter().map(|span| &*span.content);
    words().any(bidi::has_rtl) && bidi::is_rtl(&words().collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(rtl: bool, pieces: &[(Option<u32>, &'static str)]) -> String {
        let mut line = Setting::new(Order::Visual, rtl);
        pieces.iter().for_each(|(flow, text)| line.add(*flow, vec![Span::raw(*text)]));
        line.finish(16).iter().map(|span| &*span.content).collect()
    }

    #[test]
    fn a_paragraph_that_runs_from_right_to_left_begins_on_the_right_and_so_do_marks_and_bars() {
        assert_eq!(set(true, &[(Some(1), "שלום!")]), "           !םולש");
        assert_eq!(set(true, &[(None, "10. "), (Some(1), "שלום")]), "        םולש 10.");
        assert_eq!(set(true, &[(None, "│ "), (None, "• "), (Some(1), "a b")]), "         a b • │");
        assert_eq!(set(false, &[(None, "• "), (Some(1), "a שלום")]), "• a םולש");
    }

    #[test]
    fn cells_keep_their_places_and_run_as_their_words_do() {
        assert_eq!(set(false, &[(Some(1), "האם?"), (None, "  "), (Some(2), "a b")]), "?םאה  a b");
    }
}
