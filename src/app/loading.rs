//! How far reading the library has come, and what has to wait for its end. When what is read shows is decided in
//! [`mod@super::update`].

use std::collections::VecDeque;

use super::decisions::Decisions;
use super::pace::Pace;
use crate::library::{Census, FileRef, Library};

/// How far reading the library has come.
#[derive(Debug, Default)]
pub struct Loading {
    /// Number of the latest loading.
    pub generation: u32,
    /// Whether it goes on.
    pub running: bool,
    /// Files so far.
    pub census: Census,
    /// Files and folders that could not be looked at.
    pub failures: usize,
    /// A reload collects here, so that the list stays as it is until everything was read.
    pub(super) incoming: Option<(Library, Decisions)>,
    /// The library each time when files were asked for that are being read again.
    pub(super) again: VecDeque<Library>,
    /// Files that changed through this program while it goes on.
    pub(super) changed: Vec<FileRef>,
    /// A reload that is complete, and waits for the list that belongs to it.
    pub(super) ready: Option<(Library, Decisions)>,
    /// Something was decided elsewhere meanwhile.
    pub(super) news: bool,
    /// Everything that was read so far is listed and counted, or was asked for.
    pub(super) settled: bool,
    /// How often the list is asked for.
    pub(super) listing: Pace<2>,
    /// How often topics and views are counted, which takes nine times as long: 60 ms for 100,000 cards.
    pub(super) counting: Pace<4>,
    /// The library each time when news were asked for that did not come yet.
    pub(super) hearing: VecDeque<Library>,
}
