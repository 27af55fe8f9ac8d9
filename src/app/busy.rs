//! Work that takes so long that somebody may wonder, and how far it has come. When that is said is decided in
//! [`mod@super::update`], how it looks in [`crate::view`].

use super::model::Model;

/// Whether something is said to go on.
#[derive(Debug, Default)]
pub(super) struct Busy {
    /// Number of the alarm after which it is; `None` while nothing is waited for.
    pub(super) alarm: Option<u32>,
    /// It has rung.
    pub(super) shows: bool,
}

/// Long work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// The library is being read.
    Reading {
        /// So many cards so far.
        cards: usize,
        /// As many as there were before, if that is known.
        of: Option<usize>,
    },
    /// Decisions about so many cards are on their way to the disk.
    Saving {
        /// So many cards.
        cards: usize,
    },
    /// Files of cards are being changed.
    Changing {
        /// So many files so far.
        files: usize,
        /// Of so many.
        of: usize,
    },
}

impl Model {
    /// Work that has gone on for longer than one waits without a thought.
    pub fn progress(&self) -> Option<Progress> {
        if !self.busy.shows {
            None
        } else if self.loading.running {
            let of = self.loading.incoming.as_ref().map(|_| self.library.len());
            Some(Progress::Reading { cards: self.loading.census.cards, of })
        } else if let Some((files, of)) = self.unsaved.far() {
            Some(Progress::Changing { files, of })
        } else {
            Some(Progress::Saving { cards: self.unsaved.cards() })
        }
    }
}
