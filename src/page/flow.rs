//! Breaks running text into lines of one width: at blanks, between characters that need none, and inside a word only where
//! it is wider than a line. What the text is about, and what stands left of its lines, is decided elsewhere.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use super::{Role, Span};
use crate::bidi::Level;
use crate::columns;
use crate::document::Style;

/// A piece of running text in one look.
#[derive(Debug, Clone)]
pub(super) struct Piece<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) role: Role,
    pub(super) style: Style,
    pub(super) link: Option<usize>,
}

impl<'t> Piece<'t> {
    /// Text in the plain look of its role.
    pub(super) fn plain(text: &'t str, role: Role) -> Self {
        Self { text: Cow::Borrowed(text), role, style: Style::default(), link: None }
    }
}

/// Running text in lines.
#[derive(Debug, Default)]
pub(super) struct Broken {
    pub(super) lines: Vec<Vec<Span>>,
    /// The lines, by number, that begin after a line feed.
    pub(super) fed: Vec<usize>,
    /// Columns of the widest line.
    pub(super) widest_line: usize,
    /// Columns of the widest word.
    pub(super) widest_word: usize,
}

impl Broken {
    /// Whether a line ended because it was full.
    pub(super) fn is_wrapped(&self) -> bool {
        self.lines.len() > self.fed.len() + 1
    }
}

/// `pieces` in lines of `width` columns, as many as `enough` at the most, and no more of the text is looked at than they
/// hold. Runs of white space are one blank; line feeds are kept.
pub(super) fn broken(pieces: &[Piece<'_>], width: usize, enough: usize) -> Broken {
    let width = width.max(1);
    let mut breaker = Breaker { pieces, width, enough, ..Breaker::default() };
    let widest = width.saturating_mul(enough);
    'text: for (index, piece) in pieces.iter().enumerate() {
        for (at, grapheme) in piece.text.grapheme_indices(true) {
            if breaker.out.lines.len() >= enough {
                return breaker.out;
            }
            // What is left of the word stands on no line.
            if breaker.word_width > widest {
                break 'text;
            }
            breaker.take(index, at, grapheme);
        }
    }
    breaker.end_word();
    if !breaker.line.is_empty() && breaker.out.lines.len() < enough {
        breaker.end_line();
    }
    breaker.out
}

/// A part of a word: bytes of one piece.
#[derive(Debug, Clone)]
struct Bit {
    piece: usize,
    range: Range<usize>,
    width: usize,
}

#[derive(Default)]
struct Breaker<'p, 't> {
    pieces: &'p [Piece<'t>],
    width: usize,
    enough: usize,
    out: Broken,
    line: Vec<Span>,
    used: usize,
    /// The piece that the last span of the line is of.
    last_piece: Option<usize>,
    /// The line begins after a blank that was left out.
    after_blank: bool,
    word: Vec<Bit>,
    word_width: usize,
    last: Option<char>,
    /// The piece of the blank before the word.
    blank: Option<usize>,
}

impl Breaker<'_, '_> {
    fn take(&mut self, piece: usize, at: usize, grapheme: &str) {
        let Some(first) = grapheme.chars().next() else { return };
        if matches!(first, '\n' | '\r') {
            self.end_word();
            self.end_line();
            self.out.fed.push(self.out.lines.len());
            (self.blank, self.after_blank) = (None, true);
            return;
        }
        // A blank that holds two words together is a letter like any other.
        if grapheme.trim().is_empty() && first != '\u{a0}' && first != '\u{202f}' {
            self.end_word();
            self.blank = (!self.line.is_empty()).then_some(piece).or(self.blank);
            return;
        }
        if self.last.is_some_and(|last| parts(last, first)) {
            self.end_word();
        }
        self.last = grapheme.chars().next_back();
        let (end, width) = (at + grapheme.len(), columns::width(grapheme));
        self.word_width += width;
        match self.word.last_mut() {
            Some(bit) if bit.piece == piece && bit.range.end == at => {
                bit.range.end = end;
                bit.width += width;
            }
            _ => self.word.push(Bit { piece, range: at..end, width }),
        }
    }

    /// Puts the word on this line, or on the next.
    fn end_word(&mut self) {
        self.last = None;
        if self.word.is_empty() {
            return;
        }
        let word = std::mem::take(&mut self.word);
        let width = std::mem::take(&mut self.word_width);
        self.out.widest_word = self.out.widest_word.max(width);
        let gap = usize::from(self.blank.is_some());
        let fits = self.used + gap + width <= self.width;
        // A word that fits into no line begins where it is, unless little of it would stand there.
        let begins_here = fits || (width > self.width && self.used + gap + self.width / 2 < self.width);
        if self.used > 0 && !begins_here {
            self.end_line();
            self.after_blank = gap > 0;
        } else if let Some(piece) = self.blank
            && self.used > 0
        {
            self.put(piece, " ", 1);
        }
        self.blank = None;
        if self.used + width <= self.width {
            for bit in word {
                self.put_bit(&bit);
            }
        } else {
            self.chop(&word);
        }
    }

    /// Sets a word that is wider than a line, broken after marks that part words where one is near the end of the line.
    fn chop(&mut self, word: &[Bit]) {
        let pieces = self.pieces;
        let graphemes = word.iter().flat_map(|bit| {
            let text = pieces.get(bit.piece).and_then(|piece| piece.text.get(bit.range.clone())).unwrap_or_default();
            text.grapheme_indices(true).map(move |(at, grapheme)| {
                let start = bit.range.start + at;
                let part =
                    Bit { piece: bit.piece, range: start..start + grapheme.len(), width: columns::width(grapheme) };
                (part, grapheme.ends_with(['/', '-', '_', '?', '&', '=', '.', ',', ';', ':']))
            })
        });
        let mut waiting: Vec<(Bit, bool)> = Vec::new();
        let mut taken = 0;
        for (bit, parts) in graphemes {
            while self.used + taken + bit.width > self.width && !waiting.is_empty() {
                let good = waiting.iter().rposition(|(_, parts)| *parts).map(|at| at + 1);
                let end = good.filter(|end| *end * 3 >= waiting.len() * 2).unwrap_or(waiting.len());
                for (bit, _) in waiting.drain(..end) {
                    self.put_bit(&bit);
                }
                taken = waiting.iter().map(|(bit, _)| bit.width).sum();
                self.end_line();
                if self.out.lines.len() >= self.enough {
                    return;
                }
            }
            taken += bit.width;
            waiting.push((bit, parts));
        }
        for (bit, _) in waiting {
            self.put_bit(&bit);
        }
    }

    fn put_bit(&mut self, bit: &Bit) {
        let pieces = self.pieces;
        if let Some(text) = pieces.get(bit.piece).and_then(|piece| piece.text.get(bit.range.clone())) {
            self.put(bit.piece, text, bit.width);
        }
    }

    fn put(&mut self, piece: usize, text: &str, width: usize) {
        self.used += width;
        match self.line.last_mut().filter(|_| self.last_piece == Some(piece)) {
            Some(span) => span.text.push_str(text),
            None => {
                let Some(Piece { role, style, link, .. }) = self.pieces.get(piece) else { return };
                let after_blank = self.line.is_empty() && std::mem::take(&mut self.after_blank);
                let (text, role, style, link) = (text.to_owned(), *role, *style, *link);
                self.line.push(Span { text, role, style, link, flow: None, after_blank, level: Level::default() });
                self.last_piece = Some(piece);
            }
        }
    }

    fn end_line(&mut self) {
        self.out.widest_line = self.out.widest_line.max(self.used);
        self.out.lines.push(std::mem::take(&mut self.line));
        (self.used, self.last_piece, self.after_blank) = (0, None, false);
    }
}

/// Whether a line may end between two characters that no blank parts: where one of them is of a script without blanks,
/// and neither is a mark that belongs to the other.
fn parts(before: char, after: char) -> bool {
    // Most text is asked about here letter by letter.
    if before.is_ascii() && after.is_ascii() {
        return false;
    }
    let is_wide = |c: char| c.width() == Some(2) && !('\u{1100}'..='\u{11ff}').contains(&c) && !is_hangul(c);
    (is_wide(before) || is_wide(after)) && !OPENS.contains(before) && !CLOSES.contains(after)
}

/// Korean has blanks between its words.
fn is_hangul(c: char) -> bool {
    ('\u{ac00}'..='\u{d7a3}').contains(&c)
}

/// Marks that no line ends with.
const OPENS: &str = "「『（【〈《〔“‘([{<";
/// Marks and small letters that no line begins with.
const CLOSES: &str = "、。，．・：；？！」』）】〉》〕”’…ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々)]}>.,:;!?%";
