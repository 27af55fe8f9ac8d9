//! Decides in which order the letters of a line stand on the screen where it holds right-to-left text, after Unicode's
//! algorithm (UAX #9). Where a line stands and how it looks is the view's affair, how many columns it has that of
//! [`crate::columns`].

#[cfg(test)]
mod tests;

use std::ops::Range;

use unicode_bidi::{BidiClass, BidiInfo, Direction, ParagraphBidiInfo, bidi_class, get_base_direction_full};
use unicode_segmentation::UnicodeSegmentation;

use crate::columns::width;

/// Who puts right-to-left text into the order in which it is read on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The terminal does, or nobody: text is written as it is spoken.
    Logical,
    /// This program does: text is written as it stands on the screen.
    #[default]
    Visual,
}

/// An embedding level: how deep text is nested in text that runs the other way. Odd where it runs from right to left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level(unicode_bidi::Level);

impl Default for Level {
    /// That of a paragraph that runs from left to right.
    fn default() -> Self {
        Self(unicode_bidi::Level::ltr())
    }
}

/// Whether a text runs from right to left, by its first letter that runs in either direction (rules P2 and P3).
pub fn is_rtl(text: &str) -> bool {
    has_rtl(text) && runs_to(text) == Some(Direction::Rtl)
}

/// As [`is_rtl`], of a text in pieces.
pub fn are_rtl<'t>(mut pieces: impl Iterator<Item = &'t str>) -> bool {
    pieces.find_map(runs_to) == Some(Direction::Rtl)
}

/// `None` where no letter says so.
fn runs_to(text: &str) -> Option<Direction> {
    Some(get_base_direction_full(text)).filter(|direction| *direction != Direction::Mixed)
}

/// Whether any letter runs from right to left. Quick for the scripts that do not.
pub fn has_rtl(text: &str) -> bool {
    // U+0590 begins with this byte, and nothing before it does with a greater one.
    text.bytes().any(|byte| byte >= 0xd6) && text.chars().any(runs_left)
}

/// A superset of the characters of the directions R and AL, by block.
fn runs_left(c: char) -> bool {
    matches!(u32::from(c), 0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff | 0x10800..=0x10fff | 0x1e800..=0x1efff)
}

/// The level of each byte of a paragraph that runs from right to left or not (rules X1 to I2), once it is broken into
/// `lines`, ranges of bytes (rule L1).
pub fn levels(paragraph: &str, rtl: bool, lines: &[Range<usize>]) -> Vec<Level> {
    let base = if rtl { unicode_bidi::Level::rtl() } else { unicode_bidi::Level::ltr() };
    let mut levels: Vec<Level> = ParagraphBidiInfo::new(paragraph, Some(base)).levels.into_iter().map(Level).collect();
    for line in lines {
        let text = paragraph.get(line.clone()).unwrap_or_default();
        let blanks = text.len() - text.trim_end_matches(|c| bidi_class(c) == BidiClass::WS).len();
        if let Some(end) = levels.get_mut(line.end.saturating_sub(blanks)..line.end) {
            end.fill(Level(base));
        }
    }
    levels
}

/// The pieces of a line, from left to right as they stand on the screen, in a paragraph that runs from right to left or
/// not. `S` is how a piece looks, which goes with each of its graphemes; brackets that face the other way are turned.
/// `None` when nothing moves.
pub fn reorder<S: Copy + PartialEq>(pieces: &[(&str, S)], rtl: bool) -> Option<Vec<(String, S)>> {
    if !rtl && !pieces.iter().any(|(text, _)| has_rtl(text)) {
        return None;
    }
    let text: String = pieces.iter().map(|(text, _)| *text).collect();
    let graphemes = graphemes(&text, rtl);
    Some(set(&text, pieces.iter().map(|(text, look)| (text.len(), *look)), graphemes))
}

/// As [`reorder`], of pieces that have the levels of the whole paragraph.
pub fn reorder_resolved<S: Copy + PartialEq>(pieces: &[(&str, Level, S)]) -> Option<Vec<(String, S)>> {
    if pieces.iter().all(|(_, level, _)| level.0.is_ltr()) {
        return None;
    }
    let text: String = pieces.iter().map(|(text, _, _)| *text).collect();
    let ends = ends(pieces.iter().map(|(text, level, _)| (text.len(), *level)));
    let graphemes = in_order(&text, |at| piece_at(&ends, at).unwrap_or_default());
    Some(set(&text, pieces.iter().map(|(text, _, look)| (text.len(), *look)), graphemes))
}

/// The graphemes of a line in pieces, each with the look of the piece that it begins in. Pieces have lengths in bytes.
fn set<S: Copy + PartialEq>(
    line: &str,
    pieces: impl Iterator<Item = (usize, S)>,
    graphemes: Vec<Grapheme>,
) -> Vec<(String, S)> {
    let ends = ends(pieces);
    let mut out: Vec<(String, S)> = Vec::with_capacity(ends.len());
    for grapheme in graphemes {
        let Some(look) = piece_at(&ends, grapheme.range.start) else { continue };
        match out.last_mut().filter(|(_, last)| *last == look) {
            Some((last, _)) => grapheme.write(line, last),
            None => {
                let mut piece = String::new();
                grapheme.write(line, &mut piece);
                out.push((piece, look));
            }
        }
    }
    out
}

/// Where pieces of these lengths end.
fn ends<T>(pieces: impl Iterator<Item = (usize, T)>) -> Vec<(usize, T)> {
    let mut end = 0;
    let place = |(length, piece)| {
        end += length;
        (end, piece)
    };
    pieces.map(place).collect()
}

fn piece_at<T: Copy>(ends: &[(usize, T)], at: usize) -> Option<T> {
    ends.get(ends.partition_point(|(end, _)| *end <= at)).map(|(_, piece)| *piece)
}

/// A line as it stands on the screen.
pub fn shown(text: &str, rtl: bool) -> String {
    let pieces = reorder(&[(text, ())], rtl);
    pieces.map_or_else(|| text.to_owned(), |pieces| pieces.into_iter().map(|(text, ())| text).collect())
}

/// A line that is being typed as it stands on the screen, with a blank where the next letter will be, and the column of
/// the caret, which is before the letter at `at`, in bytes.
pub fn typed(text: &str, at: usize) -> (String, usize) {
    let rtl = is_rtl(text);
    let line = format!("{text} ");
    let (mut out, mut column) = (String::with_capacity(line.len()), None);
    for grapheme in graphemes(&line, rtl) {
        if grapheme.range.contains(&at) {
            column = Some(width(&out));
        }
        grapheme.write(&line, &mut out);
    }
    let column = column.unwrap_or_else(|| width(text));
    (out, column)
}

/// A grapheme where it stands.
struct Grapheme {
    /// In bytes of the line as it is spoken.
    range: Range<usize>,
    /// It runs from right to left.
    rtl: bool,
}

impl Grapheme {
    fn write(&self, line: &str, out: &mut String) {
        let text = line.get(self.range.clone()).unwrap_or_default();
        let mut chars = text.chars();
        // A bracket opens where the reader comes from.
        match (self.rtl, chars.next()) {
            (true, Some(first)) => {
                out.push(mirrored(first));
                out.push_str(chars.as_str());
            }
            _ => out.push_str(text),
        }
    }
}

/// The graphemes of a line from left to right.
fn graphemes(line: &str, rtl: bool) -> Vec<Grapheme> {
    if !rtl && !has_rtl(line) {
        return spoken(line).collect();
    }
    let whole = 0..line.len();
    let levels = levels(line, rtl, std::slice::from_ref(&whole));
    in_order(line, |at| levels.get(at).copied().unwrap_or_default())
}

/// The graphemes of a line in the order of their levels (rule L2). They are what is turned round, not characters, so that
/// marks stay behind their letters.
fn in_order(line: &str, level: impl Fn(usize) -> Level) -> Vec<Grapheme> {
    let mut own = Vec::new();
    let mut waiting: Vec<Option<Grapheme>> = Vec::new();
    for grapheme in spoken(line) {
        let Level(level) = level(grapheme.range.start);
        own.push(level);
        waiting.push(Some(Grapheme { rtl: level.is_rtl(), ..grapheme }));
    }
    let order = BidiInfo::reorder_visual(&own);
    order.into_iter().filter_map(|index| waiting.get_mut(index)?.take()).collect()
}

fn spoken(line: &str) -> impl Iterator<Item = Grapheme> + '_ {
    line.grapheme_indices(true).map(|(at, text)| Grapheme { range: at..at + text.len(), rtl: false })
}

/// The character that looks like the other one in a mirror, for brackets and comparisons (rule L4, BidiMirroring.txt).
fn mirrored(c: char) -> char {
    const PAIRS: [(char, char); 22] = [
        ('(', ')'),
        ('<', '>'),
        ('[', ']'),
        ('{', '}'),
        ('«', '»'),
        ('‹', '›'),
        ('≤', '≥'),
        ('≪', '≫'),
        ('⁅', '⁆'),
        ('⁽', '⁾'),
        ('₍', '₎'),
        ('⟦', '⟧'),
        ('⟨', '⟩'),
        ('⟪', '⟫'),
        ('〈', '〉'),
        ('《', '》'),
        ('「', '」'),
        ('『', '』'),
        ('【', '】'),
        ('〔', '〕'),
        ('（', '）'),
        ('［', '］'),
    ];
    let other = PAIRS.iter().find_map(|(left, right)| match c {
        _ if c == *left => Some(*right),
        _ if c == *right => Some(*left),
        _ => None,
    });
    other.unwrap_or(c)
}
