//! Which front matter the scanner looks at: text in which every line break is LF or CRLF, nothing is refused by YAML,
//! and brackets are few. What the text says is decided in [`super::block`].

use memchr::{memchr_iter, memchr2_iter, memchr3_iter};

/// Most opening brackets, in quoted text too. The guard before the parser refuses more than 64 that are nested, and
/// these cannot be.
const BRACKETS: usize = 64;

/// The bytes as text.
pub(super) fn text(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    // Asked of every byte without leaving early, so that the compiler looks at many at once.
    let refused = bytes.iter().fold(false, |any, b| any | is_refused(*b));
    let is_plain = !refused
        && memchr2_iter(b'[', b'{', bytes).nth(BRACKETS).is_none()
        && memchr_iter(b'\r', bytes).all(|at| bytes.get(at + 1) == Some(&b'\n'))
        && memchr3_iter(0xc2, 0xe2, 0xef, bytes).all(|at| bytes.get(at..).is_some_and(is_ordinary));
    is_plain.then_some(text)
}

/// A control character. Tabs are looked at where they stand, because quoted text may hold them.
fn is_refused(byte: u8) -> bool {
    (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')) || byte == 0x7f
}

/// Whether the character that `bytes` begin with is none of those that YAML refuses (C1 controls, U+FFFE, U+FFFF), takes
/// for line breaks (U+0085, U+2028, U+2029) or passes over (U+FEFF).
fn is_ordinary(bytes: &[u8]) -> bool {
    !matches!(
        bytes,
        [0xc2, 0x80..=0x9f, ..]
            | [0xe2, 0x80, 0xa8 | 0xa9, ..]
            | [0xef, 0xbb, 0xbf, ..]
            | [0xef, 0xbf, 0xbe | 0xbf, ..]
    )
}
