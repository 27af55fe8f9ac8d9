//! Links that may be handed to a browser.
//! Which link of a card is meant, and which links mean the same card, is decided in [`super::link`].

use std::fmt;

use memchr::{memchr, memchr2, memchr2_iter};
use serde::{Serialize, Serializer};
use url::{ParseError, Url};

use super::SafeText;

/// Longest link, in bytes, as written and as opened.
const LIMIT: usize = 8192;

/// An http or https link, parsed and written out again by a URL parser.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SafeUrl(Box<str>);

/// Why a link is refused. Every message is one sentence without a full stop and safe for the screen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// Nothing but blanks.
    #[error("the link is empty")]
    Empty,
    /// More than 8192 bytes, as written or once percent-encoded.
    #[error("the link is longer than {LIMIT} bytes")]
    TooLong,
    /// A control character, as its code point.
    #[error("the link holds the control character U+{0:04X}")]
    Control(u32),
    /// A character that is invisible or changes the direction of text, as its code point.
    #[error("the link holds the invisible character U+{0:04X}")]
    Invisible(u32),
    /// It needs a page to start from.
    #[error("the link is relative; it needs to begin with https://")]
    Relative,
    /// Any scheme but http and https.
    #[error("links of the kind {0}: are not opened, only http: and https:")]
    Scheme(SafeText),
    /// The host cannot be one.
    #[error("the link has no valid host")]
    Host,
    /// Anything else a URL parser refuses.
    #[error("this is not a link")]
    NotALink,
}

impl SafeUrl {
    /// Parses a link. ASCII blanks around it do not count.
    ///
    /// # Errors
    /// When it is not an http(s) link that can be opened safely.
    pub fn parse(raw: &str) -> Result<Self, UrlError> {
        let raw = raw.trim_matches(|c: char| c.is_ascii_whitespace());
        if raw.is_empty() {
            return Err(UrlError::Empty);
        }
        if raw.len() > LIMIT {
            return Err(UrlError::TooLong);
        }
        if is_written_out(raw) {
            return Ok(Self(raw.into()));
        }
        Self::parse_anything(raw)
    }

    /// Whether [`Self::parse`] takes a link, or finds that there is none. It makes nothing.
    pub(super) fn is_fine(raw: &str) -> bool {
        let trimmed = raw.trim_matches(|c: char| c.is_ascii_whitespace());
        (trimmed.len() <= LIMIT && is_written_out(trimmed)) || matches!(Self::parse(raw), Ok(_) | Err(UrlError::Empty))
    }

    fn parse_anything(raw: &str) -> Result<Self, UrlError> {
        refuse_unshowable(raw)?;
        // The parser drops some characters and folds others, so only what it made of the scheme is compared.
        let url = Url::parse(raw).map_err(|error| match error {
            ParseError::RelativeUrlWithoutBase | ParseError::RelativeUrlWithCannotBeABaseBase => UrlError::Relative,
            ParseError::EmptyHost
            | ParseError::IdnaError
            | ParseError::InvalidPort
            | ParseError::InvalidIpv4Address
            | ParseError::InvalidIpv6Address
            | ParseError::InvalidDomainCharacter => UrlError::Host,
            _ => UrlError::NotALink,
        })?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(UrlError::Scheme(SafeText::line(clip(url.scheme(), 24))));
        }
        if url.host_str().is_none_or(str::is_empty) {
            return Err(UrlError::Host);
        }
        if url.as_str().len() > LIMIT {
            return Err(UrlError::TooLong);
        }
        Ok(Self(url.as_str().into()))
    }

    /// The link as one argument for a browser: pure ASCII, no spaces.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host in lower case, in punycode where it is not ASCII; an IPv6 address keeps its brackets.
    pub fn host(&self) -> &str {
        let authority = self.authority();
        let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        // The colons of an IPv6 address are not the port's.
        match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
            _ => host,
        }
    }

    /// Whether a user name stands before the host, as in `https://bank.example@evil.example/`.
    pub fn has_userinfo(&self) -> bool {
        self.authority().contains('@')
    }

    /// What stands between `//` and the path.
    pub(super) fn authority(&self) -> &str {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        rest.split(['/', '?', '#']).next().unwrap_or_default()
    }
}

/// Whether a link is surely one that the URL parser would write out byte for byte as it stands, as most links in cards
/// are: a lower-case host of letters, digits, hyphens and dots that ends in a name, a path, and nothing that is
/// encoded, decoded or left out.
fn is_written_out(raw: &str) -> bool {
    let Some(rest) = raw.strip_prefix("https://").or_else(|| raw.strip_prefix("http://")) else { return false };
    let rest = rest.as_bytes();
    let Some((host, path)) = memchr(b'/', rest).and_then(|slash| rest.split_at_checked(slash)) else { return false };
    is_written_out_host(host) && is_written_out_path(path)
}

fn is_written_out_host(host: &[u8]) -> bool {
    let mut last: &[u8] = b"";
    for label in host.split(|b| *b == b'.') {
        // Names that begin with `xn--` have to be valid punycode.
        let is_plain = label.iter().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        if !is_plain || label.is_empty() || label.starts_with(b"xn--") {
            return false;
        }
        last = label;
    }
    // What ends in a number is an address, and written out as one.
    last.first().is_some_and(u8::is_ascii_lowercase)
}

/// The same for everything from the first slash.
fn is_written_out_path(path: &[u8]) -> bool {
    let end = memchr2(b'?', b'#', path).unwrap_or(path.len());
    let (path, rest) = path.split_at_checked(end).unwrap_or_default();
    let fragment = memchr(b'#', rest).map_or(rest.len(), |at| at + 1);
    let (query, fragment) = rest.split_at_checked(fragment).unwrap_or_default();
    let query = query.strip_suffix(b"#").unwrap_or(query);
    let is_kept =
        |text: &[u8]| text.iter().fold(true, |all, b| all & KEPT.get(usize::from(*b)).is_some_and(|kept| *kept));
    // Dots at the start of a segment may be a way up; `%2e` is a dot, too.
    let may_go_up = |at: usize| at.checked_sub(1).and_then(|before| path.get(before)) == Some(&b'/');
    is_kept(path) && is_kept(query) && is_kept(fragment) && !memchr2_iter(b'.', b'%', path).any(may_go_up)
}

/// The characters that the URL parser keeps as they are in paths, queries and fragments. It keeps others in some of
/// them.
const KEPT: [bool; 256] = {
    let mut kept = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        kept[byte] = matches!(byte as u8,
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' | b'%' | b'?'
            | b'!' | b'$' | b'&' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=' | b':' | b'@');
        byte += 1;
    }
    kept
};

/// A link that could not be shown as it is must not be opened either.
fn refuse_unshowable(raw: &str) -> Result<(), UrlError> {
    if raw.bytes().all(|b| matches!(b, b' '..=b'~')) {
        return Ok(());
    }
    if let Some(c) = raw.chars().find(|c| c.is_control()) {
        return Err(UrlError::Control(c.into()));
    }
    let shown = SafeText::line(raw);
    if shown == *raw {
        return Ok(());
    }
    let culprit = raw.chars().zip(shown.chars()).find(|(a, b)| a != b).map(|(a, _)| a).or_else(|| raw.chars().last());
    Err(UrlError::Invisible(culprit.map_or(0, u32::from)))
}

fn clip(text: &str, chars: usize) -> &str {
    text.char_indices().nth(chars).map_or(text, |(at, _)| text.get(..at).unwrap_or_default())
}

impl fmt::Display for SafeUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for SafeUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

impl AsRef<str> for SafeUrl {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Serialize for SafeUrl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn web_links_are_taken_as_the_parser_writes_them() {
        for (raw, link) in [
            ("https://hbr.org/2021/05/getting-ai-to-scale", "https://hbr.org/2021/05/getting-ai-to-scale"),
            (" \n HTTPS://EXAMPLE.ORG:443/%00%0a\t", "https://example.org/%00%0a"),
            ("http:example.org", "http://example.org/"),
            ("https://e.example/$(id)`id`;id|id&", "https://e.example/$(id)%60id%60;id|id&"),
            ("https://аррӏе.com/", "https://xn--80ak6aa92e.com/"),
            ("https://e.example/a b/ü?q=ü#ü", "https://e.example/a%20b/%C3%BC?q=%C3%BC#%C3%BC"),
            (
                "https://fa.example/می\u{200c}خواهم",
                "https://fa.example/%D9%85%DB%8C%E2%80%8C%D8%AE%D9%88%D8%A7%D9%87%D9%85",
            ),
            ("http://127.1/", "http://127.0.0.1/"),
        ] {
            let parsed = SafeUrl::parse(raw);
            assert_eq!(parsed.as_ref().map(SafeUrl::as_str), Ok(link), "{raw:?}");
        }
    }

    #[test]
    fn everything_else_is_refused_with_its_reason() {
        let scheme = |name: &str| UrlError::Scheme(SafeText::line(name));
        for (raw, error) in [
            ("", UrlError::Empty),
            (" \n", UrlError::Empty),
            ("/relative", UrlError::Relative),
            ("//example.org/x", UrlError::Relative),
            ("-version", UrlError::Relative),
            ("example.org", UrlError::Relative),
            ("javascript:alert(1)", scheme("javascript")),
            ("file:///etc/passwd", scheme("file")),
            ("data:text/html,x", scheme("data")),
            ("mailto:a@example.org", scheme("mailto")),
            (" \tjava\nscript:alert(1)", UrlError::Control(0x0a)),
            ("https://e.example/\nsecond", UrlError::Control(0x0a)),
            ("https://e.example/\u{1b}[31m", UrlError::Control(0x1b)),
            ("https://e.example/\u{85}", UrlError::Control(0x85)),
            ("https://e.example/\u{202e}x", UrlError::Invisible(0x202e)),
            ("https://e.example/a\u{200b}b", UrlError::Invisible(0x200b)),
            ("https://e.example/\u{ad}", UrlError::Invisible(0xad)),
            ("http://[::1", UrlError::Host),
            ("http://", UrlError::Host),
            ("http://a b/", UrlError::Host),
            ("http://example.org:99999/", UrlError::Host),
        ] {
            assert_eq!(SafeUrl::parse(raw), Err(error), "{raw:?}");
        }
        assert_eq!(SafeUrl::parse(&format!("https://e.example/{}", "x".repeat(9000))), Err(UrlError::TooLong));
        // Three bytes become nine.
        assert_eq!(SafeUrl::parse(&format!("https://e.example/{}", "人".repeat(2000))), Err(UrlError::TooLong));
        let message = SafeUrl::parse("javascript:x").map_err(|error| error.to_string());
        assert_eq!(message, Err("links of the kind javascript: are not opened, only http: and https:".to_owned()));
    }

    #[test]
    fn host_and_user_are_told_apart() {
        for (raw, host, user) in [
            ("https://bank.example@evil.example/x", "evil.example", true),
            ("https://user:secret@evil.example:8080/", "evil.example", true),
            ("http://[::1]:8080/a:b@c", "[::1]", false),
            ("http://[2001:db8::1]/", "[2001:db8::1]", false),
            ("http://Example.ORG?x=@", "example.org", false),
        ] {
            let link = SafeUrl::parse(raw).expect(raw);
            assert_eq!((link.host(), link.has_userinfo()), (host, user), "{raw:?}");
        }
    }

    proptest! {
        #[test]
        fn prop_what_is_accepted_is_one_plain_argument(raw in "(https?:(//)?)?\\PC{0,40}") {
            if let Ok(link) = SafeUrl::parse(&raw) {
                prop_assert!(link.as_str().starts_with("http"));
                prop_assert!(link.as_str().bytes().all(|b| b.is_ascii_graphic()), "{}", link);
                prop_assert_eq!(SafeUrl::parse(link.as_str()), Ok(link.clone()));
                prop_assert!(!link.host().is_empty());
            }
        }

        #[test]
        fn prop_a_link_that_is_written_out_is_what_the_parser_writes(
            any in "https?://[a-zA-Z0-9.:@-]{0,20}(/[a-zA-Z0-9._~!$&'()*+,;=:@%?#|\\\\ -]{0,30}){0,3}",
            likely in "https?://([a-z0-9-]{1,6}[.]){1,3}(com|org|c0m|1|0x1|xn--a)(/(\\.|\\.\\.|%2e|%2E|[a-z0-9._-]{0,6})){0,5}(\\?[a-z=&%./?]{0,9})?(#[a-z/!#?]{0,4})?",
        ) {
            for raw in [any, likely] {
                if is_written_out(&raw) {
                    prop_assert_eq!(SafeUrl::parse_anything(&raw), Ok(SafeUrl(raw.as_str().into())));
                }
                prop_assert_eq!(SafeUrl::is_fine(&raw), SafeUrl::parse_anything(&raw).is_ok());
            }
        }

        #[test]
        fn prop_never_panics(raw in any::<String>()) {
            let _ = SafeUrl::parse(&raw).map_err(|error| error.to_string());
        }
    }
}
