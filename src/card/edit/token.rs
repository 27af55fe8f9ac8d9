//! Where a quoted text, a bracketed list and a plain scalar end. Only what is surely right is accepted; what the text
//! means is left to the YAML parser.

use std::ops::Range;

/// The byte after a quoted text that begins at `start`, which may go on over lines.
pub(super) fn quoted(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let quote = *bytes.get(start)?;
    let mut at = start + 1;
    loop {
        match *bytes.get(at)? {
            b'\\' if quote == b'"' => at += 2,
            b'\'' if quote == b'\'' && bytes.get(at + 1) == Some(&b'\'') => at += 2,
            byte if byte == quote => return Some(at + 1),
            _ => at += 1,
        }
    }
}

/// The byte after the bracket that closes the one at `start`.
pub(super) fn flow(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (start, 0usize);
    // A quote opens a quoted text only where a scalar may begin.
    let mut fresh = true;
    loop {
        match *bytes.get(at)? {
            b'"' | b'\'' if fresh => {
                at = quoted(text, at)?;
                fresh = false;
                continue;
            }
            b'[' | b'{' => {
                depth += 1;
                fresh = true;
            }
            b']' | b'}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
                fresh = false;
            }
            b'#' if at.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(u8::is_ascii_whitespace) => {
                at += bytes.get(at..)?.iter().position(|byte| matches!(byte, b'\n' | b'\r'))?;
                continue;
            }
            b',' => fresh = true,
            b':' => fresh = true,
            byte if byte.is_ascii_whitespace() => {}
            _ => fresh = false,
        }
        at += 1;
    }
}

/// The plain scalar at the start of the rest of a line: up to a comment, without blanks at its end.
pub(super) fn plain(text: &str, range: Range<usize>) -> Range<usize> {
    let line = text.get(range.clone()).unwrap_or_default();
    let end = line.find(" #").unwrap_or(line.len());
    let length = line.get(..end).unwrap_or(line).trim_end_matches(' ').len();
    range.start..range.start + length
}

/// Whether nothing but blanks and a comment follow a value. `after` begins right behind it.
pub(super) fn is_end(after: &str) -> bool {
    let rest = after.trim_start_matches(' ');
    rest.is_empty() || (rest.len() < after.len() && rest.starts_with('#'))
}

/// Whether a plain scalar is one whole scalar and nothing else in YAML: no key, anchor, alias, tag or bracket.
pub(super) fn is_simple(plain: &str) -> bool {
    let mut chars = plain.chars();
    let Some(first) = chars.next() else { return false };
    let second = chars.next();
    let begins = match first {
        '-' | '?' | ':' => second.is_some_and(|c| c != ' '),
        ',' | '[' | ']' | '{' | '}' | '#' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%' | '@' | '`' => false,
        _ => true,
    };
    begins && !plain.contains(": ") && !plain.ends_with(':') && !plain.contains('\t')
}
