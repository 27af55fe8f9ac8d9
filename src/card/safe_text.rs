//! Text that nothing in a terminal can mistake for a command.
//! Which code points are dangerous is decided in [`super::characters`]; how text is measured and wrapped is the view's affair.

use std::fmt;

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
        if raw.bytes().all(|b| matches!(b, b' '..=b'~')) {
            return Self(raw.trim_matches(' ').into());
        }
        let text = clean(raw, Shape::Line);
        Self(cap_graphemes(text.text.trim(), text.longest_run).into())
    }

    /// Makes running text safe: line breaks stay as LF, a tab becomes four spaces, and direction controls are dropped.
    pub fn block(raw: &str) -> Self {
        if raw.bytes().all(|b| matches!(b, b' '..=b'~' | b'\n')) {
            return Self(raw.into());
        }
        let text = clean(raw, Shape::Block);
        Self(cap_graphemes(&text.text, text.longest_run).into())
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
}

fn clean(raw: &str, shape: Shape) -> Cleaned {
    let mut out = Cleaned { text: String::with_capacity(raw.len()), last: None, run: 0, longest_run: 0 };
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        match kind(c) {
            Kind::Plain => out.push(c),
            Kind::Control => match c {
                '\r' if chars.peek() == Some(&'\n') => {}
                '\n' | '\r' => out.push(shape.line_break()),
                '\t' if shape == Shape::Line => out.push(' '),
                '\t' => out.push_str("    "),
                _ => push_control(&mut out, c),
            },
            Kind::LineBreak => out.push(shape.line_break()),
            Kind::Bidi if shape == Shape::Line => out.push_str(&format!("<U+{:04X}>", u32::from(c))),
            Kind::Bidi | Kind::Hidden => {}
            Kind::Joiner => {
                if joins(c, out.last, chars.peek().copied()) {
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
    out
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
