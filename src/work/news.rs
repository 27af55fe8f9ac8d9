//! Hears of what other processes decide, without asking again and again: waits until something stirs in the state folder
//! and asks once. What the news are is read on request, in `decisions`, in line with the reader's own decisions.

use std::io;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Weak};
use std::thread;
use std::time::{Duration, Instant};

use super::Services;
use crate::app::Job;
use crate::card::SafeText;
use crate::store::state::{Watch, WatchError};

/// How long a commit is given to become visible, and further ones to become the same news.
const PATIENCE: Duration = Duration::from_millis(50);

/// Starts listening, as long as the watch that it returns lives. Without a place for state there is nothing to hear;
/// why else there is no watch, `send` is told.
///
/// # Errors
/// When the system has no thread left.
pub(super) fn listen<S: Fn(Job) + Send + Clone + 'static>(
    services: &Arc<Services>,
    send: &S,
) -> io::Result<Option<Watch>> {
    let Some(folder) = services.decisions.folder() else { return Ok(None) };
    let (stir, stirs) = mpsc::channel();
    let stirred = move || {
        // Whoever has left hears nothing more.
        stir.send(()).ok();
    };
    match Watch::start(folder, stirred) {
        Ok(watch) => {
            // Only borrowed from time to time, so that the database is closed as soon as the last worker has ended.
            let (services, send) = (Arc::downgrade(services), send.clone());
            thread::Builder::new().name("news".to_owned()).spawn(move || hear(&services, &stirs, &send))?;
            Ok(Some(watch))
        }
        Err(error @ WatchError::System(_)) => {
            send(Job::Noticed(SafeText::line(&error.to_string())));
            Ok(None)
        }
        // Whoever opens the database says the same.
        Err(WatchError::Folder(_)) => Ok(None),
    }
}

/// Until the watch is gone.
fn hear(services: &Weak<Services>, stirs: &Receiver<()>, send: &impl Fn(Job)) {
    while stirs.recv().is_ok() && settle(stirs) {
        let Some(services) = services.upgrade() else { return };
        if services.decisions.changed_elsewhere() {
            send(Job::ChangedElsewhere);
        }
    }
}

/// Waits until what stirred is over, but not longer. Returns whether the watch is still there.
fn settle(stirs: &Receiver<()>) -> bool {
    let end = Instant::now() + PATIENCE;
    loop {
        match stirs.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}
