//! Text that nothing in a terminal can mistake for a command.
//! Which code points are dangerous is decided in [`super::characters`]; how text is measured and wrapped is the view's affair.

use std::borrow::Borrow;
use std::fmt;
use std::path::Path;

use serde::{Serialize, Serializer};
use unicode_segmentation::UnicodeSegmentation;

use super::characters::{Kind, ZWJ, ZWNJ, begins_cluster, joins, kind, selects};

/// Most code points in one grapheme, the stand-in for the rest included.
const GRAPHEME_CHARS: usize = 16;
/// Most bytes in one grapheme, the stand-in for the rest included.
const GRAPHEME_BYTES: usize = 64;
/// Code points in a row that may belong to one grapheme before it is worth looking for one that is too long.
const SUSPICIOUS_RUN: usize = 12;

/// Text from a card, made harmless once, at the load boundary.
///
/// It holds no control character (a line break in [`SafeText::block`] aside), no bidirectional control and no invisible
/// character outside the sequences that need one; no grapheme is longer than 16 code points or 64 bytes. Making safe
/// text safe again changes nothing.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SafeText(Box<str>);

impl SafeText {
    /// Makes one line of text safe: line breaks and tabs become spaces, ends are trimmed, and direction controls
    /// become visible as `<U+202E>`.
    pub fn line(raw: &str) -> Self {
        if is_printable_text(raw) {
            return Self(raw.trim_matches(' ').into());
        }
        let text = clean(raw, Shape::Line);
        Self(cap_graphemes(text.text.trim(), text.longest_run).into())
    }

    /// Makes running text safe: line breaks stay as LF, a tab becomes four spaces, and direction controls are dropped.
    pub fn block(raw: &str) -> Self {
        if raw.bytes().all(|b| is_printable(b) || b == b'\n') {
            return Self(raw.into());
        }
        let text = clean(raw, Shape::Block);
        Self(cap_graphemes(&text.text, text.longest_run).into())
    }

    /// A path as it may be shown: one line, nothing a terminal obeys. Two paths can look the same; never open this one.
    pub fn path(path: &Path) -> Self {
        Self::line(&path.to_string_lossy())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Line,
    Block,
}

/// Text in the making.
struct Cleaned {
    text: String,
    last: Option<char>,
    /// Code points since the last one that surely began a grapheme.
    run: usize,
    longest_run: usize,
}

impl Cleaned {
    fn push(&mut self, c: char) {
        self.run = if begins_cluster(c) { 1 } else { self.run.saturating_add(1) };
        self.longest_run = self.longest_run.max(self.run);
        self.last = Some(c);
        self.text.push(c);
    }

    fn push_str(&mut self, text: &str) {
        text.chars().for_each(|c| self.push(c));
    }

    /// As [`Self::push_str`], for text in which every character begins a grapheme, as printable ASCII does.
    fn push_clusters(&mut self, text: &str) {
        if let Some(last) = text.chars().next_back() {
            self.run = 1;
            self.longest_run = self.longest_run.max(1);
            self.last = Some(last);
            self.text.push_str(text);
        }
    }
}

fn clean(raw: &str, shape: Shape) -> Cleaned {
    let mut out = Cleaned { text: String::with_capacity(raw.len()), last: None, run: 0, longest_run: 0 };
    let mut rest = raw;
    loop {
        // Typographic quotes and accents are few in text that is otherwise ASCII: 4 KB of it take 6 µs in this way and
        // 26 µs character by character.
        let (ascii, other) = rest.split_at(rest.bytes().position(|b| !is_printable(b)).unwrap_or(rest.len()));
        out.push_clusters(ascii);
        let mut chars = other.chars();
        let Some(c) = chars.next() else { return out };
        rest = chars.as_str();
        let next = chars.next();
        match kind(c) {
            Kind::Plain => out.push(c),
            Kind::Control => match c {
                '\r' if next == Some('\n') => {}
                '\n' | '\r' => out.push(shape.line_break()),
                '\t' if shape == Shape::Line => out.push(' '),
                '\t' => out.push_str("    "),
                _ => push_control(&mut out, c),
            },
            Kind::LineBreak => out.push(shape.line_break()),
            Kind::Bidi if shape == Shape::Line => out.push_str(&format!("<U+{:04X}>", u32::from(c))),
            Kind::Bidi | Kind::Hidden => {}
            Kind::Joiner => {
                if joins(c, out.last, next) {
                    out.push(c);
                }
            }
            Kind::Selector => {
                if selects(c, out.last) {
                    out.push(c);
                }
            }
            Kind::NoGlyph => out.push(char::REPLACEMENT_CHARACTER),
        }
    }
}

fn is_printable(byte: u8) -> bool {
    matches!(byte, b' '..=b'~')
}

fn is_printable_text(text: &str) -> bool {
    // Asked of every byte without leaving early, so that the compiler looks at many at once.
    text.bytes().fold(true, |all, b| all & is_printable(b))
}

impl Shape {
    fn line_break(self) -> char {
        match self {
            Self::Line => ' ',
            Self::Block => '\n',
        }
    }
}

/// Unicode has pictures of the C0 controls and DEL, and none of C1.
fn push_control(out: &mut Cleaned, c: char) {
    match u32::from(c) {
        n @ 0..=0x1f => out.push(char::from_u32(0x2400 + n).unwrap_or(char::REPLACEMENT_CHARACTER)),
        0x7f => out.push('\u{2421}'),
        n => out.push_str(&format!("\\x{n:02x}")),
    }
}

fn cap_graphemes(text: &str, longest_run: usize) -> String {
    if longest_run < SUSPICIOUS_RUN {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for grapheme in text.graphemes(true) {
        if grapheme.len() <= GRAPHEME_BYTES && grapheme.chars().nth(GRAPHEME_CHARS).is_none() {
            out.push_str(grapheme);
            continue;
        }
        let room = GRAPHEME_BYTES - char::REPLACEMENT_CHARACTER.len_utf8();
        let kept = grapheme
            .char_indices()
            .take(GRAPHEME_CHARS - 1)
            .map(|(at, c)| at + c.len_utf8())
            .take_while(|end| *end <= room)
            .last()
            .unwrap_or(0);
        // A joiner joins nothing to the stand-in, so it would not survive a second cleaning.
        out.push_str(grapheme.get(..kept).unwrap_or_default().trim_end_matches([ZWJ, ZWNJ]));
        out.push(char::REPLACEMENT_CHARACTER);
    }
    out
}

/// Equal, ordered and hashed as its text, so that maps can be asked by it.
impl Borrow<str> for SafeText {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

impl std::ops::Deref for SafeText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for SafeText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for SafeText {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other
    }
}

impl PartialEq<&str> for SafeText {
    fn eq(&self, other: &&str) -> bool {
        *self.0 == **other
    }
}

impl Serialize for SafeText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::card::characters;

    #[test]
    fn a_line_shows_what_it_cannot_obey() {
        for (raw, line) in [
            ("", ""),
            ("  plain ~ ASCII  ", "plain ~ ASCII"),
            ("\u{a0}\u{3000}ends\u{2003}", "ends"),
            ("a\tb\nc\r\nd\re", "a b c d e"),
            ("\u{1b}[31mred\u{7}\u{0}\u{7f}", "␛[31mred␇␀␡"),
            ("\u{9b}31m \u{85}", "\\x9b31m \\x85"),
            ("user \u{202e}fdp.exe \u{2066}x\u{2069}", "user <U+202E>fdp.exe <U+2066>x<U+2069>"),
            ("\u{61c}\u{200e}\u{200f}", "<U+061C><U+200E><U+200F>"),
            ("pay\u{200b}pal\u{feff}\u{ad}\u{2060}\u{2063}", "paypal"),
            ("hi\u{e0073}\u{e0065}\u{e0063}", "hi"),
            ("a\u{fff9}b\u{fffb}", "ab"),
            ("one\u{2028}two\u{2029}three", "one two three"),
            ("\u{e000}\u{fdd0}\u{ffff}\u{10ffff}", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}"),
            ("“quotes” – naïve 人工知能 عربي עברית", "“quotes” – naïve 人工知能 عربي עברית"),
        ] {
            assert_eq!(SafeText::line(raw), line, "{raw:?}");
        }
    }

    #[test]
    fn a_block_keeps_its_lines() {
        for (raw, block) in [
            ("a\r\nb\rc\n\nd\n", "a\nb\nc\n\nd\n"),
            ("\tcode", "    code"),
            ("a\u{2028}b\u{2029}c", "a\nb\nc"),
            ("\u{1b}]52;c;x\u{7}\u{b}\u{c}", "␛]52;c;x␇␋␌"),
            ("right\u{202e}left\u{200f}", "rightleft"),
            ("  ends stay  ", "  ends stay  "),
        ] {
            assert_eq!(SafeText::block(raw), block, "{raw:?}");
        }
    }

    #[test]
    fn joiners_stay_where_a_script_or_an_emoji_needs_them() {
        for (raw, line) in [
            ("👩\u{200d}👩\u{200d}👧\u{200d}👦", "👩\u{200d}👩\u{200d}👧\u{200d}👦"),
            ("🏳\u{fe0f}\u{200d}🌈 ❤\u{fe0f}", "🏳\u{fe0f}\u{200d}🌈 ❤\u{fe0f}"),
            ("👩🏽\u{200d}🚀", "👩🏽\u{200d}🚀"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("क्\u{200d}ष ന്\u{200d}", "क्\u{200d}ष ന്\u{200d}"),
            ("1\u{fe0f}\u{20e3}", "1\u{fe0f}\u{20e3}"),
            ("a\u{200d}b\u{200c}c\u{200d}", "abc"),
            ("👩\u{200d}\u{200d}x", "👩x"),
            ("a\u{fe0f}b ❤\u{fe0f}\u{fe0e}\u{fe01}", "ab ❤\u{fe0f}"),
            ("葛\u{e0100}x\u{e0100}", "葛\u{e0100}x"),
        ] {
            assert_eq!(SafeText::line(raw), line, "{raw:?}");
        }
    }

    #[test]
    fn no_grapheme_outgrows_a_cell() {
        let zalgo = format!("a{}b", "\u{301}".repeat(20_000));
        assert_eq!(SafeText::line(&zalgo), format!("a{}\u{fffd}b", "\u{301}".repeat(14)).as_str());
        let sixteen = format!("a{}", "\u{301}".repeat(15));
        assert_eq!(SafeText::line(&sixteen), sixteen.as_str());
        let bytes = "\u{1f469}\u{200d}".repeat(40);
        assert_within_cells(&SafeText::block(&bytes));
    }

    fn assert_within_cells(text: &str) {
        for grapheme in text.graphemes(true) {
            assert!(grapheme.chars().count() <= GRAPHEME_CHARS && grapheme.len() <= GRAPHEME_BYTES, "{grapheme:?}");
        }
    }

    fn assert_safe(text: &str, line_breaks: bool) {
        for c in text.chars() {
            let harmless = matches!(kind(c), Kind::Plain | Kind::Joiner | Kind::Selector);
            assert!(harmless || (line_breaks && c == '\n'), "{c:?} in {text:?}");
        }
        assert_within_cells(text);
    }

    /// Text that is rich in what the rules are about.
    fn nasty() -> impl Strategy<Value = String> {
        let special = prop::sample::select(vec![
            "\r",
            "\n",
            "\r\n",
            "\t",
            " ",
            "\u{1b}",
            "\u{9b}",
            "\u{202e}",
            "\u{200d}",
            "\u{200c}",
            "\u{fe0f}",
            "\u{e0100}",
            "\u{301}",
            "👩",
            "🏽",
            "🇯",
            "क",
            "्",
            "م",
            "ᄀ",
            "각",
            "\u{600}",
            "\u{180b}",
            "ᠠ",
            "\u{2028}",
            "葛",
            "\u{a0}",
            "a",
            "\u{ad}",
            "\u{e0041}",
            "\u{ffff}",
            "\u{fffd}",
            "ന",
            "്",
            "❤",
            "1",
        ]);
        let piece = prop_oneof![4 => special.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
        prop_oneof![
            prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat()),
            (prop::sample::select(vec!["\u{600}", "ᄀ", "क्", "👩\u{200d}", "a\u{301}\u{200d}"]), 0..40usize)
                .prop_map(|(piece, count)| piece.repeat(count)),
        ]
    }

    proptest! {
        #[test]
        fn prop_safe_and_idempotent(raw in nasty()) {
            let line = SafeText::line(&raw);
            assert_safe(&line, false);
            prop_assert_eq!(&SafeText::line(&line), &line);
            prop_assert_eq!(line.trim(), line.as_str());
            let block = SafeText::block(&raw);
            assert_safe(&block, true);
            prop_assert_eq!(&SafeText::block(&block), &block);
        }

        #[test]
        fn prop_any_text_is_safe(raw in any::<String>()) {
            assert_safe(&SafeText::line(&raw), false);
            assert_safe(&SafeText::block(&raw), true);
        }

        #[test]
        fn prop_letters_that_begin_a_cluster_do(c in any::<char>()) {
            if characters::begins_cluster(c) {
                let after_a_letter = format!("x{c}");
                prop_assert_eq!(after_a_letter.graphemes(true).count(), 2);
            }
        }
    }
}
