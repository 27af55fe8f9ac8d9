//! The orders a list can have, as values and as text. Ordering cards is [`mod@super::arrange`]'s work.

use std::fmt::{self, Display};
use std::str::FromStr;

use crate::nearest::nearest;

/// What a list is ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SortKey {
    /// By `publishedDateTime`, newest first.
    #[default]
    Date,
    /// By `updatedDateTime`, newest first.
    Updated,
    /// Best first.
    Quality,
    /// Hottest first.
    Heat,
    /// By quality, heat and freshness together, best first.
    Score,
    /// From A to Z, folded.
    Title,
    /// From A to Z, folded; newest first within one provider.
    Provider,
    /// Longest first.
    Length,
    /// How well the card answers the words of the query, best first.
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

/// One key of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct SortTerm {
    /// What to order by.
    pub key: SortKey,
    /// Oldest, worst, coldest, shortest or last first.
    pub reversed: bool,
}

// Beside the type, whose fields need it.
const TERMS: usize = Sort::MOST;

/// An order: up to three keys, of which the later ones decide among what is equal by those before. Ties are broken by
/// date, newest first, then by path. Its text is `quality,-date`: keys with commas between them, `-` before one that is
/// turned round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sort {
    first: SortTerm,
    more: [Option<SortTerm>; TERMS - 1],
}

impl Default for Sort {
    fn default() -> Self {
        Self::by(SortKey::default())
    }
}

impl Sort {
    /// Most keys of one order.
    pub const MOST: usize = 3;

    /// By these keys; `None` when there is none, or too many.
    pub fn of(terms: &[SortTerm]) -> Option<Self> {
        let (first, rest) = terms.split_first()?;
        let more = std::array::from_fn(|at| rest.get(at).copied());
        (rest.len() < TERMS).then_some(Self { first: *first, more })
    }

    /// By one key in its usual direction.
    pub const fn by(key: SortKey) -> Self {
        Self { first: SortTerm { key, reversed: false }, more: [None; TERMS - 1] }
    }

    /// The first key.
    pub fn first(self) -> SortTerm {
        self.first
    }

    /// Every key, the first one first.
    pub fn terms(self) -> impl Iterator<Item = SortTerm> {
        std::iter::once(self.first).chain(self.more.into_iter().flatten())
    }

    /// The same order with its first key turned round.
    #[must_use]
    pub fn reversed(mut self) -> Self {
        self.first.reversed = !self.first.reversed;
        self
    }

    /// Whether one of its keys is this one.
    pub fn uses(self, key: SortKey) -> bool {
        self.terms().any(|term| term.key == key)
    }
}

impl Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, term) in self.terms().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            let minus = if term.reversed { "-" } else { "" };
            write!(f, "{comma}{minus}{}", term.key.name())?;
        }
        Ok(())
    }
}

/// Why a text is no order.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SortError {
    /// There is no such key.
    #[error("there is no order `{name}`{}", .nearest.map_or_else(|| format!("; orders are {}", names()), |key| format!("; did you mean `{key}`?")))]
    Unknown {
        /// What was written.
        name: String,
        /// What was probably meant.
        nearest: Option<&'static str>,
    },
    /// A key stands twice.
    #[error("`{0}` stands twice in the order")]
    Twice(&'static str),
    /// There are too many keys.
    #[error("an order has at most {TERMS} keys")]
    TooMany,
}

fn names() -> String {
    SortKey::ALL.map(SortKey::name).join(", ")
}

impl FromStr for Sort {
    type Err = SortError;

    fn from_str(text: &str) -> Result<Self, SortError> {
        let mut terms = Vec::new();
        for word in text.split(',').map(str::trim) {
            let (name, reversed) = word.strip_prefix('-').map_or((word, false), |name| (name, true));
            let Some(key) = SortKey::from_name(name) else {
                let nearest = nearest(name, SortKey::ALL.map(SortKey::name));
                return Err(SortError::Unknown { name: name.to_owned(), nearest });
            };
            if terms.iter().any(|term: &SortTerm| term.key == key) {
                return Err(SortError::Twice(key.name()));
            }
            terms.push(SortTerm { key, reversed });
        }
        Self::of(&terms).ok_or(SortError::TooMany)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_read_and_written() {
        for text in ["date", "-date", "quality,-date", "provider,score,-title"] {
            assert_eq!(text.parse::<Sort>().unwrap().to_string(), text);
        }
        assert_eq!(" heat , -title ".parse::<Sort>().unwrap().to_string(), "heat,-title");
        assert_eq!("heat,title".parse::<Sort>().unwrap().reversed().to_string(), "-heat,title");
    }

    #[test]
    fn mistakes_are_explained() {
        for (text, message) in [
            ("qualty", "there is no order `qualty`; did you mean `quality`?"),
            ("date,-date", "`date` stands twice in the order"),
            ("date,title,heat,quality", "an order has at most 3 keys"),
            (
                "",
                "there is no order ``; orders are date, updated, quality, heat, score, title, provider, length, relevance",
            ),
        ] {
            assert_eq!(text.parse::<Sort>().unwrap_err().to_string(), message);
        }
    }
}
