//! Pieces of lines as running text: made safe, their white space folded, neighbours of one style joined. A blank at which
//! no line may end is kept where it stands alone between two words; e-mail pads with rows of them.

use super::running::Piece;
use crate::card::SafeText;
use crate::document::{Run, Style};

/// A blank at which no line may end.
const NO_BREAK: char = '\u{a0}';
/// Most characters that such blanks hold together. Some editors write them between all words.
const HELD: usize = 16;

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
    part_what_is_long(&mut joined);
    let run = |Piece { raw, style, link, picture, .. }| Run { text: SafeText::block(&raw), style, link, picture };
    joined.into_iter().map(run).collect()
}

/// Lets lines end where more is held together than a narrow line takes.
fn part_what_is_long(pieces: &mut [Piece]) {
    if !pieces.iter().any(|piece| piece.raw.contains(NO_BREAK)) {
        return;
    }
    let whole: String = pieces.iter().map(|piece| piece.raw.as_str()).collect();
    let held = whole.split([' ', '\n']).map(|word| (word.len() + 1, word.chars().count() > HELD));
    let (mut held, mut left, mut is_long) = (held, 0, false);
    for piece in pieces {
        let part = |c: char| {
            if left == 0 {
                (left, is_long) = held.next().unwrap_or_default();
            }
            left = left.saturating_sub(c.len_utf8());
            if c == NO_BREAK && is_long { ' ' } else { c }
        };
        piece.raw = piece.raw.chars().map(part).collect();
    }
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
            if matches!(c, ' ' | '\n' | NO_BREAK) {
                match &mut self.owed {
                    Some((_, owed)) if *owed == NO_BREAK => *owed = ' ',
                    None if self.has_words => self.owed = Some((self.pieces.len(), if c == '\n' { ' ' } else { c })),
                    _ => {}
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
    pub(super) fn goes_on_in(&self, other: &Self) -> bool {
        (self.style, self.link) == (other.style, other.link) && self.picture.is_none() && other.picture.is_none()
    }

    fn plain(c: char) -> Self {
        Self { raw: c.into(), style: Style::default(), link: None, level: None, picture: None }
    }

    /// How many signs there are by which it is seen where it ends.
    fn marks(&self) -> u8 {
        let style = self.style;
        [self.link.is_some(), style.code, style.struck, self.picture.is_some()].into_iter().map(u8::from).sum()
    }
}
