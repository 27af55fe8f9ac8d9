//! What shared words and topics are worth: BM25, as [`super::like()`] documents it. Which cards share them is found out in
//! [`super::scan`].

use super::scan::{Question, Scan, Traits, bits};
use super::{Shared, SharedKind};

/// How soon more of the same word adds nothing.
const K1: f64 = 1.2;
/// How much longer texts are worth less: 0 not at all, 1 in proportion.
const B: f64 = 0.75;
/// What a word in the title counts, where one in the excerpt counts 1.
const TITLE: f64 = 2.0;
const EXCERPT: f64 = 1.0;
/// What a shared topic counts; a topic is chosen, a word only occurs.
const TOPIC: f64 = 2.0;

/// The worth of each word and topic of one question over one library.
pub(super) struct Model<'a> {
    question: &'a Question,
    /// *idf · q · (k₁ + 1)* of each word.
    words: Vec<f64>,
    topics: Vec<f64>,
    mean_length: f64,
}

impl<'a> Model<'a> {
    pub(super) fn new(question: &'a Question, scan: &Scan) -> Self {
        let count = scan.count as f64;
        let idf = |with: u32| (1.0 + (count - f64::from(with) + 0.5) / (f64::from(with) + 0.5)).ln();
        let q = |number: usize| frequency(question.in_title, question.in_excerpt, number);
        let words = scan.with_word.iter().enumerate().map(|(number, with)| idf(*with) * q(number) * (K1 + 1.0));
        let topics = scan.with_topic.iter().map(|with| TOPIC * idf(*with));
        let mean_length = scan.length as f64 / count.max(1.0);
        Self { question, words: words.collect(), topics: topics.collect(), mean_length: mean_length.max(1.0) }
    }

    /// Not negative, no unit.
    pub(super) fn score(&self, card: &Traits) -> f64 {
        let damping = self.damping(card);
        let [once, twice, thrice] = [EXCERPT, TITLE, TITLE + EXCERPT].map(|tf| tf / (tf + damping));
        let Traits { in_title, in_excerpt, topics, .. } = *card;
        once * sum(&self.words, in_excerpt & !in_title)
            + twice * sum(&self.words, in_title & !in_excerpt)
            + thrice * sum(&self.words, in_title & in_excerpt)
            + sum(&self.topics, u64::from(topics))
    }

    /// What the card shares, strongest first; weights are shares of `own`.
    pub(super) fn shared(&self, card: &Traits, own: f64) -> Vec<Shared> {
        let damping = self.damping(card);
        let word = |number: usize| {
            let tf = frequency(card.in_title, card.in_excerpt, number);
            let weight = (self.words.get(number)? * tf / (tf + damping) / own) as f32;
            Some(Shared { what: SharedKind::Word, text: self.question.words.words().get(number)?.clone(), weight })
        };
        let topic = |number: usize| {
            let (text, weight) = (self.question.topics.get(number)?.clone(), (self.topics.get(number)? / own) as f32);
            Some(Shared { what: SharedKind::Topic, text, weight })
        };
        let topics = bits(u64::from(card.topics)).filter_map(topic);
        let mut shared: Vec<Shared> = topics.chain(bits(card.in_title | card.in_excerpt).filter_map(word)).collect();
        shared.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        shared
    }

    /// *k₁ · (1 − b + b · length / mean length)*
    fn damping(&self, card: &Traits) -> f64 {
        K1 * (1.0 - B + B * f64::from(card.length) / self.mean_length)
    }
}

/// How often a word occurs, by where it does.
fn frequency(in_title: u64, in_excerpt: u64, number: usize) -> f64 {
    let has = |mask: u64| mask >> number & 1 == 1;
    (if has(in_title) { TITLE } else { 0.0 }) + if has(in_excerpt) { EXCERPT } else { 0.0 }
}

fn sum(worths: &[f64], mask: u64) -> f64 {
    bits(mask).filter_map(|number| worths.get(number)).sum()
}
