//! Reads a library, from its index as far as there is one, and from its files as far as they have changed since or are
//! not in it. What an index is, is decided in [`super::index`]; which files have changed, in [`mod@super::scan`].

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use super::index::{Contents, Doubt, Index, IndexError, Indexed, Opened};
use super::scan::{self, Known, OtherFile, Outcome, ScanEvent};
use super::texts::Spool;
use super::{FileProblem, Sources};
use crate::card::{SafeText, Taxonomy};
use crate::library::{Census, Segment, Slot};

/// News of a loading, in the order in which they hold: what comes later takes the place of what came before.
#[derive(Debug)]
pub enum LoadEvent {
    /// Heads from the index. Whether they are still what the files say is not known yet.
    Indexed {
        /// The heads.
        segment: Arc<Segment>,
        /// Rows that do not count.
        dead: Vec<u16>,
        /// Topics and organizations, with the first one.
        taxonomies: Vec<Taxonomy>,
        /// Counts so far.
        census: Census,
    },
    /// There are no more heads from the index, of which there were some. Said on the thread that loads.
    IndexRead,
    /// Heads from files: of cards that the index does not have, or that have changed since. The latter take the place of
    /// those from the index.
    Read {
        /// The heads.
        segment: Arc<Segment>,
        /// By row, the head from the index whose place it takes, in a library that has what came from the index in the
        /// order in which it came.
        before: Vec<Option<Slot>>,
        /// Topics and organizations among the files.
        taxonomies: Vec<Taxonomy>,
        /// What is wrong with the files.
        problems: Vec<FileProblem>,
        /// Counts so far, as far as files were looked at.
        census: Census,
    },
    /// Every file was looked at. The last event.
    Finished {
        /// Counts in the end.
        census: Census,
        /// What could not be looked at: one sentence each.
        failures: Vec<SafeText>,
        /// Heads from the index whose files are not there any more, or are no cards.
        gone: Vec<Slot>,
        /// All topics and organizations there are, if the index told of others.
        taxonomies: Option<Vec<Taxonomy>>,
        /// Folders in which a file of ours lies that a program may have left behind.
        leftovers: std::collections::BTreeSet<std::path::PathBuf>,
    },
}

/// Whether files are compared with the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// Each is looked at.
    Verified,
    /// The index is taken as it is, if there is one that is believed as a whole.
    Cached,
}

/// What a library was found to hold.
#[derive(Debug, Default)]
pub struct Found {
    opened: Option<Opened>,
    /// What the index has, the rows left out that are not so any more.
    pub indexed: Vec<Indexed>,
    /// What was read from files.
    pub new: Vec<Arc<Segment>>,
    others: Vec<OtherFile>,
    census: Census,
    /// Why the index was not believed, as far as it was not; that there is none is no reason to be told.
    pub doubt: Option<Doubt>,
    is_complete: bool,
}

impl Found {
    /// Makes the index say what was found. Nothing is written when it says so already, and after a loading that was given
    /// up.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep(&self, index: &Index, sources: &Sources) -> Result<(), IndexError> {
        if !self.is_complete {
            return Ok(());
        }
        let Self { opened, indexed, new, others, census, .. } = self;
        index.keep(sources, Contents { opened: opened.as_ref(), indexed, new, others, census: *census })
    }
}

/// Reads the library. Texts of cards that are read from files go to `spool`. `emit` is called from several threads, never
/// by two at once; setting `cancel` ends it.
pub fn load(
    sources: &Sources,
    index: &Index,
    freshness: Freshness,
    spool: Option<&Spool>,
    cancel: &AtomicBool,
    emit: &(dyn Fn(LoadEvent) + Sync),
) -> Found {
    let mut found = Found::default();
    let (mut others, mut told) = (Vec::new(), Vec::new());
    match index.open(sources) {
        Ok(opened) => {
            others = opened.others();
            told = OtherFile::taxonomies(&others);
            (found.indexed, found.doubt) = read_index(&opened, told.clone(), cancel, emit);
            if !found.indexed.is_empty() {
                emit(LoadEvent::IndexRead);
            }
            found.opened = Some(opened);
        }
        Err(doubt) => found.doubt = Some(doubt),
    }
    if freshness == Freshness::Cached && found.doubt.is_none() {
        let census = found.opened.as_ref().map(|opened| with_cards(opened.census(), &found.indexed));
        emit(LoadEvent::Finished {
            census: census.unwrap_or_default(),
            failures: Vec::new(),
            gone: Vec::new(),
            taxonomies: None,
            leftovers: Default::default(),
        });
        return found;
    }
    found.doubt = found.doubt.filter(|doubt| *doubt != Doubt::Missing);
    let known = Known::new(&found.indexed, others);
    let new = Mutex::new(Vec::new());
    let end = Mutex::new(None);
    let outcome = scan::verify(sources, &known, spool, cancel, &|event| match event {
        ScanEvent::Batch { segment, taxonomies, problems, census } => {
            if !segment.is_empty() {
                new.lock().unwrap_or_else(PoisonError::into_inner).push(segment.clone());
            }
            let before = known.before(&segment);
            emit(LoadEvent::Read { segment, before, taxonomies, problems, census });
        }
        ScanEvent::Finished { census, failures, others, leftovers } => {
            let taxonomies = OtherFile::taxonomies(&others);
            let taxonomies = (!is_same(&taxonomies, &told)).then_some(taxonomies);
            *end.lock().unwrap_or_else(PoisonError::into_inner) = Some((census, others));
            emit(LoadEvent::Finished { census, failures, gone: known.gone(), taxonomies, leftovers });
        }
    });
    let indexed = known.still_good();
    found.indexed = indexed;
    found.new = new.into_inner().unwrap_or_else(PoisonError::into_inner);
    if let Some((census, others)) = end.into_inner().unwrap_or_else(PoisonError::into_inner) {
        (found.census, found.others) = (census, others);
        found.is_complete = outcome == Outcome::Complete;
    }
    found
}

/// Whether both are the same, in whichever order their files were met.
fn is_same(one: &[Taxonomy], other: &[Taxonomy]) -> bool {
    one.len() == other.len() && one.iter().all(|taxonomy| other.contains(taxonomy))
}

/// Reads every segment of the index.
fn read_index(
    opened: &Opened,
    taxonomies: Vec<Taxonomy>,
    cancel: &AtomicBool,
    emit: &(dyn Fn(LoadEvent) + Sync),
) -> (Vec<Indexed>, Option<Doubt>) {
    let before = Mutex::new((Some(taxonomies), opened.census()));
    opened.segments(cancel, &|indexed| {
        let mut before = before.lock().unwrap_or_else(PoisonError::into_inner);
        before.1 = with_cards(before.1, std::slice::from_ref(indexed));
        emit(LoadEvent::Indexed {
            segment: indexed.segment.clone(),
            dead: indexed.dead.clone(),
            taxonomies: before.0.take().unwrap_or_default(),
            census: before.1,
        });
    })
}

/// Counts the cards of these segments, too.
fn with_cards(census: Census, segments: &[Indexed]) -> Census {
    Census { cards: census.cards + segments.iter().map(Indexed::live).sum::<usize>(), ..census }
}
