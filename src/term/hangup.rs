//! Decides when the terminal has gone away, on a thread of its own. How the program ends then is decided in
//! [`super::ending`].
//!
//! SIGHUP alone does not do: it is sent to the session's leader and its foreground group only, and a reader that is stuck
//! in the middle of something else would not notice the end of its input.

use std::io;
use std::thread;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use signal_hook::consts::SIGHUP;

use super::ending::Ending;

/// Starts the thread. It sleeps in one system call until the terminal is gone.
///
/// # Errors
/// When the thread cannot be started.
pub(super) fn watch(ending: Ending) -> io::Result<()> {
    thread::Builder::new().name("hangup".into()).spawn(move || {
        if wait_for_the_end() {
            ending.begin(SIGHUP);
        }
    })?;
    Ok(())
}

/// Asks for no events at all: hang-up and errors are reported all the same, and keys do not wake it.
fn wait_for_the_end() -> bool {
    let stdin = rustix::stdio::stdin();
    loop {
        let mut fds = [PollFd::new(&stdin, PollFlags::empty())];
        match poll(&mut fds, None) {
            Ok(_) if fds.iter().any(|fd| !fd.revents().is_empty()) => return true,
            Ok(_) | Err(Errno::INTR) => {}
            Err(_) => return false,
        }
    }
}
