//! Stands in for the pictures of a program that was built without them: there is none that could be shown.

use crate::app::PictureOrder;
use crate::document::PictureSource;
use crate::library::FileRef;
use crate::picture::{Measured, Painted, PictureError};
use crate::store::Sources;

/// No picture has a size.
///
/// # Errors
/// Always.
pub(super) fn measure(_: &Sources, _: &FileRef, _: &PictureSource) -> Result<Measured, PictureError> {
    Err(PictureError::Elsewhere)
}

/// No picture is painted, and nobody asks for one.
///
/// # Errors
/// Always.
pub(super) fn paint(_: &Sources, _: &PictureOrder) -> Result<Painted, PictureError> {
    Err(PictureError::Elsewhere)
}
