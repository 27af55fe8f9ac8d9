//! Sets text in lines of one width.

use std::sync::Arc;

use ratatui::layout::Size;
use textwrap::{Options, WordSplitter, wrap};
use unicode_width::UnicodeWidthStr;

use super::{Line, Page, PlacedPicture, Role, Span, Target, TargetKind};
use crate::picture::Measured;

/// A page while it is written, from top to bottom.
pub(super) struct Setter {
    page: Page,
}

impl Setter {
    pub(super) fn new(width: u16) -> Self {
        Self { page: Page { width, ..Page::default() } }
    }

    pub(super) fn finish(mut self) -> Page {
        while self.page.lines.last().is_some_and(|line| line.spans.is_empty()) {
            self.page.lines.pop();
        }
        self.page
    }

    /// An empty line, unless there is one already or the page is still empty.
    pub(super) fn space(&mut self) {
        if self.page.lines.last().is_some_and(|line| !line.spans.is_empty()) {
            self.page.lines.push(Line::default());
        }
    }

    /// A heading with air above it.
    pub(super) fn heading(&mut self, text: &str) {
        self.space();
        self.text(text, Role::Heading);
    }

    /// Running text; line feeds in it are kept.
    pub(super) fn text(&mut self, text: &str, role: Role) {
        self.labelled("", "", text, role);
    }

    /// Text after a label on its first line; further lines are indented to the same column.
    pub(super) fn labelled(&mut self, label: &str, gap: &str, text: &str, role: Role) {
        let indent = label.width() + gap.width();
        let width = usize::from(self.page.width);
        // On a very narrow page the text goes below its label.
        let (indent, below) = if indent + 8 > width && indent > 0 { (1.min(width), true) } else { (indent, false) };
        if below {
            self.push(vec![span(label, Role::Key)]);
        }
        // Links are full of hyphens, and none is a good place to break one.
        let options = Options::new(width.saturating_sub(indent).max(1)).word_splitter(WordSplitter::NoHyphenation);
        let mut first = !below;
        for paragraph in text.split('\n') {
            for line in wrap(paragraph, &options) {
                let mut spans = Vec::with_capacity(2);
                if std::mem::take(&mut first) && !label.is_empty() {
                    spans.push(span(&format!("{label}{gap}"), Role::Key));
                } else if indent > 0 {
                    spans.push(span(&" ".repeat(indent), Role::Text));
                }
                if !line.is_empty() {
                    spans.push(span(&line, role));
                }
                self.push(spans);
            }
        }
    }

    /// Columns for what is set.
    pub(super) fn room(&self) -> u16 {
        self.page.width
    }

    /// Rows for a picture.
    pub(super) fn picture(&mut self, size: Size, picture: Arc<Measured>) {
        let first = self.page.lines.len();
        self.page.pictures.push(PlacedPicture { first, column: 0, size, picture });
        // A line without anything in it is air, which may be left out.
        (0..size.height).for_each(|_| self.push(vec![span(" ", Role::Text)]));
    }

    /// Marks what `write` sets as one target.
    pub(super) fn target(&mut self, kind: TargetKind, write: impl FnOnce(&mut Self)) {
        let first = self.page.lines.len();
        write(self);
        self.page.targets.push(Target { first, end: self.page.lines.len(), kind });
    }

    fn push(&mut self, spans: Vec<Span>) {
        self.page.lines.push(Line { spans });
    }
}

fn span(text: &str, role: Role) -> Span {
    Span { text: text.to_owned(), role }
}
