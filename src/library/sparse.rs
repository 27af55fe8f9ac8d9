//! A column that few rows have a value in: it costs nothing for the others. Which columns a segment has is decided in
//! [`super::segment`].

use serde::{Deserialize, Serialize};

/// Values by row, each row at most 65,535, in the order of the rows. A row may have several.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Sparse<T> {
    rows: Vec<u16>,
    values: Vec<T>,
}

impl<T: Copy> Sparse<T> {
    /// Gives `row` one more value. Rows must come in their order.
    pub(super) fn push(&mut self, row: u16, value: T) {
        self.rows.push(row);
        self.values.push(value);
    }

    /// The first value of `row`.
    pub(super) fn get(&self, row: u16) -> Option<T> {
        self.all(row).first().copied()
    }

    /// All values of `row`, in the order in which they came.
    pub(super) fn all(&self, row: u16) -> &[T] {
        let start = self.rows.partition_point(|other| *other < row);
        let rest = self.rows.get(start..).unwrap_or_default();
        let count = rest.partition_point(|other| *other == row);
        self.values.get(start..start + count).unwrap_or_default()
    }

    /// Gives back what was set aside for more.
    pub(super) fn shrink_to_fit(&mut self) {
        self.rows.shrink_to_fit();
        self.values.shrink_to_fit();
    }
}

impl<T> Default for Sparse<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), values: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::Sparse;

    #[test]
    fn rows_have_their_own_values_and_no_other() {
        let mut column = Sparse::default();
        for (row, value) in [(0, 1), (3, 2), (3, 3), (3, 4), (9, 5)] {
            column.push(row, value);
        }
        column.shrink_to_fit();
        let all: Vec<&[i32]> = (0..=10).map(|row| column.all(row)).collect();
        assert_eq!(all, [&[1][..], &[], &[], &[2, 3, 4], &[], &[], &[], &[], &[], &[5], &[]]);
        assert_eq!((column.get(3), column.get(4), column.get(u16::MAX)), (Some(2), None, None));
        assert_eq!(Sparse::<u8>::default().get(0), None);
    }
}
