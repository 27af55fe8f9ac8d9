//! A place for one waiting request, where a newer one replaces it: what nobody waits for any more is never begun.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// The end that puts requests in. Dropping it ends the worker at the other end.
#[derive(Debug)]
pub(super) struct Sender<T>(Arc<Shared<T>>);

/// The end that takes requests out.
#[derive(Debug)]
pub(super) struct Receiver<T>(Arc<Shared<T>>);

#[derive(Debug)]
struct Shared<T> {
    state: Mutex<State<T>>,
    arrived: Condvar,
}

#[derive(Debug)]
struct State<T> {
    waiting: Option<T>,
    closed: bool,
}

/// A mailbox.
pub(super) fn mailbox<T>() -> (Sender<T>, Receiver<T>) {
    let state = Mutex::new(State { waiting: None, closed: false });
    let shared = Arc::new(Shared { state, arrived: Condvar::new() });
    (Sender(shared.clone()), Receiver(shared))
}

impl<T> Sender<T> {
    /// Puts a request in, in the place of one that was not begun.
    pub(super) fn put(&self, request: T) {
        self.0.lock().waiting = Some(request);
        self.0.arrived.notify_one();
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        self.0.lock().closed = true;
        self.0.arrived.notify_one();
    }
}

impl<T> Receiver<T> {
    /// Waits for a request. `None` when no more will come.
    pub(super) fn take(&self) -> Option<T> {
        let state = self.0.lock();
        let mut state = self
            .0
            .arrived
            .wait_while(state, |state| state.waiting.is_none() && !state.closed)
            .unwrap_or_else(PoisonError::into_inner);
        state.waiting.take()
    }

    /// Whether a newer request waits, so that the one at hand may be given up.
    pub(super) fn is_waiting(&self) -> bool {
        self.0.lock().waiting.is_some()
    }
}

impl<T> Shared<T> {
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        // A request is one value: a panic elsewhere cannot leave half of it.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::mailbox;

    #[test]
    fn the_newest_request_wins_and_a_dropped_sender_ends_it() {
        let (sender, receiver) = mailbox();
        sender.put(1);
        sender.put(2);
        assert!(receiver.is_waiting());
        assert_eq!(receiver.take(), Some(2));
        assert!(!receiver.is_waiting());
        sender.put(3);
        drop(sender);
        assert_eq!(receiver.take(), Some(3));
        assert_eq!(receiver.take(), None);
    }
}
