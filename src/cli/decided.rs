//! What was decided about the cards of a report. It is only looked up here: a report makes no state database, and comes
//! out without one too.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use super::{World, now};
use crate::card::SafeUrl;
use crate::config::Config;
use crate::library::{FileRef, HeadRef, Segment};
use crate::store::state::{Known, Notice, State};
use crate::store::{Names, Sources};
use crate::triage::{Flags, Identity};

/// Everything that was decided, looked up by the names of cards.
#[derive(Default)]
pub(super) struct Decided {
    known: Known,
    names: Names,
    /// Where it is kept.
    folder: Option<PathBuf>,
    /// Cards that are known by some of their names only: a file was renamed, or a link changed.
    renamed: Mutex<Vec<Identity>>,
}

impl Decided {
    /// What is known about the cards of `sources`.
    pub(super) fn new(known: Known, sources: &Sources, config: &Config) -> Self {
        let libraries: Vec<PathBuf> =
            config.settings.libraries.iter().filter_map(|library| library.canonicalize().ok()).collect();
        let names = Names::within(sources, &libraries, &known);
        Self { known, names, folder: config.places.state.clone(), renamed: Mutex::default() }
    }

    /// Adds the names that were met to cards that are known by another, so that they stay known when that one is gone.
    /// Where it cannot be kept, the next look tries again.
    pub(super) fn settle(&self) {
        let renamed = std::mem::take(&mut *self.renamed.lock().unwrap_or_else(PoisonError::into_inner));
        if let (Some(folder), false) = (&self.folder, renamed.is_empty())
            && let Ok((mut state, _)) = State::open(folder, now())
        {
            drop(state.adopt(&renamed));
        }
    }

    /// Reads what was decided. What keeps it from being read is said, and then nothing was.
    pub(super) fn read(sources: &Sources, config: &Config, world: &World<'_>) -> Self {
        let Some(folder) = config.places.state.as_deref().filter(|folder| State::exists(folder)) else {
            return Self::default();
        };
        // The database is closed at once: a list that nobody reads to its end must not keep it in use.
        match State::open_known(folder, now()) {
            Ok((_, known, notices)) => {
                // Who only looks does not mind what keeps others from writing.
                let matters = |notice: &&Notice| !matches!(notice, Notice::ReadOnly(_) | Notice::Network);
                notices.iter().filter(matters).for_each(|notice| world.say(&notice.to_string()));
                Self::new(known, sources, config)
            }
            Err(error) => {
                world.say(&format!("what was decided about cards is not shown: {error}"));
                Self::default()
            }
        }
    }

    /// By which names cards are known.
    #[cfg(unix)]
    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    /// How each card of a segment stands; nothing when all are undecided.
    pub(super) fn segment(&self, segment: &Segment) -> Vec<Flags> {
        // Names cost 2 µs a card, which nobody needs to pay who has not decided anything.
        let heads = segment.heads().take(if self.known.cards().is_empty() { 0 } else { segment.len() });
        heads.map(|head: HeadRef<'_>| self.flags(&self.names.of(head))).collect()
    }

    /// How the card in `file` with this canonical link stands.
    pub(super) fn file(&self, file: &FileRef, link: Option<&SafeUrl>) -> Flags {
        self.flags(&self.names.of_file(file, link))
    }

    fn flags(&self, identity: &Identity) -> Flags {
        let Some(found) = self.known.find(identity) else { return Flags::default() };
        if !found.complete {
            self.renamed.lock().unwrap_or_else(PoisonError::into_inner).push(identity.clone());
        }
        found.flags
    }
}
