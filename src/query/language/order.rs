//! The order a query asks for, as a value and as text. How cards are put into it is [`crate::library`]'s.

use std::fmt;
use std::str::FromStr;

/// What a list is ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortKey {
    /// Newest first.
    Date,
    /// Last updated first.
    Updated,
    /// Best first.
    Quality,
    /// Hottest first.
    Heat,
    /// Highest first.
    Score,
    /// From A to Z, folded.
    Title,
    /// From A to Z, folded.
    Provider,
    /// Longest first.
    Length,
    /// What fits the words of the query best first.
    Relevance,
}

impl SortKey {
    /// Every key, in the order menus show them.
    pub const ALL: [Self; 9] = [
        Self::Date,
        Self::Updated,
        Self::Quality,
        Self::Heat,
        Self::Score,
        Self::Title,
        Self::Provider,
        Self::Length,
        Self::Relevance,
    ];

    /// The name users type.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Updated => "updated",
            Self::Quality => "quality",
            Self::Heat => "heat",
            Self::Score => "score",
            Self::Title => "title",
            Self::Provider => "provider",
            Self::Length => "length",
            Self::Relevance => "relevance",
        }
    }

    /// The key of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == name)
    }
}

/// A key and whether it runs backwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// What to order by.
    pub key: SortKey,
    /// The other way round.
    pub reversed: bool,
}

/// An order: one to [`Sort::MOST`] terms, the first one first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sort {
    /// The terms.
    pub terms: Vec<Term>,
}

impl Sort {
    /// The most terms an order has.
    pub const MOST: usize = 3;
}

/// The text is no order.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no order")]
pub struct SortError(String);

impl FromStr for Sort {
    type Err = SortError;

    /// Reads `quality,-date`.
    fn from_str(text: &str) -> Result<Self, SortError> {
        let term = |text: &str| {
            let name = text.strip_prefix('-');
            let key = SortKey::from_name(name.unwrap_or(text))?;
            Some(Term { key, reversed: name.is_some() })
        };
        match text.split(',').map(term).collect::<Option<Vec<_>>>() {
            Some(terms) if terms.len() <= Self::MOST => Ok(Self { terms }),
            _ => Err(SortError(text.to_owned())),
        }
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, term) in self.terms.iter().enumerate() {
            let comma = if index > 0 { "," } else { "" };
            let minus = if term.reversed { "-" } else { "" };
            write!(f, "{comma}{minus}{}", term.key.name())?;
        }
        Ok(())
    }
}
