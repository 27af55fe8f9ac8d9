//! The messages of this run, so that one that was missed can be read again. When the status line shows one is decided in
//! [`mod@super::update`].

use std::collections::VecDeque;

use super::model::Message;
use crate::card::Timestamp;

/// Most messages that are kept; older ones are forgotten.
const LIMIT: usize = 500;

/// What was said, the oldest first.
#[derive(Debug, Default)]
pub struct Messages(VecDeque<Said>);

/// A message that was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// When it was said last.
    pub at: Timestamp,
    /// How often in a row.
    pub times: usize,
    /// What it says.
    pub message: Message,
}

impl Messages {
    /// Notes a message. One that is said again and again is noted once.
    pub(super) fn note(&mut self, at: Timestamp, message: Message) {
        if let Some(last) = self.0.back_mut().filter(|last| last.message == message) {
            last.at = at;
            last.times += 1;
            return;
        }
        if self.0.len() >= LIMIT {
            self.0.pop_front();
        }
        self.0.push_back(Said { at, times: 1, message });
    }

    /// The messages, the newest first.
    pub fn newest_first(&self) -> impl Iterator<Item = &Said> {
        self.0.iter().rev()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::SafeText;

    #[test]
    fn the_newest_are_kept_and_repetitions_counted() {
        let mut messages = Messages::default();
        let message = |text: &str| Message { text: SafeText::line(text), is_error: false, offer: None };
        for number in 0..LIMIT + 2 {
            messages.note(Timestamp(0), message(&number.to_string()));
        }
        messages.note(Timestamp(7), message("501"));
        let said: Vec<&Said> = messages.newest_first().collect();
        assert_eq!((said[0].at, said[0].times, &*said[0].message.text), (Timestamp(7), 2, "501"));
        assert_eq!((said.len(), &*said[LIMIT - 1].message.text), (LIMIT, "2"));
    }
}
