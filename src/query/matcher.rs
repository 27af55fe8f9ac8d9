//! Tests a folded text. What is tested is decided in `eval`.

use memchr::memmem::Finder;
use regex::Regex;

use super::Test;
use crate::library::fold_line;

/// Largest regular expression, compiled, in bytes.
const REGEX_LIMIT: usize = 1 << 20;

/// A [`Test`] made ready.
#[derive(Debug, Clone)]
pub(super) enum Matcher {
    Contains(Finder<'static>),
    Exact(String),
    Matches(Regex),
    /// A regular expression that cannot be. Parsing refuses it, so nobody sees this.
    Never,
}

impl Matcher {
    pub(super) fn new(test: &Test) -> Self {
        match test {
            Test::Contains(text) => Self::Contains(Finder::new(&fold_line(text)).into_owned()),
            Test::Exact(text) => Self::Exact(fold_line(text)),
            Test::Matches(pattern) => regex(pattern).map_or(Self::Never, Self::Matches),
        }
    }

    pub(super) fn is_match(&self, folded: &str) -> bool {
        match self {
            Self::Contains(finder) => finder.find(folded.as_bytes()).is_some(),
            Self::Exact(text) => text == folded,
            Self::Matches(regex) => regex.is_match(folded),
            Self::Never => false,
        }
    }
}

/// A pattern made ready for folded text: its letters beyond ASCII are folded, and case does not count.
///
/// # Errors
/// When it is no regular expression, or too large a one.
pub(super) fn regex(pattern: &str) -> Result<Regex, regex::Error> {
    let mut folded = String::with_capacity(pattern.len());
    for c in pattern.chars() {
        if c.is_ascii() {
            folded.push(c);
        } else {
            crate::library::fold_into(c.encode_utf8(&mut [0; 4]), &mut folded);
        }
    }
    regex::RegexBuilder::new(&folded).case_insensitive(true).size_limit(REGEX_LIMIT).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_meet_folded_text() {
        for (pattern, text, found) in [
            (r"z[uü]r\w+", "zurich", true),
            (r"ZÜR\W?I", "zurich", true),
            (r"^\d{4}$", "2026", true),
            (r"人工.能", "人工知能", true),
            (r"\bat\b", "attic", false),
        ] {
            assert_eq!(regex(pattern).unwrap().is_match(text), found, "{pattern}");
        }
        assert!(regex("(").is_err() && regex(r"\w{5000}{5000}").is_err());
    }
}
