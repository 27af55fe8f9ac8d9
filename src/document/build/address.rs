//! Addresses that stand in running text as they are become links: where each begins and ends. Whether one may be opened is
//! decided in [`crate::card`].

use std::ops::Range;

use super::Builder;
use super::running::Piece;
use crate::card::{SafeText, SafeUrl};

impl Builder {
    /// Makes links of the addresses in a line. A piece is all of the text in one style, so an address is in one piece.
    pub(super) fn link_addresses(&mut self, line: &mut Vec<Piece>) {
        if let [piece] = line.as_mut_slice()
            && is_free(piece)
            && let Some(url) = video(piece.raw.trim())
        {
            piece.link = self.link(url);
        }
        if !line.iter().any(may_hold_address) {
            return;
        }
        for mut piece in std::mem::take(line) {
            if may_hold_address(&piece) {
                // What is linked is what is seen.
                let text = SafeText::block(&std::mem::take(&mut piece.raw));
                let mut done = 0;
                for (range, url) in addresses(&text) {
                    let Some(link) = self.link(url) else { break };
                    let part = |range: Range<usize>| text.get(range).unwrap_or_default().to_owned();
                    line.push(Piece { raw: part(done..range.start), ..piece.clone() });
                    line.push(Piece { raw: part(range.clone()), link: Some(link), ..piece.clone() });
                    done = range.end;
                }
                piece.raw = text.get(done..).unwrap_or_default().to_owned();
            }
            line.push(piece);
        }
    }
}

fn may_hold_address(piece: &Piece) -> bool {
    is_free(piece) && piece.raw.contains("://")
}

fn is_free(piece: &Piece) -> bool {
    piece.link.is_none() && piece.picture.is_none() && !piece.style.code && !piece.style.note
}

/// The page of a video of which a line says no more than `watch?v=ID`, as forums write it where they show a player.
fn video(line: &str) -> Option<SafeUrl> {
    let id = line.strip_prefix("watch?v=").filter(|id| id.len() == 11)?;
    let is_id = id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    if is_id { SafeUrl::parse(&format!("https://www.youtube.com/{line}")).ok() } else { None }
}

/// The http(s) addresses in safe text from first to last, each with its bytes. Brackets, quotes and punctuation around one
/// are no part of it. The time grows with the length of the text.
pub(in crate::document) fn addresses(text: &str) -> impl Iterator<Item = (Range<usize>, SafeUrl)> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let colon = from + text.get(from..)?.find("://")?;
            let (least, before) = (colon + 3, from);
            from = least;
            let Some(start) = scheme_start(text, colon).filter(|start| *start >= before) else { continue };
            from = end(text, least);
            let address = text.get(start..from).unwrap_or_default().trim_end_matches(LOOSE);
            if let Ok(url) = SafeUrl::parse(address) {
                return Some((start..start + address.len(), url));
            }
        }
    })
}

/// What may be in an address and does not end one.
const LOOSE: [char; 13] = ['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~', '(', '[', '…'];

/// Where the `http` or `https` before the colon begins.
fn scheme_start(text: &str, colon: usize) -> Option<usize> {
    let before = text.as_bytes().get(..colon)?;
    let start = ["https", "http"].into_iter().find_map(|scheme| {
        let start = colon.checked_sub(scheme.len())?;
        before.get(start..)?.eq_ignore_ascii_case(scheme.as_bytes()).then_some(start)
    })?;
    let glued = start.checked_sub(1).and_then(|at| before.get(at)).is_some_and(|b| b.is_ascii_alphanumeric());
    (!glued).then_some(start)
}

/// Where the address ends that goes on at `from`.
fn end(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let mut open = Vec::new();
    for (at, c) in rest.char_indices() {
        let ends = match c {
            '(' => {
                open.push(')');
                false
            }
            '[' => {
                open.push(']');
                false
            }
            ')' | ']' => open.pop() != Some(c),
            '<' | '>' | '"' | '`' | '|' | '{' | '}' | '^' | '\\' => true,
            '“' | '”' | '„' | '‘' | '’' | '«' | '»' => true,
            '。' | '，' | '、' | '；' | '：' | '！' | '？' | '（' | '）' | '「' | '」' | '『' | '』' | '《' | '》'
            | '【' | '】' => true,
            // Marks of notes, and control characters as they are shown.
            '¹' | '²' | '³' | '\u{2070}'..='\u{209f}' | '\u{2400}'..='\u{2426}' => true,
            c => c.is_whitespace(),
        };
        if ends {
            return from + at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str) -> Vec<String> {
        addresses(text).map(|(range, url)| format!("{} {url}", &text[range])).collect()
    }

    #[test]
    fn addresses_end_where_the_text_around_them_goes_on() {
        for (text, links) in [
            ("see https://a.example/x.", &["https://a.example/x https://a.example/x"][..]),
            ("(https://a.example/x),", &["https://a.example/x https://a.example/x"]),
            (
                "at https://a.example/a(b)?c=d&e=[1]. And",
                &["https://a.example/a(b)?c=d&e=[1] https://a.example/a(b)?c=d&e=[1]"],
            ),
            (
                "“http://a.example”, ‘http://b.example’",
                &["http://a.example http://a.example/", "http://b.example http://b.example/"],
            ),
            ("HTTPS://A.example xhttps://b.example ftp://c.example", &["HTTPS://A.example https://a.example/"]),
            (
                "https://w.example/web/https://b.example/x, https://w.example/…",
                &[
                    "https://w.example/web/https://b.example/x https://w.example/web/https://b.example/x",
                    "https://w.example/ https://w.example/",
                ],
            ),
            ("https://b.example/人工。次", &["https://b.example/人工 https://b.example/%E4%BA%BA%E5%B7%A5"]),
            (
                "'https://a.example/x_y_', <https://b.example/>",
                &["https://a.example/x_y https://a.example/x_y", "https://b.example/ https://b.example/"],
            ),
            ("https:// http://[ https://", &[]),
        ] {
            assert_eq!(found(text), links, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn prop_addresses_are_parts_of_any_text_one_after_the_other(
            text in "(https?://|[a-z./?#()\\[\\]<>\"'| ]|\\PC){0,60}",
        ) {
            let mut end = 0;
            for (range, url) in addresses(&text) {
                prop_assert!(range.start >= end && range.end > range.start);
                prop_assert_eq!(SafeUrl::parse(&text[range.clone()]), Ok(url));
                end = range.end;
            }
        }
    }
}
