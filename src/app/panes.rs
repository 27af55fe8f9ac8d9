//! What each pane holds, and what is asked for it. How that changes is decided in [`mod@super::update`].

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use super::ahead::Ahead;
use super::anchor::Anchor;
use super::busy::Busy;
use super::find::Find;
use super::scroll::{Cursor, Left};
use super::selection::Selection;
use crate::card::SafeText;
use crate::command::Invocation;
use crate::keymap::Key;
use crate::library::{FileRef, NameCounts, Slot, Tally, TopicCount};
use crate::page::{Place, Shown};
use crate::picture::Room;
use crate::query::Answer;

/// The list pane.
#[derive(Debug, Default)]
pub struct List {
    /// The cards, in order.
    pub slots: Arc<[Slot]>,
    /// How many of them are unread; `None` until they were counted.
    pub unread: Option<usize>,
    pub(super) unread_question: u32,
    /// The question that [`Self::unread`] answers.
    pub(super) unread_answered: u32,
    /// What was asked for, as it was understood.
    pub answer: Answer,
    /// Row under the cursor, and window.
    pub cursor: Cursor,
    pub(super) left: Left,
    /// The cards that a verb is about, while several are selected.
    pub selection: Option<Selection>,
    /// A key was pressed that did not leave; until then the selection stays on the awaited card once that is there, else
    /// on the first one, whichever that is.
    pub touched: bool,
    /// The card on which the last visit ended.
    pub(super) awaited: Option<FileRef>,
    pub(super) asked: Asked,
}

impl List {
    /// Whether it is known how many cards of this list are unread, and not only of one before.
    pub fn is_counted(&self) -> bool {
        self.unread.is_some() && self.unread_answered == self.unread_question
    }

    /// Whether more cards may come of what was asked.
    pub fn asked_for_more(&self) -> bool {
        self.asked.waiting
    }
}

/// The topics pane.
#[derive(Debug, Default)]
pub struct Topics {
    /// The tree, from top to bottom.
    pub rows: Arc<[TopicCount]>,
    /// Providers, types and categories of the view.
    pub names: Arc<NameCounts>,
    /// How many cards each view has, in the order of the views; empty until they were counted.
    pub views: Arc<[Tally]>,
    /// What "All" shows; `None` until it was counted.
    pub all: Option<Tally>,
    /// Selection and window; [`Topics::row`] says what a row is.
    pub cursor: Cursor,
    pub(super) left: Left,
    /// The pane is open where it is not always there.
    pub open: bool,
    pub(super) asked: Asked,
}

/// A row of the topics pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// "All".
    All,
    /// The topic of this number.
    Topic(usize),
    /// The heading between topics and views. The cursor never stays on it.
    Heading,
    /// The view of this number.
    View(usize),
}

impl Topics {
    /// What row `at` is, from the top.
    pub fn row(&self, at: usize) -> Option<Row> {
        let topics = self.rows.len();
        match at.checked_sub(topics + 1) {
            None => Some(at.checked_sub(1).map_or(Row::All, Row::Topic)),
            Some(0) if !self.views.is_empty() => Some(Row::Heading),
            Some(below) => below.checked_sub(1).filter(|number| *number < self.views.len()).map(Row::View),
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        let views = self.views.len();
        self.rows.len() + 1 + if views == 0 { 0 } else { views + 1 }
    }

    /// Whether there is none, which never is: there is "All".
    pub fn is_empty(&self) -> bool {
        false
    }
}

/// The detail pane.
#[derive(Debug, Default)]
pub struct Detail {
    /// The card that is to be shown.
    pub wanted: Option<Place>,
    /// The card that was read last. While it is not the wanted one, it stays on the screen for a moment.
    pub shown: Option<Arc<Shown>>,
    /// The card that could not be read last, and why.
    pub(super) failed: Option<(Place, SafeText)>,
    /// First visible line.
    pub top: usize,
    /// What the reader has there, while only sizes change.
    pub(super) anchor: Option<Anchor>,
    /// What is kept of how far the shown card was read.
    pub(super) kept: Option<i64>,
    /// The same of cards that were left, whatever has reached the disk by now.
    pub(super) positions: HashMap<FileRef, Option<i64>>,
    /// What was found in the shown card.
    pub find: Option<Find>,
    /// The selected target of the page.
    pub target: Option<usize>,
    pub(super) asked: Option<CardQuestion>,
    pub(super) ahead: Ahead,
    pub(super) question: u32,
    /// Whether the wanted card takes long to be read.
    pub(super) late: Busy,
    pub(super) waiting: Option<Waiting>,
    pub(super) stay: Option<Stay>,
    pub(super) alike: Likeness,
}

impl Detail {
    /// Whether the open card counts as read because it stayed open, and not because somebody said so.
    pub fn read_by_itself(&self) -> bool {
        self.stay.as_ref().is_some_and(|stay| stay.by_itself)
    }
}

/// How far the search for cards like the shown one has come.
#[derive(Debug, Default)]
pub(super) struct Likeness {
    /// The card, and the loading of the library that it is from; `None` while there is none to look for.
    pub(super) of: Option<(Place, u32)>,
    /// Number of the alarm after which the search begins.
    pub(super) alarm: Option<u32>,
    /// Number of the question that was not answered yet.
    pub(super) question: Option<u32>,
}

/// A card that is open to be read, for as long as it is.
#[derive(Debug)]
pub(super) struct Stay {
    pub(super) place: Place,
    /// Number of the alarm after which it counts as read.
    pub(super) alarm: Option<u32>,
    /// Whether it was read is decided.
    pub(super) settled: bool,
    /// It was decided by the time that the card was open, and by nobody since.
    pub(super) by_itself: bool,
}

/// What was asked for while the wanted card is still being read. Keys are never lost, never meant for another card
/// than the one they were typed for, and read only when their turn comes: they may be the letters of a menu by then.
#[derive(Debug)]
pub(super) struct Waiting {
    /// What waits for the card.
    pub(super) invocations: Vec<Invocation>,
    /// What was typed after.
    pub(super) keys: VecDeque<Key>,
}

/// What the last question for a card was, so that it is asked again when anything of it changes.
#[derive(Debug, Clone, PartialEq)]
pub struct CardQuestion {
    /// Which card.
    pub place: Place,
    /// Columns that the page may take.
    pub width: u16,
    /// Room for its pictures.
    pub(super) pictures: Option<Room>,
    /// Related cards are looked up again once more of the library is known.
    pub(super) generation: u32,
    pub(super) loading: bool,
}

/// A question that is asked again as the library grows, one at a time, so that a growing library cannot starve it.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// Number of the last question.
    pub(super) question: u32,
    /// Its answer has not come yet.
    pub(super) waiting: bool,
    /// The library has grown since.
    pub(super) stale: bool,
    /// Heads of the library were replaced or are gone since.
    pub(super) outdated: bool,
    /// It was asked because the scope changed.
    pub(super) new_scope: bool,
}
