//! What was found in the card that is read. Where it stands is found by the page, where the pane goes then is decided in
//! [`mod@super::update`].

use crate::page::Mark;

/// A text that is looked for in the shown card.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Find {
    /// What is looked for, as it was typed.
    pub wanted: String,
    /// What of the page is set apart, from top to bottom.
    pub marks: Vec<Mark>,
    /// In how many places it stands, as far as they were counted.
    pub count: usize,
    /// There are more of them than were counted.
    pub is_more: bool,
    /// The place that was gone to, from 0.
    pub current: usize,
    /// The first visible line when it was typed; `None` for what was typed before, and is found anew when it is typed again.
    pub(super) from: Option<usize>,
}

impl Find {
    /// The marks of line `line`.
    pub fn marks_in(&self, line: usize) -> &[Mark] {
        let (first, end) =
            (self.marks.partition_point(|mark| mark.line < line), self.marks.partition_point(|mark| mark.line <= line));
        self.marks.get(first..end).unwrap_or_default()
    }

    /// The first place on or below line `line`, as it is read.
    pub(super) fn first_from(&self, line: usize) -> Option<usize> {
        self.marks.iter().find(|mark| mark.line >= line).map(|mark| mark.place)
    }

    /// The last place that ends above line `line`.
    pub(super) fn last_above(&self, line: usize) -> Option<usize> {
        self.marks.iter().rfind(|mark| mark.line < line).map(|mark| mark.place)
    }

    /// The current place, and how many there are: `2 of 7`, or `2 of 2000+` where counting was given up.
    pub fn in_words(&self) -> String {
        let more = if self.is_more { "+" } else { "" };
        format!("{} of {}{more}", self.current + 1, self.count)
    }

    /// The lines of the current place, the last one included.
    pub fn lines(&self) -> Option<(usize, usize)> {
        let mut lines = self.marks.iter().filter(|mark| mark.place == self.current).map(|mark| mark.line);
        let first = lines.next()?;
        Some((first, lines.next_back().unwrap_or(first)))
    }
}
