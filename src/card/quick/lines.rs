//! The lines of front matter that say something, one after the other. What they say is decided in [`super::block`].

use memchr::memchr;

/// Stands at a line, or in it.
pub(super) struct Lines<'t> {
    /// What follows the line.
    rest: &'t str,
    /// What of the line has not been read.
    line: &'t str,
    /// Where the first character of the line stands, from 0; `None` after the last line.
    column: Option<usize>,
}

impl<'t> Lines<'t> {
    /// Stands at the first line.
    pub(super) fn new(text: &'t str) -> Self {
        let mut lines = Self { rest: text, line: "", column: None };
        lines.next();
        lines
    }

    /// What of the line has not been read, without the line break. Never empty at the beginning of a line.
    pub(super) fn line(&self) -> &'t str {
        self.line
    }

    /// Where the line begins, from 0, in bytes, which are all spaces; `None` after the last line.
    pub(super) fn column(&self) -> Option<usize> {
        self.column
    }

    /// Goes to the next line that is neither blank nor a comment.
    pub(super) fn next(&mut self) {
        while !self.rest.is_empty() {
            let end = memchr(b'\n', self.rest.as_bytes()).unwrap_or(self.rest.len());
            let (line, rest) = self.rest.split_at_checked(end).unwrap_or_default();
            self.rest = rest.strip_prefix('\n').unwrap_or(rest);
            let line = line.strip_suffix('\r').unwrap_or(line);
            if let Some(column) = line.bytes().position(|b| b != b' ')
                && let Some(content) = line.get(column..)
                && !content.starts_with('#')
            {
                (self.line, self.column) = (content, Some(column));
                return;
            }
        }
        (self.line, self.column) = ("", None);
    }

    /// Goes on in the line, to `rest`, which is its end.
    pub(super) fn go_to(&mut self, rest: &'t str) {
        self.line = rest;
    }

    /// Takes what is left of the line, which begins at `column`, for a line of its own, as behind the `- ` of an item.
    pub(super) fn begin_at(&mut self, column: usize, rest: &'t str) {
        (self.line, self.column) = (rest, Some(column));
    }
}
