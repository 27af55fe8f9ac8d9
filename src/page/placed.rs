//! Puts pictures between the lines of a page: which are shown, and the rows that are kept free for them. What they show is
//! painted later, and drawn over those rows.

use std::path::Path;
use std::sync::Arc;

use ratatui::layout::Size;

use crate::document::PictureSource;
use crate::picture::{Measure, Measured, PictureError, Room};

/// A picture with its place on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedPicture {
    /// First line.
    pub first: usize,
    /// First column.
    pub column: u16,
    /// It stands on the right, as its caption does.
    pub rtl: bool,
    /// Cells that it takes.
    pub size: Size,
    /// Which picture.
    pub picture: Arc<Measured>,
}

impl PlacedPicture {
    /// One past the last line.
    pub fn end(&self) -> usize {
        self.first + usize::from(self.size.height)
    }
}

/// A picture and the cells that it takes.
pub(super) type Cells = (Size, Arc<Measured>);

/// What the pages of a card need to show pictures.
#[derive(Clone, Copy)]
pub(super) struct Frame<'m> {
    /// Room that each may take; `None` where no pictures are shown.
    pub(super) room: Option<Room>,
    /// What looks at them.
    pub(super) measure: &'m Measure<'m>,
    /// The picture at the top of the page, which is not shown again.
    pub(super) lead: Option<Lead<'m>>,
}

/// The picture at the top of a page.
#[derive(Clone, Copy)]
pub(super) struct Lead<'m> {
    /// Where it is.
    pub(super) source: &'m PictureSource,
    /// What stands below it.
    pub(super) caption: &'m str,
    /// The folder of the card, from the library's own.
    pub(super) folder: &'m Path,
}

impl Frame<'_> {
    /// What stands below the picture at the top of the page, if the one at `source` is that.
    pub(super) fn caption_above(&self, source: &PictureSource) -> Option<&str> {
        self.lead.filter(|lead| lead.source.is_same(source, lead.folder)).map(|lead| lead.caption)
    }

    /// The cells that the picture at `source` takes on a page of `columns`. `None` where no pictures are shown, which says
    /// nothing against this one.
    ///
    /// # Errors
    /// Why it cannot be shown.
    pub(super) fn look(&self, source: &PictureSource, columns: usize) -> Option<Result<Cells, PictureError>> {
        let room = self.room?;
        let columns = u16::try_from(columns).unwrap_or(u16::MAX);
        match (self.measure)(source) {
            Ok(picture) => Some(Ok((room.cells(picture.pixels, columns)?, Arc::new(picture)))),
            Err(error) => Some(Err(error)),
        }
    }
}
