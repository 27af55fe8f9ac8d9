//! A picture ready to be drawn: the cells of a protocol, and what the terminal must have before it sees them. Made only by
//! the worker that paints; where it is drawn is decided in [`crate::view`].

use std::fmt;

use ratatui::buffer::Buffer;
use ratatui::layout::Size;

use super::Protocol;

/// A picture as cells.
///
/// Two protocols put control sequences into the symbol of the first cell. They come from the encoder alone: whatever else
/// writes into cells leaves control characters out.
#[derive(Clone, PartialEq, Eq)]
pub struct Painted {
    /// How it reaches the terminal.
    pub protocol: Protocol,
    /// Its cells. The area begins at 0, 0.
    pub cells: Buffer,
    /// What the terminal must have been sent.
    pub upload: Option<Upload>,
}

/// A picture that a terminal keeps, and shows where it sees its number.
#[derive(Clone, PartialEq, Eq)]
pub struct Upload {
    /// The number; never 0.
    pub id: u32,
    /// The control sequences that bring it there, wherever the cursor is.
    pub sequence: String,
}

impl Painted {
    /// Cells that it takes.
    pub fn size(&self) -> Size {
        self.cells.area.as_size()
    }

    /// Memory that it takes, roughly, in bytes.
    pub fn weight(&self) -> usize {
        let cells = self.cells.content.iter().map(|cell| size_of_val(cell) + cell.symbol().len()).sum::<usize>();
        cells + self.upload.as_ref().map_or(0, |upload| upload.sequence.len())
    }
}

impl Upload {
    /// The control sequence by which the terminal forgets the picture of this number.
    pub fn removal(id: u32) -> String {
        format!("\x1b_Ga=d,d=I,i={id},q=2\x1b\\")
    }
}

impl fmt::Debug for Painted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Painted({}, {})", self.protocol.name(), self.size())
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Upload({}, {} bytes)", self.id, self.sequence.len())
    }
}
