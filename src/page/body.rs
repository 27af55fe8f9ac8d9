//! Sets the document that a card's body is: which marks, margins and air each of its parts gets. How the body became a
//! document is decided in [`crate::document`].

use std::borrow::Cow;

use super::address::{is_address_of, short};
use super::flow::Piece;
use super::placed::Frame;
use super::setter::Setter;
use super::{Role, Span, code, picture, table};
use crate::card::SafeUrl;
use crate::document::{Block, Document, Item, Numerals, PictureSource, Run, Text};

/// Columns of the line above the footnotes.
const NOTES_RULE: usize = 12;
/// Pictures of a text that are looked at: each is a file that is opened before the page is there.
const PICTURES: usize = 20;

/// Sets `blocks`, which are the document's or the last of them, with their pictures as far as `frame` has them.
pub(super) fn set(setter: &mut Setter, document: &Document, blocks: &[Block], frame: Frame<'_>) {
    let mut body = Body { document, setter, frame, unseen: PICTURES, role: Role::Text, lists: 0, has_notes: false };
    body.blocks(blocks);
}

/// The text of `text` in pieces, in the look of `role` where a piece has none of its own.
pub(super) fn pieces<'d>(document: &'d Document, text: &'d Text, role: Role, width: usize) -> Vec<Piece<'d>> {
    let mut pieces = Vec::with_capacity(text.runs.len());
    for runs in text.runs.chunk_by(|run, next| run.link.is_some() && run.link == next.link) {
        let link = runs.first().and_then(|run| document.links.get(run.link?));
        match (link, runs) {
            // A link without words stands for itself, which may be longer than anybody reads.
            (Some(link), [first, ..]) if is_itself(runs, &link.url) => {
                let text = Cow::Owned(short(&link.url, width));
                pieces.push(Piece { text, role: Role::Link, style: first.style, link: first.link });
            }
            _ => pieces.extend(runs.iter().map(|run| piece(document, run, link.is_some(), role))),
        }
    }
    pieces
}

fn piece<'d>(document: &'d Document, run: &'d Run, is_link: bool, role: Role) -> Piece<'d> {
    if let Some(index) = run.picture {
        return picture::inside(document, index, run);
    }
    let (text, role) = match is_link {
        true => (Cow::Borrowed(run.text.as_str()), Role::Link),
        false if run.style.note => (Cow::Owned(format!("[{}]", run.text)), Role::Note),
        false => (Cow::Borrowed(run.text.as_str()), role),
    };
    Piece { text, role, style: run.style, link: run.link }
}

/// Whether the words of a link, which may be in several looks, are where it leads and nothing else.
fn is_itself(runs: &[Run], url: &SafeUrl) -> bool {
    match runs {
        [run] => run.picture.is_none() && is_address_of(&run.text, url),
        runs if runs.iter().any(|run| run.picture.is_some()) => false,
        runs => is_address_of(&runs.iter().map(|run| run.text.as_str()).collect::<String>(), url),
    }
}

struct Body<'d, 's> {
    document: &'d Document,
    setter: &'s mut Setter,
    frame: Frame<'s>,
    /// How many pictures may still be looked at.
    unseen: usize,
    /// What running text is here.
    role: Role,
    /// How many lists this is inside of.
    lists: usize,
    has_notes: bool,
}

impl Body<'_, '_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for (index, block) in blocks.iter().enumerate() {
            if self.setter.is_full() {
                return;
            }
            let above = index.checked_sub(1).and_then(|above| blocks.get(above));
            // What follows a heading belongs to it, but notes do not; they are short.
            let is_near = match (above, block) {
                (None, _) | (Some(Block::Footnote { .. }), Block::Footnote { .. }) => true,
                (Some(Block::Heading { .. }), block) => !matches!(block, Block::Footnote { .. }),
                _ => false,
            };
            if !is_near {
                self.setter.space();
            }
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(text) => self.text(text, self.role),
            Block::Heading { level, text } => {
                let role = if *level <= 2 { Role::Heading } else { Role::Subheading };
                self.text(text, role);
            }
            Block::List { numerals, items } => self.list(*numerals, items),
            Block::Quote(blocks) => {
                let role = std::mem::replace(&mut self.role, Role::Quote);
                self.setter.begin_bar(Span::added("│ ", Role::Rule));
                self.blocks(blocks);
                self.setter.end_margin();
                self.role = role;
            }
            Block::Code { language, text } => code::set(self.setter, language.as_ref(), text),
            Block::Table(table) => table::set(self.setter, self.document, table),
            Block::Picture(index) => self.picture(*index),
            Block::Rule => self.setter.rule(usize::MAX),
            Block::Footnote { label, blocks } => {
                if !std::mem::replace(&mut self.has_notes, true) {
                    self.setter.rule(NOTES_RULE);
                }
                self.setter.begin_margin(Span::added(format!("[{label}] "), Role::Note));
                self.blocks(blocks);
                self.setter.end_margin();
            }
        }
    }

    fn picture(&mut self, index: usize) {
        let Some(picture) = self.document.pictures.get(index) else { return };
        if let Some(caption) = self.frame.caption_above(&picture.source) {
            return picture::set_again(self.setter, self.document, picture, caption);
        }
        let is_here = matches!(picture.source, PictureSource::File(_) | PictureSource::Data(_));
        let seen = if is_here && self.unseen > 0 {
            self.unseen -= 1;
            self.frame.look(&picture.source, self.setter.room())
        } else {
            None
        };
        picture::set(self.setter, self.document, picture, seen);
    }

    fn text(&mut self, text: &Text, role: Role) {
        let pieces = pieces(self.document, text, role, self.setter.room());
        self.setter.flow(&pieces, text.direction);
    }

    fn list(&mut self, numerals: Option<Numerals>, items: &[Item]) {
        let bullet = match self.lists % 3 {
            0 => "• ",
            1 => "◦ ",
            _ => "‣ ",
        };
        let number = |item: &Item| numerals.zip(item.number).map(|(numerals, number)| numerals.write(number));
        let digits = items.iter().filter_map(number).map(|number| number.len()).max().unwrap_or(0);
        // Items of several paragraphs need air between them.
        let is_loose = items.iter().any(|item| item.blocks.iter().filter(|block| !is_list(block)).count() > 1);
        self.lists += 1;
        for (index, item) in items.iter().enumerate() {
            if self.setter.is_full() {
                break;
            }
            if index > 0 && is_loose {
                self.setter.space();
            }
            let mut mark = match number(item) {
                Some(number) => format!("{number:>digits$}. "),
                None if item.done.is_some() => String::new(),
                None => bullet.to_owned(),
            };
            mark.push_str(match item.done {
                Some(true) => "[x] ",
                Some(false) => "[ ] ",
                None => "",
            });
            self.setter.begin_margin(Span::added(mark, Role::Bullet));
            for (index, block) in item.blocks.iter().enumerate() {
                if index > 0 && (is_loose || !is_list(block)) {
                    self.setter.space();
                }
                self.block(block);
            }
            self.setter.end_margin();
        }
        self.lists -= 1;
    }
}

fn is_list(block: &Block) -> bool {
    matches!(block, Block::List { .. })
}
