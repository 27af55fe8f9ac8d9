//! How often a growing library is searched and counted anew while it is being read. What is asked then is decided in
//! [`mod@super::update`].

use crate::card::Timestamp;

/// So few are searched in no time.
const FEW: usize = 1_000;

/// What was asked about last.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pace {
    /// How many cards there were.
    cards: usize,
    /// When that was.
    at: Option<Timestamp>,
}

impl Pace {
    /// Whether it is worth asking anew: when the library has grown by half, so that all searches together take three
    /// times as long as the last one, and when a second has passed, for folders that are slow. With 100,000 cards at
    /// once every 100 ms, searching and counting took one of two cores.
    pub(super) fn is_due(&mut self, cards: usize, now: Timestamp) -> bool {
        let is_due = cards <= FEW || cards >= self.cards + self.cards / 2 || self.at.is_none_or(|at| now > at);
        if is_due {
            *self = Self { cards, at: Some(now) };
        }
        is_due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_few_and_never_long_apart() {
        let mut pace = Pace::default();
        let asked = |pace: &mut Pace, cards, now| pace.is_due(cards, Timestamp(now));
        assert!(asked(&mut pace, 64, 10) && asked(&mut pace, 65, 10));
        assert!(asked(&mut pace, 6_400, 10) && !asked(&mut pace, 9_500, 10) && asked(&mut pace, 9_600, 10));
        assert!(asked(&mut pace, 9_700, 11) && !asked(&mut pace, 9_800, 11));
        let mut pace = Pace::default();
        let questions = (1..=1_000).filter(|batch| asked(&mut pace, batch * 100, 10)).count();
        assert!(questions < 25, "{questions}");
    }
}
