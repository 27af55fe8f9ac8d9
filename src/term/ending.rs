//! Decides how the program ends when it is told to from outside: the loop is asked, and given a second. Who tells is
//! decided by [`super::signals`] and [`super::hangup`].

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::guard::restore;
use crate::app::Msg;
use crate::card::Timestamp;

/// How long the loop, and what follows it, may take to end.
const DEADLINE: Duration = Duration::from_secs(1);

/// A wish from outside that the program should end.
#[derive(Debug, Clone)]
pub(super) struct Ending {
    /// The signal that asked for it; 0 while nobody has.
    signal: Arc<AtomicI32>,
    /// Another program has the terminal, with our leave.
    lent: Arc<AtomicBool>,
    inbox: Sender<Msg>,
}

impl Ending {
    /// Nobody has asked yet. `inbox` is where the loop waits.
    pub(super) fn new(inbox: Sender<Msg>) -> Self {
        Self { signal: Arc::new(AtomicI32::new(0)), lent: Arc::default(), inbox }
    }

    /// From now on ctrl-c is meant for the program that has the terminal, or for us again.
    pub(super) fn lend(&self, lent: bool) {
        self.lent.store(lent, Ordering::SeqCst);
    }

    /// Whether another program has the terminal, with our leave.
    pub(super) fn is_lent(&self) -> bool {
        self.lent.load(Ordering::SeqCst)
    }

    /// The signal that asked the program to end.
    pub(super) fn signal(&self) -> Option<i32> {
        Some(self.signal.load(Ordering::SeqCst)).filter(|signal| *signal != 0)
    }

    /// Asks the loop to end as if by `signal`, and ends the process if it has not ended within a second. The first one
    /// who asks decides the status.
    pub(super) fn begin(&self, signal: i32) {
        if self.signal.compare_exchange(0, signal, Ordering::SeqCst, Ordering::SeqCst).is_err() {
            return;
        }
        self.wake_loop();
        let deadline = move || {
            thread::sleep(DEADLINE);
            end_now(signal);
        };
        if thread::Builder::new().name("deadline".into()).spawn(deadline).is_err() {
            end_now(signal);
        }
    }

    /// Makes the loop look up from its channel. The time is the one message that never does any harm.
    pub(super) fn wake_loop(&self) {
        self.inbox.send(Msg::Woke(now())).ok();
    }
}

/// Restores what can be restored and ends the process, whatever the loop is doing.
pub(super) fn end_now(signal: i32) -> ! {
    restore();
    std::process::exit(128 + signal);
}

/// The present.
pub fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}
