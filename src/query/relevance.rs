//! How well a card answers the words of a query.
//!
//! For each word or phrase that is looked for, the best field that has it counts: the title 8, a topic 4, the provider 3,
//! the excerpt 2, the body 1. A hit that begins a word counts half as much again, and one that is a whole word twice. The
//! sum over the words is multiplied by a freshness between 1 (today) and 0.5 (long ago): 0.5 + 0.5 · 2^(-age / 90 days). A
//! card without a date counts as old. `like:CARD` adds its likeness, at most 10.

use std::collections::HashMap;

use super::compile::LookedFor;
use super::matcher::Matcher;
use super::{Answer, Field};
use crate::card::Timestamp;
use crate::library::{HeadRef, Library, SEGMENT_ROWS, Slot};

const TITLE: f32 = 8.0;
const TOPIC: f32 = 4.0;
const PROVIDER: f32 = 3.0;
const EXCERPT: f32 = 2.0;
const BODY: f32 = 1.0;
const WORD_START: f32 = 1.5;
const WHOLE_WORD: f32 = 2.0;
const LIKENESS: f32 = 10.0;
/// After so many seconds half of what freshness adds is gone.
const HALF_LIFE: f64 = 90.0 * 86_400.0;

/// Hits that are looked at in one text: the first ones tell enough, and one letter has hundreds.
const LOOKED_AT: usize = 8;

/// Ranks by slot.
pub(super) struct RankTable(Vec<f32>);

impl RankTable {
    /// The rank of a card that matches.
    pub(super) fn get(&self, slot: Slot) -> Option<f32> {
        self.0.get(index(slot)).copied().filter(|rank| !rank.is_nan())
    }
}

fn index(slot: Slot) -> usize {
    slot.segment() * SEGMENT_ROWS + slot.row()
}

/// The rank of each card that matches.
pub(super) fn ranks(answer: &Answer, library: &Library, now: Timestamp) -> RankTable {
    let compiled = &answer.compiled;
    let best = compiled.likeness.iter().map(|(_, likeness)| *likeness).fold(f32::EPSILON, f32::max);
    let likeness: HashMap<Slot, f32> =
        compiled.likeness.iter().map(|(slot, likeness)| (*slot, likeness / best * LIKENESS)).collect();
    let rank = |slot: &Slot| {
        let head = library.head(*slot)?;
        let in_body = |probe: usize| answer.hits.get(probe).is_some_and(|hits| hits.has(*slot));
        let best = |wanted: &LookedFor| {
            let body = if wanted.probe.is_some_and(in_body) { BODY } else { 0.0 };
            in_head(wanted.field, &wanted.matcher, head).max(body)
        };
        let words: f32 = compiled.looked_for.iter().map(best).sum();
        Some((words + likeness.get(slot).copied().unwrap_or(0.0)) * freshness(head, now))
    };
    let mut table = vec![f32::NAN; answer.matching.last().map_or(0, |last| index(*last) + 1)];
    for slot in answer.matching.iter() {
        if let (Some(place), Some(rank)) = (table.get_mut(index(*slot)), rank(slot)) {
            *place = rank;
        }
    }
    RankTable(table)
}

fn in_head(field: Field, matcher: &Matcher, head: HeadRef<'_>) -> f32 {
    let title = hit(matcher, head.folded_title()) * TITLE;
    if field != Field::Text {
        return if field == Field::Title { title } else { 0.0 };
    }
    // The worst hit in a title is worth the best one in a topic, and so on.
    if title > 0.0 {
        return title;
    }
    let topic = head.folded_topics().map(|text| hit(matcher, text) * TOPIC).fold(0.0, f32::max);
    let provider = hit(matcher, head.folded_provider()) * PROVIDER;
    let best = topic.max(provider);
    if best >= EXCERPT * WHOLE_WORD { best } else { best.max(hit(matcher, head.folded_excerpt()) * EXCERPT) }
}

/// 0 without a hit, else more the better it fits the bounds of words.
fn hit(matcher: &Matcher, text: &str) -> f32 {
    let Matcher::Contains(finder) = matcher else { return if matcher.is_match(text) { 1.0 } else { 0.0 } };
    let mut best: f32 = 0.0;
    for at in finder.find_iter(text.as_bytes()).take(LOOKED_AT) {
        let end = at + finder.needle().len();
        let starts = !text.get(..at).and_then(|text| text.chars().next_back()).is_some_and(char::is_alphanumeric);
        let ends = !text.get(end..).and_then(|text| text.chars().next()).is_some_and(char::is_alphanumeric);
        best = best.max(match (starts, ends) {
            (true, true) => return WHOLE_WORD,
            (true, false) => WORD_START,
            (false, _) => 1.0,
        });
    }
    best
}

fn freshness(head: HeadRef<'_>, now: Timestamp) -> f32 {
    let Some(at) = head.published_at() else { return 0.5 };
    let age = now.0.saturating_sub(at.0).max(0) as f64;
    (0.5 + 0.5 * (-age / HALF_LIFE).exp2()) as f32
}
