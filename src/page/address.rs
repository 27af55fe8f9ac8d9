//! How a link is written where there is little room: its host, and as much of its end as fits, in letters where it stands for
//! some. Copying and opening take the whole link, wherever it is shown.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use unicode_segmentation::UnicodeSegmentation;

use crate::bidi;
use crate::card::{SafeText, SafeUrl};
use crate::columns::{self, cut_middle};

/// A link in at most `width` columns, if its host fits. `https://` and a slash at the end go without saying; a name before
/// the host, which may be there to deceive, does not.
pub fn short(url: &SafeUrl, width: usize) -> String {
    let whole = url.as_str();
    let bare = whole.strip_prefix("https://").unwrap_or(whole);
    let bare = bare.strip_suffix('/').unwrap_or(bare);
    if url.has_userinfo() {
        return bare.to_owned();
    }
    let host_end = bare.find(url.host()).map_or(0, |at| at + url.host().len());
    let (host, rest) = bare.split_at(host_end);
    let rest = &*in_letters(rest);
    if columns::width(host) + columns::width(rest) <= width {
        return format!("{host}{rest}");
    }
    match width.checked_sub(columns::width(host)).filter(|room| *room > 4) {
        // The end says more of a page than the folders that lead to it.
        Some(room) => format!("{host}…{}", end(rest, room - 1)),
        None => format!("{host}{}", cut_middle(rest, width.saturating_sub(columns::width(host)).max(1))),
    }
}

/// Whether words are the whole address of `url`, in whatever case and with what a browser would add to them. Words that are
/// another address are not: they say what the author wanted to be read.
pub(super) fn is_address_of(words: &str, url: &SafeUrl) -> bool {
    let has_scheme = words.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http")) && words.contains("://");
    has_scheme && !words.contains(char::is_whitespace) && SafeUrl::parse(words).is_ok_and(|said| said == *url)
}

/// Whether a name says no more of a link than its beginning, with or without what stands before the host.
pub(super) fn is_beginning_of(name: &str, url: &SafeUrl) -> bool {
    let (name, url, host) = (name.trim_end_matches('…'), url.as_str(), url.host());
    let bare = url.find(host).and_then(|at| url.get(at..)).unwrap_or(url);
    url.starts_with(name) || bare.starts_with(name)
}

/// What follows a host, with the letters beyond ASCII that stand in it as numbers of bytes. Nothing else is read: blanks and
/// marks could be taken for what they are not, and letters that run from right to left would turn the path around.
fn in_letters(path: &str) -> Cow<'_, str> {
    if !path.contains('%') {
        return Cow::Borrowed(path);
    }
    let mut out = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(at) = rest.find('%') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let bytes = from.as_bytes().chunks(3).take_while(|chunk| is_byte(chunk)).count();
        let (encoded, after) = from.split_at_checked(bytes.max(1) * 3).unwrap_or((from, ""));
        match percent_decode_str(encoded).decode_utf8() {
            Ok(text) if bytes > 0 => text.char_indices().for_each(|(at, c)| match is_readable(c) {
                true => out.push(c),
                false => out.push_str(encoded.get(at * 3..(at + c.len_utf8()) * 3).unwrap_or_default()),
            }),
            _ => out.push_str(encoded),
        }
        rest = after;
    }
    out.push_str(rest);
    if SafeText::line(&out) == *out { Cow::Owned(out) } else { Cow::Borrowed(path) }
}

/// `%E3` and the like.
fn is_byte(chunk: &[u8]) -> bool {
    matches!(chunk, [b'%', high, low] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}

fn is_readable(c: char) -> bool {
    !c.is_ascii() && c.is_alphabetic() && !bidi::has_rtl(c.encode_utf8(&mut [0; 4]))
}

/// The last `width` columns of a path, from a slash on if one is near.
fn end(path: &str, width: usize) -> &str {
    let mut used = 0;
    let fits = |(at, grapheme): (usize, &str)| {
        used += columns::width(grapheme);
        (used <= width).then_some(at)
    };
    let start = path.grapheme_indices(true).rev().map_while(fits).last().unwrap_or(path.len());
    let tail = path.get(start..).unwrap_or_default();
    tail.find('/').filter(|at| *at * 2 < tail.len()).and_then(|at| tail.get(at..)).unwrap_or(tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_stays_and_the_middle_goes() {
        let short = |url: &str, width| short(&SafeUrl::parse(url).unwrap(), width);
        assert_eq!(short("https://example.org/", 40), "example.org");
        assert_eq!(short("http://example.org/a", 40), "http://example.org/a");
        let long = "https://example.org/2026/03/a-long-way/to-slow-light.html";
        assert_eq!(short(long, 60), "example.org/2026/03/a-long-way/to-slow-light.html");
        assert_eq!(short(long, 40), "example.org…/to-slow-light.html");
        assert_eq!(short(long, 24), "example.org…w-light.html");
        assert_eq!(short(long, 12), "example.org…");
        assert_eq!(short("https://bank.example@evil.example/x", 12), "bank.example@evil.example/x");
    }

    #[test]
    fn letters_are_written_as_such_and_what_could_deceive_is_not() {
        let short = |url: &str, width| short(&SafeUrl::parse(url).unwrap(), width);
        assert_eq!(
            short("https://例え.jp/パス/a?q=é", 60),
            "xn--r8jz45g.jp/パス/a?q=é",
            "the host stays as it is asked for"
        );
        assert_eq!(short("https://a.example/ひらがな/かたかな", 22), "a.example…/かたかな");
        assert_eq!(short("https://a.example/ひらがなかたかな", 17), "a.example…たかな");
        for path in
            ["a%20b", "%E2%81%84x", "%E2%80%AEx", "%D7%90%D7%91", "%2F%2e", "%C3", "%E3%85%A4", "%CC%81", "100%"]
        {
            assert_eq!(short(&format!("https://a.example/{path}"), 60), format!("a.example/{path}"));
        }
        assert_eq!(short("https://a.example/é%20ü%2Fб%zz%C3%A9", 60), "a.example/é%20ü%2Fб%zzé");
        assert_eq!(short("https://a@b.example/é", 60), "a@b.example/%C3%A9");
    }
}
