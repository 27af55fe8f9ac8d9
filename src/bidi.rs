//! Decides in which order the letters of a line stand on the screen where it holds right-to-left text, after Unicode's
//! algorithm (UAX #9). Where a line stands and how it looks is the view's affair, how many columns it has that of
//! [`crate::columns`].

use std::ops::Range;

use unicode_bidi::{BidiInfo, Direction, Level, ParagraphBidiInfo, get_base_direction};
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

/// Whether a paragraph runs from right to left, by its first letter that runs in either direction (rules P2 and P3).
pub fn is_rtl(paragraph: &str) -> bool {
    has_rtl(paragraph) && get_base_direction(paragraph) == Direction::Rtl
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

/// The pieces of a line, from left to right as they stand on the screen, in a paragraph that runs from right to left or
/// not. `S` is how a piece looks, which goes with each of its graphemes; brackets that face the other way are turned.
/// `None` when nothing moves.
pub fn reorder<S: Copy + PartialEq>(pieces: &[(&str, S)], rtl: bool) -> Option<Vec<(String, S)>> {
    if !rtl && !pieces.iter().any(|(text, _)| has_rtl(text)) {
        return None;
    }
    let text: String = pieces.iter().map(|(text, _)| *text).collect();
    let mut end = 0;
    let ends: Vec<(usize, S)> = pieces
        .iter()
        .map(|(text, look)| {
            end += text.len();
            (end, *look)
        })
        .collect();
    let mut out: Vec<(String, S)> = Vec::with_capacity(pieces.len());
    for grapheme in graphemes(&text, rtl) {
        let at = ends.partition_point(|(end, _)| *end <= grapheme.range.start);
        let Some((_, look)) = ends.get(at) else { continue };
        match out.last_mut().filter(|(_, last)| last == look) {
            Some((last, _)) => grapheme.write(&text, last),
            None => {
                let mut piece = String::new();
                grapheme.write(&text, &mut piece);
                out.push((piece, *look));
            }
        }
    }
    Some(out)
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

/// The graphemes of a line from left to right. They are what is turned round, not characters, so that marks stay behind
/// their letters.
fn graphemes(line: &str, rtl: bool) -> Vec<Grapheme> {
    let whole = |rtl| line.grapheme_indices(true).map(move |(at, text)| Grapheme { range: at..at + text.len(), rtl });
    if !rtl && !has_rtl(line) {
        return whole(false).collect();
    }
    let base = if rtl { Level::rtl() } else { Level::ltr() };
    let info = ParagraphBidiInfo::new(line, Some(base));
    let levels = info.reordered_levels(0..line.len());
    let level = |grapheme: &Grapheme| levels.get(grapheme.range.start).copied().unwrap_or(base);
    let mut spoken: Vec<Option<Grapheme>> = Vec::new();
    let mut own = Vec::new();
    for grapheme in whole(false) {
        let level = level(&grapheme);
        own.push(level);
        spoken.push(Some(Grapheme { rtl: level.is_rtl(), ..grapheme }));
    }
    let order = BidiInfo::reorder_visual(&own);
    order.into_iter().filter_map(|index| spoken.get_mut(index)?.take()).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> String {
        shown(text, is_rtl(text))
    }

    #[test]
    fn lines_stand_as_they_are_read() {
        for (spoken, seen) in [
            ("", ""),
            ("plain (text)", "plain (text)"),
            ("שלום", "םולש"),
            ("שלום world", "world םולש"),
            ("read שלום עולם now", "read םלוע םולש now"),
            // Numbers keep their order, in Arabic digits too.
            ("عام 2026 جديد", "ديدج 2026 ماع"),
            ("سعر ١٢٣ ريال", "لاير ١٢٣ رعس"),
            // Brackets open where the reader comes from; those of a left-to-right word stay with it.
            ("שלום (עולם)", "(םלוע) םולש"),
            ("see (שלום) here", "see (םולש) here"),
            ("ספר [Rust] חדש", "שדח [Rust] רפס"),
            // Marks stay behind their letters.
            ("שָׁלוֹם", "םוֹלשָׁ"),
            ("«كتاب» 5 < 7", "7 > 5 «باتك»"),
        ] {
            assert_eq!(line(spoken), seen, "{spoken:?}");
        }
    }

    #[test]
    fn the_first_strong_letter_gives_the_direction() {
        for (text, rtl) in [("", false), ("12 ...", false), ("12 שלום a", true), ("a שלום", false), ("«عام", true)]
        {
            assert_eq!(is_rtl(text), rtl, "{text:?}");
        }
    }

    #[test]
    fn looks_go_with_their_letters() {
        let found = reorder(&[("של", 'a'), ("ום", 'b'), (" x", 'a')], true).unwrap();
        assert_eq!(found, [("x ".to_owned(), 'a'), ("םו".to_owned(), 'b'), ("לש".to_owned(), 'a')]);
        assert_eq!(reorder(&[("ab", 'a'), ("人工", 'b')], false), None);
    }

    #[test]
    fn the_caret_is_where_the_next_letter_will_be() {
        assert_eq!(typed("abc", 3), ("abc ".into(), 3));
        assert_eq!(typed("abc", 1), ("abc ".into(), 1));
        assert_eq!(typed("שלום", "שלום".len()), (" םולש".into(), 0));
        assert_eq!(typed("שלום", 0), (" םולש".into(), 4));
        assert_eq!(typed("is של", 3), ("is לש ".into(), 4));
        assert_eq!(typed("", 0), (" ".into(), 0));
    }
}
