//! The orders a list can have. Unknown values come last in both directions.

use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;

use super::{HeadRef, Library, Slot, fold};
use crate::card::SafeText;

/// What a list is ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortKey {
    /// Newest first.
    #[default]
    Date,
    /// Best first.
    Quality,
    /// Hottest first.
    Heat,
    /// From A to Z, folded.
    Title,
    /// From A to Z, folded; newest first within one provider.
    Provider,
}

impl SortKey {
    /// Every key, in the order menus show them.
    pub const ALL: [Self; 5] = [Self::Date, Self::Quality, Self::Heat, Self::Title, Self::Provider];

    /// The name users type.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Quality => "quality",
            Self::Heat => "heat",
            Self::Title => "title",
            Self::Provider => "provider",
        }
    }

    /// The key of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == name)
    }
}

/// An order: a key and whether it runs backwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sort {
    /// What to order by.
    pub key: SortKey,
    /// Oldest, worst, coldest or last first.
    pub reversed: bool,
}

/// Orders `slots`. Ties are broken by date, newest first, then by path, so that two runs agree.
pub fn sort(library: &Library, slots: &mut Vec<Slot>, sort: Sort) {
    match sort.key {
        SortKey::Date => by(library, slots, sort.reversed, |head| head.published_at().map(Reverse)),
        SortKey::Quality => by(library, slots, sort.reversed, |head| head.quality().map(Descending)),
        SortKey::Heat => by(library, slots, sort.reversed, |head| head.heat().map(Descending)),
        SortKey::Title => by(library, slots, sort.reversed, |head| text(head.folded_title())),
        SortKey::Provider => {
            let ranks = provider_ranks(library);
            by(library, slots, sort.reversed, |head| ranks.get(head.provider()).copied());
        }
    }
}

/// The place of every provider in the alphabet of their folded names. There are few of them, so names are folded and
/// compared once each.
fn provider_ranks(library: &Library) -> HashMap<&str, usize> {
    let names = library.segments().flat_map(|(_, segment)| segment.names()).map(SafeText::as_str);
    let mut names: Vec<(String, &str)> =
        names.filter(|name| !name.is_empty()).map(|name| (fold(library.provider_name(name)), name)).collect();
    names.sort_unstable();
    let mut ranks = HashMap::with_capacity(names.len());
    let mut rank = 0;
    let mut before: Option<&str> = None;
    for (folded, name) in &names {
        rank += usize::from(before.is_some_and(|before| before != folded));
        before = Some(folded);
        ranks.insert(*name, rank);
    }
    ranks
}

/// A score, larger first.
#[derive(PartialEq)]
struct Descending(f32);

impl Eq for Descending {}

impl PartialOrd for Descending {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Descending {
    fn cmp(&self, other: &Self) -> Ordering {
        other.0.total_cmp(&self.0)
    }
}

fn text(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// Reads each key once: at 100,000 cards the comparisons outnumber the cards seventeen to one.
fn by<'a, K: Ord>(library: &'a Library, slots: &mut Vec<Slot>, reversed: bool, key: impl Fn(HeadRef<'a>) -> Option<K>) {
    let mut keyed: Vec<(K, Slot)> = Vec::with_capacity(slots.len());
    let mut unknown = Vec::new();
    for slot in slots.drain(..) {
        match library.head(slot).and_then(&key) {
            Some(key) => keyed.push((key, slot)),
            None => unknown.push(slot),
        }
    }
    keyed.sort_unstable_by(|(a, a_slot), (b, b_slot)| {
        let order = if reversed { b.cmp(a) } else { a.cmp(b) };
        order.then_with(|| tie(library, *a_slot, *b_slot))
    });
    unknown.sort_unstable_by(|a, b| tie(library, *a, *b));
    slots.extend(keyed.into_iter().map(|(_, slot)| slot));
    slots.append(&mut unknown);
}

fn tie(library: &Library, a: Slot, b: Slot) -> Ordering {
    let (Some(a_head), Some(b_head)) = (library.head(a), library.head(b)) else { return a.cmp(&b) };
    b_head
        .published_at()
        .cmp(&a_head.published_at())
        .then_with(|| a_head.root().cmp(&b_head.root()))
        .then_with(|| a_head.path().cmp(b_head.path()))
}
