//! The names that occur in a list of cards, apart from topics, and how many cards have each.

use std::collections::HashMap;

use super::{HeadRef, Library, Slot};
use crate::card::SafeText;

/// Names that occur, each kind with those of most cards first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameCounts {
    /// Providers, by their proper names.
    pub providers: Vec<NameCount>,
    /// Values of `type`.
    pub types: Vec<NameCount>,
    /// Values of `category`.
    pub categories: Vec<NameCount>,
}

/// A name, and how many cards have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameCount {
    /// The name.
    pub name: SafeText,
    /// How many.
    pub cards: usize,
}

impl Library {
    /// Counts the names of the cards at `slots`.
    pub fn name_counts(&self, slots: &[Slot]) -> NameCounts {
        let heads = || slots.iter().filter_map(|slot| self.head(*slot));
        NameCounts {
            providers: count(heads(), |head| self.provider_name(head.provider())),
            types: count(heads(), HeadRef::kind),
            categories: count(heads(), HeadRef::category),
        }
    }
}

fn count<'a>(heads: impl Iterator<Item = HeadRef<'a>>, name: impl Fn(HeadRef<'a>) -> &'a str) -> Vec<NameCount> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for name in heads.map(name).filter(|name| !name.is_empty()) {
        *counts.entry(name).or_default() += 1;
    }
    let mut counts: Vec<NameCount> =
        counts.into_iter().map(|(name, cards)| NameCount { name: SafeText::line(name), cards }).collect();
    counts.sort_by(|a, b| b.cards.cmp(&a.cards).then_with(|| a.name.cmp(&b.name)));
    counts
}
