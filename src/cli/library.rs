//! Which library a report is about, read whole. Which of its cards are meant is decided in [`super::select`].

use std::io::{self, Write};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use super::decided::Decided;
use super::error::Failure;
use super::progress::Progress;
use super::{World, now};
use crate::card::SafeText;
use crate::config::Config;
use crate::library::{Census, FileRef, Library, Segment};
use crate::query::{FlagTable, Query, Views, asks_bin};
use crate::store::state::State;
use crate::store::texts::Texts;
use crate::store::{FileProblem, Freshness, Index, LoadEvent, ScanEvent, Sources, load, scan_whole, shown_path};
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

    /// Reads all of `sources` from their files, bodies too, with a word about what could not be looked at.
    pub(super) fn read_files(sources: Sources, world: &World<'_>) -> Self {
        let mut loaded = Self::nothing(Sources::default());
        let gathered = Mutex::new(&mut loaded);
        let progress = Progress::new(world.stderr_is_terminal && !world.quiet);
        let never = AtomicBool::new(false);
        let gather = |event| {
            let mut loaded = gathered.lock().unwrap_or_else(PoisonError::into_inner);
            match event {
                ScanEvent::Batch { segment, taxonomies, problems, census } => {
                    loaded.library.push(segment);
                    loaded.library.learn(taxonomies);
                    loaded.problems.extend(problems);
                    progress.update(census);
                }
                ScanEvent::Finished { census, failures, .. } => {
                    (loaded.census, loaded.failures) = (census, failures);
                }
            }
        };
        scan_whole(&sources, &never, &gather);
        drop(progress);
        loaded.sources = sources;
        loaded.say_what_was_left_out(world);
        loaded
    }

    /// Reads all of `sources`, from the index as far as it is right.
    pub(super) fn read(sources: Sources, config: &Config, world: &World<'_>) -> Self {
        Self::gather(sources, &Decided::default(), Freshness::Verified, config, world)
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
        Self::read_as(Freshness::Verified, sources, decided, query, views, config, world)
    }

    /// As [`Self::read_decided`], verified or not.
    pub(super) fn read_as(
        freshness: Freshness,
        sources: Sources,
        decided: &Decided,
        query: Option<&Query>,
        views: &Views,
        config: &Config,
        world: &World<'_>,
    ) -> Self {
        let mut loaded = Self::gather(sources, decided, freshness, config, world);
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

    fn gather(sources: Sources, decided: &Decided, freshness: Freshness, config: &Config, world: &World<'_>) -> Self {
        let mut loaded = Self::nothing(Sources::default());
        loaded.texts = Texts::new(config.places.cache.clone());
        let (spool, index) = (loaded.texts.begin(), Index::new(config.places.cache.clone()));
        let gathered = Mutex::new(&mut loaded);
        let progress = Progress::new(world.stderr_is_terminal && !world.quiet);
        let never = AtomicBool::new(false);
        let found = load(&sources, &index, freshness, Some(&spool), &never, &|event| {
            let mut loaded = gathered.lock().unwrap_or_else(PoisonError::into_inner);
            match event {
                LoadEvent::Indexed { taxonomies, census, .. } => {
                    loaded.library.learn(taxonomies);
                    progress.update(census);
                }
                LoadEvent::IndexRead => {}
                LoadEvent::Read { taxonomies, problems, census, .. } => {
                    loaded.library.learn(taxonomies);
                    loaded.problems.extend(problems);
                    progress.update(census);
                }
                LoadEvent::Finished { census, failures, taxonomies, .. } => {
                    if let Some(all) = taxonomies {
                        loaded.library.relearn(all);
                    }
                    (loaded.census, loaded.failures) = (census, failures);
                }
            }
        });
        drop(progress);
        for indexed in &found.indexed {
            loaded.add(indexed.segment.clone(), &indexed.dead, decided);
        }
        for segment in &found.new {
            loaded.add(segment.clone(), &[], decided);
        }
        let notices = loaded.texts.take_notices();
        // Whatever keeps texts from being written keeps the index from it.
        match (found.keep(&index, &sources), &found.doubt) {
            (Err(error), _) if notices.is_empty() => world.say(&error.to_string()),
            (Ok(()), Some(doubt)) => world.say(&format!("the index was not used, and is made anew: {doubt}")),
            _ => {}
        }
        notices.iter().for_each(|notice| world.say(notice));
        loaded.sources = sources;
        loaded.say_what_was_left_out(world);
        loaded
    }

    fn add(&mut self, segment: Arc<Segment>, dead: &[u16], decided: &Decided) {
        if !segment.is_empty() {
            self.flags.push(decided.segment(&segment));
            self.library.push_without(segment, dead);
        }
    }

    fn say_what_was_left_out(&self, world: &World<'_>) {
        for failure in &self.failures {
            world.say(failure);
        }
        if world.verbose {
            world.say(&self.summary());
        }
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
        parts.push(match self.census.with_problems {
            // Of a card from the index, only that there are problems is known.
            cards if cards > self.problems.len() => count(cards, "card with problems", "cards with problems"),
            _ if problems == 0 => "no problems".to_owned(),
            _ => count(problems, "problem", "problems"),
        });
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
