//! What the list knows of a card, as the top of a page: it stands in the detail pane while the file takes long to be read,
//! and the page begins with the same words when it comes.

use super::opening::joined;
use super::setter::Setter;
use super::{Page, Role};
use crate::dates::Dates;
use crate::library::{HeadRef, Library};

/// The title of a card, who published it and when.
pub fn glimpse(head: HeadRef<'_>, library: &Library, dates: &Dates, width: u16) -> Page {
    let mut setter = Setter::new(width);
    setter.text(head.title(), Role::Title);
    let provider = library.provider_name(head.provider()).to_owned();
    let meta: Vec<String> =
        std::iter::once(provider).chain(head.published_at().map(|at| dates.day_and_age(at))).collect();
    setter.text(&joined(&meta), Role::Dim);
    setter.finish()
}
