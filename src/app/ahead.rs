//! Pages of the cards beside the shown one, so that stepping to the next card shows it in the frame of the key. When they
//! are asked for is decided in [`mod@super::update`].

use std::collections::VecDeque;
use std::sync::Arc;

use super::panes::CardQuestion;
use crate::page::{Place, Shown};

/// How many pages are kept: those beside the shown card, and some that were just left. Most take 20 KB, newsletters 200.
const KEPT: usize = 6;

/// Pages that were laid out before anybody asked for them.
#[derive(Debug, Default)]
pub(super) struct Ahead(VecDeque<(CardQuestion, Arc<Shown>)>);

impl Ahead {
    /// The page that answers this question, whatever has become of the file since.
    pub(super) fn get(&self, question: &CardQuestion) -> Option<&Arc<Shown>> {
        self.0.iter().find(|(other, _)| other == question).map(|(_, shown)| shown)
    }

    /// The card cannot be read any more.
    pub(super) fn forget(&mut self, place: &Place) {
        self.0.retain(|(question, _)| question.place != *place);
    }

    /// Keeps a page instead of the one that has been here longest.
    pub(super) fn put(&mut self, question: CardQuestion, shown: Arc<Shown>) {
        self.0.retain(|(other, _)| *other != question);
        if self.0.len() >= KEPT {
            self.0.pop_front();
        }
        self.0.push_back((question, shown));
    }
}
