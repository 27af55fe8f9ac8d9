//! How the entries of a menu stand in columns and lines: what there is no room for beside a name goes below it, and what
//! is too long for a line is broken. How that looks is decided in [`crate::view`].

use ratatui::layout::Size;
use textwrap::WordSplitter::NoHyphenation;
use textwrap::{Options, wrap};

use super::{Menu, MenuEntry};
use crate::app::scroll::MARGIN;
use crate::columns::{cut, width};
use crate::page::short_address;

/// Most columns of a menu, frame included.
const WIDTH: u16 = 100;
/// Most columns of names with notes beside them.
const NAME_WIDTH: usize = 32;
/// Columns of a note with which any name may stand beside it.
const NOTE_WIDTH: usize = 24;
/// Most lines of a name or a note, so that there is more than one entry on a small screen.
const LINES: usize = 6;

/// Columns of a menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MenuShape {
    /// Of all, frame included.
    pub columns: u16,
    /// Of the letters.
    pub label: usize,
    /// Of the names that have their notes beside them.
    pub name: usize,
    /// Of those notes.
    note: usize,
    /// Names that are longer than those are cut, and have theirs beside them all the same.
    cuts: bool,
}

/// A line of an entry. The first has the letters before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MenuLine {
    /// A name, or nothing, with a note, or a part of one, beside it.
    Beside(String, String),
    /// A name, or a part of one, alone.
    Name(String),
    /// A note, or a part of one, below its name.
    Below(String),
}

impl Menu {
    /// Lines for entries in a terminal of this size: below them is the status line, and around them a frame.
    pub(super) fn room(size: Size) -> usize {
        usize::from(size.height.saturating_sub(3))
    }

    /// The columns in a terminal of this size.
    pub fn shape(&self, size: Size) -> MenuShape {
        let columns = size.width.min(WIDTH);
        let inner = usize::from(columns.saturating_sub(2));
        let label = self.entries.iter().map(|entry| width(&entry.label)).max().unwrap_or(0);
        let names = || self.entries.iter().map(|entry| width(&entry.name));
        let shape = |name, cuts| {
            let note = inner.saturating_sub(label + name + 5);
            MenuShape { columns, label, name, note, cuts }
        };
        let whole = shape(names().max().unwrap_or(0).min(NAME_WIDTH), true);
        if whole.note >= NOTE_WIDTH {
            return whole;
        }
        // One long name does not take the room of all notes.
        shape(names().filter(|name| *name <= inner / 3).max().unwrap_or(0), false)
    }

    /// The lines of entry number `index`: at least one, if there is such an entry.
    pub fn lines(&self, shape: &MenuShape, index: usize) -> Vec<MenuLine> {
        let Some(entry) = self.entries.get(index) else { return Vec::new() };
        if !shape.cuts && width(&entry.name) > shape.name {
            let room = usize::from(shape.columns).saturating_sub(shape.label + 6);
            let names = broken(&entry.name, room).into_iter().map(MenuLine::Name);
            let notes = if entry.note.is_empty() { Vec::new() } else { self.note(entry, room) };
            return names.chain(notes.into_iter().map(MenuLine::Below)).collect();
        }
        let name = cut(&entry.name, shape.name);
        let names = std::iter::once(name).chain(std::iter::repeat(String::new()));
        names.zip(self.note(entry, shape.note)).map(|(name, note)| MenuLine::Beside(name, note)).collect()
    }

    /// How many lines all entries have, counted as far as `most`.
    pub fn height(&self, shape: &MenuShape, most: usize) -> usize {
        let mut lines = 0;
        for index in 0..self.entries.len() {
            lines += self.lines(shape, index).len();
            if lines >= most {
                return most;
            }
        }
        lines
    }

    /// Moves the window so that it holds the entry under the cursor.
    pub(in crate::app) fn follow(&mut self, size: Size) {
        let (shape, room, at) = (self.shape(size), Self::room(size), self.cursor.at);
        let Some(last) = self.entries.len().checked_sub(1).filter(|_| room > 0) else { return };
        let margin = MARGIN.min(room.saturating_sub(1) / 4);
        let below = self.first_above(&shape, (at + margin).min(last), room);
        let end = self.first_above(&shape, last, room);
        let top = self.cursor.top.min(at.saturating_sub(margin));
        self.cursor.top = top.max(below).min(at).min(end);
    }

    /// The first entry of a window of `room` lines that ends with entry `last`.
    fn first_above(&self, shape: &MenuShape, last: usize, room: usize) -> usize {
        let (mut first, mut left) = (last, room);
        for index in (0..=last).rev() {
            match left.checked_sub(self.lines(shape, index).len()) {
                Some(rest) => (first, left) = (index, rest),
                None => break,
            }
        }
        first
    }

    /// The note of an entry in lines of `room` columns. Of a link its host and end are enough, in as few lines as tell it
    /// from every other.
    fn note(&self, entry: &MenuEntry, room: usize) -> Vec<String> {
        let Some(url) = entry.address() else { return broken(&entry.note, room) };
        let others = || self.entries.iter().map(|other| other.note.as_str()).filter(|note| *note != url.as_str());
        let is_alike = |short: &str| {
            let has_end =
                |end: &str| others().any(|note| note.contains(url.host()) && note.trim_end_matches('/').ends_with(end));
            short.split_once('…').is_some_and(|(_, end)| has_end(end))
        };
        let mut shorts = (1..LINES).map(|lines| (lines * room, short_address(&url, lines * room)));
        let enough = shorts.find(|(most, short)| width(short) <= *most && !is_alike(short));
        broken(enough.as_ref().map_or(url.as_str(), |(_, short)| short), room)
    }
}

/// A text in lines of `room` columns, at least one. Of a very long one the end is cut.
fn broken(text: &str, room: usize) -> Vec<String> {
    if width(text) <= room {
        return vec![text.to_owned()];
    }
    let room = room.max(1);
    let mut lines: Vec<String> = Vec::with_capacity(LINES);
    for (number, line) in wrap(text, Options::new(room).word_splitter(NoHyphenation)).into_iter().enumerate() {
        if number == LINES {
            if let Some(last) = lines.last_mut() {
                *last = format!("{}…", cut(last, room - 1).trim_end_matches('…'));
            }
            break;
        }
        lines.push(line.into_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Choice;
    use super::*;
    use crate::card::{SafeText, SafeUrl};

    fn links(addresses: &[(&str, &str)]) -> Menu {
        let entry = |(name, url): &(&str, &str)| {
            (SafeText::line(name), SafeText::line(url), Choice::Open(SafeUrl::parse(url).unwrap()))
        };
        Menu::new("Open", addresses.iter().map(entry))
    }

    fn text(menu: &Menu, width: u16) -> Vec<String> {
        let shape = menu.shape(Size { width, height: 12 });
        let line = |line| match line {
            MenuLine::Beside(name, note) => format!("{name} | {note}"),
            MenuLine::Name(name) => name,
            MenuLine::Below(note) => format!("> {note}"),
        };
        (0..menu.entries.len()).flat_map(|index| menu.lines(&shape, index)).map(line).collect()
    }

    #[test]
    fn links_are_told_apart_by_their_ends_else_shown_whole() {
        let menu = links(&[
            ("Web", "https://www.example.org/2026/03/slow-light"),
            ("AMP", "https://www.example.org/amp/2026/03/slow-light"),
            ("notes", "https://www.example.org/2026/03/notes-to-it"),
            ("How a prism sorts colours", "https://prism.example.org/colours"),
        ]);
        let seen = [
            "Web | www.example.org/2026/03/slo",
            " | w-light",
            "AMP | www.example.org/amp/2026/03",
            " | /slow-light",
            "notes | www.example.org…notes-to-it",
            "How a prism sorts colours",
            "> prism.example.org/colours",
        ];
        assert_eq!(text(&menu, 40), seen);
        let wide = text(&menu, 100);
        assert_eq!(wide.first().unwrap(), "Web | www.example.org/2026/03/slow-light");
        assert_eq!(wide.last().unwrap(), "How a prism sorts colours | prism.example.org/colours");
    }

    #[test]
    fn a_very_long_note_leaves_room_for_others() {
        let note = SafeText::line(&"word ".repeat(200));
        let menu = Menu::new("Messages", [(SafeText::line("08:00"), note, Choice::Close)]);
        let lines = text(&menu, 40);
        assert_eq!(lines.len(), LINES);
        assert!(lines.last().unwrap().ends_with('…'), "{lines:?}");
    }

    proptest! {
        #[test]
        fn the_cursor_is_always_seen_whole_and_no_line_is_wasted(
            notes in proptest::collection::vec(0_usize..160, 1..40),
            (width, height) in (10_u16..120, 9_u16..40),
            steps in proptest::collection::vec(-50_isize..50, 1..20),
        ) {
            let entry =
                |length: &usize| (SafeText::line("name"), SafeText::line(&"ab ".repeat(*length / 3)), Choice::Close);
            let mut menu = Menu::new("", notes.iter().map(entry));
            let size = Size { width, height };
            let (shape, room) = (menu.shape(size), Menu::room(size));
            for by in steps {
                menu.moves(size, |cursor, len, height| cursor.step(by, len, height));
                let lines = |from: usize, to: usize| (from..to).map(|at| menu.lines(&shape, at).len()).sum::<usize>();
                let (top, at) = (menu.cursor.top, menu.cursor.at);
                prop_assert!(top <= at && lines(top, at + 1) <= room.max(menu.lines(&shape, at).len()), "{top} {at}");
                prop_assert!(top == 0 || lines(top - 1, menu.entries.len()) > room);
            }
        }
    }
}
