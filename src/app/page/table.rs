//! Sets tables: in columns where they fit, with cells broken into lines; where they do not, row by row, each cell after the
//! head of its column. What a cell says is set as running text.

use super::body::pieces;
use super::flow::{Broken, Piece, broken};
use super::setter::Setter;
use super::{Role, Span};
use crate::columns;
use crate::document::{Align, Document, Table};

/// Columns of the terminal between two of the table.
const GAP: usize = 2;
/// Words that are longer may be broken so that a table fits.
const LONG_WORD: usize = 14;

/// Sets a table.
pub(super) fn set(setter: &mut Setter, document: &Document, table: &Table) {
    let room = setter.room();
    let head: Vec<_> = table.head.iter().map(|cell| pieces(document, cell, Role::TableHead, room)).collect();
    let cells = table.rows.iter().map(|row| row.iter().map(|cell| pieces(document, cell, Role::Text, room)).collect());
    let rows: Vec<Vec<Vec<Piece<'_>>>> = cells.collect();
    let grid = Grid::new(&head, &rows);
    match grid.widths(room) {
        Some(widths) => grid.set(setter, &table.columns, &widths),
        None => set_by_rows(setter, &head, &rows),
    }
}

/// The cells of a table, each as wide as it likes.
struct Grid<'p> {
    /// The head, if there is one, then the rows.
    rows: Vec<Vec<(&'p [Piece<'p>], Broken)>>,
    has_head: bool,
    columns: usize,
}

impl<'p> Grid<'p> {
    fn new(head: &'p [Vec<Piece<'p>>], rows: &'p [Vec<Vec<Piece<'p>>>]) -> Self {
        let has_head = !head.is_empty();
        let all = has_head.then_some(head).into_iter().chain(rows.iter().map(Vec::as_slice));
        let row = |row: &'p [Vec<Piece<'p>>]| {
            row.iter().map(|cell| (&cell[..], broken(cell, usize::MAX, usize::MAX))).collect()
        };
        let rows: Vec<Vec<_>> = all.map(row).collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        Self { rows, has_head, columns }
    }

    /// How wide each column is so that all of them fit into `room`; `None` where they do not.
    fn widths(&self, room: usize) -> Option<Vec<usize>> {
        let (mut least, mut most) = (vec![1; self.columns], vec![1; self.columns]);
        for (column, (_, cell)) in self.rows.iter().flat_map(|row| row.iter().enumerate()) {
            if let (Some(least), Some(most)) = (least.get_mut(column), most.get_mut(column)) {
                *least = cell.widest_word.min(LONG_WORD).max(*least);
                *most = cell.widest_line.max(*most);
            }
        }
        let room = room.checked_sub(GAP * self.columns.saturating_sub(1))?;
        share(&least, &most, room)
    }

    fn set(self, setter: &mut Setter, aligns: &[Align], widths: &[usize]) {
        let has_head = self.has_head;
        let rows: Vec<Vec<Vec<Vec<Span>>>> = self
            .rows
            .into_iter()
            .map(|row| {
                let cells = row.into_iter().zip(widths);
                cells
                    .map(|((cell, as_it_is), width)| {
                        let fits = as_it_is.widest_line <= *width;
                        if fits { as_it_is.lines } else { broken(cell, *width, usize::MAX).lines }
                    })
                    .collect()
            })
            .collect();
        // Rows of several lines run into each other without air.
        let is_airy = rows.iter().skip(usize::from(has_head)).any(|row| row.iter().any(|cell| cell.len() > 1));
        for (index, row) in rows.into_iter().enumerate() {
            if setter.is_full() {
                return;
            }
            if index == 1 && has_head {
                let rules: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
                setter.push(vec![Span::added(rules.join(&" ".repeat(GAP)), Role::Rule)]);
            } else if index > 0 && is_airy {
                setter.space();
            }
            set_row(setter, row, aligns, widths);
        }
    }
}

fn set_row(setter: &mut Setter, mut cells: Vec<Vec<Vec<Span>>>, aligns: &[Align], widths: &[usize]) {
    for line in cells
        .iter_mut()
        .map(|cell| (setter.new_flow(), cell))
        .flat_map(|(flow, cell)| cell.iter_mut().map(move |line| (flow, line)))
    {
        let (flow, line) = line;
        line.iter_mut().for_each(|span| span.flow = Some(flow));
    }
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    for number in 0..height {
        let mut line = Vec::new();
        for (column, (cell, width)) in cells.iter_mut().zip(widths).enumerate() {
            let spans = cell.get_mut(number).map(std::mem::take).unwrap_or_default();
            let used: usize = spans.iter().map(|span| columns::width(&span.text)).sum();
            let free = width.saturating_sub(used);
            let left = match aligns.get(column) {
                Some(Align::End) => free,
                Some(Align::Middle) => free / 2,
                Some(Align::Start) | None => 0,
            };
            let gap = if column == 0 { 0 } else { GAP };
            line.push(Span::added(" ".repeat(gap + left), Role::Text));
            line.extend(spans);
            line.push(Span::added(" ".repeat(free - left), Role::Text));
        }
        line.retain(|span| !span.text.is_empty());
        setter.push(line);
    }
}

/// Every cell on lines of its own.
fn set_by_rows(setter: &mut Setter, head: &[Vec<Piece<'_>>], rows: &[Vec<Vec<Piece<'_>>>]) {
    for (index, row) in rows.iter().enumerate() {
        if setter.is_full() {
            return;
        }
        if index > 0 {
            setter.space();
        }
        for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !is_blank(cell)) {
            let name = head.get(column).filter(|name| !is_blank(name));
            let between = name.map(|_| Piece::plain(": ", Role::TableHead));
            let line: Vec<Piece<'_>> =
                name.into_iter().flatten().cloned().chain(between).chain(cell.iter().cloned()).collect();
            setter.flow(&line);
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
    fn narrow_columns_get_what_they_want() {
        assert_eq!(share(&[3, 3], &[5, 9], 20), Some(vec![5, 9]));
        assert_eq!(share(&[3, 3], &[5, 40], 20), Some(vec![5, 15]));
        assert_eq!(share(&[3, 3, 3], &[90, 40, 4], 20), Some(vec![8, 8, 4]));
        assert_eq!(share(&[3, 3], &[5, 40], 5), None);
        assert_eq!(share(&[], &[], 5), Some(vec![]));
    }
}
