//! Decides what the terminal needs to know of the environment, read once. What follows from it is decided where it is
//! used.

use std::ffi::{OsStr, OsString};

use super::editor::Editor;
use super::manner::{Manner, check_term};

/// The environment, as far as the terminal is concerned.
#[derive(Debug, Clone, Default)]
pub struct Edge {
    /// `TERM`.
    pub term: Option<OsString>,
    /// Lines are wanted, not drawing.
    pub plain: bool,
    /// `VISUAL`, else `EDITOR`, else vi.
    pub editor: Editor,
    /// `COPYDESK_PANIC_AT`: where to fail on purpose.
    pub panic_at: Option<PanicAt>,
}

impl Edge {
    /// Reads the environment of this process.
    pub fn from_env() -> Self {
        Self {
            term: std::env::var_os("TERM"),
            plain: false,
            editor: Editor::choose(["VISUAL", "EDITOR"].map(std::env::var_os)),
            panic_at: std::env::var_os("COPYDESK_PANIC_AT").as_deref().and_then(PanicAt::parse),
        }
    }

    /// How the terminal is to be used.
    pub(super) fn manner(&self) -> Manner {
        match self.plain {
            true => Manner::Lines { controls: check_term(self.term.as_deref()).is_ok() },
            false => Manner::Frames,
        }
    }
}

/// A place to fail on purpose, so that a test can see that the terminal is restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PanicAt {
    /// `key`: while the first key is handled.
    Key,
    /// `draw`: while the first frame is drawn.
    Draw,
    /// `worker`: on a thread of its own, as soon as the first key came.
    Worker,
}

impl PanicAt {
    fn parse(value: &OsStr) -> Option<Self> {
        match value.to_str()? {
            "key" => Some(Self::Key),
            "draw" => Some(Self::Draw),
            "worker" => Some(Self::Worker),
            _ => None,
        }
    }

    /// Fails.
    #[expect(clippy::panic, reason = "failing is what this is for")]
    pub(super) fn fail(self) -> ! {
        panic!("asked to by COPYDESK_PANIC_AT: {self:?}")
    }
}
