//! What was decided about the cards of a report. It is only looked up here: a report makes no state database, and comes
//! out without one too.

use std::path::PathBuf;

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
}

impl Decided {
    /// What is known about the cards of `sources`.
    pub(super) fn new(known: Known, sources: &Sources, config: &Config) -> Self {
        let libraries: Vec<PathBuf> =
            config.settings.libraries.iter().filter_map(|library| library.canonicalize().ok()).collect();
        let names = Names::within(sources, &libraries, &known);
        Self { known, names }
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
        self.known.find(identity).map(|found| found.flags).unwrap_or_default()
    }
}
