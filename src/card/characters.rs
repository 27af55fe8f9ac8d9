//! Which code points can harm or deceive on a screen, and which of those a script or an emoji needs.
//! What becomes of each of them is decided in [`super::safe_text`].

/// What one code point needs before it may reach a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Shown as it is.
    Plain,
    /// C0, DEL or C1.
    Control,
    /// U+2028 or U+2029.
    LineBreak,
    /// Changes the direction of the text around it (the set that rustc refuses in source code).
    Bidi,
    /// Takes no room and says nothing.
    Hidden,
    /// ZWNJ or ZWJ.
    Joiner,
    /// Picks a variant of the character before it.
    Selector,
    /// Has no glyph of its own: private use and noncharacters.
    NoGlyph,
}

/// Zero-width joiner.
pub(super) const ZWJ: char = '\u{200d}';
/// Zero-width non-joiner.
pub(super) const ZWNJ: char = '\u{200c}';

/// Sorts one code point.
pub(super) fn kind(c: char) -> Kind {
    match u32::from(c) {
        0x00..=0x1f | 0x7f..=0x9f => Kind::Control,
        0x20..=0x7e => Kind::Plain,
        0x2028 | 0x2029 => Kind::LineBreak,
        0x061c | 0x200e | 0x200f | 0x202a..=0x202e | 0x2066..=0x2069 => Kind::Bidi,
        0x200c | 0x200d => Kind::Joiner,
        0x180b..=0x180f | 0xfe00..=0xfe0f | 0xe0100..=0xe01ef => Kind::Selector,
        // Soft hyphen, grapheme joiner, Hangul fillers, Khmer inherent vowels, spaces of no width, invisible operators,
        // interlinear annotation, shorthand, hieroglyph and musical formatting, tags.
        0xad
        | 0x034f
        | 0x115f
        | 0x1160
        | 0x17b4
        | 0x17b5
        | 0x200b
        | 0x2060..=0x2065
        | 0x206a..=0x206f
        | 0x3164
        | 0xfeff
        | 0xffa0
        | 0xfff0..=0xfffb
        | 0x13430..=0x1343f
        | 0x1bca0..=0x1bca3
        | 0x1d173..=0x1d17a
        | 0xe0000..=0xe00ff
        | 0xe01f0..=0xe0fff => Kind::Hidden,
        0xe000..=0xf8ff | 0xfdd0..=0xfdef | 0xf0000..=0x10ffff => Kind::NoGlyph,
        n if n & 0xfffe == 0xfffe => Kind::NoGlyph,
        _ => Kind::Plain,
    }
}

/// Whether `joiner` means something between `before` and `after`.
pub(super) fn joins(joiner: char, before: Option<char>, after: Option<char>) -> bool {
    let Some(before) = before else { return false };
    if joiner == ZWJ && is_virama(before) {
        return true;
    }
    let Some(after) = after else { return false };
    (joiner == ZWJ && is_emoji_end(before) && is_emoji(after)) || (is_joining(before) && is_joining(after))
}

/// Whether `selector` can mean something after `before`. Never after another selector, so that a flood of them shrinks to one.
pub(super) fn selects(selector: char, before: Option<char>) -> bool {
    let Some(before) = before else { return false };
    if kind(before) != Kind::Plain {
        return false;
    }
    match u32::from(selector) {
        0x180b..=0x180f => matches!(before, '\u{1800}'..='\u{18af}'),
        0xfe00..=0xfe0f => match before {
            '0'..='9' | '#' | '*' => true,
            _ => !before.is_ascii() && !before.is_whitespace(),
        },
        _ => matches!(before, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}'),
    }
}

/// Whether `c` always begins a grapheme cluster, whatever stands before it (Unicode prepend characters aside).
/// Answers no where it is unsure.
pub(super) fn begins_cluster(c: char) -> bool {
    matches!(c,
        '\u{20}'..='\u{7e}'
        | '\u{a1}'..='\u{a8}' | '\u{aa}'..='\u{ac}' | '\u{af}'..='\u{2ff}'
        | '\u{370}'..='\u{482}' | '\u{48a}'..='\u{590}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{203b}'
        | '\u{3041}'..='\u{3096}' | '\u{30a0}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// The letters and marks of scripts whose shaping is steered by joiners.
fn is_joining(c: char) -> bool {
    kind(c) == Kind::Plain
        && matches!(u32::from(c),
            // Arabic, Syriac, N'Ko, Mandaic and their extensions.
            0x0620..=0x074f | 0x0750..=0x077f | 0x07ca..=0x07fa | 0x0840..=0x08ff
            // Devanagari to Sinhala, Myanmar, Khmer, Mongolian, Balinese to Lepcha, Vedic.
            | 0x0900..=0x0dff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x1800..=0x18af | 0x1b00..=0x1c4f | 0x1cd0..=0x1cff
            | 0xa8e0..=0xa8ff | 0xa980..=0xa9df | 0xaa60..=0xaa7f | 0xabc0..=0xabff
            | 0xfb50..=0xfdcf | 0xfdf0..=0xfdff | 0xfe70..=0xfefc
            // Brahmi-derived and cursive scripts of the supplementary plane.
            | 0x10a00..=0x10a5f | 0x10ac0..=0x10aff | 0x10b80..=0x10baf | 0x10d00..=0x10d3f | 0x10f30..=0x10f6f
            | 0x11000..=0x11dff | 0x1e900..=0x1e95f)
}

/// The mark that silences a consonant's vowel; a joiner after it asks for a half form even at the end of a word.
fn is_virama(c: char) -> bool {
    matches!(
        u32::from(c),
        0x094d
            | 0x09cd
            | 0x0a4d
            | 0x0acd
            | 0x0b4d
            | 0x0bcd
            | 0x0c4d
            | 0x0ccd
            | 0x0d3b
            | 0x0d3c
            | 0x0d4d
            | 0x0dca
            | 0x1039
            | 0x17d2
    )
}

fn is_emoji_end(c: char) -> bool {
    c == '\u{fe0f}' || is_emoji(c)
}

/// A superset of the code points that take part in emoji sequences, by block.
fn is_emoji(c: char) -> bool {
    matches!(u32::from(c),
        0xa9 | 0xae | 0x203c | 0x2049 | 0x2122 | 0x2139 | 0x2190..=0x21ff | 0x2300..=0x23ff | 0x24c2 | 0x25a0..=0x27bf
        | 0x2934 | 0x2935 | 0x2b00..=0x2bff | 0x3030 | 0x303d | 0x3297 | 0x3299 | 0x1f000..=0x1faff)
}
