//! Fuzzy search over the titles of a library: which cards are meant by a few letters, best first. How well a word fits a
//! title is decided in `align`; how hits are shown is the view's affair.

mod align;
mod pattern;
mod shown;
#[cfg(test)]
mod tests;
mod titles;

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;
use std::path::Path;

use align::Aligner;
use pattern::Pattern;
use titles::Titles;

use super::{HeadRef, Library, Slot, Stopped};
use crate::card::Timestamp;

/// Titles between two questions whether anybody still waits.
const STRETCH: usize = 4096;

/// A card that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where its head is.
    pub slot: Slot,
    /// How well it fits: the sum over the words of the pattern, no unit, larger is better; 0 for an empty pattern.
    pub score: i32,
    /// The letters of the shown title that were found: ranges of bytes, ascending and apart, which begin and end
    /// between code points.
    pub letters: Vec<Range<usize>>,
}

/// The current cards of `library` whose titles fit `pattern`, best first, at most `limit`. Who asks again as the pattern
/// grows keeps [`Candidates`] instead.
///
/// Blanks separate the words of the pattern. Each must be found, in any order, as letters that follow each other in the
/// folded title, others between them or not. A title is better when the letters begin words or stand together; among
/// equals the shorter one comes first, when the lower power of two holds its length in bytes, then the newer one, then
/// the first by path. An empty pattern finds the newest cards.
///
/// # Errors
/// [`Stopped`] when `stop` said so, which is asked every 4,096 cards.
pub fn fuzzy(library: &Library, pattern: &str, limit: usize, stop: &dyn Fn() -> bool) -> Result<Vec<Hit>, Stopped> {
    Candidates::of(library.clone(), stop)?.search(pattern, limit, stop)
}

/// What is left of a library after what was typed so far: a pattern that says more than the one before is looked for
/// only there. Holds a copy of the folded titles, one after the other, 5 MB for 100,000: read where they lie among the
/// excerpts, `quan` typed after `qua` takes 7.5 ms there instead of 2.
#[derive(Debug, Clone)]
pub struct Candidates {
    library: Library,
    titles: Titles,
    /// What was asked last.
    pattern: Pattern,
    /// The titles that fit it, ascending; `None` when all may.
    fitting: Option<Vec<u32>>,
}

impl Candidates {
    /// Every current card of `library`.
    ///
    /// # Errors
    /// As [`fuzzy`].
    pub fn of(library: Library, stop: &dyn Fn() -> bool) -> Result<Self, Stopped> {
        let titles = Titles::of(&library, stop)?;
        Ok(Self { library, titles, pattern: Pattern::default(), fitting: None })
    }

    /// Whether these are cards of `library` as it is now.
    pub fn are_of(&self, library: &Library) -> bool {
        self.library.is_same(library)
    }

    /// As [`fuzzy`], reading only the titles that fitted the pattern before where the new one says more than that.
    ///
    /// # Errors
    /// As [`fuzzy`]; the candidates are then those from before.
    pub fn search(&mut self, pattern: &str, limit: usize, stop: &dyn Fn() -> bool) -> Result<Vec<Hit>, Stopped> {
        let pattern = Pattern::new(pattern);
        let fitting = self.fitting.take().filter(|_| pattern.narrows(&self.pattern));
        let mut search = Search::new(self, &pattern, limit);
        let outcome = match &fitting {
            Some(fitting) => search.visit(fitting.iter().copied(), stop),
            None => search.visit(0..self.titles.len(), stop),
        };
        if outcome.is_err() {
            self.fitting = fitting;
            return Err(Stopped);
        }
        let (hits, fitting) = search.finish();
        (self.pattern, self.fitting) = (pattern, Some(fitting));
        Ok(hits)
    }
}

/// A hit among others: of two, the greater one comes first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Ranked<'a> {
    score: i32,
    /// Power of two of the bytes: in titles of cards, newer counts for more than a few letters less.
    length: Reverse<u32>,
    published_at: Option<Timestamp>,
    file: Reverse<(u16, &'a Path)>,
    slot: Slot,
}

/// One pass over titles.
struct Search<'a> {
    library: &'a Library,
    titles: &'a Titles,
    pattern: &'a Pattern,
    limit: usize,
    /// The best so far, the worst of them on top.
    best: BinaryHeap<Reverse<Ranked<'a>>>,
    fitting: Vec<u32>,
    aligner: Aligner,
}

impl<'a> Search<'a> {
    fn new(candidates: &'a Candidates, pattern: &'a Pattern, limit: usize) -> Self {
        let Candidates { library, titles, .. } = candidates;
        let (best, fitting, aligner) = (BinaryHeap::new(), Vec::new(), Aligner::default());
        Self { library, titles, pattern, limit, best, fitting, aligner }
    }

    fn visit(&mut self, numbers: impl Iterator<Item = u32>, stop: &dyn Fn() -> bool) -> Result<(), Stopped> {
        for (count, number) in numbers.enumerate() {
            if count % STRETCH == 0 && stop() {
                return Err(Stopped);
            }
            let Some((slot, title)) = self.titles.get(number) else { continue };
            let floor = self.best.peek().filter(|_| self.best.len() >= self.limit).map(|Reverse(worst)| worst.score);
            let Some(fit) = self.pattern.fit(title, floor, &mut self.aligner) else { continue };
            self.fitting.push(number);
            if let Some(score) = fit {
                self.rank(slot, title, score);
            }
        }
        Ok(())
    }

    fn rank(&mut self, slot: Slot, title: &str, score: i32) {
        let Some(head) = self.library.head(slot) else { return };
        let length = Reverse(if self.pattern.is_empty() { 0 } else { title.len().max(1).ilog2() });
        let file = Reverse((head.root(), head.path()));
        let ranked = Ranked { score, length, published_at: head.published_at(), file, slot };
        if self.best.len() < self.limit {
            self.best.push(Reverse(ranked));
        } else if let Some(mut worst) = self.best.peek_mut().filter(|worst| worst.0 < ranked) {
            *worst = Reverse(ranked);
        }
    }

    /// The hits, best first, and the titles that fit.
    fn finish(mut self) -> (Vec<Hit>, Vec<u32>) {
        let ranked = std::mem::take(&mut self.best).into_sorted_vec();
        let hits = ranked.into_iter().map(|Reverse(Ranked { slot, score, .. })| {
            let letters = self.library.head(slot).map(|head| self.letters(head)).unwrap_or_default();
            Hit { slot, score, letters }
        });
        (hits.collect(), self.fitting)
    }

    fn letters(&mut self, head: HeadRef<'_>) -> Vec<Range<usize>> {
        shown::ranges(head.title(), &self.pattern.places(head.folded_title(), &mut self.aligner))
    }
}
