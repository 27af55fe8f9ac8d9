//! What was typed to find a title, and how its words add up over one title. How a single word fits is decided in
//! [`super::align`].

use super::super::fold;
use super::align::{Aligner, Letter, ceiling, ceiling_apart};

/// Letters of a title that are searched; what follows is not.
const LETTERS: usize = 1024;

/// The words that must be found.
#[derive(Debug, Clone, Default)]
pub(super) struct Pattern {
    words: Vec<Word>,
    is_ascii: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    folded: String,
    letters: Vec<char>,
}

impl Pattern {
    pub(super) fn new(typed: &str) -> Self {
        let folded = fold(typed);
        let mut words: Vec<Word> = Vec::new();
        for word in folded.split_whitespace() {
            let word = Word { folded: word.to_owned(), letters: word.chars().collect() };
            if !words.contains(&word) {
                words.push(word);
            }
        }
        Self { words, is_ascii: folded.is_ascii() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether no title fits this that does not fit `before`: the letters of each of its words follow each other in one of
    /// these.
    pub(super) fn narrows(&self, before: &Self) -> bool {
        before.words.iter().all(|old| self.words.iter().any(|new| follow(&old.letters, &new.letters)))
    }

    /// `None` when a word is not in the folded title; else the sum of all scores, unless that cannot reach `floor`.
    pub(super) fn fit(&self, title: &str, floor: Option<i32>, aligner: &mut Aligner) -> Option<Option<i32>> {
        if title.is_ascii() {
            let title = title.as_bytes().get(..LETTERS).unwrap_or(title.as_bytes());
            let words = self.words.iter().map(|word| word.folded.as_bytes());
            return if self.is_ascii { fit(words, title, floor, aligner) } else { None };
        }
        let title: Vec<char> = title.chars().take(LETTERS).collect();
        fit(self.words.iter().map(|word| word.letters.as_slice()), &title, floor, aligner)
    }

    /// The letters of the folded title that were found, ascending, by their number among all that are not white space.
    pub(super) fn places(&self, title: &str, aligner: &mut Aligner) -> Vec<usize> {
        let title: Vec<char> = title.chars().take(LETTERS).collect();
        let mut places: Vec<usize> = self.words.iter().flat_map(|word| aligner.places(&word.letters, &title)).collect();
        places.sort_unstable();
        places.dedup();
        let blanks = |place: usize| title.iter().take(place).filter(|c| c.is_whitespace()).count();
        places.into_iter().map(|place| place - blanks(place)).collect()
    }
}

fn fit<'w, L: Letter + 'w>(
    words: impl Iterator<Item = &'w [L]> + Clone,
    title: &[L],
    floor: Option<i32>,
    aligner: &mut Aligner,
) -> Option<Option<i32>> {
    let mut ceiling: i32 = words.clone().map(|word| ceiling(word, title)).sum::<Option<i32>>()?;
    if let Some(floor) = floor {
        for word in words.clone() {
            if ceiling < floor {
                break;
            }
            ceiling = ceiling_apart(word, title, ceiling);
        }
        if ceiling < floor {
            return Some(None);
        }
    }
    Some(words.map(|word| aligner.score(word, title)).sum())
}

/// Whether the letters of `word` follow each other in `text`, others between them or not.
fn follow<L: PartialEq>(word: &[L], text: &[L]) -> bool {
    let mut rest = text.iter();
    word.iter().all(|letter| rest.any(|found| found == letter))
}
