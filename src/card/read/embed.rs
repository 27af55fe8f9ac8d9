//! Where the frame in a piece of HTML leads. HTML is read for nothing else here; which page that is is decided in
//! [`crate::card::embed`].

use crate::card::SafeUrl;
use crate::card::embed::{page_of, web_link};
use crate::card::link::decode_ampersands;

/// The page behind the first `src` of an `<iframe>` that is an http(s) link.
pub(in crate::card) fn first_frame(html: &str) -> Option<SafeUrl> {
    // Lower case in ASCII keeps every byte where it was.
    let lower = html.to_ascii_lowercase();
    let mut at = 0;
    while let Some(found) = lower.get(at..)?.find("<iframe") {
        at += found + "<iframe".len();
        let mut tag = Tag { html, lower: &lower, at };
        let src = tag.attribute("src");
        at = tag.at;
        if let Some(link) = src.and_then(|src| web_link(&src)) {
            return Some(page_of(link));
        }
    }
    None
}

/// The inside of a tag, read attribute by attribute.
struct Tag<'h> {
    html: &'h str,
    lower: &'h str,
    at: usize,
}

impl Tag<'_> {
    /// The value of the first attribute called `wanted`. Leaves `at` where reading stopped.
    fn attribute(&mut self, wanted: &str) -> Option<String> {
        loop {
            self.skip(|c| c.is_whitespace() || c == '/');
            let name = self.take(|c| !c.is_whitespace() && !matches!(c, '=' | '>' | '/'));
            let name = self.lower.get(name)?;
            self.skip(char::is_whitespace);
            let value = if self.rest().starts_with('=') {
                self.at += 1;
                self.skip(char::is_whitespace);
                Some(self.value())
            } else {
                None
            };
            if name == wanted {
                return value.and_then(|value| self.html.get(value)).map(decode_ampersands);
            }
            // Neither a name nor a value: the tag, or the text, ends here.
            if name.is_empty() && value.is_none() {
                return None;
            }
        }
    }

    fn value(&mut self) -> std::ops::Range<usize> {
        match self.rest().chars().next() {
            Some(quote @ ('"' | '\'')) => {
                self.at += 1;
                let value = self.take(|c| c != quote);
                self.skip_one(quote);
                value
            }
            _ => self.take(|c| !c.is_whitespace() && c != '>'),
        }
    }

    fn rest(&self) -> &str {
        self.html.get(self.at..).unwrap_or_default()
    }

    fn skip_one(&mut self, c: char) {
        if self.rest().starts_with(c) {
            self.at += c.len_utf8();
        }
    }

    fn skip(&mut self, which: impl Fn(char) -> bool) {
        let _ = self.take(which);
    }

    fn take(&mut self, which: impl Fn(char) -> bool) -> std::ops::Range<usize> {
        let start = self.at;
        self.at += self.rest().find(|c| !which(c)).unwrap_or(self.rest().len());
        start..self.at
    }
}
