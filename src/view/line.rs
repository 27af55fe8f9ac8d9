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

    /// The line as it stands. A paragraph that runs from right to left begins on the right of a page of `columns`, unless
    /// something stands before it.
    pub(super) fn finish(self, columns: usize) -> Vec<Span<'l>> {
        let Self { order, rtl, texts } = self;
        let is_alone = matches!(texts.as_slice(), [(Some(_), _)]);
        let are_cells = texts.iter().filter(|(flow, _)| flow.is_some()).count() > 1;
        let mut spans = Vec::new();
        for (flow, text) in texts {
            // Each cell of a table runs as its own words do.
            let rtl = rtl || (are_cells && is_rtl(&text));
            let text = if flow.is_some() { ordered(order, text, rtl) } else { text };
            if rtl && is_alone && order == Order::Visual {
                let free = columns.saturating_sub(text.iter().map(|span| width(&span.content)).sum());
                spans.push(Span::raw(" ".repeat(free)));
            }
            spans.extend(text);
        }
        spans
    }
}

fn is_rtl(text: &[Span<'_>]) -> bool {
    let words = || text.iter().map(|span| &*span.content);
    words().any(bidi::has_rtl) && bidi::is_rtl(&words().collect::<String>())
}
