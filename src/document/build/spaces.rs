//! Pieces of lines as running text: made safe, their white space folded, neighbours of one style joined.

use super::running::Piece;
use crate::card::SafeText;
use crate::document::{Run, Style};

/// Whether nothing of a text would show.
pub(super) fn is_blank(raw: &str) -> bool {
    SafeText::block(raw).trim().is_empty()
}

/// The text of some lines, a line feed between them.
pub(super) fn set(lines: Vec<Vec<Piece>>) -> Vec<Run> {
    let mut folded = Folded::default();
    for line in lines {
        for piece in line {
            folded.piece(piece);
        }
        folded.end_line();
    }
    let mut joined: Vec<Piece> = Vec::new();
    for piece in folded.pieces {
        match joined.last_mut() {
            _ if piece.raw.is_empty() => {}
            Some(last) if last.goes_on_in(&piece) => last.raw.push_str(&piece.raw),
            _ => joined.push(piece),
        }
    }
    let run = |Piece { raw, style, link, picture }| Run { text: SafeText::block(&raw), style, link, picture };
    joined.into_iter().map(run).collect()
}

#[derive(Default)]
struct Folded {
    pieces: Vec<Piece>,
    /// White space to write before the next word, and the piece that it was in.
    owed: Option<(usize, char)>,
    has_words: bool,
}

impl Folded {
    fn piece(&mut self, mut piece: Piece) {
        // What takes no room is gone before white space is folded.
        let clean = SafeText::block(&std::mem::take(&mut piece.raw));
        for c in clean.chars() {
            if matches!(c, ' ' | '\n' | '\u{a0}') {
                if self.has_words {
                    self.owed.get_or_insert((self.pieces.len(), ' '));
                }
                continue;
            }
            if let Some((index, space)) = self.owed.take() {
                // A link is not underlined further than its words.
                match self.pieces.get_mut(index) {
                    Some(before) if before.marks() > 0 && piece.marks() > 0 && before.link != piece.link => {
                        self.pieces.push(Piece::plain(space));
                    }
                    Some(before) if before.marks() <= piece.marks() => before.raw.push(space),
                    _ => piece.raw.push(space),
                }
            }
            piece.raw.push(c);
            self.has_words = true;
        }
        self.pieces.push(piece);
    }

    fn end_line(&mut self) {
        if self.has_words {
            let index = self.owed.map_or(self.pieces.len().saturating_sub(1), |(index, _)| index);
            self.owed = Some((index, '\n'));
        }
    }
}

impl Piece {
    fn goes_on_in(&self, other: &Self) -> bool {
        (self.style, self.link) == (other.style, other.link) && self.picture.is_none() && other.picture.is_none()
    }

    fn plain(c: char) -> Self {
        Self { raw: c.into(), style: Style::default(), link: None, picture: None }
    }

    /// How many signs there are by which it is seen where it ends.
    fn marks(&self) -> u8 {
        let style = self.style;
        [self.link.is_some(), style.code, style.struck, self.picture.is_some()].into_iter().map(u8::from).sum()
    }
}
