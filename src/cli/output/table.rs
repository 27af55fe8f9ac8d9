//! Tables for people: columns as wide as their content, cut to the terminal. What stands in them is the report's.

use std::io::{self, Write};

use crate::columns::{self, cut};

/// Columns between columns.
const GAP: usize = 2;
/// A column is not squeezed below this.
const NARROWEST: usize = 8;

/// A column's heading and behaviour.
#[derive(Debug, Clone, Copy)]
pub(in crate::cli) struct Column {
    heading: &'static str,
    right: bool,
    squeezable: bool,
}

impl Column {
    /// Text that may be cut.
    pub(in crate::cli) const fn text(heading: &'static str) -> Self {
        Self { heading, right: false, squeezable: true }
    }

    /// Text that is cut last.
    pub(in crate::cli) const fn fixed(heading: &'static str) -> Self {
        Self { heading, right: false, squeezable: false }
    }

    /// A number.
    pub(in crate::cli) const fn number(heading: &'static str) -> Self {
        Self { heading, right: true, squeezable: false }
    }
}

/// Rows that are written once all are known.
pub(in crate::cli) struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(in crate::cli) fn new(columns: &[Column]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new() }
    }

    /// Adds a row of safe text, one cell for each column.
    pub(in crate::cli) fn push(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// Writes the rows: on a terminal of that width with headings and cut, else without and in full.
    pub(in crate::cli) fn write(&self, out: &mut dyn Write, width: Option<usize>) -> io::Result<()> {
        let mut widths = self.widths(width.is_some());
        if let Some(width) = width {
            self.squeeze(&mut widths, width);
            let headings = self.columns.iter().map(|column| column.heading);
            self.line(out, headings, &widths)?;
        }
        for row in &self.rows {
            self.line(out, row.iter().map(String::as_str), &widths)?;
        }
        Ok(())
    }

    fn widths(&self, with_headings: bool) -> Vec<usize> {
        let mut widths: Vec<usize> =
            self.columns.iter().map(|column| if with_headings { column.heading.len() } else { 0 }).collect();
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(columns::width(cell));
            }
        }
        widths
    }

    /// Takes columns from the widest one that can spare them, until the line fits.
    fn squeeze(&self, widths: &mut [usize], limit: usize) {
        let gaps = GAP * widths.len().saturating_sub(1);
        let mut over = (widths.iter().sum::<usize>() + gaps).saturating_sub(limit);
        while over > 0 {
            let spare =
                widths.iter_mut().zip(&self.columns).filter(|(width, column)| column.squeezable && **width > NARROWEST);
            let Some((widest, _)) = spare.max_by_key(|(width, _)| **width) else { break };
            *widest -= 1;
            over -= 1;
        }
        // What still does not fit loses its right end.
        let mut used = 0;
        for width in widths.iter_mut() {
            *width = (*width).min(limit.saturating_sub(used));
            used += *width + GAP;
        }
    }

    fn line<'c>(&self, out: &mut dyn Write, cells: impl Iterator<Item = &'c str>, widths: &[usize]) -> io::Result<()> {
        let mut line = String::new();
        for ((cell, width), column) in cells.zip(widths).zip(&self.columns) {
            if *width == 0 {
                continue;
            }
            if !line.is_empty() {
                line.extend(std::iter::repeat_n(' ', GAP));
            }
            let cell = cut(cell, *width);
            let pad = std::iter::repeat_n(' ', width.saturating_sub(columns::width(&cell)));
            if column.right {
                line.extend(pad);
                line.push_str(&cell);
            } else {
                line.push_str(&cell);
                line.extend(pad);
            }
        }
        writeln!(out, "{}", line.trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(width: Option<usize>) -> String {
        let mut table = Table::new(&[Column::number("n"), Column::text("title"), Column::text("provider")]);
        table.push(vec!["1".into(), "人工知能の未来と倫理".into(), "BBC".into()]);
        table.push(vec!["12".into(), "short".into(), "Harvard Business Review".into()]);
        let mut out = Vec::new();
        table.write(&mut out, width).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn in_full_when_piped() {
        let expected = " 1  人工知能の未来と倫理  BBC\n12  short                 Harvard Business Review\n";
        assert_eq!(text(None), expected);
    }

    #[test]
    fn cut_to_the_terminal() {
        let expected = " n  title           provider\n 1  人工知能の未…   BBC\n12  short           Harvard Busin…\n";
        assert_eq!(text(Some(34)), expected);
        for width in 0..60 {
            for line in text(Some(width)).lines() {
                assert!(columns::width(line) <= width, "{width}: {line}");
            }
        }
    }
}
