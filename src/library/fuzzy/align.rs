//! How well one word fits one text whose letters it names in order, and which letters those are. What is searched, and
//! how several words add up, is decided in [`super`].

/// A letter of the word that is found.
const MATCH: i32 = 16;
/// It stands at the beginning of a word of the text.
const WORD_START: i32 = 8;
/// It stands at the beginning of the text.
const TEXT_START: i32 = 10;
/// It follows the letter that was found before it.
const CONSECUTIVE: i32 = 8;
/// The last letter of the word ends a word of the text.
const WORD_END: i32 = 1;
/// Letters were passed over since the letter found before. More than [`WORD_START`] less [`CONSECUTIVE`], so that a
/// run of letters is never worth less than the same letters at the beginnings of words.
const GAP: i32 = 6;
/// Each letter passed over after the first.
const GAP_LETTER: i32 = 1;

/// A letter of a text: a byte of one that is all ASCII, else a code point.
pub(super) trait Letter: Copy + PartialEq {
    /// Whether words are made of it.
    fn in_word(self) -> bool;
}

impl Letter for u8 {
    fn in_word(self) -> bool {
        self.is_ascii_alphanumeric()
    }
}

impl Letter for char {
    fn in_word(self) -> bool {
        self.is_alphanumeric()
    }
}

/// One letter of the word, found at one place.
#[derive(Debug, Clone, Copy)]
struct Cell {
    /// Letter of the text, from 0.
    at: usize,
    /// Best sum of the word up to here.
    score: i32,
    /// Cell of the letter before, for the way back.
    from: usize,
}

/// Finds the best places for the letters of a word. Kept over many texts, so that its memory is taken once.
#[derive(Debug, Default)]
pub(super) struct Aligner {
    /// Earliest place of each letter of the word.
    earliest: Vec<usize>,
    /// Latest place of each letter, last letter first.
    latest: Vec<usize>,
    cells: Vec<Cell>,
}

impl Aligner {
    /// The score of the best way to find the letters of `word` in `text` in their order, larger is better; `None` when
    /// there is no way, or no letter.
    ///
    /// The sum over the letters of [`MATCH`] and the constants beside it is maximised exactly, by the recurrence of
    /// O. Gotoh (1982), "An improved algorithm for matching biological sequences", for gaps that cost more to open than
    /// to go on; what earns and what costs follows the fuzzy finders that people know, fzf before all. Only places
    /// that hold the letter are visited, so the time grows with the number of these rather than with the product of both
    /// lengths.
    pub(super) fn score<L: Letter>(&mut self, word: &[L], text: &[L]) -> Option<i32> {
        self.best(word, text).map(|cell| cell.score)
    }

    /// The letters of `text`, from 0 and ascending, at which the letters of `word` are found best.
    pub(super) fn places<L: Letter>(&mut self, word: &[L], text: &[L]) -> Vec<usize> {
        let mut places = Vec::with_capacity(word.len());
        let mut cell = self.best(word, text);
        while let Some(Cell { at, from, .. }) = cell {
            places.push(at);
            // The cells of the first letter lead to themselves.
            cell = self.cells.get(from).copied().filter(|before| before.at < at);
        }
        places.reverse();
        places
    }

    /// The last cell of the best way; the others are left in `cells`.
    fn best<L: Letter>(&mut self, word: &[L], text: &[L]) -> Option<Cell> {
        self.find_earliest(word, text)?;
        self.find_latest(word, text)?;
        self.cells.clear();
        let mut before = 0..0;
        for (row, ((letter, earliest), latest)) in
            word.iter().zip(&self.earliest).zip(self.latest.iter().rev()).enumerate()
        {
            let start = self.cells.len();
            let ends_word = row + 1 == word.len();
            // The best of the letters before that a gap lies between, and the next letter that may become it.
            let mut reach: Option<(i32, usize)> = None;
            let mut next = before.start;
            let places = text.iter().enumerate().take(latest + 1).skip(*earliest);
            for (at, _) in places.filter(|(_, found)| *found == letter) {
                let starts = match at.checked_sub(1).and_then(|at| text.get(at)) {
                    None => TEXT_START,
                    Some(left) if letter.in_word() && !left.in_word() => WORD_START,
                    Some(_) => 0,
                };
                let ends = ends_word && letter.in_word() && text.get(at + 1).is_none_or(|right| !right.in_word());
                let bonus = MATCH + if ends { WORD_END } else { 0 };
                if row == 0 {
                    self.cells.push(Cell { at, score: bonus + starts, from: self.cells.len() });
                    continue;
                }
                let mut adjacent = None;
                while let Some(cell) = self.cells.get(next).filter(|cell| next < before.end && cell.at < at) {
                    if cell.at + 1 == at {
                        adjacent = Some((cell.score + CONSECUTIVE, next));
                        break;
                    }
                    let from_here = cell.score + each(cell.at, GAP_LETTER);
                    if reach.is_none_or(|(best, _)| from_here > best) {
                        reach = Some((from_here, next));
                    }
                    next += 1;
                }
                let gapped =
                    reach.map(|(score, from)| (score - each(at, GAP_LETTER) + 2 * GAP_LETTER - GAP + starts, from));
                // `Option` orders nothing below everything, and pairs by their score first.
                if let Some((score, from)) = adjacent.max(gapped) {
                    self.cells.push(Cell { at, score: score + bonus, from });
                }
            }
            before = start..self.cells.len();
        }
        let last = self.cells.get(before).unwrap_or_default();
        last.iter().rev().max_by_key(|cell| cell.score).copied()
    }

    /// Finds the earliest place of each letter; most texts end here.
    fn find_earliest<L: Letter>(&mut self, word: &[L], text: &[L]) -> Option<()> {
        let mut places = text.iter().enumerate();
        self.earliest.clear();
        for letter in word {
            let (at, _) = places.find(|(_, found)| *found == letter)?;
            self.earliest.push(at);
        }
        Some(())
    }

    /// Finds the latest place of each letter of a word that is there.
    fn find_latest<L: Letter>(&mut self, word: &[L], text: &[L]) -> Option<()> {
        let mut places = text.iter().enumerate().rev();
        self.latest.clear();
        for letter in word.iter().rev() {
            let (at, _) = places.find(|(_, found)| *found == letter)?;
            self.latest.push(at);
        }
        Some(())
    }
}

/// What the score of `word` in `text` cannot pass; `None` when its letters are not there in their order. Far cheaper
/// than the score.
pub(super) fn ceiling<L: Letter>(word: &[L], text: &[L]) -> Option<i32> {
    let mut rest = text.iter();
    word.iter().all(|letter| rest.any(|found| found == letter)).then_some(())?;
    let start = if text.first() == word.first() { TEXT_START } else { WORD_START };
    let following = word.len().saturating_sub(1);
    Some(each(word.len(), MATCH) + each(following, CONSECUTIVE) + start + WORD_END)
}

/// The same, when it is not known yet whether the letters stand together: this is asked only of texts that the first
/// ceiling lets through.
pub(super) fn ceiling_apart<L: Letter>(word: &[L], text: &[L], ceiling: i32) -> i32 {
    let together = |found: &[L]| found.first() == word.first() && found == word;
    let is_together = word.is_empty() || text.windows(word.len()).any(together);
    if is_together { ceiling } else { ceiling - (CONSECUTIVE + GAP - WORD_START) }
}

fn each(letters: usize, worth: i32) -> i32 {
    i32::try_from(letters).unwrap_or(i32::MAX).saturating_mul(worth)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn letters(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    fn found(word: &str, text: &str) -> String {
        let (word, text) = (letters(word), letters(text));
        let mut marks = vec![' '; text.len()];
        Aligner::default().places(&word, &text).into_iter().for_each(|place| marks[place] = '^');
        marks.into_iter().collect::<String>().trim_end().to_owned()
    }

    #[test]
    fn letters_are_found_where_people_mean_them() {
        for (word, text, marks) in [
            ("rust", "trust in rust", "         ^^^^"),
            ("otk", "open the kitchen", "^    ^   ^"),
            ("ai", "a main aim", "       ^^"),
            ("chip", "cheap chips", "      ^^^^"),
            ("c++", "c+ and c++", "       ^^^"),
            ("未来", "未知の未来", "   ^^"),
            ("abc", "acb", ""),
            ("", "text", ""),
        ] {
            assert_eq!(found(word, text), marks, "{word} in {text}");
        }
    }

    #[test]
    fn better_ways_score_more() {
        let score = |text| Aligner::default().score(&letters("car"), &letters(text)).unwrap();
        let texts = ["car market", "cars", "a car", "a carpet", "scars", "clever arts", "chamber"];
        let scores = texts.map(score);
        assert!(scores.windows(2).all(|pair| pair[0] > pair[1]), "{scores:?}");
    }

    /// The sum by its definition, of one way to find a word.
    fn worth(text: &[char], way: &[usize]) -> i32 {
        let letter = |(number, at): (usize, usize)| {
            let in_word = |at: usize| text.get(at).is_some_and(|c| c.is_alphanumeric());
            let starts = match at {
                0 => TEXT_START,
                _ if in_word(at) && !in_word(at - 1) => WORD_START,
                _ => 0,
            };
            let ends = if number + 1 == way.len() && in_word(at) && !in_word(at + 1) { WORD_END } else { 0 };
            let passed = number.checked_sub(1).map(|before| (at - way[before] - 1) as i32);
            let joint = match passed {
                None => starts,
                Some(0) => CONSECUTIVE,
                Some(passed) => starts - GAP - (passed - 1) * GAP_LETTER,
            };
            MATCH + joint + ends
        };
        way.iter().copied().enumerate().map(letter).sum()
    }

    /// Every way to find `word` in `text` from letter `from` on.
    fn ways(word: &[char], text: &[char], from: usize) -> Vec<Vec<usize>> {
        let Some((first, rest)) = word.split_first() else { return vec![Vec::new()] };
        let places = (from..text.len()).filter(|at| text[*at] == *first);
        let with = |at: usize| {
            ways(rest, text, at + 1).into_iter().map(move |way| [at].into_iter().chain(way).collect::<Vec<usize>>())
        };
        places.flat_map(with).collect()
    }

    proptest! {
        #[test]
        fn the_best_way_is_found(word in "[ab+é]{1,4}", text in "[ab +é]{0,12}") {
            let (word, text) = (letters(&word), letters(&text));
            let best = ways(&word, &text, 0).iter().map(|way| worth(&text, way)).max();
            let mut aligner = Aligner::default();
            prop_assert_eq!(aligner.score(&word, &text), best);
            let places = aligner.places(&word, &text);
            prop_assert_eq!(best, Some(worth(&text, &places)).filter(|_| !places.is_empty()));
            let most = ceiling(&word, &text);
            prop_assert_eq!(most.is_some(), best.is_some());
            prop_assert!(best <= most);
            prop_assert!(best <= most.map(|most| ceiling_apart(&word, &text, most)));
        }
    }
}
