//! Finds a few words among very many. Which words these are is decided in [`super::scan`].

/// Places of the table: four for each word that a mask has a bit for, so that most words meet an empty one.
const PLACES: usize = 256;
/// Bytes of a word that its key and length tell apart from all others.
const TOLD_BY_KEY: usize = 8;

/// Words with a number each.
#[derive(Debug)]
pub(super) struct Table {
    words: Vec<String>,
    /// Each word lies at the place of its key, or at the next free one behind.
    places: [Place; PLACES],
}

#[derive(Debug, Clone, Copy, Default)]
struct Place {
    key: u64,
    /// Of the word in bytes; 0 where there is none.
    length: usize,
    number: u8,
}

impl Table {
    pub(super) fn new() -> Self {
        Self { words: Vec::new(), places: [Place::default(); PLACES] }
    }

    /// The words in the order of their numbers.
    pub(super) fn words(&self) -> &[String] {
        &self.words
    }

    /// Adds a word, unless it is there, or there are `limit` of them; a limit of at most half of the places leaves some
    /// empty.
    pub(super) fn add(&mut self, word: &str, limit: usize) {
        let Ok(number) = u8::try_from(self.words.len()) else { return };
        if self.words.len() >= limit.min(PLACES / 2) || word.is_empty() || self.number(word).is_some() {
            return;
        }
        let key = key(word.as_bytes());
        let mut at = place(key, word.len());
        while let Some(Place { length: 1.., .. }) = self.places.get(at) {
            at = (at + 1) % PLACES;
        }
        if let Some(place) = self.places.get_mut(at) {
            *place = Place { key, length: word.len(), number };
            self.words.push(word.to_owned());
        }
    }

    /// The number of a word that is there.
    pub(super) fn number(&self, word: &str) -> Option<u8> {
        let (key, length) = (key(word.as_bytes()), word.len());
        let mut at = place(key, length);
        loop {
            let place = self.places.get(at).filter(|place| place.length > 0)?;
            if (place.key, place.length) == (key, length)
                && (length <= TOLD_BY_KEY
                    || self.words.get(usize::from(place.number)).is_some_and(|known| known == word))
            {
                return Some(place.number);
            }
            at = (at + 1) % PLACES;
        }
    }
}

/// The first and the last four bytes, which overlap in a short word; of less than four, all of them.
fn key(word: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (word.first_chunk::<4>(), word.last_chunk::<4>()) {
        return u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last));
    }
    word.iter().fold(0, |key, byte| key << 8 | u64::from(*byte))
}

fn place(key: u64, length: usize) -> usize {
    // Multiplicative hashing with the golden ratio; D. E. Knuth, "The Art of Computer Programming", volume 3, 6.4.
    let hash = (key ^ length as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (hash >> 56) as usize % PLACES
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_are_found_by_their_number(
            known in prop::collection::vec("[ab]{1,12}|[a-z]{0,6}|[aé人]{1,6}", 0..90),
            asked in prop::collection::vec("[ab]{1,12}|[a-z]{0,6}|[aé人]{1,6}", 0..90),
            limit in 0_usize..200,
        ) {
            let mut table = Table::new();
            known.iter().for_each(|word| table.add(word, limit));
            let mut expected: Vec<&str> = Vec::new();
            for word in &known {
                if !word.is_empty() && !expected.contains(&word.as_str()) && expected.len() < limit {
                    expected.push(word);
                }
            }
            prop_assert_eq!(table.words(), &expected[..]);
            for word in known.iter().chain(&asked) {
                let number = expected.iter().position(|known| known == word);
                prop_assert_eq!(table.number(word).map(usize::from), number, "{}", word);
            }
        }
    }
}
