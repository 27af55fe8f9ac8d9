//! Pictures of a document: in cells, with what is said of them below, or in words. Which can be shown is decided in
//! `placed`, what is said of them by the document.

use std::borrow::Cow;

use super::Role;
use super::address::{is_beginning_of, short};
use super::flow::Piece;
use super::opening::letters;
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
    let is_idle = is_idle(document, picture);
    let mut pieces = Vec::new();
    match seen {
        Some(Ok((size, picture))) => {
            setter.picture(size, picture, caption);
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

/// Sets what a picture that is shown above already, with `said` below it, says here and not there.
pub(super) fn set_again(setter: &mut Setter, document: &Document, picture: &Picture, said: &str) {
    let caption = picture.caption.as_deref().filter(|caption| !letters(said).contains(&letters(caption)));
    let link = picture.link.and_then(|number| Some((number, document.links.get(number)?)));
    let link = link.filter(|(_, link)| !is_linked_in_words(document, &link.url));
    let mut pieces: Vec<Piece<'_>> = caption.map(|caption| Piece::plain(caption, Role::Dim)).into_iter().collect();
    if let Some((number, link)) = link {
        pieces.push(Piece::plain(" ", Role::Dim));
        pieces.push(piece(short(&link.url, setter.room()), Role::Link, Some(number)));
    }
    setter.flow(&pieces, Direction::Own);
}

/// Whether nothing can be said of a picture, or no more than a link with words says.
pub(super) fn is_idle(document: &Document, picture: &Picture) -> bool {
    let is_said = match picture.link.and_then(|number| document.links.get(number)) {
        Some(link) => is_linked_in_words(document, &link.url),
        None => picture.source == PictureSource::Nowhere,
    };
    is_said && picture.caption.as_ref().is_none_or(|caption| caption.is_empty())
}

/// Newsletters show a picture above each of their links. Then the link has a name, which is not the picture's.
fn is_linked_in_words(document: &Document, url: &SafeUrl) -> bool {
    document.links.iter().any(|link| link.url == *url && !is_beginning_of(&link.name, url))
}

/// A picture inside a line.
pub(super) fn inside<'d>(document: &Document, index: usize, run: &Run) -> Piece<'d> {
    let caption = document.pictures.get(index).and_then(|picture| picture.caption.as_deref());
    let says = if run.text.is_empty() { caption.unwrap_or_default() } else { run.text.as_str() };
    let says = if is_sign(says) { says.to_owned() } else { in_words(says) };
    piece(says, if run.link.is_some() { Role::Link } else { Role::Picture }, run.link)
}

/// Whether a caption is the letter that the picture shows: an emoji, an arrow or the like, or its name between colons.
fn is_sign(caption: &str) -> bool {
    let name = caption.strip_prefix(':').and_then(|rest| rest.strip_suffix(':')).unwrap_or_default();
    let is_name =
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'+'));
    !caption.is_empty() && (is_name || !caption.contains(char::is_alphanumeric))
}

pub(super) fn in_words(caption: &str) -> String {
    if caption.is_empty() { "[picture]".to_owned() } else { format!("[picture: {caption}]") }
}

fn piece<'d>(text: String, role: Role, link: Option<usize>) -> Piece<'d> {
    Piece { text: Cow::Owned(text), role, style: Style::default(), link }
}
