//! Decides how the terminal is taken and how it is given back: exactly once, whoever asks, from whichever thread. When
//! to do so is decided by the loop, the signals and the panic hook.

use std::ffi::OsStr;
use std::io::{self, IsTerminal};
use std::time::Duration;

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste};
use crossterm::queue;
use crossterm::style::{Attribute, SetAttribute};
use crossterm::terminal::{
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};

use super::error::TermError;
use super::{screen, uploads};

/// How long restoring waits for a terminal that takes no output.
const PATIENCE: Duration = Duration::from_millis(100);

/// The terminal is ours as long as this lives.
#[derive(Debug)]
pub struct Guard(());

impl Guard {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste, no cursor.
    ///
    /// `term` is the value of `TERM`.
    ///
    /// # Errors
    /// When standard input or output is no terminal, or one that can only print, or when it refuses.
    pub fn enter(term: Option<&OsStr>) -> Result<Self, TermError> {
        if !io::stdin().is_terminal() {
            return Err(TermError::NotATerminal("input"));
        }
        if !io::stdout().is_terminal() {
            return Err(TermError::NotATerminal("output"));
        }
        check_term(term)?;
        take()?;
        Ok(Self(()))
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
        take()
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
        take()
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
            screen::write_out(&switching_off()?)?;
        }
        take()?;
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
    if !*ours {
        return;
    }
    *ours = false;
    // Errors have nowhere to go from here: the terminal is most likely gone.
    if screen::takes_output(Some(PATIENCE)) {
        screen::write_out(uploads::removal_of_all().as_bytes()).ok();
        leaving().and_then(|bytes| screen::write_out(&bytes)).ok();
    }
    disable_raw_mode().ok();
}

fn take() -> io::Result<()> {
    let mut ours = screen::lock();
    if *ours {
        return Ok(());
    }
    enable_raw_mode()?;
    *ours = true;
    let taken = entering().and_then(|bytes| screen::write_out(&bytes));
    drop(ours);
    if taken.is_err() {
        restore();
    }
    taken
}

fn entering() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    queue!(bytes, EnterAlternateScreen, EnableBracketedPaste, Hide)?;
    Ok(bytes)
}

/// Undoes everything that was ever switched on, and what a program before us may have left on.
fn leaving() -> io::Result<Vec<u8>> {
    let mut bytes = switching_off()?;
    queue!(bytes, LeaveAlternateScreen, Show)?;
    Ok(bytes)
}

/// The same but for the screen: leaving the alternate one twice would put the cursor where it was before the first time.
fn switching_off() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    queue!(bytes, EndSynchronizedUpdate, DisableMouseCapture, DisableFocusChange, DisableBracketedPaste)?;
    queue!(bytes, SetAttribute(Attribute::Reset))?;
    Ok(bytes)
}

/// Refuses terminals that cannot move their cursor.
fn check_term(term: Option<&OsStr>) -> Result<(), TermError> {
    match term.and_then(OsStr::to_str) {
        Some("dumb") => Err(TermError::Dumb("dumb")),
        // Consoles of Windows know their abilities without it.
        None | Some("") if cfg!(unix) && term.is_none_or(OsStr::is_empty) => Err(TermError::Dumb("not set")),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaving_undoes_what_entering_did() {
        let entering = String::from_utf8(entering().unwrap()).unwrap();
        let leaving = String::from_utf8(leaving().unwrap()).unwrap();
        for mode in ["?1049", "?2004"] {
            assert!(entering.contains(&format!("\x1b[{mode}h")), "{entering:?}");
            assert!(leaving.contains(&format!("\x1b[{mode}l")), "{leaving:?}");
        }
        assert!(entering.contains("\x1b[?25l") && leaving.ends_with("\x1b[?25h"));
        for mode in ["?1000", "?1002", "?1003", "?1006", "?1004", "?2026"] {
            assert!(leaving.contains(&format!("\x1b[{mode}l")), "{mode} in {leaving:?}");
        }
    }

    #[test]
    fn refuses_terminals_that_only_print() {
        assert!(check_term(Some(OsStr::new("xterm-256color"))).is_ok());
        assert!(check_term(Some(OsStr::new("dumb"))).unwrap_err().to_string().contains("TERM is dumb"));
        assert!(check_term(None).unwrap_err().to_string().contains("TERM is not set"));
        assert!(check_term(Some(OsStr::new(""))).is_err());
    }

    #[test]
    fn restoring_what_was_not_taken_does_nothing() {
        restore();
        restore();
    }
}
