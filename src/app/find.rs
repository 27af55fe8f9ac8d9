//! What was found in the card that is read. Where it stands is found by the page, where the pane goes then is decided in
//! [`mod@super::update`].

use super::page::Mark;

/// A text that is looked for in the shown card.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Find {
    /// What is looked for, as it was typed.
    pub wanted: String,
    /// What of the page is set apart, from top to bottom.
    pub marks: Vec<Mark>,
    /// In how many places it stands.
    pub count: usize,
    /// The place that was gone to, from 0.
    pub current: usize,
}

impl Find {
    /// The marks of line `line`.
    pub fn marks_in(&self, line: usize) -> &[Mark] {
        let (first, end) =
            (self.marks.partition_point(|mark| mark.line < line), self.marks.partition_point(|mark| mark.line <= line));
        self.marks.get(first..end).unwrap_or_default()
    }

    /// The lines of the current place, the last one included.
    pub fn lines(&self) -> Option<(usize, usize)> {
        let mut lines = self.marks.iter().filter(|mark| mark.place == self.current).map(|mark| mark.line);
        let first = lines.next()?;
        Some((first, lines.next_back().unwrap_or(first)))
    }
}
