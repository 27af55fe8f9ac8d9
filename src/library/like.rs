//! Cards like a given one, by the topics and the words they share. Where words are is decided in [`super::words()`]; what
//! is done with the cards is decided by those who ask.

mod model;
mod scan;
mod table;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::path::Path;

use model::Model;
use scan::{Question, Scan};

use super::{Library, Slot, Stopped};
use crate::card::Timestamp;

/// Less than this share of what a card has in common with itself is no likeness: it comes from a few words that are
/// everywhere.
const LEAST: f64 = 0.08;
/// Shared topics and words that are told of one card.
const TOLD: usize = 8;

/// A card that is like another.
#[derive(Debug, Clone, PartialEq)]
pub struct Alike {
    /// Where its head is.
    pub slot: Slot,
    /// How much it has in common with the other, as a share of what that has in common with itself: about 0 to 1.
    pub score: f32,
    /// The strongest topics and words that both have, strongest first, at most eight.
    pub shared: Vec<Shared>,
}

/// Something that two cards share.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    /// What it is.
    pub what: SharedKind,
    /// The topic or word, folded.
    pub text: String,
    /// What it adds to [`Alike::score`].
    pub weight: f32,
}

/// What two cards can share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SharedKind {
    /// A topic of both.
    Topic,
    /// A word in the title or excerpt of both.
    Word,
}

/// The current cards of `library` that are most like the one at `slot`, most alike first, at most `limit`; of two that
/// are equally like it, the newer one first, then the first by path. Without the card itself and its twins.
///
/// The score is Okapi BM25 in its form for texts of several fields (S. Robertson and H. Zaragoza (2009), "The
/// Probabilistic Relevance Framework: BM25 and Beyond", section 3.6), with the words of the given card as the question:
///
/// Σ over shared words *idf · q · tf · (k₁ + 1) / (tf + k₁ · (1 − b + b · length / mean length))* + Σ over shared topics
/// *2 · idf*
///
/// - *idf* = ln(1 + (N − n + ½) / (n + ½)) for a word or topic that n of N cards have;
/// - *tf* and *q* are 2 for a word in the title plus 1 for one in the excerpt, of the card and of the given one;
/// - the length is that of title and excerpt in words, k₁ = 1.2 and b = 0.75 as there.
///
/// That common words count little is left to *idf*: a list of them is not needed. It reads each head once and keeps 32
/// bytes a card until it is done.
///
/// # Errors
/// [`Stopped`] when `stop` said so between two segments.
pub fn like(library: &Library, slot: Slot, limit: usize, stop: &dyn Fn() -> bool) -> Result<Vec<Alike>, Stopped> {
    let Some(head) = library.head(slot) else { return Ok(Vec::new()) };
    let question = Question::of(head);
    let scan = Scan::of(library, &question, stop)?;
    let model = Model::new(&question, &scan);
    let own = model.score(&question.own_traits(head, slot));
    if own <= 0.0 {
        return Ok(Vec::new());
    }
    let mut left_out = library.twins(slot);
    left_out.push(slot);
    let mut best: BinaryHeap<Reverse<Ranked<'_>>> = BinaryHeap::new();
    for (number, traits) in scan.cards.iter().enumerate() {
        let score = model.score(traits);
        let is_full = best.len() >= limit;
        // Bits of numbers from 0 up are ordered as these are.
        let bits = score.to_bits();
        let is_low = score < own * LEAST || is_full && best.peek().is_none_or(|worst| bits < worst.0.score);
        if is_low || left_out.contains(&traits.slot) {
            continue;
        }
        let Some(head) = library.head(traits.slot) else { continue };
        let file = Reverse((head.root(), head.path()));
        let ranked = Ranked { score: bits, published_at: head.published_at(), file, number };
        if !is_full {
            best.push(Reverse(ranked));
        } else if let Some(mut worst) = best.peek_mut().filter(|worst| worst.0 < ranked) {
            *worst = Reverse(ranked);
        }
    }
    let ranked = best.into_sorted_vec().into_iter().filter_map(|Reverse(ranked)| scan.cards.get(ranked.number));
    Ok(ranked
        .map(|traits| {
            let mut shared = model.shared(traits, own);
            shared.truncate(TOLD);
            Alike { slot: traits.slot, score: (model.score(traits) / own) as f32, shared }
        })
        .collect())
}

/// A card among others: of two, the greater one is more like the one asked about.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Ranked<'a> {
    score: u64,
    published_at: Option<Timestamp>,
    file: Reverse<(u16, &'a Path)>,
    /// Among the cards of the scan.
    number: usize,
}
