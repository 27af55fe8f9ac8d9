//! Gathers what a reader of bodies finds, block by block and piece by piece, within the limits of a document. What a tag
//! or a mark means is decided by the readers.

mod finish;
mod running;
mod segment;
mod spaces;
mod table;

use self::running::Running;
use self::segment::{Segment, segments};
use self::table::Making;
pub(super) use self::table::{CellShape, TableKind};
use super::{Align, Block, Document, Item, Picture, Shortened, Style, Text, limits};
use crate::card::{SafeText, SafeUrl};

/// A document in the making.
#[derive(Debug)]
pub(super) struct Builder {
    root: Vec<Block>,
    frames: Vec<Frame>,
    notes: Vec<Block>,
    running: Running,
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

/// A block that holds others.
#[derive(Debug)]
pub(super) enum Container {
    /// [`Block::Quote`].
    Quote,
    /// [`Block::List`] with its first number.
    List(Option<u64>),
    /// [`Block::List`] of terms, each with its explanation in one item.
    Terms,
    /// An item of the list around it.
    Item,
    /// [`Block::Footnote`] with its label.
    Note(SafeText),
}

#[derive(Debug)]
struct Frame {
    container: Container,
    done: Option<bool>,
    /// An item that explains its terms already.
    explains: bool,
    items: Vec<Item>,
    blocks: Vec<Block>,
}

#[derive(Debug, Default)]
struct Code {
    language: Option<SafeText>,
    text: String,
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

impl Frame {
    fn is_list(&self) -> bool {
        matches!(self.container, Container::List(_) | Container::Terms)
    }
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            root: Vec::new(),
            frames: Vec::new(),
            notes: Vec::new(),
            running: Running::new(limits::RUNS),
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

    /// Adds running text, or code while code is open. White space may come in any number.
    pub(super) fn text(&mut self, text: &str, style: Style, link: Option<usize>) {
        match &mut self.code {
            Some(code) => code.text.push_str(text),
            None => {
                if !self.running.push(text, style, link) {
                    self.shorten(Shortened::Plain);
                }
            }
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

    /// Begins code, in which spaces and line feeds count.
    pub(super) fn begin_code(&mut self, language: Option<SafeText>) {
        self.end_block();
        self.code = Some(Code { language, text: String::new() });
    }

    /// Whether code is open.
    pub(super) fn is_code(&self) -> bool {
        self.code.is_some()
    }

    /// The language of the code that is open, unless it has one.
    pub(super) fn language(&mut self, language: SafeText) {
        if let Some(code) = &mut self.code {
            code.language.get_or_insert(language);
        }
    }

    /// Ends code.
    pub(super) fn end_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        let text = SafeText::block(code.text.trim_end());
        let text = SafeText::block(text.trim_start_matches('\n'));
        if text.trim().is_empty() {
            return;
        }
        if self.is_in_data_table() {
            self.running.push(&text.replace('\n', " "), Style { code: true, ..Style::default() }, None);
        } else {
            self.push(Block::Code { language: code.language, text });
        }
    }

    /// Adds a line between two parts.
    pub(super) fn rule(&mut self) {
        self.end_block();
        if !self.is_in_data_table() {
            self.push(Block::Rule);
        }
    }

    /// Begins a container. `false` when it cannot be, and then nothing is to be closed.
    pub(super) fn open(&mut self, container: Container) -> bool {
        self.end_block();
        let is_stray = matches!(container, Container::Item) && !self.is_in_list();
        if is_stray || self.code.is_some() || self.frames.len() >= limits::DEPTH || self.is_in_data_table() {
            return false;
        }
        self.dissolve();
        // Counted now, so that what is in it is not lost when it ends.
        if !matches!(container, Container::Item) && !self.count_block() {
            return false;
        }
        self.frames.push(Frame { container, done: None, explains: false, items: Vec::new(), blocks: Vec::new() });
        true
    }

    /// Ends the innermost container.
    pub(super) fn close(&mut self) {
        self.end_block();
        let Some(frame) = self.frames.pop() else { return };
        match frame.container {
            Container::Quote if frame.blocks.is_empty() => {}
            Container::Quote => self.blocks().push(Block::Quote(frame.blocks)),
            Container::Terms | Container::List(_) => {
                let first = if let Container::List(first) = frame.container { first } else { None };
                let says = |item: &Item| !item.blocks.is_empty() || item.done.is_some();
                let mut items = frame.items;
                // An empty item of a numbered list is counted.
                items.retain(|item| first.is_some() || says(item));
                if items.iter().any(says) {
                    self.blocks().push(Block::List { first, items });
                }
            }
            Container::Item => {
                let item = Item { done: frame.done, blocks: frame.blocks };
                match self.frames.last_mut() {
                    Some(list) if list.is_list() => list.items.push(item),
                    _ => self.blocks().extend(item.blocks),
                }
            }
            Container::Note(label) => self.notes.push(Block::Footnote { label, blocks: frame.blocks }),
        }
    }

    /// Begins a term of a list of terms: in a new item once there is an explanation.
    pub(super) fn begin_term(&mut self) {
        self.end_block();
        if self.is_in_term() && self.frames.last().is_some_and(|frame| frame.explains) {
            self.close();
        }
        if self.is_in_list() {
            self.open(Container::Item);
        }
    }

    /// Begins the explanation of a term.
    pub(super) fn begin_definition(&mut self) {
        self.end_block();
        if self.is_in_list() {
            self.open(Container::Item);
        }
        let is_in_term = self.is_in_term();
        if let Some(frame) = self.frames.last_mut() {
            frame.explains = is_in_term;
        }
    }

    /// Ends a list of terms.
    pub(super) fn end_terms(&mut self) {
        self.end_block();
        if self.is_in_term() {
            self.close();
        }
        self.close();
    }

    /// Whether the innermost container is an item of a list of terms.
    fn is_in_term(&self) -> bool {
        matches!(
            self.frames.as_slice(),
            [.., Frame { container: Container::Terms, .. }, Frame { container: Container::Item, .. }]
        )
    }

    /// The item that begins here is ticked or is not. `false` where no item begins.
    pub(super) fn tick(&mut self, done: bool) -> bool {
        match self.frames.last_mut() {
            Some(frame)
                if matches!(frame.container, Container::Item)
                    && frame.done.is_none()
                    && frame.blocks.is_empty()
                    && self.running.is_blank() =>
            {
                frame.done = Some(done);
                true
            }
            _ => false,
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
        let lines = self.running.take();
        let keeps_pictures = self.is_in_data_table();
        for segment in segments(lines, &self.pictures, keeps_pictures, self.heading.is_some()) {
            match segment {
                Segment::Picture(index) => self.push(Block::Picture(index)),
                Segment::Text(text) => self.place(text),
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
        if drawn.picture.caption.is_some() || text.iter().any(|run| run.link.is_some() || run.picture.is_some()) {
            return false;
        }
        let words: String = text.iter().map(|run| run.text.as_str()).collect();
        drawn.picture.caption = Some(SafeText::line(&words));
        true
    }

    /// Adds a block. In a table that may be for layout only it shows that this is so.
    fn push(&mut self, block: Block) {
        if self.table.as_ref().is_some_and(Making::is_in_cell) {
            self.dissolve();
        }
        if self.count_block() {
            self.blocks().push(block);
        }
    }

    /// Whether there may be one more block.
    fn count_block(&mut self) -> bool {
        match self.blocks_left.checked_sub(1) {
            Some(left) => {
                self.blocks_left = left;
                true
            }
            None => {
                self.shorten(Shortened::Cut);
                false
            }
        }
    }

    /// Where the next block goes. In a list and outside of its items that is the last item.
    fn blocks(&mut self) -> &mut Vec<Block> {
        let Some(frame) = self.frames.last_mut() else { return &mut self.root };
        if !frame.is_list() {
            return &mut frame.blocks;
        }
        if frame.items.is_empty() {
            frame.items.push(Item::default());
        }
        frame.items.last_mut().map_or(&mut self.root, |item| &mut item.blocks)
    }

    fn is_in_list(&self) -> bool {
        self.frames.last().is_some_and(Frame::is_list)
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
