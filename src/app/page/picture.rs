//! Pictures of a document: in cells, with what is said of them below, or in words. Which can be shown is decided in
//! `placed`, what is said of them by the document.

use std::borrow::Cow;

use super::Role;
use super::address::short;
use super::flow::Piece;
use super::links::is_address;
use super::placed::Cells;
use super::setter::Setter;
use crate::card::SafeUrl;
use crate::document::{Direction, Document, Picture, PictureSource, Run, Style};
use crate::picture::PictureError;

/// Sets a picture that stands on lines of its own. `seen` is what became of looking at it, if it was looked at.
pub(super) fn set(
    setter: &mut Setter,
    document: &Document,
    picture: &Picture,
    seen: Option<Result<Cells, PictureError>>,
) {
    let caption = picture.caption.as_deref().unwrap_or_default();
    let link = picture.link.and_then(|number| Some((number, document.links.get(number)?)));
    // Nothing can be said of it, or no more than a link with words says.
    let is_idle = match link {
        Some((_, link)) => is_linked_in_words(document, &link.url),
        None => picture.source == PictureSource::Nowhere,
    };
    let is_idle = caption.is_empty() && is_idle;
    let mut pieces = Vec::new();
    match seen {
        Some(Ok((size, picture))) => {
            setter.picture(size, picture);
            pieces.push(Piece::plain(caption, Role::Dim));
        }
        Some(Err(error)) if error.is_notable() => {
            pieces.push(piece(in_words(caption), Role::Picture, None));
            pieces.push(piece(format!(" not shown: {error}"), Role::Dim, None));
        }
        _ if is_idle => return,
        _ => pieces.push(piece(in_words(caption), Role::Picture, None)),
    }
    if let Some((number, link)) = link.filter(|_| !is_idle) {
        pieces.push(Piece::plain(" ", Role::Picture));
        pieces.push(piece(short(&link.url, setter.room()), Role::Link, Some(number)));
    }
    setter.flow(&pieces, Direction::Own);
}

/// Newsletters show a picture above each of their links. Then the link has a name, which is not the picture's.
fn is_linked_in_words(document: &Document, url: &SafeUrl) -> bool {
    document.links.iter().any(|link| link.url == *url && !is_address(&link.name, url))
}

/// A picture inside a line.
pub(super) fn inside<'d>(document: &Document, index: usize, run: &Run) -> Piece<'d> {
    let caption = document.pictures.get(index).and_then(|picture| picture.caption.as_deref());
    let says = if run.text.is_empty() { caption.unwrap_or_default() } else { run.text.as_str() };
    piece(in_words(says), if run.link.is_some() { Role::Link } else { Role::Picture }, run.link)
}

fn in_words(caption: &str) -> String {
    if caption.is_empty() { "[picture]".to_owned() } else { format!("[picture: {caption}]") }
}

fn piece<'d>(text: String, role: Role, link: Option<usize>) -> Piece<'d> {
    Piece { text: Cow::Owned(text), role, style: Style::default(), link }
}
