//! Decides in which pieces a frame's cells are written, so that a grapheme whose width terminals do not agree on never
//! moves what stands beside it. What the bytes are is the backend's affair, what cells hold the view's.

use std::io;
use std::iter::once;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};
use ratatui::layout::{Position, Size};
use unicode_width::UnicodeWidthChar;

/// A backend that says anew where the cursor is after every grapheme that another terminal may give another width.
#[derive(Debug)]
pub struct Cells<B>(
    /// What writes the cells.
    pub B,
);

/// Whether terminals may disagree on the width of a grapheme: sequences, marks beyond those of Latin, Greek and Cyrillic,
/// and emoji, of which every year has new ones.
fn is_unsure(cell: &Cell) -> bool {
    let symbol = cell.symbol();
    // Cells of pictures say how wide they are, and what is in them is no text.
    let is_text = !matches!(cell.diff_option, CellDiffOption::ForcedWidth(_));
    is_text && symbol.len() > 3 && {
        let mut chars = symbol.chars();
        chars.next().is_some_and(|c| u32::from(c) >= 0x1f000) || chars.next().is_some()
    }
}

/// Lets the cells be drawn again that terminals may have covered, or may be about to: those that a grapheme takes after its
/// first one, and those beyond, where the widths of its characters add up to more. `covered` holds those of the frame before,
/// by their places in the buffer, and those of this one afterwards.
pub(super) fn uncover(buffer: &mut Buffer, covered: &mut Vec<usize>) {
    let width = usize::from(buffer.area.width.max(1));
    let mut uncovered = std::mem::take(covered);
    for (at, cell) in buffer.content.iter().enumerate().filter(|(_, cell)| is_unsure(cell)) {
        let sum: usize = cell.symbol().chars().filter_map(UnicodeWidthChar::width).sum();
        let own = usize::from(cell.cell_width());
        let end = (at / width + 1) * width;
        covered.extend(at + 1..(at + own.max(sum)).min(end));
        uncovered.extend(at + own..(at + sum).min(end));
    }
    for at in uncovered {
        if let Some(cell) = buffer.content.get_mut(at).filter(|cell| cell.diff_option == CellDiffOption::None) {
            cell.set_diff_option(CellDiffOption::AlwaysUpdate);
        }
    }
}

impl<B: Backend<Error = io::Error>> Backend for Cells<B> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut run = Vec::new();
        let mut covered: Option<(u16, u16)> = None;
        for (x, y, cell) in content {
            // Writing into the right half of a wide character takes it away.
            if covered.is_some_and(|(row, end)| row == y && x < end) {
                continue;
            }
            covered = None;
            if !is_unsure(cell) {
                run.push((x, y, cell));
                continue;
            }
            if !run.is_empty() {
                self.0.draw(run.drain(..))?;
            }
            let width = cell.cell_width().max(1);
            let end = x.saturating_add(width);
            let mut blank = cell.clone();
            blank.set_symbol(" ");
            // Blank first, in case that the terminal fills fewer cells than are meant. Each call begins with a position.
            let blanks = (x..end).map(|x| (x, y, &blank));
            self.0.draw(blanks.chain(once((x, y, cell))))?;
            covered = Some((y, end));
        }
        if run.is_empty() { Ok(()) } else { self.0.draw(run.into_iter()) }
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.0.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.0.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.0.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.0.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.0.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.0.clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        self.0.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.0.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
