//! Gathers the pieces of a paragraph as they are found. What becomes of their white space and which of them stand on
//! lines of their own is decided when the paragraph is whole.

use unicode_segmentation::UnicodeSegmentation;

use super::raised::Raised;
use super::spaces::is_blank;
use crate::document::Style;

/// A piece of a line, neither folded nor made safe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) raw: String,
    pub(super) style: Style,
    pub(super) link: Option<usize>,
    /// Above, below or beside the line.
    pub(super) level: Option<Raised>,
    /// It stands for this picture.
    pub(super) picture: Option<usize>,
}

/// A paragraph in the making: lines of pieces.
#[derive(Debug)]
pub(super) struct Running {
    lines: Vec<Vec<Piece>>,
    pieces_left: usize,
}

impl Running {
    /// Of at most so many pieces, in this and all paragraphs after it.
    pub(super) fn new(pieces: usize) -> Self {
        Self { lines: vec![Vec::new()], pieces_left: pieces }
    }

    /// Nothing was added.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self.lines.as_slice(), [line] if line.is_empty())
    }

    /// Nothing that was added would show.
    pub(super) fn is_blank(&self) -> bool {
        self.lines.iter().flatten().all(|piece| piece.picture.is_none() && is_blank(&piece.raw))
    }

    /// Gives the lines away.
    pub(super) fn take(&mut self) -> Vec<Vec<Piece>> {
        std::mem::replace(&mut self.lines, vec![Vec::new()])
    }

    /// Adds text to the line. `false` when it could not have its style because there are too many pieces.
    pub(super) fn push(&mut self, text: &str, style: Style, link: Option<usize>, level: Option<Raised>) -> bool {
        let Some(line) = self.lines.last_mut() else { return true };
        let mut text = text;
        if let Some(last) = line.last_mut().filter(|last| last.picture.is_none()) {
            if (last.style, last.link, last.level) == (style, link, level) {
                last.raw.push_str(text);
                return true;
            }
            // A character is not torn apart by a change of style: marks go with what they mark.
            let (marks, rest) = text.split_at(continuation(&last.raw, text));
            last.raw.push_str(marks);
            text = rest;
        }
        if text.is_empty() {
            return true;
        }
        let room = self.pieces_left > 0;
        let (style, link, level) = if room { (style, link, level) } else { (Style::default(), None, None) };
        self.pieces_left = self.pieces_left.saturating_sub(1);
        match line.last_mut() {
            Some(last) if !room && last.picture.is_none() => last.raw.push_str(text),
            _ => line.push(Piece { raw: text.to_owned(), style, link, level, picture: None }),
        }
        room
    }

    /// Adds what stands for a picture.
    pub(super) fn picture(&mut self, index: usize, caption: &str, style: Style, link: Option<usize>) {
        if let Some(line) = self.lines.last_mut() {
            line.push(Piece { raw: caption.to_owned(), style, link, level: None, picture: Some(index) });
        }
    }

    /// Ends the line.
    pub(super) fn line_feed(&mut self) {
        self.lines.push(Vec::new());
    }
}

/// How many bytes of `text` belong to the character that `before` ends with.
fn continuation(before: &str, text: &str) -> usize {
    if text.starts_with(|c: char| c.is_ascii()) {
        return 0;
    }
    let Some(last) = before.chars().next_back() else { return 0 };
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let pair: String = [last, c].into_iter().collect();
        if c.is_ascii() || last.is_ascii_whitespace() || pair.graphemes(true).nth(1).is_some() {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}
