//! What the user has to be told about texts, each thing once. How it reaches them is decided by those who ask.

use std::sync::{Mutex, PoisonError};

use crate::card::SafeText;
use crate::library::TextsLost;

/// Sentences that wait for someone to say them.
#[derive(Debug, Default)]
pub(super) struct Notices(Mutex<Waiting>);

#[derive(Debug, Default)]
struct Waiting {
    sentences: Vec<SafeText>,
    told_memory: bool,
    told_lost: bool,
}

impl Notices {
    /// Texts are in memory from now on.
    pub(super) fn kept_in_memory(&self, why: &str) {
        let sentence = format!(
            "{why}; what can be searched of bodies and links is kept in memory instead, and every start reads every card"
        );
        self.note(|waiting| &mut waiting.told_memory, &sentence);
    }

    /// Texts cannot be read back.
    pub(super) fn lost(&self, why: &TextsLost) {
        let sentence =
            format!("some bodies and links are not searched, because they cannot be read back: {why}; reload");
        self.note(|waiting| &mut waiting.told_lost, &sentence);
    }

    /// Whether texts are in memory.
    pub(super) fn told_memory(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).told_memory
    }

    /// What was not said yet.
    pub(super) fn take(&self) -> Vec<SafeText> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner).sentences)
    }

    fn note(&self, told: impl Fn(&mut Waiting) -> &mut bool, sentence: &str) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !std::mem::replace(told(&mut waiting), true) {
            waiting.sentences.push(SafeText::line(sentence));
        }
    }
}
