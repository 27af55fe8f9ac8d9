//! Sets tables: in columns where they fit, with cells broken into lines; where they do not, or where nothing may stand side
//! by side, row by row, each cell after the head of its column. What a cell says is set as running text.

use super::body::pieces;
use super::flow::{Broken, Piece, broken};
use super::setter::Setter;
use super::{Role, Span, levels};
use crate::columns;
use crate::document::{Align, Direction, Document, Table};

/// Columns of the terminal between two of the table.
const GAP: usize = 2;
/// Words that are longer may be broken so that a table fits.
const LONG_WORD: usize = 14;

/// What a cell says, before it is broken into lines.
struct Cell<'d> {
    pieces: Vec<Piece<'d>>,
    direction: Direction,
}

/// Sets a table.
pub(super) fn set(setter: &mut Setter, document: &Document, table: &Table) {
    let room = setter.room();
    let cell = |text, role| Cell { pieces: pieces(document, text, role, room), direction: text.direction };
    let head: Vec<Cell<'_>> = table.head.iter().map(|text| cell(text, Role::TableHead)).collect();
    // Each row takes a line.
    let rows = table.rows.iter().take(setter.left());
    let rows: Vec<Vec<Cell<'_>>> = rows.map(|row| row.iter().map(|text| cell(text, Role::Text)).collect()).collect();
    if setter.is_linear() {
        return set_by_rows(setter, &head, &rows);
    }
    let grid = Grid::new(&head, &rows, room, setter.left());
    match grid.widths(room) {
        Some(widths) => grid.set(setter, table, &widths),
        None => set_by_rows(setter, &head, &rows),
    }
}

/// The cells of a table, each as wide as it likes.
struct Grid<'p> {
    /// The head, if there is one, then the rows.
    rows: Vec<Vec<(&'p Cell<'p>, Broken)>>,
    has_head: bool,
    columns: usize,
}

/// The lines of a cell in its column.
struct Column {
    lines: Vec<Vec<Span>>,
    /// It runs from right to left.
    rtl: bool,
}

impl<'p> Grid<'p> {
    /// Of the rows that `enough` lines can show.
    fn new(head: &'p [Cell<'p>], rows: &'p [Vec<Cell<'p>>], room: usize, enough: usize) -> Self {
        let has_head = !head.is_empty();
        let all = has_head.then_some(head).into_iter().chain(rows.iter().map(Vec::as_slice));
        // In narrower columns they have as many lines or more.
        let broken = |cell: &'p Cell<'p>, left| (cell, broken(&cell.pieces, room, left));
        let rows = within(
            enough,
            all,
            |row, left| row.iter().map(|cell| broken(cell, left)).collect(),
            |(_, text)| text.lines.len(),
        );
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        Self { rows, has_head, columns }
    }

    /// How wide each column is so that all of them fit into `room`; `None` where they do not.
    fn widths(&self, room: usize) -> Option<Vec<usize>> {
        let (mut least, mut most) = (vec![1; self.columns], vec![1; self.columns]);
        for (column, (_, cell)) in self.rows.iter().flat_map(|row| row.iter().enumerate()) {
            if let (Some(least), Some(most)) = (least.get_mut(column), most.get_mut(column)) {
                *least = cell.widest_word.min(LONG_WORD).max(*least);
                *most = if cell.is_wrapped() { room } else { cell.widest_line }.max(*most);
            }
        }
        let room = room.checked_sub(GAP * self.columns.saturating_sub(1))?;
        share(&least, &most, room)
    }

    fn set(self, setter: &mut Setter, table: &Table, widths: &[usize]) {
        let (has_head, rtl) = (self.has_head, table.direction == Direction::RightToLeft);
        let column = |(cell, as_it_is): (&Cell<'_>, Broken), width: usize, left| {
            let fits = as_it_is.widest_line <= width;
            let mut text = if fits { as_it_is } else { broken(&cell.pieces, width, left) };
            let rtl = levels::resolve(&mut text, cell.direction);
            Column { lines: text.lines, rtl }
        };
        let row = |row: Vec<_>, left| {
            row.into_iter().zip(widths).map(|(cell, width)| column(cell, *width, left)).collect::<Vec<_>>()
        };
        let rows = within(setter.left(), self.rows, row, |column| column.lines.len());
        // Rows of several lines run into each other without air.
        let is_airy = rows.iter().skip(usize::from(has_head)).any(|row| row.iter().any(|cell| cell.lines.len() > 1));
        for (index, row) in rows.into_iter().enumerate() {
            if setter.is_full() {
                return;
            }
            if index == 1 && has_head {
                let rule = |width: &usize| Span::added("─".repeat(*width), Role::Rule);
                let gap = |column| Span::added(" ".repeat(if column == 0 { 0 } else { GAP }), Role::Rule);
                let rules = widths.iter().enumerate().flat_map(|(column, width)| [gap(column), rule(width)]);
                setter.push_line(rules.collect(), rtl);
            } else if index > 0 && is_airy {
                setter.space();
            }
            set_row(setter, row, table, widths);
        }
    }
}

/// Rows made by `make` of others, of cells as high as `height` says, until they have `enough` lines. Each is told how many
/// are left.
fn within<R, C>(
    enough: usize,
    rows: impl IntoIterator<Item = R>,
    make: impl Fn(R, usize) -> Vec<C>,
    height: impl Fn(&C) -> usize,
) -> Vec<Vec<C>> {
    let mut made = Vec::new();
    let mut left = enough;
    for row in rows {
        if left == 0 {
            break;
        }
        let row = make(row, left);
        left = left.saturating_sub(row.iter().map(&height).max().unwrap_or(0).max(1));
        made.push(row);
    }
    made
}

fn set_row(setter: &mut Setter, mut cells: Vec<Column>, table: &Table, widths: &[usize]) {
    for cell in &mut cells {
        let flow = setter.new_flow();
        cell.lines.iter_mut().flatten().for_each(|span| span.flow = Some(flow));
    }
    let rtl = table.direction == Direction::RightToLeft;
    let height = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
    for number in 0..height {
        let mut line = Vec::new();
        for (column, (cell, width)) in cells.iter_mut().zip(widths).enumerate() {
            let spans = cell.lines.get_mut(number).map(std::mem::take).unwrap_or_default();
            let used: usize = spans.iter().map(|span| columns::width(&span.text)).sum();
            let free = width.saturating_sub(used);
            let is_right = match table.columns.get(column) {
                Some(Align::Middle) => None,
                Some(Align::End) => Some(true),
                Some(Align::Start) | None => Some(cell.rtl),
            };
            // On the side that the row begins on.
            let before = match is_right {
                None => free / 2,
                Some(is_right) if is_right != rtl => free,
                Some(_) => 0,
            };
            let gap = if column == 0 { 0 } else { GAP };
            line.push(Span::added(" ".repeat(gap + before), Role::Text));
            line.extend(spans);
            line.push(Span::added(" ".repeat(free - before), Role::Text));
        }
        line.retain(|span| !span.text.is_empty());
        setter.push_line(line, rtl);
    }
}

/// Every cell on lines of its own, after the head of its column.
fn set_by_rows(setter: &mut Setter, head: &[Cell<'_>], rows: &[Vec<Cell<'_>>]) {
    if rows.is_empty() {
        head.iter().for_each(|name| setter.flow(&name.pieces, name.direction));
    }
    for (index, row) in rows.iter().enumerate() {
        if setter.is_full() {
            return;
        }
        if index > 0 {
            setter.space();
        }
        for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !is_blank(&cell.pieces)) {
            let name = head.get(column).map(|name| &name.pieces).filter(|name| !is_blank(name));
            let between = name.map(|_| Piece::plain(": ", Role::TableHead));
            let line: Vec<Piece<'_>> =
                name.into_iter().flatten().cloned().chain(between).chain(cell.pieces.iter().cloned()).collect();
            setter.flow(&line, cell.direction);
        }
    }
}

fn is_blank(cell: &[Piece<'_>]) -> bool {
    cell.iter().all(|piece| piece.text.trim().is_empty())
}

/// Widths between `least` and `most` that fill `room`: first every column gets its least, then the narrow ones what they
/// want, then the wide ones the same of what is left. `None` if there is not enough for the least.
fn share(least: &[usize], most: &[usize], room: usize) -> Option<Vec<usize>> {
    let mut left = room.checked_sub(least.iter().sum())?;
    let mut wishes: Vec<(usize, usize)> =
        least.iter().zip(most).map(|(least, most)| most.saturating_sub(*least)).enumerate().collect();
    wishes.sort_by_key(|(_, wish)| *wish);
    let mut widths = least.to_vec();
    let mut waiting = wishes.len();
    for (column, wish) in wishes {
        let given = wish.min(left / waiting.max(1));
        if let Some(width) = widths.get_mut(column) {
            *width += given;
        }
        left -= given;
        waiting -= 1;
    }
    Some(widths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_of_a_table_is_looked_at_than_a_page_holds() {
        let cell = |text| Cell { pieces: vec![Piece::plain(text, Role::Text)], direction: Direction::Own };
        let long = "x".repeat(1 << 20);
        let texts = ["a", "b", &long, "c", "d"];
        let rows: Vec<Vec<Cell<'_>>> = texts.iter().map(|text| vec![cell("k"), cell(*text)]).collect();
        let heights = |enough| -> Vec<usize> {
            let grid = Grid::new(&[], &rows, 20, enough);
            grid.rows.iter().map(|row| row.iter().map(|(_, text)| text.lines.len()).sum()).collect()
        };
        assert_eq!(heights(2), [2, 2]);
        assert_eq!(heights(100), [2, 2, 1 + 98], "the long cell takes what is left");
        let grid = Grid::new(&[], &rows, 20, 100);
        assert_eq!(grid.widths(20), Some(vec![1, 17]));
        let mut setter = Setter::new(20);
        setter.end_at(100);
        grid.set(&mut setter, &Table::default(), &[1, 17]);
        assert_eq!(setter.finish().lines.len(), 100);
    }

    #[test]
    fn narrow_columns_get_what_they_want() {
        assert_eq!(share(&[3, 3], &[5, 9], 20), Some(vec![5, 9]));
        assert_eq!(share(&[3, 3], &[5, 40], 20), Some(vec![5, 15]));
        assert_eq!(share(&[3, 3, 3], &[90, 40, 4], 20), Some(vec![8, 8, 4]));
        assert_eq!(share(&[3, 3], &[5, 40], 5), None);
        assert_eq!(share(&[], &[], 5), Some(vec![]));
    }
}
