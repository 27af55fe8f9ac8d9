//! Which way an element says that its text runs. Which elements may say so, and what that does to the elements inside, is
//! decided in [`super::elements`].

use super::Attributes;
use crate::document::Direction;

/// What the attribute `dir` says; `None` where the text runs as it does around.
pub(super) fn direction(attributes: &Attributes) -> Option<Direction> {
    let value = attributes.get("dir")?.trim();
    let named = [("ltr", Direction::LeftToRight), ("rtl", Direction::RightToLeft), ("auto", Direction::Own)];
    named.into_iter().find(|(name, _)| value.eq_ignore_ascii_case(name)).map(|(_, direction)| direction)
}
