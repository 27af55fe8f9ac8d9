//! Decides how a terminal is used: which sequences take it and give it back, and which terminals are fit for which use.
//! When that happens is decided in [`super::guard`].

use std::ffi::OsStr;
use std::io;

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste};
use crossterm::queue;
use crossterm::style::{Attribute, SetAttribute};
use crossterm::terminal::{EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen};

use super::error::TermError;

/// How the reader shows itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// It draws on a screen of its own.
    Frames,
    /// It writes lines, one after the other, below what is there already.
    Lines {
        /// The terminal knows control sequences: it can erase the line that is being typed, and tell what was pasted
        /// from what was typed. Without, nothing but text and ends of lines is sent.
        controls: bool,
    },
}

impl Manner {
    /// Whether a terminal with this `TERM` can be used so.
    ///
    /// # Errors
    /// When it would have to move its cursor and cannot.
    pub(super) fn check(self, term: Option<&OsStr>) -> Result<(), TermError> {
        match self {
            Self::Frames => check_term(term),
            Self::Lines { .. } => Ok(()),
        }
    }

    /// Takes the terminal.
    pub(super) fn entering(self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        match self {
            Self::Frames => queue!(bytes, EnterAlternateScreen, EnableBracketedPaste, Hide)?,
            Self::Lines { controls: true } => queue!(bytes, EnableBracketedPaste)?,
            Self::Lines { controls: false } => {}
        }
        Ok(bytes)
    }

    /// Undoes everything that was ever switched on, and when drawing what a program before us may have left on.
    pub(super) fn leaving(self) -> io::Result<Vec<u8>> {
        match self {
            Self::Frames => {
                let mut bytes = self.switching_off()?;
                queue!(bytes, LeaveAlternateScreen, Show)?;
                Ok(bytes)
            }
            Self::Lines { controls: true } => {
                let mut bytes = Vec::new();
                queue!(bytes, DisableBracketedPaste)?;
                Ok(bytes)
            }
            Self::Lines { controls: false } => Ok(Vec::new()),
        }
    }

    /// What another program may have left on, but for the screen: leaving the alternate one twice would put the cursor
    /// where it was before the first time.
    pub(super) fn switching_off(self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        if self != (Self::Lines { controls: false }) {
            queue!(bytes, EndSynchronizedUpdate, DisableMouseCapture, DisableFocusChange, DisableBracketedPaste)?;
            queue!(bytes, SetAttribute(Attribute::Reset))?;
        }
        Ok(bytes)
    }
}

/// Refuses terminals that cannot move their cursor.
pub(super) fn check_term(term: Option<&OsStr>) -> Result<(), TermError> {
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

    fn text(bytes: io::Result<Vec<u8>>) -> String {
        String::from_utf8(bytes.unwrap()).unwrap()
    }

    #[test]
    fn leaving_undoes_what_entering_did() {
        let (entering, leaving) = (text(Manner::Frames.entering()), text(Manner::Frames.leaving()));
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
    fn lines_need_next_to_nothing() {
        let knows = Manner::Lines { controls: true };
        assert_eq!((text(knows.entering()), text(knows.leaving())), ("\x1b[?2004h".into(), "\x1b[?2004l".into()));
        let prints = Manner::Lines { controls: false };
        assert_eq!(text(prints.entering()) + &text(prints.leaving()) + &text(prints.switching_off()), "");
    }

    #[test]
    fn terminals_that_only_print_are_for_lines() {
        let dumb = Some(OsStr::new("dumb"));
        assert!(Manner::Frames.check(Some(OsStr::new("xterm-256color"))).is_ok());
        assert!(Manner::Frames.check(dumb).unwrap_err().to_string().contains("TERM is dumb"));
        assert!(Manner::Frames.check(None).unwrap_err().to_string().contains("TERM is not set"));
        assert!(Manner::Frames.check(Some(OsStr::new(""))).is_err());
        assert!(Manner::Lines { controls: false }.check(dumb).is_ok());
    }
}
