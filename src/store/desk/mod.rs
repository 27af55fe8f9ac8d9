//! Carries out verbs: decisions into the database, edits into the files, so that neither says what the other does not.
//! What a verb means is [`crate::triage`]'s and [`crate::card`]'s; which cards it is about, the caller's.
//!
//! Order is everything here. A verb is recorded first and carried out then: a file that was changed or is in the bin,
//! and of which nobody knows, could not be brought back. What was recorded and then not carried out does no harm, because
//! undo finds it as if it had been taken back, and it is put right at once where that is possible. Undo goes the other
//! way: first the file, then the record, so that it can be asked for again.

mod bin;
mod error;
mod files;
mod note;
#[cfg(test)]
mod tests;
mod turn;

use std::path::{Path, PathBuf};

pub use bin::{InBin, path_in_bin};
pub use error::DeskError;
pub use turn::OnRefusal;

use super::edit::{Place, Recovered, SaveError, Writer};
use super::state::{Known, Notice, Scope, State, StateError};
use super::{Names, Sources};
use crate::card::{SafeText, Timestamp};
use crate::library::HeadRef;
use crate::triage::{CardId, Committed, Direction, Draft, Flags, Mark, Subject, Wish};

/// The state folder with everything that writes into it. Calls block.
#[derive(Debug)]
pub struct Desk {
    state: State,
    folder: PathBuf,
}

/// What is said where the system has no place for state.
pub const NO_FOLDER: &str = "decisions cannot be kept: there is no home folder; name one with --state-dir";

/// Most cards of a verb whose flags are read anew, 10 µs each, before it is decided what it changes.
const FRESH: usize = 1_000;

/// Is told how far a verb has come that takes its time: how many files are done, and of how many.
pub type Far<'f> = &'f dyn Fn(usize, usize);

/// A card that a verb is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// Which card.
    pub subject: Subject,
    /// How it stands as far as the caller knows.
    pub flags: Flags,
    /// Its file, for verbs about files. `None`: it is no file, as in the tour.
    pub place: Option<Place>,
}

impl Pick {
    /// A card of the list that stands like this.
    pub fn of(head: HeadRef<'_>, flags: Flags, names: &Names, sources: &Sources) -> Self {
        Self { subject: Subject::New(names.of(head)), flags, place: Place::of(sources, &head.file()) }
    }
}

/// What a verb did. All of it is on disk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Done {
    /// What was recorded.
    pub committed: Committed,
    /// The ids of the cards that changed, with their indexes in what the verb was about. Empty for undo and redo.
    pub cards: Vec<(usize, CardId)>,
    /// Files whose content is another now.
    pub touched: Vec<Place>,
    /// Files that were left as they were, and why.
    pub refused: Vec<SaveError>,
}

impl Desk {
    /// Opens the state in `folder`, making it if need be, and puts in order what a crash left. The sentences are for the
    /// user.
    ///
    /// # Errors
    /// When the database cannot be opened.
    pub fn open(folder: &Path, now: Timestamp) -> Result<(Self, Vec<SafeText>), StateError> {
        let (state, notices) = State::open(folder, now)?;
        let (desk, sentences, _) = Self::of(state, folder, &notices);
        Ok((desk, sentences))
    }

    /// As [`Self::open`], together with everything that is known of cards.
    ///
    /// # Errors
    /// When the database cannot be opened.
    pub fn open_known(folder: &Path, now: Timestamp) -> Result<(Self, Known, Vec<SafeText>), StateError> {
        let (state, known, notices) = State::open_known(folder, now)?;
        let (desk, sentences, corrected) = Self::of(state, folder, &notices);
        let known = if corrected { desk.state.known()? } else { known };
        Ok((desk, known, sentences))
    }

    /// Also whether what was put in order changed what is known.
    fn of(state: State, folder: &Path, notices: &[Notice]) -> (Self, Vec<SafeText>, bool) {
        let mut desk = Self { state, folder: folder.to_path_buf() };
        let mut sentences: Vec<SafeText> = notices.iter().map(sentence).collect();
        let mut corrected = false;
        if desk.state.read_only().is_none() {
            sentences.extend(desk.recover());
            match desk.forget_unbinned() {
                Ok(committed) => corrected = committed.changes > 0,
                Err(error) => sentences.push(sentence(&error)),
            }
        }
        (desk, sentences, corrected)
    }

    /// The database.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The database, for what is no verb.
    pub fn state_mut(&mut self) -> &mut State {
        &mut self.state
    }

    /// Decides about cards.
    ///
    /// # Errors
    /// When it cannot be kept; nothing of it was.
    pub fn mark(&mut self, mark: Mark, picks: &[Pick]) -> Result<Done, StateError> {
        self.record_mark(mark, picks, false)
    }

    /// Decides about cards in a step that undo and redo pass by.
    ///
    /// # Errors
    /// As [`Self::mark`].
    pub fn mark_quietly(&mut self, mark: Mark, picks: &[Pick]) -> Result<Done, StateError> {
        self.record_mark(mark, picks, true)
    }

    fn record_mark(&mut self, mark: Mark, picks: &[Pick], quiet: bool) -> Result<Done, StateError> {
        let mut cards: Vec<(Subject, Flags)> = picks.iter().map(|pick| (pick.subject.clone(), pick.flags)).collect();
        if cards.len() <= FRESH {
            // What was decided before may not have reached the caller yet, and to toggle is to toggle that.
            for (subject, flags) in &mut cards {
                *flags = self.state.standing(subject)?.unwrap_or_default().flags();
            }
        }
        let draft = Draft { quiet, ..mark.draft(cards) };
        let committed = self.state.commit(&draft)?;
        // Cards that stand so already have no wish; those that have one are in the order of the cards.
        let mut wishes = draft.wishes.iter().zip(&committed.subjects).peekable();
        let cards = picks.iter().enumerate().filter_map(|(index, pick)| {
            wishes.next_if(|(wish, _)| wish.subject == pick.subject).map(|(_, card)| (index, *card))
        });
        let cards = cards.collect();
        Ok(Done { committed, cards, ..Done::default() })
    }

    /// Removes files of ours from a folder that a program left there, if they are old and empty, and keeps others under a
    /// name that people see. Says what of it users must know.
    pub fn sweep(&mut self, folder: &Path) -> Vec<SafeText> {
        if self.state.read_only().is_some() {
            return Vec::new();
        }
        // What was recorded was put in order when this was opened: of what is still there nobody knows whose version
        // it is.
        let swept = self.writer().and_then(|writer| writer.sweep(folder, |_| false));
        swept.map_or_else(|error| vec![sentence(&error)], |swept| swept.iter().filter_map(told).collect())
    }

    /// Puts the record of a verb right where it could not be carried out. A verb that came to nothing is taken back as a
    /// whole, so that undo does not have to do with it.
    fn correct(&mut self, done: &mut Done, corrections: Vec<Wish>) {
        if corrections.is_empty() {
            return;
        }
        let failed = corrections.len();
        let next = (failed == done.committed.changes).then(|| self.state.next(Direction::Undo, Scope::Session));
        let ours = next.and_then(Result::ok).flatten().filter(|turn| Some(turn.step) == done.committed.step);
        let corrected = match ours {
            Some(turn) => self.state.turn(&turn),
            None => self.state.commit(&Draft { quiet: true, ..Draft::new("not carried out", corrections) }),
        };
        done.committed.changes -= failed.min(done.committed.changes);
        // Where even that cannot be recorded, undo will find the files as they are.
        if let Ok(corrected) = corrected {
            done.committed.flags.extend(corrected.flags);
        }
    }

    fn writer(&self) -> Result<Writer, SaveError> {
        Writer::open(&self.folder)
    }

    fn bin_folder(&self) -> PathBuf {
        bin::folder_in(&self.folder)
    }

    fn check_writable(&self) -> Result<(), StateError> {
        self.state.check_writable()
    }

    /// Finishes or takes back what was under way when a program ended, and says what of it users must know.
    fn recover(&self) -> Vec<SafeText> {
        let recovered = self.writer().and_then(|writer| writer.recover());
        recovered.map_or_else(|error| vec![sentence(&error)], |recovered| recovered.iter().filter_map(told).collect())
    }
}

/// Files of ours that were in nobody's way are nobody's concern.
fn told(recovered: &Recovered) -> Option<SafeText> {
    (!matches!(recovered, Recovered::Swept(_))).then(|| sentence(recovered))
}

fn sentence(words: &impl ToString) -> SafeText {
    SafeText::line(&words.to_string())
}

impl Done {
    fn of(committed: Committed, indexes: impl IntoIterator<Item = usize>) -> Self {
        let cards = indexes.into_iter().zip(committed.subjects.iter().copied()).collect();
        Self { committed, cards, ..Self::default() }
    }

    /// What was left as it was, in one sentence: the first reason, and how many more there are.
    pub fn refusal(&self) -> Option<SafeText> {
        let (first, more) = self.refused.split_first()?;
        match more.len() {
            0 => Some(sentence(first)),
            1 => Some(SafeText::line(&format!("{first} (and 1 more card was left as it was)"))),
            more => Some(SafeText::line(&format!("{first} (and {more} more cards were left as they were)"))),
        }
    }
}
