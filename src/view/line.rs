//! Puts a line of a page into the order in which it stands on the screen. Each running text in it, such as the cells of a
//! table, keeps its place, and so does what the page adds, such as numbers and bars.

use ratatui::text::Span;

use crate::bidi::{self, Level, Order, reorder_resolved};
use crate::columns::width;

/// A line while it is put together.
pub(super) struct Setting<'l> {
    order: Order,
    rtl: bool,
    texts: Vec<Text<'l>>,
}

/// Pieces of one running text, or of none, in the order in which they are spoken.
struct Text<'l> {
    flow: Option<u32>,
    pieces: Vec<Span<'l>>,
    /// Of the first so many pieces; the others have the default.
    levels: Vec<Level>,
}

impl<'l> Setting<'l> {
    /// A line of a paragraph or a table that runs from right to left, or of another one.
    pub(super) fn new(order: Order, rtl: bool) -> Self {
        Self { order, rtl, texts: Vec::new() }
    }

    /// Adds pieces of a running text, in the order in which they are spoken.
    pub(super) fn add(&mut self, flow: Option<u32>, level: Level, pieces: Vec<Span<'l>>) {
        match self.texts.last_mut().filter(|last| last.flow == flow) {
            Some(text) => text.add(level, pieces),
            None => {
                let mut text = Text { flow, pieces: Vec::new(), levels: Vec::new() };
                text.add(level, pieces);
                self.texts.push(text);
            }
        }
    }

    /// The line as it stands. One that runs from right to left begins on the right of a page of `columns`, with what stands
    /// before its text, such as the mark of a list, on its right.
    pub(super) fn finish(self, columns: usize) -> Vec<Span<'l>> {
        let Self { order, rtl, texts } = self;
        if order == Order::Logical {
            return texts.into_iter().flat_map(|text| text.pieces).collect();
        }
        let texts = texts.into_iter().map(|text| (text.flow, text.ordered()));
        if !rtl {
            return texts.flat_map(|(_, text)| text).collect();
        }
        let texts: Vec<_> = texts.collect();
        let used: usize = texts.iter().flat_map(|(_, text)| text).map(|span| width(&span.content)).sum();
        let mut line = vec![Span::raw(" ".repeat(columns.saturating_sub(used)))];
        for (flow, text) in texts.into_iter().rev() {
            match flow {
                Some(_) => line.extend(text),
                None => line.extend(text.iter().rev().map(|mark| mirrored(mark))),
            }
        }
        line
    }
}

impl<'l> Text<'l> {
    fn add(&mut self, level: Level, pieces: Vec<Span<'l>>) {
        if level != Level::default() {
            self.levels.resize(self.pieces.len(), Level::default());
            self.levels.extend(pieces.iter().map(|_| level));
        }
        // Most texts are of one piece.
        match self.pieces.is_empty() {
            true => self.pieces = pieces,
            false => self.pieces.extend(pieces),
        }
    }

    /// As it stands.
    fn ordered(self) -> Vec<Span<'l>> {
        if self.flow.is_none() {
            return self.pieces.into_iter().map(named).collect();
        }
        if self.levels.is_empty() {
            return self.pieces;
        }
        let levels = self.levels.iter().copied().chain(std::iter::repeat(Level::default()));
        let pieces: Vec<_> =
            self.pieces.iter().zip(levels).map(|(span, level)| (&*span.content, level, span.style)).collect();
        match reorder_resolved(&pieces) {
            Some(pieces) => pieces.into_iter().map(|(text, style)| Span::styled(text, style)).collect(),
            None => self.pieces,
        }
    }
}

/// What stands before a text, which may be a name of the card's; the blanks behind it stay there.
fn named(mark: Span<'_>) -> Span<'_> {
    if !bidi::has_rtl(&mark.content) {
        return mark;
    }
    let (name, blanks) = mark.content.split_at(mark.content.trim_end().len());
    Span::styled(format!("{}{blanks}", bidi::shown(name, bidi::is_rtl(name))), mark.style)
}

/// What stands before a text, as it stands on its right: it is read from there, and blanks between both change sides.
fn mirrored(mark: &Span<'_>) -> Span<'static> {
    let text = mark.content.trim_end();
    let blanks = " ".repeat(mark.content.len() - text.len());
    // A name of the card's is in order already.
    let text = if bidi::has_rtl(text) { text.into() } else { bidi::shown(text, true) };
    Span::styled(format!("{blanks}{text}"), mark.style)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each running text is a paragraph of its own.
    fn set(rtl: bool, pieces: &[(Option<u32>, &'static str)]) -> String {
        let mut line = Setting::new(Order::Visual, rtl);
        for (flow, text) in pieces {
            if flow.is_none() {
                line.add(None, Level::default(), vec![Span::raw(*text)]);
                continue;
            }
            let levels = bidi::levels(text, rtl || bidi::is_rtl(text), &[]);
            for (at, letter) in text.char_indices() {
                line.add(*flow, levels[at], vec![Span::raw(letter.to_string())]);
            }
        }
        line.finish(16).iter().map(|span| &*span.content).collect()
    }

    #[test]
    fn a_paragraph_that_runs_from_right_to_left_begins_on_the_right_and_so_do_marks_and_bars() {
        assert_eq!(set(true, &[(Some(1), "שלום!")]), "           !םולש");
        assert_eq!(set(true, &[(None, "10. "), (Some(1), "שלום")]), "        םולש .10");
        assert_eq!(set(true, &[(None, " 9. [x] "), (Some(1), "שלום")]), "    םולש [x] .9 ");
        assert_eq!(set(true, &[(None, "│ "), (None, "• "), (Some(1), "a b")]), "         a b • │");
        assert_eq!(set(false, &[(None, "• "), (Some(1), "a שלום")]), "• a םולש");
    }

    #[test]
    fn cells_keep_their_places_and_run_as_their_words_do() {
        assert_eq!(set(false, &[(Some(1), "האם?"), (None, "  "), (Some(2), "a b")]), "?םאה  a b");
        assert_eq!(set(false, &[(None, "אב (1)  "), (Some(1), "c")]), "(1) בא  c");
        assert_eq!(set(true, &[(Some(1), "אב"), (None, "   "), (Some(2), "a b")]), "        a b   בא");
    }
}
