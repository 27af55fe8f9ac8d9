//! Decides what each signal means, on a thread of its own. How the program ends is decided in [`super::ending`], and what a
//! new size or a continuation leads to in the loop.

use std::io;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;

use super::ending::{Ending, end_now};
use super::screen::tell_size;
use crate::app::Msg;

/// Counts how often the process was continued after a stop.
#[derive(Debug, Clone, Default)]
pub struct Continued(Arc<(Mutex<u64>, Condvar)>);

impl Continued {
    /// How often so far.
    pub fn count(&self) -> u64 {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until it was continued more often than `before`, at most ten times `step`.
    ///
    /// Many short waits instead of a long one, because the clock goes on while the process is stopped: only one of them
    /// is used up by that.
    pub fn wait_beyond(&self, before: u64, step: Duration) {
        let (count, changed) = &*self.0;
        for _ in 0..10 {
            let count = count.lock().unwrap_or_else(PoisonError::into_inner);
            let waited = changed.wait_timeout_while(count, step, |count| *count <= before);
            if waited.is_ok_and(|(_, timeout)| !timeout.timed_out()) {
                return;
            }
        }
    }

    /// Waits until the signals were dealt with that came before, by sending one more.
    pub fn catch_up(&self) {
        let before = self.count();
        if rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::CONT).is_ok() {
            self.wait_beyond(before, Duration::from_millis(25));
        }
    }

    fn notice(&self) {
        let (count, changed) = &*self.0;
        *count.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        changed.notify_all();
    }
}

/// Installs the handlers and starts the thread. To be called before the terminal is taken.
///
/// The handler for SIGHUP is installed even if the signal was inherited as ignored, as under `nohup`: a terminal program
/// without its terminal has nothing left to do. SIGTSTP keeps its default, because stopping is what it is for.
///
/// # Errors
/// When a handler cannot be installed or the thread cannot be started.
pub(super) fn watch(inbox: Sender<Msg>, ending: Ending, continued: Continued) -> io::Result<()> {
    let mut signals = Signals::new([SIGWINCH, SIGCONT, SIGTERM, SIGINT, SIGHUP, SIGQUIT])?;
    let serve = move || {
        for signal in signals.forever() {
            match signal {
                SIGWINCH => {
                    tell_size(&inbox);
                }
                SIGCONT => {
                    continued.notice();
                    ending.wake_loop();
                }
                // The keys for these were pressed in the program that has the terminal; it gets them, too.
                SIGINT | SIGQUIT if ending.is_lent() => {}
                // Whoever asks a second time has waited long enough; a hang-up comes twice by itself.
                SIGTERM | SIGINT | SIGQUIT if ending.signal().is_some() => end_now(signal),
                _ => ending.begin(signal),
            }
        }
    };
    thread::Builder::new().name("signals".into()).spawn(serve)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_for_a_continuation_ends_with_it_or_with_patience() {
        let continued = Continued::default();
        continued.wait_beyond(0, Duration::from_millis(1));
        continued.notice();
        assert_eq!(continued.count(), 1);
        continued.wait_beyond(0, Duration::from_secs(60));
    }
}
