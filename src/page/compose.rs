//! Composes the page of a card: what is on it, in which order, and what leads to other cards. The words at its top are
//! `opening`'s, the fine print at its end is `more`'s.

use std::path::Path;

use super::address::short;
use super::links::own_links;
use super::place::Place;
use super::placed::{Frame, Lead};
use super::setter::Setter;
use super::shown::Shown;
use super::{Page, Role, TargetKind, body, opening};
use crate::card::{Card, CardFile, SafeText};
use crate::columns::width;
use crate::dates::Dates;
use crate::document::{Block, Document, PictureSource, Shortened};
use crate::library::{FileRef, HeadRef, Library};
use crate::picture::{Measure, PictureError, Room};

/// How a page is laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct PageStyle {
    /// Columns.
    pub width: u16,
    /// How dates are written.
    pub dates: Dates,
    /// Room for pictures; `None` for their captions only.
    pub pictures: Option<Room>,
    /// What stands side by side is set one below the other, for readers who hear it.
    pub linear: bool,
}

/// A card that was read from its file.
#[derive(Debug)]
pub struct Source<'a> {
    /// Which card of the file is to be shown.
    pub place: &'a Place,
    /// The file's name, for cards without a title.
    pub path: SafeText,
    /// What was read.
    pub file: &'a CardFile,
    /// Its body.
    pub body: &'a Document,
    /// The body's end was not read.
    pub cut: bool,
}

/// Pictures of a card that are looked at to find one that can be shown.
const PICTURES: usize = 8;
/// Before what stands below its name.
const INDENT: &str = "  ";
/// Most lines of a body, and of a page. Nobody scrolls that far; the rest can be read in an editor.
const BODY_LINES: usize = 10_000;
const PAGE_LINES: usize = 20_000;

/// The page of one card, with everything that can be done from it; `measure` looks at its pictures. `None` when the place
/// is not in the file any more.
pub fn compose(source: &Source<'_>, library: &Library, style: &PageStyle, measure: &Measure<'_>) -> Option<Shown> {
    let card = source.place.nested.iter().try_fold(&source.file.card, |card, index| card.related.get(*index))?;
    let is_file = source.place.nested.is_empty();
    let name = source.place.file.path.file_name().map(|name| SafeText::line(&name.to_string_lossy()));
    let title = card.title.clone().or(name).unwrap_or_else(|| source.path.clone());
    let look_up = |slot| library.head(slot).map(HeadRef::file);
    let other = |file: &FileRef| *file != source.place.file || !is_file;
    let related = card
        .related
        .iter()
        .map(|card| card.links.canonical().and_then(|url| library.by_link(url)).and_then(look_up).filter(other));
    let related: Vec<Option<FileRef>> = related.collect();
    let items: Vec<Option<FileRef>> = card.items.iter().map(|item| library.by_item(item).and_then(look_up)).collect();
    let nothing = Document::default();
    let document = if is_file { source.body } else { &nothing };

    let mut setter = Setter::new(style.width).linear(style.linear);
    setter.end_at(PAGE_LINES);
    let frame = Frame { room: style.pictures, measure, lead: None };
    let folder = source.place.file.path.parent().unwrap_or(Path::new(""));
    let dates = &style.dates;
    let mut composer = Composer { setter, library, dates, card, document, folder, frame, pictures: Vec::new() };
    let blocks = opening::without_title(&document.blocks, &title);
    composer.opening(&title, document.words, is_file && source.file.broken);
    composer.lead(blocks);
    let lead = composer.picture();
    let lead = lead.as_ref().map(|(source, caption)| Lead { source, caption, folder });
    composer.body(blocks, lead, is_file && source.cut);
    composer.links();
    composer.related(&related);
    composer.items(&items);
    composer.more();
    if is_file {
        composer.problems(source.file);
    }
    let page = Page { room: style.pictures, ..composer.setter.finish() };
    Some(Shown {
        place: source.place.clone(),
        path: source.path.clone(),
        card: card.clone(),
        title,
        related,
        items,
        body_links: document.links.clone(),
        position: None,
        alike: None,
        page,
    })
}

/// A page while it is composed.
pub(super) struct Composer<'a> {
    pub(super) setter: Setter,
    pub(super) library: &'a Library,
    pub(super) dates: &'a Dates,
    pub(super) card: &'a Card,
    /// What its body says.
    pub(super) document: &'a Document,
    /// Its folder, from the library's own.
    pub(super) folder: &'a Path,
    frame: Frame<'a>,
    /// What became of the card's pictures, as far as they were looked at.
    pub(super) pictures: Vec<Result<(), PictureError>>,
}

impl Composer<'_> {
    /// The first of the card's pictures that can be shown: where it is, and what it says. As in a newspaper it leads, also
    /// where the text has it again.
    fn picture(&mut self) -> Option<(PictureSource, String)> {
        for image in self.card.images.iter().take(PICTURES) {
            let source = PictureSource::of(image.url.as_deref().unwrap_or_default());
            match self.frame.look(&source, self.setter.room()) {
                None => return None,
                Some(Err(error)) => self.pictures.push(Err(error)),
                Some(Ok((size, picture))) => {
                    self.pictures.push(Ok(()));
                    self.setter.space();
                    let caption = image.description().map(|caption| caption.to_string()).unwrap_or_default();
                    self.setter.picture(size, picture, &caption);
                    self.setter.text(&caption, Role::Dim);
                    return Some((source, caption));
                }
            }
        }
        None
    }

    fn body(&mut self, blocks: &[Block], lead: Option<Lead<'_>>, cut: bool) {
        self.setter.space();
        self.setter.end_at(BODY_LINES);
        let document = self.document;
        body::set(&mut self.setter, document, blocks, Frame { lead, ..self.frame });
        let is_cut = cut || self.setter.is_full() || document.shortened == Some(Shortened::Cut);
        self.setter.end_at(PAGE_LINES);
        if is_cut {
            self.setter.space();
            self.setter.text("The text goes on; it is too long to be shown whole.", Role::Problem);
        } else if document.shortened == Some(Shortened::Plain) {
            self.setter.space();
            self.setter.text("The text is shown without its form, which is too involved.", Role::Problem);
        }
    }

    fn links(&mut self) {
        let links = own_links(self.card);
        if links.is_empty() {
            return;
        }
        self.setter.section("Links");
        // A long name must not take the room of all links.
        let most = (self.setter.room() / 4).clamp(8, 24);
        let widths = links.iter().map(|link| width(&link.name));
        let widest = widths.filter(|width| *width <= most).max().unwrap_or(0);
        for (index, link) in links.iter().enumerate() {
            let gap = " ".repeat(widest.saturating_sub(width(&link.name)) + 2);
            let room = self.setter.room().saturating_sub(width(&link.name) + width(&gap));
            let address = short(&link.url, room);
            self.setter.target(TargetKind::Link(index), |setter| {
                if width(&address) <= room {
                    setter.labelled(&link.name, &gap, &address, Role::Link);
                } else {
                    // A host is not broken: it stands below its name.
                    setter.text(&link.name, Role::Key);
                    let room = setter.room().saturating_sub(INDENT.len());
                    setter.labelled("", INDENT, &short(&link.url, room), Role::Link);
                }
            });
        }
    }

    fn related(&mut self, known: &[Option<FileRef>]) {
        if self.card.related.is_empty() {
            return;
        }
        self.setter.section("Related");
        let digits = self.card.related.len().to_string().len().max(2);
        for (index, card) in self.card.related.iter().enumerate() {
            let title = card.title.as_deref().unwrap_or("(no title)");
            let mut about = vec![opening::provider(card, self.library).unwrap_or_default()];
            about.extend(card.published_at.map(|at| self.dates.ago(at)));
            if known.get(index).is_some_and(Option::is_some) {
                about.push("in this library".to_owned());
            }
            about.retain(|part| !part.is_empty());
            let label = format!("{:>digits$}", index + 1);
            self.setter.target(TargetKind::Related(index), |setter| {
                setter.labelled(&label, "  ", title, Role::Link);
                if !about.is_empty() {
                    setter.labelled(&" ".repeat(digits), "  ", &about.join(" · "), Role::Dim);
                }
            });
        }
    }

    fn items(&mut self, known: &[Option<FileRef>]) {
        if self.card.items.is_empty() {
            return;
        }
        self.setter.section("In this collection");
        let digits = self.card.items.len().to_string().len().max(2);
        for (index, item) in self.card.items.iter().enumerate() {
            let found = known.get(index).and_then(Option::as_ref);
            let head = found
                .and_then(|file| self.library.by_path(file.root, &file.path))
                .and_then(|slot| self.library.head(slot));
            let label = format!("{:>digits$}", index + 1);
            self.setter.target(TargetKind::Item(index), |setter| match head {
                Some(head) => setter.labelled(&label, "  ", head.title(), Role::Link),
                None => setter.labelled(&label, "  ", &format!("{item} (not in this library)"), Role::Dim),
            });
        }
    }
}
