//! How many cells a picture takes. In which protocol it is shown does not matter here.

use ratatui::layout::Size;

/// The size of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pixels {
    /// Columns of pixels.
    pub width: u32,
    /// Rows of pixels.
    pub height: u32,
}

/// The size of a cell of the terminal, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellSize {
    /// Pixels from left to right; at least 1.
    pub width: u16,
    /// Pixels from top to bottom; at least 1.
    pub height: u16,
}

impl Default for CellSize {
    /// Most fonts are about twice as high as wide.
    fn default() -> Self {
        Self { width: 10, height: 20 }
    }
}

/// Room for the pictures of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// What a cell is.
    pub cell: CellSize,
    /// Most rows that a picture takes.
    pub rows: u16,
}

impl CellSize {
    /// A size that can be one: terminals also answer with nothing, and with the size of the screen.
    pub fn new(width: u16, height: u16) -> Option<Self> {
        let plausible = 2..=128;
        (plausible.contains(&width) && plausible.contains(&height)).then_some(Self { width, height })
    }

    /// The size of so many cells.
    pub fn pixels(self, cells: Size) -> Pixels {
        let times = |cells: u16, pixels: u16| u32::from(cells) * u32::from(pixels);
        Pixels { width: times(cells.width, self.width), height: times(cells.height, self.height) }
    }

    /// Cells that a picture of this size touches, at most `most`.
    pub fn cells(self, pixels: Pixels, most: Size) -> Size {
        let cells = |pixels: u32, one: u16, most: u16| {
            let needed = pixels.div_ceil(u32::from(one.max(1))).max(1);
            u16::try_from(needed).unwrap_or(u16::MAX).min(most)
        };
        Size {
            width: cells(pixels.width, self.width, most.width),
            height: cells(pixels.height, self.height, most.height),
        }
    }
}

impl Pixels {
    /// This size, or the largest of the same proportions that fits into `room`. A picture is never made larger.
    pub fn fit(self, room: Self) -> Self {
        let (width, height) = (u64::from(self.width.max(1)), u64::from(self.height.max(1)));
        let (most_width, most_height) = (u64::from(room.width), u64::from(room.height));
        if width <= most_width && height <= most_height {
            return self;
        }
        let (width, height) = if width * most_height >= height * most_width {
            (most_width, height * most_width / width)
        } else {
            (width * most_height / height, most_height)
        };
        let whole = |length: u64| u32::try_from(length.max(1)).unwrap_or(u32::MAX);
        Self { width: whole(width), height: whole(height) }
    }
}

impl Room {
    /// Cells that a picture takes on a page of `columns`; `None` when there is no room at all.
    pub fn cells(self, pixels: Pixels, columns: u16) -> Option<Size> {
        let most = Size { width: columns, height: self.rows };
        let is_room = columns > 0 && self.rows > 0;
        is_room.then(|| self.cell.cells(pixels.fit(self.cell.pixels(most)), most))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pictures_keep_their_proportions_and_are_never_made_larger() {
        let room = Room { cell: CellSize::default(), rows: 10 };
        let cells = |width, height, columns| {
            let size = room.cells(Pixels { width, height }, columns);
            size.map(|size| (size.width, size.height))
        };
        assert_eq!(cells(100, 40, 60), Some((10, 2)), "as large as it is");
        assert_eq!(cells(1200, 300, 60), Some((60, 8)), "as wide as the page");
        assert_eq!(cells(400, 800, 60), Some((10, 10)), "as high as there are rows");
        assert_eq!(cells(u32::MAX, 1, 60), Some((60, 1)));
        assert_eq!(cells(1, u32::MAX, 60), Some((1, 10)));
        assert_eq!(cells(100, 40, 0), None);
    }

    #[test]
    fn sizes_that_cannot_be_a_cells_are_none() {
        assert_eq!(CellSize::new(9, 18), Some(CellSize { width: 9, height: 18 }));
        assert_eq!([(0, 0), (1, 18), (9, 1080)].map(|(width, height)| CellSize::new(width, height)), [None; 3]);
    }

    proptest! {
        #[test]
        fn no_picture_leaves_its_room(width: u32, height: u32, columns in 1..300u16, rows in 1..100u16) {
            let room = Room { cell: CellSize::default(), rows };
            let size = room.cells(Pixels { width, height }, columns).unwrap();
            prop_assert!((1..=columns).contains(&size.width) && (1..=rows).contains(&size.height));
            // What is painted into these cells fits into them.
            let (painted, room) = (Pixels { width, height }.fit(room.cell.pixels(size)), room.cell.pixels(size));
            prop_assert!(painted.width <= room.width && painted.height <= room.height);
        }
    }
}
