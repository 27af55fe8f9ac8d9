//! Hears where something stirs in the folders of the library, and passes it on in pieces of some milliseconds. When that is
//! looked at, [`crate::app`] decides.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::Services;
use crate::app::Job;
use crate::card::SafeText;
use crate::library::Stirred;
use crate::store::{FolderWatch, FolderWatchError, Told};

/// What stirs within this time is told at once: a file that is saved stirs three times and more.
const PIECE: Duration = Duration::from_millis(10);

/// Listens as long as it lives.
#[derive(Debug)]
pub(super) struct Listening(Sender<Heard>);

/// What reaches the listening thread.
#[derive(Debug)]
enum Heard {
    Told(Told),
    /// Nobody listens any more.
    End,
}

impl Drop for Listening {
    fn drop(&mut self) {
        // A thread that has ended already needs no word.
        self.0.send(Heard::End).ok();
    }
}

/// Starts listening on a thread of its own, on which folders are registered, too: a library of 5,000 of them takes a
/// while. `loading` says whether reading the library has begun.
///
/// # Errors
/// When the system has no thread left.
pub(super) fn listen<S: Fn(Job) + Send + Clone + 'static>(
    services: &Arc<Services>,
    loading: &Arc<AtomicBool>,
    send: &S,
) -> io::Result<Option<Listening>> {
    if !services.watch {
        return Ok(None);
    }
    let (say, heard) = mpsc::channel();
    let (tell, sources, loading, send) = (say.clone(), services.sources.clone(), loading.clone(), send.clone());
    let listen = move || {
        let told = move |told| drop(tell.send(Heard::Told(told)));
        // It lives as long as this thread.
        let _watch = match FolderWatch::new(&sources, told) {
            Ok(None) => return,
            Ok(Some(mut watch)) => {
                let begun = watch.begin();
                // What was read before the folders were watched may have changed since.
                if loading.load(Ordering::Acquire) {
                    send(Job::FilesStirred(Stirred::Everything));
                }
                begun.unwrap_or_else(|error| send(unwatched(&error)));
                Some(watch)
            }
            Err(error) => {
                send(unwatched(&error));
                return;
            }
        };
        while let Some(stirred) = piece(&heard, &send) {
            if !stirred.is_empty() {
                send(Job::FilesStirred(stirred));
            }
        }
    };
    thread::Builder::new().name("watch".to_owned()).spawn(listen)?;
    Ok(Some(Listening(say)))
}

/// Waits until something stirs, and then for what else does. `None` when nobody listens any more.
fn piece(heard: &Receiver<Heard>, send: &impl Fn(Job)) -> Option<Stirred> {
    let mut stirred = Stirred::default();
    let mut end = None;
    loop {
        let next = match end {
            None => heard.recv().ok()?,
            Some(end) => match heard.recv_timeout(Instant::saturating_duration_since(&end, Instant::now())) {
                Ok(next) => next,
                Err(mpsc::RecvTimeoutError::Timeout) => return Some(stirred),
                Err(mpsc::RecvTimeoutError::Disconnected) => return None,
            },
        };
        match next {
            Heard::Told(Told::Stirred(more)) => stirred.join(more),
            Heard::Told(Told::Lost(error)) => send(unwatched(&error)),
            Heard::End => return None,
        }
        end = end.or_else(|| Instant::now().checked_add(PIECE));
    }
}

fn unwatched(error: &FolderWatchError) -> Job {
    Job::FilesUnwatched(SafeText::line(&format!(
        "Files that change show within half a minute instead of at once: {error}"
    )))
}
