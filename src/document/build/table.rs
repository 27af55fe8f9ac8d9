//! Tables in the making: whether one holds data or only places things on a page, and what it is then. E-mail is laid out
//! with tables in tables; those become their contents in the order in which they are read.

use super::{Builder, limits};
use crate::card::SafeText;
use crate::document::{Align, Block, Direction, Run, Shortened, Table, Text};

/// Longest cell that data is believed to have where nothing says that it is data, in bytes.
const DATA_CELL: usize = 240;

/// What is known of a table when it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::document) enum TableKind {
    /// It holds data, whatever is in its cells.
    Data,
    /// It has headings, so it holds data unless nothing in it stands side by side.
    Headed,
    /// What is in it will tell.
    Unknown,
    /// It only places things on the page.
    Layout,
}

/// What a cell is besides its text.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::document) struct CellShape {
    /// It heads a column or a row.
    pub(in crate::document) head: bool,
    /// How it is aligned.
    pub(in crate::document) align: Align,
    /// Columns that it takes, at least 1.
    pub(in crate::document) columns: usize,
    /// Rows that it takes, at least 1.
    pub(in crate::document) rows: usize,
}

/// A table in the making.
#[derive(Debug)]
pub(super) struct Making {
    kind: TableKind,
    direction: Direction,
    rows: Vec<Vec<Cell>>,
    /// How many more rows the cell above in each column reaches into.
    reaching: Vec<usize>,
    /// The cell of the last row that is open.
    open: Option<usize>,
}

#[derive(Debug, Default)]
pub(super) struct Cell {
    head: bool,
    align: Align,
    pub(super) texts: Vec<Text>,
}

impl Making {
    /// The cell that is open.
    pub(super) fn cell(&mut self) -> Option<&mut Cell> {
        self.rows.last_mut()?.get_mut(self.open?)
    }

    /// Whether a cell is open.
    pub(super) fn is_in_cell(&self) -> bool {
        self.open.is_some()
    }

    fn is_data(&self) -> bool {
        let cells = || self.rows.iter().flatten();
        let full = |row: &&Vec<Cell>| row.iter().filter(|cell| !cell.texts.is_empty()).count() > 1;
        let fits = |cell: &Cell| {
            let [text] = cell.texts.as_slice() else { return cell.texts.is_empty() };
            text.runs.iter().map(|run| run.text.len()).sum::<usize>() <= DATA_CELL
                && text.runs.iter().all(|run| run.picture.is_none())
        };
        let rows = self.rows.iter().filter(full).count();
        match self.kind {
            TableKind::Data => cells().any(|cell| !cell.texts.is_empty()),
            TableKind::Headed => rows > 0,
            TableKind::Layout => false,
            TableKind::Unknown => {
                let filled = cells().filter(|cell| !cell.texts.is_empty()).count();
                rows > 1 && filled * 2 >= cells().count() && cells().all(fits)
            }
        }
    }
}

impl Builder {
    /// Begins a table. One inside another shows that the other is for layout.
    pub(in crate::document) fn begin_table(&mut self, kind: TableKind, direction: Direction) {
        self.end_block();
        self.dissolve();
        if kind != TableKind::Layout && self.code.is_none() {
            self.table = Some(Making { kind, direction, rows: Vec::new(), reaching: Vec::new(), open: None });
        }
    }

    /// Begins a row.
    pub(in crate::document) fn row(&mut self) {
        self.end_block();
        if let Some(table) = &mut self.table {
            table.open = None;
            table.rows.push(Vec::new());
        }
    }

    /// Begins a cell.
    pub(in crate::document) fn cell(&mut self, shape: CellShape) {
        self.end_block();
        let Some(table) = &mut self.table else { return };
        if shape.head && table.kind == TableKind::Unknown {
            table.kind = TableKind::Headed;
        }
        if table.rows.is_empty() {
            table.rows.push(Vec::new());
        }
        let Some(row) = table.rows.last_mut() else { return };
        let before = row.len();
        while let Some(rows) = table.reaching.get_mut(row.len()).filter(|rows| **rows > 0) {
            *rows -= 1;
            row.push(Cell::default());
        }
        let (columns, rows) = (shape.columns.clamp(1, limits::SPAN), shape.rows.clamp(1, limits::SPAN));
        let at = row.len();
        row.push(Cell { head: shape.head, align: shape.align, texts: Vec::new() });
        row.extend((1..columns).map(|_| Cell::default()));
        table.reaching.resize(table.reaching.len().max(row.len()), 0);
        table.reaching.iter_mut().skip(at).take(columns).for_each(|reaching| *reaching = rows - 1);
        table.open = Some(at);
        match self.cells_left.checked_sub(row.len() - before) {
            Some(left) => self.cells_left = left,
            None => {
                row.truncate(before);
                table.open = None;
                self.shorten(Shortened::Cut);
            }
        }
    }

    /// Ends a cell.
    pub(in crate::document) fn end_cell(&mut self) {
        self.end_block();
        if let Some(table) = &mut self.table {
            table.open = None;
        }
    }

    /// Ends the table that is open.
    pub(in crate::document) fn end_table(&mut self) {
        self.end_block();
        match self.table.take() {
            // Its cells were counted.
            Some(table) if table.is_data() => {
                let set = Table { direction: table.direction, ..set(table.rows) };
                self.blocks().push(Block::Table(set));
            }
            table => {
                self.table = table;
                self.dissolve();
            }
        }
    }

    /// Whether the open cell belongs to a table that surely holds data, so that only text can be in it.
    pub(super) fn is_in_data_table(&self) -> bool {
        self.table.as_ref().is_some_and(|table| table.kind != TableKind::Unknown && table.is_in_cell())
    }

    /// The open table turns out to be for layout: what is in its cells is all there is.
    pub(super) fn dissolve(&mut self) {
        let Some(table) = self.table.take() else { return };
        for text in table.rows.into_iter().flatten().flat_map(|cell| cell.texts) {
            self.push(Block::Paragraph(text));
        }
    }
}

/// The table of some rows. Columns in which nothing is are left out.
fn set(mut rows: Vec<Vec<Cell>>) -> Table {
    rows.retain(|row| row.iter().any(|cell| !cell.texts.is_empty()));
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut used = vec![false; width];
    let mut columns = vec![Align::default(); width];
    for (at, cell) in rows.iter().flat_map(|row| row.iter().enumerate()) {
        if let (Some(used), false) = (used.get_mut(at), cell.texts.is_empty()) {
            *used = true;
        }
    }
    // The rows below the heading say how a column is aligned.
    for (at, cell) in rows.iter().take(2).flat_map(|row| row.iter().enumerate()) {
        if let Some(align) = columns.get_mut(at) {
            *align = cell.align;
        }
    }
    let is_used = |at: usize| used.get(at).copied().unwrap_or_default();
    let texts = |row: Vec<Cell>, strong: bool| -> Vec<Text> {
        let cells = row.into_iter().enumerate().filter(|(at, _)| is_used(*at));
        cells.map(|(_, cell)| join(cell.texts, strong && cell.head)).collect()
    };
    let has_head = rows.first().is_some_and(|row| row.iter().all(|cell| cell.head || cell.texts.is_empty()));
    let mut rows = rows.into_iter();
    let head = if has_head { rows.next() } else { None };
    let head = head.map(|row| texts(row, false)).unwrap_or_default();
    let rows = rows.map(|row| texts(row, true)).collect();
    let columns = columns.into_iter().enumerate().filter(|(at, _)| is_used(*at)).map(|(_, align)| align).collect();
    Table { columns, head, rows, ..Table::default() }
}

/// Paragraphs of a cell, one a line, which run as the first does. What heads a row stands out.
fn join(texts: Vec<Text>, strong: bool) -> Text {
    let mut texts = texts.into_iter();
    let mut joined = texts.next().unwrap_or_default();
    for text in texts {
        joined.runs.push(Run { text: SafeText::block("\n"), ..Run::default() });
        joined.runs.extend(text.runs);
    }
    joined.runs.iter_mut().for_each(|run| run.style.strong |= strong);
    joined
}
