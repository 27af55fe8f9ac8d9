//! How often a growing library is searched and counted anew while it is being read. What is asked then is decided in
//! [`mod@super::update`].

use crate::card::Timestamp;

/// So few are searched in no time.
const FEW: usize = 1_000;

/// What was asked about last. It is worth asking anew when there are `GROWTH` times as many cards.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pace<const GROWTH: usize> {
    /// How many cards there were.
    cards: usize,
    /// When that was.
    at: Option<Timestamp>,
}

impl<const GROWTH: usize> Pace<GROWTH> {
    /// Whether it is worth asking anew: when the library has grown so much that all answers together take no more than
    /// twice as long as the last one, and when a second has passed, for folders that are slow. With 100,000 cards at
    /// once every 100 ms, searching and counting took one of two cores.
    pub(super) fn is_due(&mut self, cards: usize, now: Timestamp) -> bool {
        let has_grown = cards >= self.cards.saturating_mul(GROWTH);
        let is_due = cards <= FEW || has_grown || self.at.is_none_or(|at| now > at);
        if is_due {
            (self.cards, self.at) = (cards, Some(now));
        }
        is_due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_few_and_never_long_apart() {
        let mut pace = Pace::<2>::default();
        let asked = |pace: &mut Pace<2>, cards, now| pace.is_due(cards, Timestamp(now));
        assert!(asked(&mut pace, 64, 10) && asked(&mut pace, 65, 10));
        assert!(asked(&mut pace, 6_400, 10) && !asked(&mut pace, 12_700, 10) && asked(&mut pace, 12_800, 10));
        assert!(asked(&mut pace, 12_900, 11) && !asked(&mut pace, 13_000, 11));
        let mut pace = Pace::<2>::default();
        let questions = (1..=1_000).filter(|batch| asked(&mut pace, batch * 100, 10)).count();
        assert!(questions < 20, "{questions}");
    }
}
