//! Says on standard error that a library is being read or files are being changed, when that takes long and somebody
//! watches. What is read and changed is [`crate::store`]'s affair.

use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::counts::{cards, number};
use crate::library::Census;

/// Nobody wonders before this.
const PATIENCE: Duration = Duration::from_millis(250);
const PAUSE: Duration = Duration::from_millis(100);

/// A line that counts, on a terminal only.
pub(super) struct Progress {
    enabled: bool,
    started: Instant,
    drawn: Mutex<Option<Instant>>,
}

impl Progress {
    pub(super) fn new(enabled: bool) -> Self {
        Self { enabled, started: Instant::now(), drawn: Mutex::new(None) }
    }

    /// So many cards were read.
    pub(super) fn update(&self, census: Census) {
        self.say(|| format!("reading the library: {}", cards(census.cards)));
    }

    /// So many files were changed.
    pub(super) fn files(&self, done: usize, of: usize) {
        self.say(|| format!("changing files: {} of {}", number(done), number(of)));
    }

    fn say(&self, words: impl FnOnce() -> String) {
        if !self.enabled || self.started.elapsed() < PATIENCE {
            return;
        }
        let mut drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        if drawn.is_none_or(|last| last.elapsed() >= PAUSE) {
            *drawn = Some(Instant::now());
            // A terminal that is gone is no reason to stop.
            let _ = write!(io::stderr(), "\r{}", words());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.drawn.lock().unwrap_or_else(PoisonError::into_inner).is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
