//! What stirs in the files of the library and was not looked at yet. When it is looked at is decided in
//! [`mod@super::update`].

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::library::{Library, Slot, Stirred};

/// Where something stirred, and how far looking at it has come.
#[derive(Debug, Default)]
pub(super) struct Live {
    /// What stirred since it was looked at last.
    pub(super) stirred: Stirred,
    /// Number of the alarm after which it is looked at.
    pub(super) alarm: Option<u32>,
    /// More stirred since the alarm was set.
    pub(super) more: bool,
    /// How often the alarm was put off because of that.
    pub(super) put_off: u32,
    /// The question that was not answered yet.
    pub(super) asked: Option<Asked>,
    /// Files that looked half-written, and how often they were given time.
    pub(super) unfinished: BTreeMap<PathBuf, u32>,
    /// Number of the alarm after which these are looked at again.
    pub(super) unfinished_alarm: Option<u32>,
    /// Files that had their time.
    pub(super) as_they_are: BTreeSet<PathBuf>,
    /// Heads that are to be read anew into one segment.
    pub(super) scattered: Vec<Slot>,
    /// Number of the alarm after which everything is looked at, where nobody tells what stirs.
    pub(super) poll: Option<u32>,
    /// A decision of this reader was answered while a question was asked.
    pub(super) decided: bool,
}

/// A question about files.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) question: u32,
    /// What slots of the answer mean.
    pub(super) library: Library,
}

impl Live {
    /// Whether there is nothing to look at.
    pub(super) fn is_still(&self) -> bool {
        self.stirred.is_empty() && self.scattered.is_empty()
    }
}
