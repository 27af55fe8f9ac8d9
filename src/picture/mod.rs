//! A picture as a terminal shows it: by which protocol, over how many cells, and the finished cells. Its bytes are read in
//! [`crate::store`], decoded and painted in [`crate::work`], and drawn in [`crate::view`].

mod error;
mod painted;
mod plan;
mod size;

pub use error::PictureError;
pub use painted::{Painted, Upload};
pub use plan::{Plan, Protocol, TerminalAnswer};
pub use size::{CellSize, Pixels, Room};

use crate::document::PictureSource;

/// A picture that can be shown, as far as the beginning of its file tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// Where it is.
    pub source: PictureSource,
    /// How large it is, the way up that it is looked at.
    pub pixels: Pixels,
    /// Another one once the file has changed.
    pub version: u64,
}

/// What finds out how large the picture of a card is, without decoding it.
pub type Measure<'m> = dyn Fn(&PictureSource) -> Result<Measured, PictureError> + 'm;
