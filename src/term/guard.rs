//! Decides how the terminal is taken and how it is given back: exactly once, whoever asks, from whichever thread. When
//! to do so is decided by the loop, the signals and the panic hook.

use std::ffi::OsStr;
use std::io::{self, IsTerminal};
use std::time::Duration;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::error::TermError;
use super::manner::Manner;
use super::{screen, uploads};

/// How long restoring waits for a terminal that takes no output.
const PATIENCE: Duration = Duration::from_millis(100);

/// The terminal is ours as long as this lives.
#[derive(Debug)]
pub struct Guard(Manner);

impl Guard {
    /// Takes the terminal: raw mode, and what `manner` needs.
    ///
    /// `term` is the value of `TERM`.
    ///
    /// # Errors
    /// When standard input or output is no terminal, or one that can only print, or when it refuses.
    pub fn enter(term: Option<&OsStr>, manner: Manner) -> Result<Self, TermError> {
        if !io::stdin().is_terminal() {
            return Err(TermError::NotATerminal("input"));
        }
        if !io::stdout().is_terminal() {
            return Err(TermError::NotATerminal("output"));
        }
        manner.check(term)?;
        take(manner)?;
        Ok(Self(manner))
    }

    /// Gives the terminal back. More than once does no harm.
    pub fn leave(&self) {
        restore();
    }

    /// Takes the terminal again, whatever was done to it meanwhile.
    ///
    /// # Errors
    /// When the terminal refuses.
    pub fn reclaim(&self) -> io::Result<()> {
        restore();
        take(self.0)
    }

    /// Gives the terminal back and stops the process group, as the shell expects of ctrl-z; returns with the terminal
    /// taken again once `continued` says so. An orphaned process group does not stop; then this returns after a moment.
    ///
    /// # Errors
    /// When the terminal refuses to be taken again.
    #[cfg(unix)]
    pub fn suspend(&self, continued: &super::signals::Continued) -> io::Result<()> {
        let before = continued.count();
        restore();
        let stopped = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
        if stopped.is_ok() {
            // Any thread may be the one that stops, and the rest of them a moment later.
            continued.wait_beyond(before, Duration::from_millis(25));
        }
        take(self.0)
    }
}

#[cfg(unix)]
impl Guard {
    /// Lets `borrower` have the terminal as the shell has it, and takes it again, whatever was done to it meanwhile.
    ///
    /// # Errors
    /// When the terminal refuses to be taken again.
    pub fn lend<T>(&self, borrower: impl FnOnce() -> T) -> io::Result<T> {
        restore();
        let stdin = rustix::stdio::stdin();
        let modes = rustix::termios::tcgetattr(stdin);
        let outcome = borrower();
        // A program that was killed leaves its own modes behind; they must not become those we give back in the end.
        if let Ok(modes) = modes {
            rustix::termios::tcsetattr(stdin, rustix::termios::OptionalActions::Drain, &modes)?;
            screen::write_out(&self.0.switching_off()?)?;
        }
        take(self.0)?;
        Ok(outcome)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back if it is ours. May be called by any thread at any time; a terminal that has gone away or takes
/// no output is put up with.
pub fn restore() {
    let Some(mut ours) = screen::lock_within(PATIENCE) else {
        // Somebody is stuck in the middle of writing; the modes can still be put right.
        disable_raw_mode().ok();
        return;
    };
    let Some(manner) = ours.manner.take() else { return };
    // Errors have nowhere to go from here: the terminal is most likely gone.
    if screen::takes_output(Some(PATIENCE)) {
        // Whoever comes next begins at the left.
        let end: &[u8] = if std::mem::take(&mut ours.midline) { b"\r\n" } else { b"" };
        screen::write_out(uploads::removal_of_all().as_bytes()).ok();
        manner.leaving().and_then(|bytes| screen::write_out(&[end, &bytes].concat())).ok();
    }
    disable_raw_mode().ok();
}

fn take(manner: Manner) -> io::Result<()> {
    let mut ours = screen::lock();
    if ours.manner.is_some() {
        return Ok(());
    }
    enable_raw_mode()?;
    ours.manner = Some(manner);
    let taken = manner.entering().and_then(|bytes| screen::write_out(&bytes));
    drop(ours);
    if taken.is_err() {
        restore();
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn restoring_what_was_not_taken_does_nothing() {
        restore();
        restore();
    }
}
