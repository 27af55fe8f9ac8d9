//! Which lines a list with headings shows, and how its window follows the cursor. What groups there are is decided in
//! [`crate::library`], how lines look in [`crate::view`].

use super::scroll::{Cursor, MARGIN};
use crate::library::Heading;

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListLine {
    /// The heading of this number.
    Heading(usize),
    /// The row of this number.
    Row(usize),
}

/// The lines from row `top` of `len` on that fit into `height`. Where the window begins within a group, the heading
/// stands above it all the same; a single line is a row.
pub fn list_lines(headings: &[Heading], top: usize, len: usize, height: usize) -> Vec<ListLine> {
    let mut lines = Vec::with_capacity(height);
    for row in top..len.min(top.saturating_add(height)) {
        let heading = if row == top {
            headings.partition_point(|heading| heading.row <= row).checked_sub(1)
        } else {
            headings.binary_search_by_key(&row, |heading| heading.row).ok()
        };
        lines.extend(heading.filter(|_| height > 1).map(ListLine::Heading));
        lines.push(ListLine::Row(row));
    }
    lines.truncate(height);
    // Nothing is said by a heading alone.
    lines.pop_if(|line| matches!(line, ListLine::Heading(_)));
    lines
}

/// Moves the window, which began at row `before`, as little as possible, so that it holds the cursor.
pub(super) fn follow(cursor: &mut Cursor, before: usize, headings: &[Heading], len: usize, height: usize) {
    // Where every row has a heading, half as many rows fit.
    let margin = MARGIN.min((height / 2).saturating_sub(1) / 2);
    let lines = |top| list_lines(headings, top, len, height);
    let shows = |top, row| lines(top).contains(&ListLine::Row(row));
    let mut top = before.min(cursor.at.saturating_sub(margin));
    // No window of this height reaches further.
    top = top.max((cursor.at + 1).saturating_sub(height));
    let below = (cursor.at + margin).min(len.saturating_sub(1));
    while top < cursor.at && !(shows(top, below) && shows(top, cursor.at)) {
        top += 1;
    }
    // No line stays empty while there are rows above.
    let last = len.saturating_sub(1);
    while top > 0 && shows(top - 1, last) {
        top -= 1;
    }
    cursor.top = top;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::HeadingOf;
    use proptest::prelude::*;

    fn headings(rows: &[usize]) -> Vec<Heading> {
        rows.iter().map(|row| Heading { row: *row, cards: 1, of: HeadingOf::Unknown }).collect()
    }

    #[test]
    fn a_heading_stands_above_its_group_and_above_the_window() {
        use ListLine::{Heading, Row};
        let headings = headings(&[0, 2, 3]);
        assert_eq!(list_lines(&headings, 0, 5, 5), [Heading(0), Row(0), Row(1), Heading(1), Row(2)]);
        assert_eq!(list_lines(&headings, 1, 5, 4), [Heading(0), Row(1), Heading(1), Row(2)]);
        assert_eq!(list_lines(&headings, 1, 5, 3), [Heading(0), Row(1)], "no heading without a row");
        assert_eq!(list_lines(&headings, 3, 5, 9), [Heading(2), Row(3), Row(4)]);
        assert_eq!(list_lines(&headings, 1, 5, 1), [Row(1)]);
        assert_eq!(list_lines(&headings, 0, 0, 5), []);
        assert_eq!(list_lines(&[], 1, 3, 5), [Row(1), Row(2)]);
    }

    #[test]
    fn the_window_moves_as_little_as_it_must() {
        let headings = headings(&[0, 1, 2, 3, 4, 5, 6, 7]);
        let mut cursor = Cursor { at: 7, top: 0 };
        follow(&mut cursor, 0, &headings, 8, 6);
        assert_eq!(cursor.top, 5);
        for (at, top) in [(6, 5), (5, 4), (6, 5), (4, 3), (5, 4), (7, 5)] {
            cursor.at = at;
            let before = cursor.top;
            follow(&mut cursor, before, &headings, 8, 6);
            assert_eq!(cursor.top, top, "at {at}");
        }
    }

    proptest! {
        #[test]
        fn the_cursor_is_always_visible(
            len in 1_usize..60,
            starts in proptest::collection::btree_set(1_usize..60, 0..40),
            height in 1_usize..20,
            steps in proptest::collection::vec(-70_isize..70, 1..30),
        ) {
            let starts: Vec<usize> = std::iter::once(0).chain(starts.into_iter().filter(|row| *row < len)).collect();
            let headings = headings(&starts);
            let mut cursor = Cursor::default();
            for by in steps {
                let before = cursor.top;
                cursor.step(by, len, height);
                follow(&mut cursor, before, &headings, len, height);
                let lines = list_lines(&headings, cursor.top, len, height);
                prop_assert!(lines.contains(&ListLine::Row(cursor.at)), "{cursor:?} {lines:?}");
                prop_assert!(lines.len() <= height);
                let is_full = lines.len() + 1 >= height.min(len + starts.len());
                prop_assert!(cursor.top == 0 || is_full || lines.len() + 2 >= height, "{cursor:?} {lines:?}");
            }
        }
    }
}
