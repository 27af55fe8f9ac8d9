//! Puts cards in an order. Unknown values come last in both directions; what orders there are is [`super::sort`]'s.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::{HeadRef, Library, Slot, Sort, SortKey, SortTerm, fold};
use crate::card::SafeText;

/// Gives the score of a card.
pub(super) type Score<'r> = dyn Fn(HeadRef<'_>) -> Option<f64> + 'r;
/// Gives the rank of a card.
pub(super) type Rank<'r> = dyn Fn(Slot) -> Option<f32> + 'r;

/// The values that are not in a head: what it takes to know them differs from list to list.
#[derive(Clone, Copy, Default)]
pub struct Ranks<'r> {
    /// The score of a card, larger is better.
    pub score: Option<&'r Score<'r>>,
    /// How well a card answers a query, larger is better.
    pub relevance: Option<&'r Rank<'r>>,
}

/// Orders `slots`. Ties are broken by date, newest first, then by path, so that two runs agree.
pub fn arrange(library: &Library, slots: &mut [Slot], sort: Sort, ranks: Ranks<'_>) {
    let providers = if sort.uses(SortKey::Provider) { provider_ranks(library) } else { HashMap::new() };
    let by = By { library, ranks, providers };
    let mut terms = sort.terms();
    let Some(first) = terms.next() else { return };
    let more: Vec<SortTerm> = terms.collect();
    // Each first key is read once: at 100,000 cards the comparisons outnumber the cards seventeen to one.
    let mut keyed: Vec<(u64, Slot)> = slots.iter().map(|slot| (by.key(*slot, first), *slot)).collect();
    keyed.sort_unstable_by(|(a_key, a), (b_key, b)| {
        let first = a_key.cmp(b_key).then_with(|| by.whole(first, *a, *b));
        let order = more.iter().fold(first, |order, term| order.then_with(|| by.compare(*term, *a, *b)));
        order.then_with(|| tie(library, *a, *b))
    });
    for (place, (_, slot)) in slots.iter_mut().zip(keyed) {
        *place = slot;
    }
}

struct By<'a> {
    library: &'a Library,
    ranks: Ranks<'a>,
    providers: HashMap<&'a str, u64>,
}

/// Comes after every value that is known.
const UNKNOWN: u64 = u64::MAX;

impl By<'_> {
    /// The value of `slot` as a number that is smaller the earlier it comes. Of titles it is only the beginning.
    fn key(&self, slot: Slot, term: SortTerm) -> u64 {
        let Some(head) = self.library.head(slot) else { return UNKNOWN };
        let key = match term.key {
            SortKey::Date => head.published_at().map(|at| !of_signed(at.0)),
            SortKey::Updated => head.updated_at().map(|at| !of_signed(at.0)),
            SortKey::Quality => head.quality().map(|score| !of_float(f64::from(score))),
            SortKey::Heat => head.heat().map(|score| !of_float(f64::from(score))),
            SortKey::Score => self.ranks.score.and_then(|score| score(head)).map(|score| !of_float(score)),
            SortKey::Relevance => {
                self.ranks.relevance.and_then(|rank| rank(slot)).map(|rank| !of_float(f64::from(rank)))
            }
            SortKey::Title => Some(head.folded_title()).filter(|title| !title.is_empty()).map(beginning),
            SortKey::Provider => self.providers.get(head.provider()).copied(),
            SortKey::Length => head.length().map(|seconds| !u64::from(seconds)),
        };
        // One step below, so that nothing known is taken for unknown once it is turned round.
        let key = key.map(|key| key.min(UNKNOWN - 1));
        match (key, term.reversed) {
            (None, _) => UNKNOWN,
            (Some(key), false) => key,
            (Some(key), true) => UNKNOWN - 1 - key,
        }
    }

    /// Decides between two values whose [`Self::key`] is the same.
    fn whole(&self, term: SortTerm, a: Slot, b: Slot) -> Ordering {
        if term.key != SortKey::Title {
            return Ordering::Equal;
        }
        let title = |slot| self.library.head(slot).map(HeadRef::folded_title);
        let order = title(a).cmp(&title(b));
        if term.reversed { order.reverse() } else { order }
    }

    fn compare(&self, term: SortTerm, a: Slot, b: Slot) -> Ordering {
        self.key(a, term).cmp(&self.key(b, term)).then_with(|| self.whole(term, a, b))
    }
}

/// Keeps the order of whole numbers.
fn of_signed(number: i64) -> u64 {
    (number as u64) ^ (1 << 63)
}

/// Keeps the order of numbers: the bits of positive ones already do, those of negative ones do when turned over.
fn of_float(number: f64) -> u64 {
    let bits = number.to_bits();
    if bits >> 63 == 0 { bits ^ (1 << 63) } else { !bits }
}

/// The first eight bytes, which decide between most titles.
fn beginning(text: &str) -> u64 {
    let mut bytes = [0; 8];
    for (place, byte) in bytes.iter_mut().zip(text.bytes()) {
        *place = byte;
    }
    u64::from_be_bytes(bytes)
}

/// The place of every provider in the alphabet of their folded names. There are few of them, so names are folded and
/// compared once each.
fn provider_ranks(library: &Library) -> HashMap<&str, u64> {
    let names = library.segments().flat_map(|(_, segment)| segment.names()).map(SafeText::as_str);
    let mut names: Vec<(String, &str)> =
        names.filter(|name| !name.is_empty()).map(|name| (fold(library.provider_name(name)), name)).collect();
    names.sort_unstable();
    let mut ranks = HashMap::with_capacity(names.len());
    let mut rank = 0;
    let mut before: Option<&str> = None;
    for (folded, name) in &names {
        rank += u64::from(before.is_some_and(|before| before != folded));
        before = Some(folded);
        ranks.insert(*name, rank);
    }
    ranks
}

fn tie(library: &Library, a: Slot, b: Slot) -> Ordering {
    let (Some(a_head), Some(b_head)) = (library.head(a), library.head(b)) else { return a.cmp(&b) };
    b_head
        .published_at()
        .cmp(&a_head.published_at())
        .then_with(|| a_head.root().cmp(&b_head.root()))
        .then_with(|| a_head.path().cmp(b_head.path()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_order() {
        let numbers = [f64::NEG_INFINITY, -2.5, -0.5, 0.0, 0.25, 3.0, 1e300];
        assert!(numbers.windows(2).all(|pair| of_float(pair[0]) < of_float(pair[1])));
        let numbers = [i64::MIN, -1, 0, 1, i64::MAX];
        assert!(numbers.windows(2).all(|pair| of_signed(pair[0]) < of_signed(pair[1])));
    }
}
