//! Says on standard error that a library is being read, when that takes long and somebody watches. What is read is
//! [`crate::store`]'s affair.

use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::counts::cards;
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

    /// Counts that were reached.
    pub(super) fn update(&self, census: Census) {
        if !self.enabled || self.started.elapsed() < PATIENCE {
            return;
        }
        let mut drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        if drawn.is_none_or(|last| last.elapsed() >= PAUSE) {
            *drawn = Some(Instant::now());
            // A terminal that is gone is no reason to stop.
            let _ = write!(io::stderr(), "\rreading the library: {}", cards(census.cards));
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
