//! What each card of a library has of the words and topics that are asked about, in one pass over the heads. What that
//! is worth is decided in [`super::model`].

use super::super::words::words;
use super::super::{HeadRef, Library, Segment, Slot, Stopped, fold};
use super::table::Table;

/// Words that are asked about at most: as many as a mask has bits. Heads of news have some forty.
const WORDS: usize = u64::BITS as usize;
/// Topics that are asked about at most.
const TOPICS: usize = u32::BITS as usize;

/// The words and topics of the card that others are compared with.
pub(super) struct Question {
    /// Folded, each once; those of the title first.
    pub(super) words: Table,
    /// Which of them are in the title, by number, and which in the excerpt.
    pub(super) in_title: u64,
    pub(super) in_excerpt: u64,
    /// Folded, each once.
    pub(super) topics: Vec<String>,
}

/// What one card has of the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Traits {
    pub(super) slot: Slot,
    /// Words of its title and excerpt.
    pub(super) length: u32,
    /// Which words are in its title, by number.
    pub(super) in_title: u64,
    pub(super) in_excerpt: u64,
    pub(super) topics: u32,
}

/// What all cards have.
pub(super) struct Scan {
    /// Those that have anything of it.
    pub(super) cards: Vec<Traits>,
    /// All cards, and all of their words.
    pub(super) count: usize,
    pub(super) length: u64,
    /// Cards that have each word, and each topic.
    pub(super) with_word: Vec<u32>,
    pub(super) with_topic: Vec<u32>,
}

impl Question {
    pub(super) fn of(head: HeadRef<'_>) -> Self {
        let (title, excerpt) = (head.folded_title(), head.folded_excerpt());
        let mut question = Self { words: Table::new(), in_title: 0, in_excerpt: 0, topics: Vec::new() };
        words(title).chain(words(excerpt)).for_each(|word| question.words.add(word, WORDS));
        (question.in_title, _) = question.words_in(title);
        (question.in_excerpt, _) = question.words_in(excerpt);
        for topic in head.topics().map(fold) {
            if question.topics.len() < TOPICS && !topic.is_empty() && !question.topics.contains(&topic) {
                question.topics.push(topic);
            }
        }
        question
    }

    /// What the card itself has of the question: all of it.
    pub(super) fn own_traits(&self, head: HeadRef<'_>, slot: Slot) -> Traits {
        let topics = (0..self.topics.len()).fold(0, |mask, number| mask | 1 << number);
        self.traits(head, slot, topics)
    }

    fn traits(&self, head: HeadRef<'_>, slot: Slot, topics: u32) -> Traits {
        let (in_title, title_length) = self.words_in(head.folded_title());
        let (in_excerpt, excerpt_length) = self.words_in(head.folded_excerpt());
        Traits { slot, length: title_length + excerpt_length, in_title, in_excerpt, topics }
    }

    /// Which words are in `folded`, and how many words it has.
    fn words_in(&self, folded: &str) -> (u64, u32) {
        let (mut mask, mut count) = (0, 0_u32);
        for word in words(folded) {
            count += 1;
            if let Some(number) = self.words.number(word) {
                mask |= 1 << number;
            }
        }
        (mask, count)
    }

    /// Which of the asked topics each name of a segment is.
    fn topics_of(&self, segment: &Segment) -> Vec<u32> {
        let mask = |name: &str| {
            let folded = fold(name);
            self.topics.iter().position(|topic| *topic == folded).map_or(0, |number| 1 << number)
        };
        segment.names().iter().map(|name| if self.topics.is_empty() { 0 } else { mask(name) }).collect()
    }
}

impl Scan {
    pub(super) fn of(library: &Library, question: &Question, stop: &dyn Fn() -> bool) -> Result<Self, Stopped> {
        let mut scan = Self {
            cards: Vec::with_capacity(library.len()),
            count: 0,
            length: 0,
            with_word: vec![0; question.words.words().len()],
            with_topic: vec![0; question.topics.len()],
        };
        for (number, segment) in library.segments() {
            if stop() {
                return Err(Stopped);
            }
            let names = question.topics_of(segment);
            for (row, head) in segment.heads().enumerate() {
                let Some(slot) = Slot::new(number, row).filter(|slot| library.is_current(*slot)) else { continue };
                let topics = head.topic_numbers().iter().filter_map(|number| names.get(usize::from(*number)));
                scan.take(question.traits(head, slot, topics.fold(0, |all, topic| all | topic)));
            }
        }
        Ok(scan)
    }

    fn take(&mut self, card: Traits) {
        self.count += 1;
        self.length += u64::from(card.length);
        let words = card.in_title | card.in_excerpt;
        add(&mut self.with_word, words);
        add(&mut self.with_topic, u64::from(card.topics));
        if words != 0 || card.topics != 0 {
            self.cards.push(card);
        }
    }
}

/// The numbers of the bits that are set, ascending.
pub(super) fn bits(mut mask: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let number = mask.trailing_zeros();
        mask &= mask.checked_sub(1)?;
        Some(number as usize)
    })
}

fn add(counts: &mut [u32], mask: u64) {
    for number in bits(mask) {
        if let Some(count) = counts.get_mut(number) {
            *count += 1;
        }
    }
}
