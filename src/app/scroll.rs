//! A cursor in a long list and the window that follows it.

/// A selected row and the first visible one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cursor {
    /// The selected row.
    pub at: usize,
    /// The first visible row.
    pub top: usize,
}

/// Rows kept visible above and below the cursor where there are any.
pub(super) const MARGIN: usize = 2;

impl Cursor {
    /// Puts the cursor on `at`, within `len` rows, and moves the window of `height` rows as little as possible.
    pub fn select(&mut self, at: usize, len: usize, height: usize) {
        self.at = at.min(len.saturating_sub(1));
        self.follow(len, height);
    }

    /// Moves the cursor by `by` rows, stopping at the ends.
    pub fn step(&mut self, by: isize, len: usize, height: usize) {
        self.select(self.at.saturating_add_signed(by), len, height);
    }

    /// Puts the cursor on `at` and keeps it on the line of the screen where it was, so that nothing seems to move.
    pub fn reseat(&mut self, at: usize, len: usize, height: usize) {
        let line = self.at.saturating_sub(self.top);
        self.top = at.saturating_sub(line);
        self.select(at, len, height);
    }

    /// Moves the window so that it holds the cursor.
    /// One of no lines is hidden, and stays where it is until it is seen again.
    pub fn follow(&mut self, len: usize, height: usize) {
        if height == 0 {
            return;
        }
        let margin = MARGIN.min(height.saturating_sub(1) / 2);
        self.top = self.top.min(self.at.saturating_sub(margin));
        self.top = self.top.max((self.at + margin + 1).min(len).saturating_sub(height));
        self.top = self.top.min(len.saturating_sub(height));
    }
}

/// Where a cursor was left when the size of the terminal changed last, however often it has changed.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Left {
    /// Where the reader has put it.
    pub(super) by_reader: Cursor,
    /// What the size has made of that.
    pub(super) by_size: Cursor,
}

impl Left {
    /// Where the reader has put the cursor that is at `now`.
    pub(super) fn cursor(&self, now: Cursor) -> Cursor {
        if now == self.by_size { self.by_reader } else { now }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_follows_with_a_margin() {
        let mut cursor = Cursor::default();
        cursor.step(5, 100, 10);
        assert_eq!(cursor, Cursor { at: 5, top: 0 });
        cursor.step(3, 100, 10);
        assert_eq!(cursor, Cursor { at: 8, top: 1 });
        cursor.step(-6, 100, 10);
        assert_eq!(cursor, Cursor { at: 2, top: 0 });
        cursor.select(usize::MAX, 100, 10);
        assert_eq!(cursor, Cursor { at: 99, top: 90 });
        cursor.step(isize::MIN, 100, 10);
        assert_eq!(cursor, Cursor { at: 0, top: 0 });
    }

    #[test]
    fn reseating_keeps_the_line_on_the_screen() {
        let mut cursor = Cursor { at: 50, top: 45 };
        cursor.reseat(70, 100, 10);
        assert_eq!(cursor, Cursor { at: 70, top: 65 });
        cursor.reseat(1, 100, 10);
        assert_eq!(cursor, Cursor { at: 1, top: 0 });
    }

    #[test]
    fn nothing_to_select() {
        let mut cursor = Cursor { at: 7, top: 3 };
        cursor.follow(0, 0);
        assert_eq!(cursor, Cursor { at: 7, top: 3 }, "what is hidden stays");
        cursor.select(3, 0, 10);
        assert_eq!(cursor, Cursor { at: 0, top: 0 });
    }
}
