//! Gathers what a reader of bodies finds, block by block and piece by piece, within the limits of a document. What a tag
//! or a mark means is decided by the readers.

mod address;
mod code;
mod containers;
mod finish;
mod raised;
mod running;
mod segment;
mod spaces;
mod table;
mod twice;

#[cfg(test)]
pub(super) use self::address::addresses;
use self::code::Code;
use self::containers::Frame;
pub(super) use self::containers::{Container, Numbering};
pub(super) use self::raised::Raised;
use self::running::Running;
use self::segment::{Segment, segments};
use self::table::Making;
pub(super) use self::table::{CellShape, TableKind};
#[cfg(test)]
pub(super) use self::twice::read_twice;
use super::{Block, Direction, Document, Picture, Shortened, Style, Text, limits};
use crate::card::{SafeText, SafeUrl};

/// A document in the making.
#[derive(Debug)]
pub(super) struct Builder {
    root: Vec<Block>,
    frames: Vec<Frame>,
    notes: Vec<Block>,
    running: Running,
    /// Which way the paragraph runs that is open.
    direction: Direction,
    heading: Option<u8>,
    code: Option<Code>,
    captioning: bool,
    table: Option<Making>,
    links: Vec<SafeUrl>,
    pictures: Vec<Drawn>,
    blocks_left: usize,
    cells_left: usize,
    shortened: Option<Shortened>,
}

#[derive(Debug)]
struct Drawn {
    picture: Picture,
    size: PictureSize,
}

/// How much of a page a picture is meant to take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PictureSize {
    /// That of a letter or a button: it is a word of the line that it is in.
    Sign,
    /// It is a word if there are other words in its line.
    Unknown,
    /// It stands on lines of its own.
    Large,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            root: Vec::new(),
            frames: Vec::new(),
            notes: Vec::new(),
            running: Running::new(limits::RUNS),
            direction: Direction::default(),
            heading: None,
            code: None,
            captioning: false,
            table: None,
            links: Vec::new(),
            pictures: Vec::new(),
            blocks_left: limits::BLOCKS,
            cells_left: limits::CELLS,
            shortened: None,
        }
    }
}

impl Builder {
    /// Nothing that comes now would be kept.
    pub(super) fn is_full(&self) -> bool {
        self.shortened == Some(Shortened::Cut)
    }

    /// Says that something was given up. That the end is missing weighs more than a lost form.
    pub(super) fn shorten(&mut self, how: Shortened) {
        if !self.is_full() {
            self.shortened = Some(how);
        }
    }

    /// What is added from here on runs this way, and so does the paragraph that it is in.
    pub(super) fn run(&mut self, direction: Direction) {
        self.direction = direction;
    }

    /// Adds running text, or code while code is open. White space may come in any number.
    pub(super) fn text(&mut self, text: &str, style: Style, link: Option<usize>) {
        match &mut self.code {
            Some(code) => code.text.push_str(text),
            None => self.piece(text, style, link, None),
        }
    }

    /// Adds text that is above, below or beside the line.
    pub(super) fn raised(&mut self, text: &str, style: Style, link: Option<usize>, level: Raised) {
        match &mut self.code {
            Some(code) => code.text.push_str(raised::in_characters(text, level).as_deref().unwrap_or(text)),
            None => self.piece(text, style, link, Some(level)),
        }
    }

    fn piece(&mut self, text: &str, style: Style, link: Option<usize>, level: Option<Raised>) {
        if !self.running.push(text, style, link, level) {
            self.shorten(Shortened::Plain);
        }
    }

    /// Ends the line, but not the paragraph.
    pub(super) fn line_feed(&mut self) {
        match &mut self.code {
            Some(code) => code.text.push('\n'),
            None => self.running.line_feed(),
        }
    }

    /// The number of a link, for the pieces that belong to it; `None` when there are too many.
    pub(super) fn link(&mut self, url: SafeUrl) -> Option<usize> {
        if self.links.len() >= limits::LINKS {
            self.shorten(Shortened::Plain);
            return None;
        }
        self.links.push(url);
        Some(self.links.len() - 1)
    }

    /// Adds a picture. One that says nothing is no word of a line, whatever its size.
    pub(super) fn picture(&mut self, picture: Picture, size: PictureSize, style: Style) {
        let (link, caption) = (picture.link, picture.caption.clone());
        let too_many = self.pictures.len() >= limits::PICTURES;
        if too_many {
            self.shorten(Shortened::Plain);
        }
        if too_many || self.code.is_some() {
            if let Some(caption) = caption {
                self.text(&format!(" {caption} "), style, link);
            }
            return;
        }
        self.running.picture(self.pictures.len(), caption.as_deref().unwrap_or_default(), style, link);
        self.pictures.push(Drawn { picture, size });
    }

    /// What is said from here to the end of the block is a heading, or running text again. Gives back what was before.
    pub(super) fn heading(&mut self, level: Option<u8>) -> Option<u8> {
        self.end_block();
        std::mem::replace(&mut self.heading, level)
    }

    /// The next paragraph is, if it can be, the caption of the picture before it.
    pub(super) fn caption(&mut self, begins: bool) {
        self.end_block();
        self.captioning = begins;
    }

    /// Adds a line between two parts.
    pub(super) fn rule(&mut self) {
        self.end_block();
        if !self.is_in_data_table() {
            self.push(Block::Rule);
        }
    }

    /// Ends the paragraph or the heading that is open, if one is.
    pub(super) fn end_block(&mut self) {
        if let Some(code) = &mut self.code {
            if !code.text.is_empty() && !code.text.ends_with('\n') {
                code.text.push('\n');
            }
            return;
        }
        if self.running.is_empty() {
            return;
        }
        let mut lines = self.running.take();
        twice::read(&mut lines);
        raised::lower(&mut lines);
        lines.iter_mut().for_each(|line| self.link_addresses(line));
        let direction = std::mem::take(&mut self.direction);
        let keeps_pictures = self.is_in_data_table();
        for segment in segments(lines, &self.pictures, keeps_pictures, self.heading.is_some()) {
            match segment {
                Segment::Picture(index) => self.push(Block::Picture(index)),
                Segment::Text(runs) => self.place(Text { runs, direction }),
            }
        }
    }

    fn place(&mut self, text: Text) {
        if self.captioning && self.take_as_caption(&text) {
            return;
        }
        match self.heading {
            Some(level) if !self.is_in_data_table() => self.push(Block::Heading { level, text }),
            _ => match self.table.as_mut().and_then(Making::cell) {
                Some(cell) => cell.texts.push(text),
                None => self.push(Block::Paragraph(text)),
            },
        }
    }

    /// A caption with links of its own stays text.
    fn take_as_caption(&mut self, text: &Text) -> bool {
        let Some(Block::Picture(index)) = self.blocks().last() else { return false };
        let index = *index;
        let Some(drawn) = self.pictures.get_mut(index) else { return false };
        if drawn.picture.caption.is_some() || text.runs.iter().any(|run| run.link.is_some() || run.picture.is_some()) {
            return false;
        }
        let words: String = text.runs.iter().map(|run| run.text.as_str()).collect();
        drawn.picture.caption = Some(SafeText::line(&words));
        true
    }

    /// Ends everything that is open.
    pub(super) fn finish(mut self) -> Document {
        self.end_code();
        self.end_block();
        self.end_table();
        while !self.frames.is_empty() {
            self.close();
        }
        let mut blocks = self.root;
        blocks.append(&mut self.notes);
        let pictures = self.pictures.into_iter().map(|drawn| drawn.picture).collect();
        finish::finish(blocks, self.links, pictures, self.shortened)
    }
}
