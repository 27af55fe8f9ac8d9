//! When a batch is ready to go out, and what has been counted so far. What goes into a batch is decided in
//! [`super`].

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::{FileProblem, ScanEvent};
use crate::card::{Head, SafeText, Taxonomy};
use crate::library::{Census, SegmentBuilder, Stamp};
use crate::store::texts::{Gathered, MOST_TEXT, Spool};

/// Heads of the first batch: more than a screen shows.
const FIRST_HEADS: usize = 64;
/// The first batch waits no longer than this from its first head.
const FIRST_AGE: Duration = Duration::from_millis(30);
/// Later batches wait no longer than this from their first head.
const LATER_AGE: Duration = Duration::from_millis(100);
/// How many failures are told one by one.
const FAILURES: usize = 100;

/// Gathers what the threads of a scan found.
pub(super) struct Collector<'s> {
    /// Where bodies and links go, if anybody wants them.
    spool: Option<&'s Spool>,
    cancel: &'s AtomicBool,
    emit: &'s (dyn Fn(ScanEvent) + Sync),
    /// Whether any batch went out yet.
    begun: AtomicBool,
    /// Held while emitting, so that totals come in order.
    totals: Mutex<Totals>,
}

#[derive(Default)]
struct Totals {
    census: Census,
    failures: Vec<SafeText>,
    unnamed_failures: usize,
    vanished: usize,
    leftovers: BTreeSet<PathBuf>,
}

impl<'s> Collector<'s> {
    pub(super) fn new(spool: Option<&'s Spool>, cancel: &'s AtomicBool, emit: &'s (dyn Fn(ScanEvent) + Sync)) -> Self {
        Self { spool, cancel, emit, begun: AtomicBool::new(false), totals: Mutex::default() }
    }

    /// A batch for one thread to fill.
    pub(super) fn batcher(&'s self) -> Batcher<'s> {
        Batcher { collector: self, content: Content::default(), since: None }
    }

    /// Emits the end of the scan.
    pub(super) fn finish(self) {
        let Totals { census, mut failures, unnamed_failures, vanished, leftovers } =
            self.totals.into_inner().unwrap_or_else(PoisonError::into_inner);
        if unnamed_failures > 0 {
            failures.push(SafeText::line(&format!("{unnamed_failures} more could not be read")));
        }
        match vanished {
            0 => {}
            1 => failures.push(SafeText::line("1 file vanished while the library was read")),
            many => failures.push(SafeText::line(&format!("{many} files vanished while the library was read"))),
        }
        (self.emit)(ScanEvent::Finished { census, failures, leftovers });
    }

    fn with_totals<T>(&self, act: impl FnOnce(&mut Totals) -> T) -> T {
        act(&mut self.totals.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// What one thread found since its last batch.
pub(super) struct Batcher<'s> {
    collector: &'s Collector<'s>,
    content: Content,
    /// When the first of it was found.
    since: Option<Instant>,
}

#[derive(Default)]
struct Content {
    heads: SegmentBuilder,
    /// Of the same cards, in the same order.
    texts: Gathered,
    taxonomies: Vec<Taxonomy>,
    problems: Vec<FileProblem>,
    /// Counts of this content alone.
    census: Census,
}

impl Batcher<'_> {
    /// Counts that go out with the next batch.
    pub(super) fn census(&mut self) -> &mut Census {
        &mut self.content.census
    }

    pub(super) fn taxonomy(&mut self, taxonomy: Taxonomy) {
        self.content.taxonomies.push(taxonomy);
    }

    pub(super) fn problems(&mut self, problems: impl Iterator<Item = FileProblem>) {
        self.content.problems.extend(problems);
    }

    /// Takes a head, and what `add_texts` adds if anybody wants it, and sends the batch off when it is time.
    pub(super) fn head(&mut self, head: &Head, stamp: Stamp, add_texts: impl FnOnce(&mut Gathered)) {
        if self.content.heads.push_stamped(head, stamp).is_err() {
            // Full before its time: very many names. The counts of this head went ahead of it, no more.
            self.send();
            if self.content.heads.push_stamped(head, stamp).is_err() {
                self.fail(&format!("{} is too large to be listed", super::shown_path(&head.path)));
                return;
            }
        }
        if self.collector.spool.is_some() {
            add_texts(&mut self.content.texts);
        }
        let since = *self.since.get_or_insert_with(Instant::now);
        let begun = self.collector.begun.load(Ordering::Relaxed);
        let ready = if begun {
            self.content.heads.is_full() || self.content.texts.len() > MOST_TEXT || since.elapsed() >= LATER_AGE
        } else {
            self.content.heads.len() >= FIRST_HEADS || since.elapsed() >= FIRST_AGE
        };
        if ready {
            self.send();
        }
    }

    /// Notes one sentence about something that could not be looked at.
    pub(super) fn fail(&self, sentence: &str) {
        self.collector.with_totals(|totals| {
            if totals.failures.len() < FAILURES {
                totals.failures.push(SafeText::line(sentence));
            } else {
                totals.unnamed_failures += 1;
            }
        });
    }

    /// Notes a file that was listed by its folder and then not there.
    pub(super) fn vanished(&self) {
        self.collector.with_totals(|totals| totals.vanished += 1);
    }

    /// Notes that a file of ours was met.
    #[cfg(unix)]
    pub(super) fn leftover(&self, file: &Path) {
        if let Some(folder) = file.parent() {
            self.collector.with_totals(|totals| totals.leftovers.insert(folder.to_path_buf()));
        }
    }

    fn send(&mut self) {
        let Content { heads, texts, taxonomies, problems, census } = std::mem::take(&mut self.content);
        self.since = None;
        if self.collector.cancel.load(Ordering::Relaxed) {
            return;
        }
        let is_empty = heads.is_empty() && taxonomies.is_empty() && problems.is_empty();
        let texts = self.collector.spool.and_then(|spool| spool.keep(texts));
        let segment = Arc::new(heads.finish().with_texts(texts));
        self.collector.with_totals(|totals| {
            totals.census += census;
            // Looked at again under the lock: whoever cancels while hearing one batch hears no other.
            if !is_empty && !self.collector.cancel.load(Ordering::Relaxed) {
                self.collector.begun.store(true, Ordering::Relaxed);
                (self.collector.emit)(ScanEvent::Batch { segment, taxonomies, problems, census: totals.census });
            }
        });
    }
}

impl Drop for Batcher<'_> {
    fn drop(&mut self) {
        self.send();
    }
}
