//! Reads the library for the reader: what was decided about its cards comes with their heads. What is read, and in which
//! order, is decided in [`crate::store`].

use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError};

use super::{Services, background};
use crate::app::Job;
use crate::card::SafeText;
use crate::library::{Census, Fresh, Library, LibraryChange, Segment};
use crate::store::state::Known;
use crate::store::{self, Freshness, LoadEvent, Names};
use crate::triage::{CardId, Flags, Identity};

/// Looks up what was decided.
struct Decided {
    known: Known,
    names: Names,
    /// Cards that are known by one of their names only: a file was renamed, or a link changed.
    renamed: Mutex<Vec<Identity>>,
}

impl Decided {
    /// By row. Names cost 2 µs a card, which nobody needs to pay who has not decided anything.
    fn about(&self, segment: &Segment) -> Vec<Option<(CardId, Flags)>> {
        let heads = segment.heads().take(if self.known.cards().is_empty() { 0 } else { segment.len() });
        let look_up = |head| {
            let name = self.names.of(head);
            let found = self.known.find(&name)?;
            if !found.complete {
                self.renamed.lock().unwrap_or_else(PoisonError::into_inner).push(name);
            }
            Some((found.card, found.flags))
        };
        heads.map(look_up).collect()
    }
}

/// Reads the library and hands it to `answer`, as it is found. Then the index is written, if it has to be.
pub(super) fn load(services: &Services, generation: u32, cancel: &AtomicBool, answer: &(dyn Fn(Job) + Sync)) {
    let (known, notices) = services.decisions.known();
    for notice in notices {
        answer(Job::Noticed(notice));
    }
    answer(Job::DecisionsRead { generation, cursor: known.cursor() });
    let decided = Decided { known, names: Names::new(&services.sources), renamed: Mutex::default() };
    let spool = services.texts.begin();
    // What came from the index, with the slots that it has in the reader.
    let indexed = Mutex::new(Library::default());
    let found = store::load(&services.sources, &services.index, Freshness::Verified, Some(&spool), cancel, &|event| {
        match event {
            LoadEvent::Indexed { segment, dead, taxonomies, census } => {
                let known = decided.about(&segment);
                indexed.lock().unwrap_or_else(PoisonError::into_inner).push_without(segment.clone(), &dead);
                answer(Job::HeadsLoaded { generation, segment, dead, known, taxonomies, census });
            }
            LoadEvent::IndexRead => {
                answer(Job::IndexRead { generation });
                // Everything can be listed now. Whether it is still so can wait until it is.
                background::step_back();
            }
            LoadEvent::Read { segment, before, taxonomies, census, .. } => {
                let known = decided.about(&segment);
                let asked = indexed.lock().unwrap_or_else(PoisonError::into_inner).clone();
                answer(if asked.is_empty() {
                    Job::HeadsLoaded { generation, segment, dead: Vec::new(), known, taxonomies, census }
                } else {
                    let change = LibraryChange {
                        fresh: vec![Fresh { segment, before }],
                        taxonomies,
                        ..LibraryChange::default()
                    };
                    // The index counts what it has, before every file was looked at.
                    let census = Census { cards: census.cards.max(asked.len()), ..census };
                    Job::FilesCompared { generation, asked, change, known: vec![known], census }
                });
            }
            LoadEvent::Finished { census, failures, gone, taxonomies: all_taxonomies, leftovers } => {
                for notice in services.decisions.sweep(&leftovers) {
                    answer(Job::Noticed(notice));
                }
                if !gone.is_empty() || all_taxonomies.is_some() {
                    let asked = indexed.lock().unwrap_or_else(PoisonError::into_inner).clone();
                    let change = LibraryChange { gone, all_taxonomies, ..LibraryChange::default() };
                    answer(Job::FilesCompared { generation, asked, change, known: Vec::new(), census });
                }
                for (segment, known) in services.decisions.binned_heads(&services.sources, &spool) {
                    let (dead, taxonomies) = Default::default();
                    answer(Job::HeadsLoaded { generation, segment, dead, known, taxonomies, census });
                }
                answer(Job::LibraryLoaded { generation, census, failures });
            }
        }
    });
    let renamed = decided.renamed.into_inner().unwrap_or_else(PoisonError::into_inner);
    match services.decisions.settle(&renamed) {
        Ok(0) => {}
        // Names that files got may be those of others by now.
        Ok(_) => answer(Job::ChangedElsewhere),
        Err(notice) => answer(Job::Noticed(notice)),
    }
    match (found.keep(&services.index, &services.sources), &found.doubt) {
        // Whatever keeps texts from being written keeps the index from it, and was told.
        (Err(_), _) if services.texts.are_in_memory() => {}
        (Err(error), _) => answer(Job::Noticed(SafeText::line(&error.to_string()))),
        (Ok(()), Some(doubt)) => {
            let sentence = format!("The index was not used, and is made anew: {doubt}");
            answer(Job::Noticed(SafeText::line(&sentence)));
        }
        (Ok(()), None) => {}
    }
}
