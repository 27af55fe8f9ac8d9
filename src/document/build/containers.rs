//! Blocks that hold others: when one may begin, what becomes of it when it ends, and where the next block goes. What is in
//! a paragraph is decided beside this.

use super::table::Making;
use super::{Builder, limits};
use crate::card::SafeText;
use crate::document::{Block, Item, Numerals, Shortened};

/// A block that holds others.
#[derive(Debug)]
pub(in crate::document) enum Container {
    /// [`Block::Quote`].
    Quote,
    /// [`Block::List`] with how its items are numbered, if they are.
    List(Option<Numbering>),
    /// [`Block::List`] of terms, each with its explanations in one item.
    Terms,
    /// [`Block::List`] of what explains a term.
    Explanations,
    /// An item of the list around it, with the number that it says itself.
    Item(Option<i64>),
    /// [`Block::Footnote`] with its label.
    Note(SafeText),
}

/// How the items of a list are numbered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::document) struct Numbering {
    /// How numbers are written.
    pub(in crate::document) numerals: Numerals,
    /// The first number; without one, counting begins or, downwards, ends with 1.
    pub(in crate::document) first: Option<i64>,
    /// Numbers go down.
    pub(in crate::document) reversed: bool,
}

impl Numbering {
    /// Numbers items as the HTML standard does: one that says its own number is where counting goes on.
    fn number(self, items: &mut [Item]) {
        let all = i64::try_from(items.len()).unwrap_or(i64::MAX);
        let mut next = self.first.unwrap_or(if self.reversed { all } else { 1 });
        for item in items {
            let number = *item.number.get_or_insert(next);
            next = number.saturating_add(if self.reversed { -1 } else { 1 });
        }
    }
}

#[derive(Debug)]
pub(super) struct Frame {
    container: Container,
    done: Option<bool>,
    items: Vec<Item>,
    blocks: Vec<Block>,
}

impl Frame {
    fn is_list(&self) -> bool {
        matches!(self.container, Container::List(_) | Container::Terms | Container::Explanations)
    }
}

impl Builder {
    /// Begins a container. `false` when it cannot be, and then nothing is to be closed.
    pub(in crate::document) fn open(&mut self, container: Container) -> bool {
        self.end_block();
        let is_stray = matches!(container, Container::Item(_)) && !self.is_in_list();
        if is_stray || self.code.is_some() || self.frames.len() >= limits::DEPTH || self.is_in_data_table() {
            return false;
        }
        self.dissolve();
        // Counted now, so that what is in it is not lost when it ends.
        if !matches!(container, Container::Item(_)) && !self.count_block() {
            return false;
        }
        self.frames.push(Frame { container, done: None, items: Vec::new(), blocks: Vec::new() });
        true
    }

    /// Ends the innermost container.
    pub(in crate::document) fn close(&mut self) {
        self.end_block();
        let Some(frame) = self.frames.pop() else { return };
        match frame.container {
            Container::Quote if frame.blocks.is_empty() => {}
            Container::Quote => self.blocks().push(Block::Quote(frame.blocks)),
            Container::Terms | Container::Explanations | Container::List(_) => {
                let numbering = if let Container::List(numbering) = frame.container { numbering } else { None };
                let says = |item: &Item| !item.blocks.is_empty() || item.done.is_some();
                let mut items = frame.items;
                // An empty item of a numbered list is counted.
                items.retain(|item| numbering.is_some() || says(item));
                match numbering {
                    Some(numbering) => numbering.number(&mut items),
                    None => items.iter_mut().for_each(|item| item.number = None),
                }
                if items.iter().any(says) {
                    let numerals = numbering.map(|numbering| numbering.numerals);
                    self.blocks().push(Block::List { numerals, items });
                }
            }
            Container::Item(number) => {
                let item = Item { number, done: frame.done, blocks: frame.blocks };
                match self.frames.last_mut() {
                    Some(list) if list.is_list() => list.items.push(item),
                    _ => self.blocks().extend(item.blocks),
                }
            }
            Container::Note(label) => self.notes.push(Block::Footnote { label, blocks: frame.blocks }),
        }
    }

    /// Begins a term of a list of terms: in a new item once there is an explanation.
    pub(in crate::document) fn begin_term(&mut self) {
        self.end_block();
        if self.end_explanations() {
            self.close();
        }
        if self.is_in_list() {
            self.open(Container::Item(None));
        }
    }

    /// Begins an explanation of a term, an item of a list in the item of the term.
    pub(in crate::document) fn begin_definition(&mut self) {
        self.end_block();
        if self.explains() {
            self.close();
        } else {
            if self.is_in_list() {
                self.open(Container::Item(None));
            }
            if !self.is_in_term() || !self.open(Container::Explanations) {
                return;
            }
        }
        self.open(Container::Item(None));
    }

    /// Ends a list of terms.
    pub(in crate::document) fn end_terms(&mut self) {
        self.end_block();
        self.end_explanations();
        if self.is_in_term() {
            self.close();
        }
        self.close();
    }

    /// Whether the innermost container is an item of a list of terms.
    fn is_in_term(&self) -> bool {
        self.is_in(|container| matches!(container, Container::Terms))
    }

    /// Whether the innermost container is an explanation.
    fn explains(&self) -> bool {
        self.is_in(|container| matches!(container, Container::Explanations))
    }

    fn is_in(&self, is_list: impl Fn(&Container) -> bool) -> bool {
        matches!(self.frames.as_slice(), [.., list, Frame { container: Container::Item(_), .. }] if is_list(&list.container))
    }

    /// Ends the explanations of a term. `false` where none is open.
    fn end_explanations(&mut self) -> bool {
        if self.explains() {
            self.close();
        }
        // Where no item could begin, the list is the innermost.
        let is_open = matches!(self.frames.last(), Some(Frame { container: Container::Explanations, .. }));
        if is_open {
            self.close();
        }
        is_open
    }

    /// The item that begins here is ticked or is not. `false` where no item begins.
    pub(in crate::document) fn tick(&mut self, done: bool) -> bool {
        match self.frames.last_mut() {
            Some(frame)
                if matches!(frame.container, Container::Item(_))
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

    /// Adds a block. In a table that may be for layout only it shows that this is so.
    pub(super) fn push(&mut self, block: Block) {
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
    pub(super) fn blocks(&mut self) -> &mut Vec<Block> {
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
}
