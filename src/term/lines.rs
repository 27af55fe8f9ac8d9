//! Decides how lines reach a terminal that is read from top to bottom: each once, one after the other, and the line that
//! is being typed last. What the lines say is decided in [`crate::view::speech`].

use std::io::{self, Write};

use ratatui::layout::Size;
use unicode_segmentation::UnicodeSegmentation;

use super::turn::{Program, Stage};
use crate::columns::width;
use crate::view::speech::{Said, Typing};

/// The end of a line while the terminal adds nothing by itself.
const END: &str = "\r\n";
/// Erases the line that the cursor is on, from its left edge.
const ANEW: &str = "\r\x1b[K";

/// A terminal that lines are written to.
#[derive(Debug)]
pub struct Lines<W> {
    out: W,
    controls: bool,
    width: usize,
    said: Said,
    /// The line that is being typed, as it stands on the terminal.
    typing: Option<Typing>,
}

impl<W: Write> Lines<W> {
    /// A terminal of this size to which nothing was written yet. With `controls` it can erase the line that is being typed;
    /// without, what cannot be added to it is written as a line of its own.
    pub fn new(out: W, controls: bool, size: Size) -> Self {
        Self { out, controls, width: usize::from(size.width), said: Said::default(), typing: None }
    }

    /// What is to be written so that `lines` follow, and `typing` is the last line.
    fn write(&mut self, lines: &[String], typing: Option<Typing>) -> String {
        let mut text = String::new();
        let before = self.typing.take();
        if let Some(before) = &before {
            match &typing {
                Some(typing) if lines.is_empty() => {
                    self.go_on(before, typing, &mut text);
                    self.typing = Some(typing.clone());
                    return text;
                }
                // It stands below the lines in a moment.
                Some(_) if self.controls => text.push_str(ANEW),
                _ => text.push_str(END),
            }
        }
        for line in lines {
            text.extend(line.chars().filter(|c| !c.is_control()));
            text.push_str(END);
        }
        if let Some(typing) = &typing {
            self.type_out(typing, &mut text);
        }
        self.typing = typing;
        text
    }

    /// The line that is being typed was changed, and nothing else.
    fn go_on(&self, before: &Typing, now: &Typing, text: &mut String) {
        if before == now {
            return;
        }
        let more = now.whole().strip_prefix(before.whole().as_str()).map(str::to_owned);
        let fits = !self.controls || width(&now.whole()) < self.width;
        match more.filter(|_| before.behind.is_empty() && now.behind.is_empty() && fits) {
            Some(more) => text.push_str(&printable(&more)),
            None if self.controls => {
                text.push_str(ANEW);
                self.type_out(now, text);
            }
            // Where the cursor is cannot be shown.
            None if before.whole() == now.whole() => {}
            None => {
                text.push_str(END);
                self.type_out(now, text);
            }
        }
    }

    fn type_out(&self, typing: &Typing, text: &mut String) {
        let (before, behind) = (printable(&typing.before), printable(&typing.behind));
        if !self.controls {
            text.push_str(&before);
            text.push_str(&behind);
            return;
        }
        // One row only, since the line above could not be erased. What is around the cursor stays.
        let room = self.width.saturating_sub(1).max(1);
        let before = last(&before, room);
        let behind = first(&behind, room.saturating_sub(width(before)));
        text.push_str(before);
        if !behind.is_empty() {
            text.push_str(behind);
            text.push('\r');
            text.push_str(before);
        }
    }
}

impl<P: Program, W: Write> Stage<P> for Lines<W> {
    type Error = io::Error;

    fn resize(&mut self, size: Size) {
        // What was written is the terminal's affair.
        self.width = usize::from(size.width);
    }

    fn forget(&mut self) {
        self.said = Said::default();
        // Whoever had the terminal meanwhile has ended the line.
        self.typing = None;
    }

    fn show(&mut self, program: &P) -> io::Result<()> {
        let (said, lines) = program.say(&self.said);
        let text = self.write(&lines, said.typing().cloned());
        self.said = said;
        self.out.write_all(text.as_bytes())?;
        self.out.flush()
    }
}

/// Without what a terminal would obey. Frames leave it out, too.
fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

/// The longest end of `text` in at most `room` columns.
fn last(text: &str, room: usize) -> &str {
    let mut left = room;
    let fits = |grapheme: &&(usize, &str)| match left.checked_sub(width(grapheme.1)) {
        Some(rest) => {
            left = rest;
            true
        }
        None => false,
    };
    let graphemes: Vec<(usize, &str)> = text.grapheme_indices(true).rev().collect();
    let start = graphemes.iter().take_while(fits).last().map_or(text.len(), |(at, _)| *at);
    text.get(start..).unwrap_or_default()
}

/// The longest beginning of `text` in at most `room` columns.
fn first(text: &str, room: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += width(grapheme);
        if used > room {
            return text.get(..at).unwrap_or_default();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typing(before: &str, behind: &str) -> Option<Typing> {
        Some(Typing { before: before.to_owned(), behind: behind.to_owned() })
    }

    fn on(controls: bool) -> Lines<Vec<u8>> {
        Lines::new(Vec::new(), controls, Size::new(12, 5))
    }

    fn words(lines: &[&str]) -> Vec<String> {
        lines.iter().map(|line| (*line).to_owned()).collect()
    }

    #[test]
    fn lines_end_at_the_left_and_hold_no_controls() {
        assert_eq!(on(true).write(&words(&["one", "t\x1b[2Jwo"]), None), "one\r\nt[2Jwo\r\n");
        assert_eq!(on(true).write(&[], None), "");
    }

    #[test]
    fn what_is_typed_is_added_to_its_line() {
        for controls in [true, false] {
            let mut lines = on(controls);
            assert_eq!(lines.write(&[], typing(":", "")), ":");
            assert_eq!(lines.write(&[], typing(":so", "")), "so");
            assert_eq!(lines.write(&[], typing(":so", "")), "");
            assert_eq!(lines.write(&[], None), "\r\n");
        }
    }

    #[test]
    fn a_terminal_with_controls_changes_the_line_in_its_place() {
        let mut lines = on(true);
        lines.write(&[], typing(":so", ""));
        assert_eq!(lines.write(&[], typing(":s", "")), "\r\x1b[K:s");
        assert_eq!(lines.write(&[], typing(":", "s")), "\r\x1b[K:s\r:");
        assert_eq!(lines.write(&words(&["said"]), typing(":", "s")), "\r\x1b[Ksaid\r\n:s\r:");
        // One row holds it, with what is around the cursor.
        assert_eq!(lines.write(&[], typing(":a longer line", "")), "\r\x1b[Klonger line");
        assert_eq!(lines.write(&[], typing(":a longer", " line")), "\r\x1b[K:a longer l\r:a longer");
    }

    #[test]
    fn a_terminal_that_only_prints_gets_a_new_line() {
        let mut lines = on(false);
        lines.write(&[], typing(":a longer line", ""));
        assert_eq!(lines.write(&[], typing(":a longer lin", "")), "\r\n:a longer lin");
        assert_eq!(lines.write(&[], typing(":a longer ", "lin")), "", "a cursor cannot be shown");
        assert_eq!(lines.write(&[], typing(":a longer x", "lin")), "\r\n:a longer xlin");
        assert_eq!(lines.write(&words(&["said"]), None), "\r\nsaid\r\n");
    }
}
