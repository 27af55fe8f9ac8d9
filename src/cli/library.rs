//! Which library a report is about, read whole. Which of its cards are meant is decided in [`super::select`].

use std::io::{self, Write};
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError};

use super::decided::Decided;
use super::error::Failure;
use super::progress::Progress;
use super::{World, now};
use crate::card::SafeText;
use crate::config::Config;
use crate::library::{Census, FileRef, Library};
use crate::query::{FlagTable, Query, Views, asks_bin, asks_texts};
use crate::store::state::State;
use crate::store::texts::Texts;
use crate::store::{FileProblem, ScanEvent, Sources, scan, scan_whole, shown_path};
use crate::work::Keeper;

/// A library that was read.
pub(super) struct Loaded {
    pub(super) sources: Sources,
    pub(super) library: Library,
    /// How its cards stand, where that was asked for.
    pub(super) flags: FlagTable,
    /// Bodies and links, where a query asks for them.
    pub(super) texts: Texts,
    pub(super) problems: Vec<FileProblem>,
    pub(super) census: Census,
    pub(super) failures: Vec<SafeText>,
}

/// How much of each file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// What lists need.
    Heads,
    /// Bodies too.
    Whole,
}

/// The libraries named, else the configured ones, else the tour.
pub(super) fn sources(config: &Config) -> Result<Sources, Failure> {
    match config.settings.libraries.as_slice() {
        [] => Ok(Sources::tour()),
        libraries => Ok(Sources::find(libraries)?),
    }
}

impl Loaded {
    /// A library that nobody needs.
    pub(super) fn nothing(sources: Sources) -> Self {
        Self {
            sources,
            library: Library::default(),
            flags: FlagTable::default(),
            texts: Texts::new(None),
            problems: Vec::new(),
            census: Census::default(),
            failures: Vec::new(),
        }
    }

    /// Reads all of `sources`, with a word about what could not be looked at.
    pub(super) fn read(sources: Sources, depth: Depth, world: &World<'_>) -> Self {
        Self::gather(sources, depth, &Decided::default(), None, world)
    }

    /// Reads of all of `sources` what answering `query` takes, and how the cards stand. Without one, anything may be asked
    /// afterwards.
    pub(super) fn read_decided(
        sources: Sources,
        decided: &Decided,
        query: Option<&Query>,
        views: &Views,
        config: &Config,
        world: &World<'_>,
    ) -> Self {
        let texts = query.is_none_or(|query| asks_texts(&query.filter, views));
        let texts = texts.then(|| Texts::new(config.places.cache.clone()));
        let mut loaded = Self::gather(sources, Depth::Heads, decided, texts, world);
        if query.is_none_or(|query| asks_bin(&query.filter, views)) {
            loaded.add_bin(config);
        }
        decided.settle();
        loaded
    }

    /// Adds the cards in the bin, under the names they had in the library.
    fn add_bin(&mut self, config: &Config) {
        // Who only looks makes no state.
        if !config.places.state.as_deref().is_some_and(State::exists) {
            return;
        }
        let keeper = Keeper::new(config.places.state.clone(), now());
        for (segment, known) in keeper.binned_heads(&self.sources, &self.texts.spool()) {
            self.flags.push(known.into_iter().map(|known| known.map(|(_, flags)| flags).unwrap_or_default()).collect());
            self.library.push(segment);
        }
    }

    fn gather(sources: Sources, depth: Depth, decided: &Decided, texts: Option<Texts>, world: &World<'_>) -> Self {
        let spool = texts.as_ref().map(Texts::begin);
        let gathered = Mutex::new(Self::nothing(Sources::default()));
        {
            let progress = Progress::new(world.stderr_is_terminal && !world.quiet);
            let never = AtomicBool::new(false);
            let gather = |event| match event {
                ScanEvent::Batch { segment, taxonomies, problems, census } => {
                    let flags = decided.segment(&segment);
                    let mut loaded = gathered.lock().unwrap_or_else(PoisonError::into_inner);
                    if !segment.is_empty() {
                        loaded.flags.push(flags);
                    }
                    loaded.library.push(segment);
                    loaded.library.learn(taxonomies);
                    loaded.problems.extend(problems);
                    progress.update(census);
                }
                ScanEvent::Finished { census, failures, .. } => {
                    let mut loaded = gathered.lock().unwrap_or_else(PoisonError::into_inner);
                    (loaded.census, loaded.failures) = (census, failures);
                }
            };
            match depth {
                Depth::Heads => scan(&sources, spool.as_deref(), &never, &gather),
                Depth::Whole => scan_whole(&sources, &never, &gather),
            };
        }
        let loaded = gathered.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut loaded = Self { sources, ..loaded };
        if let Some(texts) = texts {
            loaded.texts = texts;
        }
        for notice in loaded.texts.take_notices() {
            world.say(&notice);
        }
        for failure in &loaded.failures {
            world.say(failure);
        }
        if world.verbose {
            world.say(&loaded.summary());
        }
        loaded
    }

    /// The path of a card, as the user would write it, made safe.
    pub(super) fn path(&self, file: &FileRef) -> SafeText {
        self.sources.locate(file).map_or_else(|| shown_path(&file.path), |location| shown_path(&location.given))
    }

    /// What was read and what was not, in one line.
    pub(super) fn summary(&self) -> String {
        let Census { cards, taxonomies, without_front_matter, hidden, not_regular, .. } = self.census;
        let mut parts = vec![count(cards, "card", "cards")];
        if taxonomies > 0 {
            parts.push(count(taxonomies, "topic or organization", "topics and organizations"));
        }
        let problems = self.problems.len() + self.failures.len();
        parts.push(if problems == 0 { "no problems".to_owned() } else { count(problems, "problem", "problems") });
        let skipped: Vec<String> =
            [(without_front_matter, "without front matter"), (hidden, "hidden"), (not_regular, "not a regular file")]
                .into_iter()
                .filter(|(number, _)| *number > 0)
                .map(|(number, why)| format!("{number} {why}"))
                .collect();
        if !skipped.is_empty() {
            parts.push(format!("skipped: {}", skipped.join(", ")));
        }
        parts.join("; ")
    }
}

/// A number of things.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

impl World<'_> {
    /// Says on standard error what went wrong, however quiet this shall be.
    #[cfg(unix)]
    pub(super) fn complain(&self, sentence: &str) {
        let _ = writeln!(io::stderr(), "copydesk: {sentence}");
    }

    /// Says a sentence on standard error, unless asked to be quiet.
    pub(super) fn say(&self, sentence: &str) {
        if !self.quiet {
            // Whoever closed standard error does not want to hear it.
            let _ = writeln!(io::stderr(), "copydesk: {sentence}");
        }
    }
}
