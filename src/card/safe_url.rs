//! Links that may be handed to a browser.
//! Which link of a card is meant, and which links mean the same card, is decided in [`super::link`].

use std::fmt;

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
