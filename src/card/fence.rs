//! Where front matter ends and the body begins, over bytes.
//! What the front matter says is decided in [`super::yaml`] and [`mod@super::read`].

use std::ops::Range;

/// Most bytes of front matter. It bounds what the YAML parser can be made to do.
pub(super) const FENCE_LIMIT: usize = 64 * 1024;

/// How a file is cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Split {
    /// The first line is not a fence.
    None,
    /// There is front matter, which cannot be used. The reason is one sentence without a full stop about line 1.
    Broken(&'static str),
    /// Front matter, which begins on line 2, and what follows the closing fence.
    Found {
        /// Bytes between the fences.
        front: Range<usize>,
        /// Bytes after the closing fence.
        body: Range<usize>,
    },
}

/// Cuts a file at its fences: `---` on the first line, `---` or `...` on another, blanks after them allowed.
pub(super) fn split(bytes: &[u8]) -> Split {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Split::Broken("the file is UTF-16; save it as UTF-8");
    }
    let start = bom_len(bytes);
    // Whatever is not a card is told by its first bytes, however long its first line is.
    if !bytes.get(start..).is_some_and(|rest| rest.starts_with(b"---")) {
        return Split::None;
    }
    let end = bytes.len().min(start.saturating_add(FENCE_LIMIT + 256));
    let window = bytes.get(..end).unwrap_or(bytes);
    let Some((_, front)) = line_at(window, start).filter(|(first, _)| is_fence(first, b"---")) else {
        return Split::None;
    };
    let mut at = front;
    while let Some((line, next)) = line_at(window, at) {
        if at - front > FENCE_LIMIT || (next == end && end < bytes.len()) {
            return Split::Broken("the front matter is larger than 64 KiB, or its closing --- is missing");
        }
        if is_fence(line, b"---") || is_fence(line, b"...") {
            return Split::Found { front: front..at, body: next..bytes.len() };
        }
        at = next;
    }
    Split::Broken("the front matter has no closing ---")
}

/// Length of a UTF-8 byte order mark at the start.
pub(super) fn bom_len(bytes: &[u8]) -> usize {
    if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 }
}

/// Line and column, from 1, of a byte. Columns are characters; LF, CRLF and CR each end a line.
pub(super) fn position(bytes: &[u8], offset: usize) -> (usize, usize) {
    let before = bytes.get(..offset).unwrap_or(bytes);
    let mut line = 1;
    let mut start = 0;
    while let Some((_, next)) = line_at(bytes, start) {
        if next > before.len() || !ends_in_break(bytes, next) {
            break;
        }
        line += 1;
        start = next;
    }
    let column = before.get(start..).unwrap_or_default().iter().filter(|b| **b & 0xc0 != 0x80).count();
    (line, column + 1)
}

fn ends_in_break(bytes: &[u8], end: usize) -> bool {
    end.checked_sub(1).and_then(|at| bytes.get(at)).is_some_and(|b| matches!(b, b'\n' | b'\r'))
}

/// The line that starts at `start`, without its end, and where the next one starts. `None` at the end of the file.
fn line_at(bytes: &[u8], start: usize) -> Option<(&[u8], usize)> {
    let rest = bytes.get(start..).filter(|rest| !rest.is_empty())?;
    let Some(end) = memchr::memchr2(b'\n', b'\r', rest) else {
        return Some((rest, bytes.len()));
    };
    let line = rest.get(..end)?;
    let width = if rest.get(end..)?.starts_with(b"\r\n") { 2 } else { 1 };
    Some((line, start + end + width))
}

fn is_fence(line: &[u8], fence: &[u8]) -> bool {
    line.strip_prefix(fence).is_some_and(|rest| rest.iter().all(|b| matches!(b, b' ' | b'\t')))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Front matter and body as text.
    fn cut(text: &str) -> Option<(&str, &str)> {
        match split(text.as_bytes()) {
            Split::Found { front, body } => Some((text.get(front)?, text.get(body)?)),
            Split::None | Split::Broken(_) => None,
        }
    }

    #[test]
    fn fences_are_found_whatever_ends_a_line() {
        for (text, front, body) in [
            ("---\na: 1\n---\nbody\n", "a: 1\n", "body\n"),
            ("---\r\na: 1\r\n---\r\nbody", "a: 1\r\n", "body"),
            ("---\ra: 1\r---\rbody", "a: 1\r", "body"),
            ("\u{feff}---\na: 1\n---\n", "a: 1\n", ""),
            ("--- \t\na: 1\n---  \nbody", "a: 1\n", "body"),
            ("---\na: 1\n...\nbody", "a: 1\n", "body"),
            ("---\na: 1\n---", "a: 1\n", ""),
            ("---\n---\n", "", ""),
            ("---\na: |\n  ---\n  x\n----\n---\nb", "a: |\n  ---\n  x\n----\n", "b"),
            ("---\na: 1\n---\r\nb\n---\n", "a: 1\n", "b\n---\n"),
        ] {
            assert_eq!(cut(text), Some((front, body)), "{text:?}");
        }
    }

    #[test]
    fn no_fence_is_no_card() {
        for text in ["", "text", "-", "--", "----\n", "--- a\n", " ---\n---\n", "\n---\n---\n", "\u{feff}"] {
            assert_eq!(split(text.as_bytes()), Split::None, "{text:?}");
        }
    }

    #[test]
    fn a_fence_without_a_match_is_broken() {
        for text in ["---", "---\n", "---\ntitle: x\n", "---\n ---\n"] {
            assert_eq!(split(text.as_bytes()), Split::Broken("the front matter has no closing ---"), "{text:?}");
        }
        for utf16 in [&b"\xff\xfe-\0-\0-\0"[..], b"\xfe\xff\0-\0-\0-"] {
            assert_eq!(split(utf16), Split::Broken("the file is UTF-16; save it as UTF-8"));
        }
    }

    #[test]
    fn front_matter_has_a_largest_size() {
        let sized = |size: usize| format!("---\na: {}\n---\nbody\n", "x".repeat(size - 4));
        assert!(cut(&sized(FENCE_LIMIT)).is_some());
        for size in [FENCE_LIMIT + 1, FENCE_LIMIT + 250, FENCE_LIMIT + 260, 4 * FENCE_LIMIT] {
            assert!(matches!(split(sized(size).as_bytes()), Split::Broken(why) if why.contains("64 KiB")), "{size}");
        }
    }

    #[test]
    fn positions_count_lines_and_characters() {
        let text = "a\nüb\r\nc\rd";
        let at = |needle: &str| position(text.as_bytes(), text.find(needle).unwrap_or(usize::MAX));
        assert_eq!((at("a"), at("ü"), at("b"), at("c"), at("d")), ((1, 1), (2, 1), (2, 2), (3, 1), (4, 1)));
        assert_eq!(position(b"a\n", 2), (2, 1));
        assert_eq!(position(b"", 9), (1, 1));
    }

    proptest! {
        #[test]
        fn prop_any_bytes_can_be_cut(bytes in any::<Vec<u8>>(), text in "(\u{feff})?(---|\\.\\.\\.|a|\u{e9}| |\n|\r){0,30}", at in 0usize..200) {
            for bytes in [bytes.as_slice(), text.as_bytes()] {
                if let Split::Found { front, body } = split(bytes) {
                    prop_assert!(front.start <= front.end && front.end < body.start && body.end == bytes.len());
                }
                let (line, column) = position(bytes, at);
                prop_assert!(line >= 1 && column >= 1);
            }
        }
    }
}
