//! Everything the program knows while it runs. How it changes is decided in [`mod@super::update`].

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use ratatui::layout::Size;

use super::decisions::Decisions;
use super::layer::Layer;
use super::layout::{Layout, Pane};
use super::place::Place;
use super::scroll::Cursor;
use super::selection::Selection;
use super::shown::Shown;
use super::unsaved::Unsaved;
use super::visits::Visits;
use crate::card::{SafeText, SafeUrl, Timestamp};
use crate::command::Invocation;
use crate::dates::{DateStyle, Dates};
use crate::keymap::{Key, Keymap};
use crate::library::{Census, FileRef, HeadRef, Library, Slot, Sort, Tally, TopicCount};
use crate::query::{Decided, Filter, Query};
use crate::store::state::Visit;
use crate::triage::Flags;

/// What was decided before the program started.
#[derive(Debug, Clone)]
pub struct Options {
    /// What each key does.
    pub keymap: Arc<Keymap>,
    /// First order of the list, unless the user has chosen another one before.
    pub sort: Sort,
    /// Where the last visit ended.
    pub last_visit: Option<Visit>,
    /// Form of dates in the list.
    pub dates: DateStyle,
    /// How long a card is open before it is marked read; `None` for never.
    pub dwell: Option<Duration>,
    /// Where the reader is.
    pub zone: jiff::tz::TimeZone,
    /// The library in a few words, such as the name of its folder.
    pub library_name: SafeText,
    /// Size of the terminal.
    pub size: Size,
    /// The present.
    pub now: Timestamp,
    /// Colours may be used.
    pub colors: bool,
}

/// The state of the program.
#[derive(Debug)]
pub struct Model {
    /// What each key does.
    pub keymap: Arc<Keymap>,
    /// How dates are written, and what time it is.
    pub dates: Dates,
    /// How long a card is open before it is marked read; `None` for never.
    pub(super) dwell: Option<Duration>,
    /// The library in a few words.
    pub library_name: SafeText,
    /// Colours may be used.
    pub colors: bool,
    /// Size of the terminal.
    pub size: Size,
    /// The cards.
    pub library: Library,
    /// What was decided about them.
    pub decisions: Decisions,
    /// Decisions that are not on disk yet.
    pub unsaved: Unsaved,
    /// How far reading them has come.
    pub loading: Loading,
    /// Which cards are wanted, and in which order.
    pub scope: Scope,
    /// The order is one that the user has chosen, in this visit or one before.
    pub(super) sort_chosen: bool,
    /// The list pane.
    pub list: List,
    /// The topics pane.
    pub topics: Topics,
    /// The detail pane.
    pub detail: Detail,
    /// Where the reader has been.
    pub visits: Visits,
    /// What lies over the panes, the topmost last.
    pub layers: Vec<Layer>,
    /// The pane that keys go to.
    pub focus: Pane,
    /// Only the detail pane is shown.
    pub zoomed: bool,
    /// An editor is about to get the terminal, or has it.
    pub(super) editing: Option<Editing>,
    /// Keys of a sequence that is not finished.
    pub pending: Vec<Key>,
    /// The beginning of [`Self::pending`] has moved already.
    pub(super) begun: Option<Begun>,
    /// A number typed before a command.
    pub count: Option<u32>,
    /// What the status line says, until the next key.
    pub message: Option<Message>,
    /// Command lines that were run, the oldest first.
    pub command_history: Vec<String>,
    pub(super) revision: u64,
    pub(super) last_question: u32,
}

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
    /// Files that changed through this program while it goes on.
    pub(super) changed: Vec<FileRef>,
    /// A reload that is complete, and waits for the list that belongs to it.
    pub(super) ready: Option<(Library, Decisions)>,
    /// Something was decided elsewhere meanwhile.
    pub(super) news: bool,
}

/// Which cards are wanted, and in which order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scope {
    /// Chosen topics; several mean any of them.
    pub topics: Vec<SafeText>,
    /// Which of them by what was decided.
    pub view: View,
    /// The order.
    pub sort: Sort,
}

/// Which cards by what was decided about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// What is still to be decided: neither archived nor snoozed nor binned.
    #[default]
    Inbox,
    /// The unread ones of the inbox.
    Unread,
    /// Starred ones, wherever they are.
    Starred,
    /// Snoozed ones that have not come back yet.
    Snoozed,
    /// Archived ones.
    Archived,
    /// Every card that is not in the bin.
    All,
    /// What is in the bin.
    Bin,
}

impl View {
    /// Every view, in the order of the menu.
    pub const ALL: [Self; 7] =
        [Self::Inbox, Self::Unread, Self::Starred, Self::Snoozed, Self::Archived, Self::All, Self::Bin];

    /// The name users type.
    pub fn name(self) -> &'static str {
        match self {
            Self::Inbox => "inbox",
            Self::Unread => "unread",
            Self::Starred => "starred",
            Self::Snoozed => "snoozed",
            Self::Archived => "archived",
            Self::All => "all",
            Self::Bin => "bin",
        }
    }

    /// The view of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.name() == name)
    }

    /// Whether a card that stands like this belongs to it.
    pub fn has(self, flags: Flags, now: Timestamp) -> bool {
        let open = !(flags.archived || flags.binned || flags.is_snoozed(now));
        match self {
            Self::Inbox => open,
            Self::Unread => open && !flags.read,
            Self::Starred => flags.starred && !flags.binned,
            Self::Snoozed => flags.is_snoozed(now) && !flags.binned,
            Self::Archived => flags.archived && !flags.binned,
            Self::All => !flags.binned,
            Self::Bin => flags.binned,
        }
    }

    fn filter(self) -> Vec<Filter> {
        let not = |decided| Filter::Not(Box::new(Filter::Is(decided)));
        if self == Self::Bin {
            return vec![Filter::Is(Decided::Binned)];
        }
        let mut conditions = vec![not(Decided::Binned)];
        match self {
            Self::Inbox | Self::Unread => conditions.extend([not(Decided::Archived), not(Decided::Snoozed)]),
            Self::Starred => conditions.push(Filter::Is(Decided::Starred)),
            Self::Snoozed => conditions.push(Filter::Is(Decided::Snoozed)),
            Self::Archived => conditions.push(Filter::Is(Decided::Archived)),
            Self::All | Self::Bin => {}
        }
        if self == Self::Unread {
            conditions.push(not(Decided::Read));
        }
        conditions
    }
}

impl Scope {
    /// The same as a query.
    pub fn query(&self) -> Query {
        let topics: Vec<Filter> = self.topics.iter().cloned().map(Filter::Topic).collect();
        let mut conditions = self.view.filter();
        if !topics.is_empty() {
            conditions.push(Filter::Any(topics));
        }
        Query { filter: Filter::All(conditions), sort: self.sort }
    }

    /// The same with no topic chosen.
    pub fn any_topic(&self) -> Filter {
        Filter::All(self.view.filter())
    }
}

/// The list pane.
#[derive(Debug, Default)]
pub struct List {
    /// The cards, in order.
    pub slots: Arc<[Slot]>,
    /// How many of them are unread; `None` until they were counted.
    pub unread: Option<usize>,
    pub(super) unread_question: u32,
    /// Row under the cursor, and window.
    pub cursor: Cursor,
    /// The cards that a verb is about, while several are selected.
    pub selection: Option<Selection>,
    /// A key was pressed; until then the selection stays on the awaited card once that is there, else on the first one,
    /// whichever that is.
    pub touched: bool,
    /// The card on which the last visit ended.
    pub(super) awaited: Option<FileRef>,
    pub(super) asked: Asked,
}

/// The topics pane.
#[derive(Debug, Default)]
pub struct Topics {
    /// The tree, from top to bottom.
    pub rows: Arc<[TopicCount]>,
    /// What "All" shows; `None` until it was counted.
    pub all: Option<Tally>,
    /// Selection and window. Row 0 is "All", row n is `rows[n - 1]`.
    pub cursor: Cursor,
    /// The pane is open where it is not always there.
    pub open: bool,
    pub(super) asked: Asked,
}

/// The detail pane.
#[derive(Debug, Default)]
pub struct Detail {
    /// The card that is to be shown.
    pub wanted: Option<Place>,
    /// The card that was read last. While it is not the wanted one, it stays on the screen.
    pub shown: Option<Arc<Shown>>,
    /// The card that could not be read last, and why.
    pub(super) failed: Option<(Place, SafeText)>,
    /// First visible line.
    pub top: usize,
    /// What is kept of how far the shown card was read.
    pub(super) kept: Option<i64>,
    /// The same of cards that were left, whatever has reached the disk by now.
    pub(super) positions: HashMap<FileRef, Option<i64>>,
    /// The selected target of the page.
    pub target: Option<usize>,
    pub(super) asked: Option<CardQuestion>,
    pub(super) question: u32,
    pub(super) waiting: Option<Waiting>,
    pub(super) stay: Option<Stay>,
}

/// A card that is open to be read, for as long as it is.
#[derive(Debug)]
pub(super) struct Stay {
    pub(super) place: Place,
    /// Number of the alarm after which it counts as read.
    pub(super) alarm: Option<u32>,
    /// Whether it was read is decided.
    pub(super) settled: bool,
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
pub(super) struct CardQuestion {
    pub(super) place: Place,
    pub(super) width: u16,
    /// Related cards are looked up again once more of the library is known.
    pub(super) generation: u32,
    pub(super) loading: bool,
}

/// How things stood before the movement of a key that may be the beginning of a longer sequence.
#[derive(Debug)]
pub(super) struct Begun {
    /// Number of the alarm after which the sequence is over.
    pub(super) number: u32,
    /// How many keys the movement took.
    pub(super) keys: usize,
    pub(super) count: Option<u32>,
    pub(super) list: Cursor,
    pub(super) slots: Arc<[Slot]>,
    pub(super) selected: Option<FileRef>,
    pub(super) topics: Cursor,
    pub(super) wanted: Option<Place>,
    pub(super) shown: Option<Arc<Shown>>,
    pub(super) top: usize,
    pub(super) target: Option<usize>,
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
    /// It was asked because the scope changed.
    pub(super) new_scope: bool,
}

/// A file that is with an editor, or about to be.
#[derive(Debug, Clone, Default)]
pub(super) struct Editing {
    /// What the file held before, where that is known.
    pub(super) before: Option<Arc<[u8]>>,
}

/// What the status line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// One sentence.
    pub text: SafeText,
    /// Something went wrong.
    pub is_error: bool,
    /// A link that `copy` takes while the message stands.
    pub offer: Option<SafeUrl>,
}

impl Model {
    /// The state before anything has happened.
    pub(super) fn new(options: Options) -> Self {
        let Options { keymap, sort, last_visit, dates, dwell, zone, library_name, size, now, colors } = options;
        let last_visit = last_visit.unwrap_or_default();
        Self {
            keymap,
            dates: Dates { style: dates, zone, now },
            dwell,
            library_name,
            colors,
            size,
            library: Library::default(),
            decisions: Decisions::default(),
            unsaved: Unsaved::default(),
            loading: Loading::default(),
            scope: Scope::after(&last_visit, sort),
            sort_chosen: last_visit.sort.is_some(),
            list: List { awaited: last_visit.card, ..List::default() },
            topics: Topics::default(),
            detail: Detail::default(),
            visits: Visits::default(),
            layers: Vec::new(),
            focus: Pane::List,
            zoomed: false,
            editing: None,
            pending: Vec::new(),
            begun: None,
            count: None,
            message: None,
            command_history: Vec::new(),
            revision: 0,
            last_question: 0,
        }
    }

    /// Grows whenever something changed that may be seen.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Where the panes are.
    pub fn layout(&self) -> Layout {
        Layout::new(self.size, self.focus, self.topics.open, self.zoomed)
    }

    /// The slot of the selected card.
    pub fn selected(&self) -> Option<Slot> {
        self.list.slots.get(self.list.cursor.at).copied()
    }

    /// The head of the selected card.
    pub fn selected_head(&self) -> Option<HeadRef<'_>> {
        self.library.head(self.selected()?)
    }

    /// The card in the detail pane, once it is the one that is wanted.
    pub fn current(&self) -> Option<&Arc<Shown>> {
        self.detail.shown.as_ref().filter(|shown| Some(&shown.place) == self.detail.wanted.as_ref())
    }

    /// Why the wanted card could not be read.
    pub fn failure(&self) -> Option<&SafeText> {
        let (place, reason) = self.detail.failed.as_ref()?;
        (Some(place) == self.detail.wanted.as_ref()).then_some(reason)
    }

    /// Whether the wanted card is still being read.
    pub(super) fn is_card_missing(&self) -> bool {
        self.detail.wanted.is_some() && self.current().is_none() && self.failure().is_none()
    }

    /// The file of the card at `slot`.
    pub(super) fn file(&self, slot: Slot) -> Option<FileRef> {
        Some(self.library.head(slot)?.file())
    }

    /// Keys of a sequence that is not finished, as far as they have done nothing yet.
    pub fn unfinished(&self) -> &[Key] {
        self.pending.get(self.begun.as_ref().map_or(0, |begun| begun.keys)..).unwrap_or_default()
    }

    pub(super) fn say(&mut self, text: &str) {
        self.message = Some(Message { text: SafeText::line(text), is_error: false, offer: None });
    }

    pub(super) fn complain(&mut self, text: &str) {
        self.message = Some(Message { text: SafeText::line(text), is_error: true, offer: None });
    }

    pub(super) fn next_question(&mut self) -> u32 {
        self.last_question = self.last_question.wrapping_add(1);
        self.last_question
    }
}
