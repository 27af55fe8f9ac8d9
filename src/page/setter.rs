//! Sets texts below each other on a page: margins, air, labels, and what can be selected. How a text is broken into lines
//! is decided in `flow`.

use std::sync::Arc;

use ratatui::layout::Size;

use super::flow::{Piece, broken};
use super::levels;
use super::{Line, Page, PlacedPicture, Role, Span, Target, TargetKind};
use crate::bidi;
use crate::columns::width;
use crate::document::Direction;
use crate::picture::Measured;

/// Fewest columns that margins leave for text, where the page has as many.
const LEAST: usize = 8;

/// A page while it is written, from top to bottom.
pub(super) struct Setter {
    page: Page,
    margins: Vec<Margin>,
    /// The last line is empty.
    has_space: bool,
    /// Most lines of the page for now.
    limit: usize,
    is_linear: bool,
}

/// What stands left of lines.
struct Margin {
    /// Before the first line.
    first: Option<Span>,
    /// Before every other.
    rest: Span,
    width: usize,
}

impl Setter {
    pub(super) fn new(width: u16) -> Self {
        let page = Page { width, ..Page::default() };
        Self { page, margins: Vec::new(), has_space: true, limit: usize::MAX, is_linear: false }
    }

    /// Nothing stands beside anything else, or it may.
    pub(super) fn linear(self, is_linear: bool) -> Self {
        Self { is_linear, ..self }
    }

    /// Whether nothing stands beside anything else.
    pub(super) fn is_linear(&self) -> bool {
        self.is_linear
    }

    pub(super) fn finish(mut self) -> Page {
        let least = self.page.pictures.last().map_or(0, PlacedPicture::end);
        while self.page.lines.len() > least && self.page.lines.pop_if(|line| line.spans.is_empty()).is_some() {}
        let Page { lines, text, .. } = &mut self.page;
        text.append(lines, 0);
        self.page
    }

    /// From now on the page ends at this line, and what is set after that is lost.
    pub(super) fn end_at(&mut self, line: usize) {
        self.limit = line;
    }

    /// The pictures so far.
    pub(super) fn pictures(&self) -> &[PlacedPicture] {
        &self.page.pictures
    }

    /// Whether nothing more can be set.
    pub(super) fn is_full(&self) -> bool {
        self.page.lines.len() >= self.limit
    }

    /// Lines that can be set.
    pub(super) fn left(&self) -> usize {
        self.limit.saturating_sub(self.page.lines.len())
    }

    /// Columns for text.
    pub(super) fn room(&self) -> usize {
        usize::from(self.page.width).saturating_sub(self.indent()).max(1)
    }

    /// Columns left of the text.
    fn indent(&self) -> usize {
        self.margins.iter().map(|margin| margin.width).sum()
    }

    /// An empty line, unless there is one already or the page is still empty.
    pub(super) fn space(&mut self) {
        if !self.has_space {
            // A bar goes on where it stands.
            let rtl = self.page.lines.last().is_some_and(|above| above.rtl);
            self.push_line(Vec::new(), rtl);
            self.has_space = true;
        }
    }

    /// The heading of a part of the page, with air above it and a line to the edge.
    pub(super) fn section(&mut self, title: &str) {
        self.space();
        let mut spans = vec![self.of_own(title, Role::Section)];
        let rest = self.room().saturating_sub(width(title) + 1);
        if rest > 0 {
            spans.push(Span::added(format!(" {}", "─".repeat(rest)), Role::Rule));
        }
        self.push(spans);
    }

    /// A line across the page, of at most `width` columns.
    pub(super) fn rule(&mut self, width: usize) {
        let rule = Span::added("─".repeat(width.min(self.room())), Role::Rule);
        self.push(vec![rule]);
    }

    /// Text in one role; line feeds in it are kept.
    pub(super) fn text(&mut self, text: &str, role: Role) {
        self.flow(&[Piece::plain(text, role)], Direction::Own);
    }

    /// Running text.
    pub(super) fn flow(&mut self, pieces: &[Piece<'_>], direction: Direction) {
        let mut text = broken(pieces, self.room(), self.left());
        let rtl = levels::resolve(&mut text, direction);
        let flow = self.new_flow();
        for mut line in text.lines {
            line.iter_mut().for_each(|span| span.flow = Some(flow));
            self.push_line(line, rtl);
        }
    }

    /// Rows for a picture, which is whole or not there: where it does not fit, the page ends above it. It stands on the side
    /// where `caption` begins.
    pub(super) fn picture(&mut self, size: Size, picture: Arc<Measured>, caption: &str) {
        let first = self.page.lines.len();
        if self.limit.saturating_sub(first) < usize::from(size.height) {
            self.limit = first;
            return;
        }
        let rtl = bidi::is_rtl(caption);
        let indent = u16::try_from(self.indent()).unwrap_or(u16::MAX);
        let column = if rtl { self.page.width.saturating_sub(indent).saturating_sub(size.width) } else { indent };
        self.page.pictures.push(PlacedPicture { first, column, rtl, size, picture });
        (0..size.height).for_each(|_| self.push_marked(Vec::new(), rtl, true));
    }

    /// Text after a label; further lines are indented to the same column.
    pub(super) fn labelled(&mut self, label: &str, gap: &str, text: &str, role: Role) {
        self.begin_margin(Span::added(format!("{label}{gap}"), Role::Key));
        self.text(text, role);
        self.end_margin();
    }

    /// What is set until the end of the margin stands right of `mark`, which is before its first line only. Where that
    /// leaves too little room, the mark gets a line of its own.
    pub(super) fn begin_margin(&mut self, mark: Span) {
        let width = width(&mark.text);
        if self.room() < width + LEAST {
            if !mark.text.trim().is_empty() {
                self.push(vec![Span { text: mark.text.trim_end().to_owned(), ..mark }]);
            }
            self.margins.push(Margin { first: None, rest: Span::default(), width: 0 });
        } else {
            let rest = Span::added(" ".repeat(width), Role::Text);
            self.margins.push(Margin { first: Some(mark), rest, width });
        }
    }

    /// What is set until the end of the margin has `bar` left of each of its lines, if there is room.
    pub(super) fn begin_bar(&mut self, bar: Span) {
        let width = width(&bar.text);
        let fits = self.room() >= width + LEAST;
        let (rest, width) = if fits { (bar, width) } else { (Span::default(), 0) };
        self.margins.push(Margin { first: None, rest, width });
    }

    /// Ends the margin that was begun last. A mark that no line stands right of is set all the same.
    pub(super) fn end_margin(&mut self) {
        if self.margins.last().is_some_and(|margin| margin.first.is_some()) {
            self.push_marked(Vec::new(), false, true);
        }
        self.margins.pop();
    }

    /// Marks what `write` sets as one target.
    pub(super) fn target(&mut self, kind: TargetKind, write: impl FnOnce(&mut Self)) {
        let first = self.page.lines.len();
        write(self);
        self.page.targets.push(Target { first, end: self.page.lines.len(), kind });
    }

    /// A line that was broken elsewhere. Its spans say themselves of which running text they are.
    pub(super) fn push(&mut self, spans: Vec<Span>) {
        self.push_line(spans, false);
    }

    /// As [`Self::push`], of a paragraph or a table that runs from right to left or not.
    pub(super) fn push_line(&mut self, spans: Vec<Span>, rtl: bool) {
        let takes_marks = !spans.is_empty();
        self.push_marked(spans, rtl, takes_marks);
    }

    /// Air between two parts does not take the mark that stands before the next one.
    fn push_marked(&mut self, spans: Vec<Span>, rtl: bool, takes_marks: bool) {
        if self.is_full() {
            return;
        }
        self.note_links(&spans);
        let mut line: Vec<Span> = Vec::with_capacity(self.margins.len() + spans.len());
        for margin in &mut self.margins {
            let mark = if takes_marks { margin.first.take() } else { None };
            line.push(mark.unwrap_or_else(|| margin.rest.clone()));
        }
        self.has_space = !takes_marks;
        line.extend(spans);
        // Nothing stands right of these.
        while line.pop_if(|span| span.flow.is_none() && span.text.trim().is_empty()).is_some() {}
        if let Some(bar) = line.last_mut().filter(|span| span.flow.is_none()) {
            bar.text.truncate(bar.text.trim_end().len());
        }
        line.retain(|span| !span.text.is_empty());
        let rtl = rtl && !line.is_empty();
        self.page.lines.push(Line { spans: line, rtl });
    }

    /// The number of another running text.
    pub(super) fn new_flow(&mut self) -> u32 {
        let flow = self.page.flows;
        self.page.flows += 1;
        flow
    }

    /// A running text of one span.
    fn of_own(&mut self, text: &str, role: Role) -> Span {
        let flow = Some(self.new_flow());
        Span { text: text.to_owned(), role, flow, ..Span::default() }
    }

    /// The links in a line can be selected. One that was begun in the line above goes on.
    fn note_links(&mut self, spans: &[Span]) {
        let line = self.page.lines.len();
        for link in spans.iter().filter_map(|span| span.link) {
            let kind = TargetKind::Body(link);
            match self.page.targets.last_mut().filter(|last| last.kind == kind && last.end >= line) {
                Some(last) => last.end = line + 1,
                None => self.page.targets.push(Target { first: line, end: line + 1, kind }),
            }
        }
    }
}
