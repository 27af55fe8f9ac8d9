//! Tests a folded text. What is tested is decided in `eval`.

use memchr::memmem::Finder;
use regex::Regex;

use super::Test;
use super::language::pattern;
use crate::library::fold_line;

/// A [`Test`] made ready.
#[derive(Debug, Clone)]
pub(super) enum Matcher {
    Contains(Box<Finder<'static>>),
    Exact(String),
    Matches(Regex),
    /// A regular expression that cannot be. Parsing refuses it, so nobody sees this.
    Never,
}

impl Matcher {
    pub(super) fn new(test: &Test) -> Self {
        match test {
            Test::Contains(text) => Self::Contains(Box::new(Finder::new(&fold_line(text)).into_owned())),
            Test::Exact(text) => Self::Exact(fold_line(text)),
            Test::Matches(written) => pattern(written).map_or(Self::Never, Self::Matches),
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
