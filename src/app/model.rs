//! Everything the program knows while it runs. How it changes is decided in [`mod@super::update`].

use std::sync::Arc;
use std::time::Duration;

use ratatui::layout::Size;

use super::busy::Busy;
use super::decisions::Decisions;
use super::layer::Layer;
use super::layout::{Layout, Pane};
use super::live::Live;
use super::loading::Loading;
use super::messages::Messages;
use super::options::Options;
use super::panes::{Detail, List, Topics};
use super::pictures::Pictures;
use super::scope::Scope;
use super::scroll::Cursor;
use super::unsaved::Unsaved;
use super::visits::Visits;
use crate::bidi::Order;
use crate::card::{SafeText, SafeUrl};
use crate::dates::Dates;
use crate::keymap::{Key, Keymap};
use crate::library::{FileRef, HeadRef, Library, Slot, Weights};
use crate::page::{Page, Place, Shown, glimpse};
use crate::picture::Plan;
use crate::query::{Context, View, Views};

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
    /// Most columns of a page's text; 0 for no limit.
    pub text_width: u16,
    /// A page that is narrower than its pane stands in the middle of it.
    pub center_text: bool,
    /// One pane at a time, whatever the size.
    pub(super) linear: bool,
    /// Who puts right-to-left text into visual order.
    pub order: Order,
    /// The terminal's cursor follows the selected row.
    pub cursor: bool,
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
    /// Whether work goes on for long.
    pub(super) busy: Busy,
    /// What stirs in its files.
    pub(super) live: Live,
    /// The views there are.
    pub views: Views,
    /// What makes up a score.
    pub weights: Weights,
    /// Which cards are wanted, and in which order.
    pub scope: Scope,
    /// The view from which only the unread cards were asked for.
    pub(super) view_before: Option<View>,
    /// The order is one that the user has chosen, in this visit or one before.
    pub(super) sort_chosen: bool,
    /// The list pane.
    pub list: List,
    /// The topics pane.
    pub topics: Topics,
    /// The detail pane.
    pub detail: Detail,
    /// Pictures of cards.
    pub pictures: Pictures,
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
    /// How often it was asked where the reader is.
    pub asked_where: u32,
    /// What it has said so far.
    pub messages: Messages,
    /// Command lines that were run, the oldest first.
    pub command_history: Vec<String>,
    /// Queries that were asked, the oldest first.
    pub query_history: Vec<String>,
    pub(super) revision: u64,
    pub(super) last_question: u32,
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
    pub(super) kept: Option<i64>,
    pub(super) target: Option<usize>,
}

/// A file that is with an editor, or about to be.
#[derive(Debug, Clone, Default)]
pub(super) struct Editing {
    /// What the file held before, or why that is not known and the edit cannot be taken back.
    pub(super) before: Option<Result<Arc<[u8]>, SafeText>>,
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
        let Options { keymap, sort, views, weights, last_visit, dates, dwell, zone, library_name, size, .. } = options;
        let Options { now, colors, text_width, center_text, linear, order, cursor, pictures, cell, .. } = options;
        let last_visit = last_visit.unwrap_or_default();
        Self {
            keymap,
            dates: Dates { style: dates, zone, now },
            dwell,
            library_name,
            colors,
            text_width,
            center_text,
            linear,
            order,
            cursor,
            size,
            library: Library::default(),
            decisions: Decisions::default(),
            unsaved: Unsaved::default(),
            loading: Loading::default(),
            busy: Busy::default(),
            live: Live::default(),
            scope: Scope::after(&last_visit, sort, &views),
            views,
            weights,
            view_before: None,
            sort_chosen: last_visit.sort.is_some(),
            list: List { awaited: last_visit.card, ..List::default() },
            topics: Topics::default(),
            detail: Detail::default(),
            // Nobody sees what is listened to.
            pictures: Pictures::new(if linear { Plan::Never } else { pictures }, cell),
            visits: Visits::default(),
            layers: Vec::new(),
            focus: Pane::List,
            zoomed: false,
            editing: None,
            pending: Vec::new(),
            begun: None,
            count: None,
            message: None,
            asked_where: 0,
            messages: Messages::default(),
            command_history: Vec::new(),
            query_history: last_visit.queries,
            revision: 0,
            last_question: 0,
        }
    }

    /// Grows whenever something changed that may be seen.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// What queries depend on at this moment.
    pub(super) fn context(&self) -> Context {
        let (now, zone) = (self.dates.now, self.dates.zone.clone());
        Context { now, zone, views: self.views.clone(), weights: self.weights }
    }

    /// Where the panes are.
    pub fn layout(&self) -> Layout {
        self.layout_with(self.focus)
    }

    /// Where they are when the keys go to `pane`.
    pub(super) fn layout_with(&self, pane: Pane) -> Layout {
        match self.linear {
            true => Layout::linear(self.size, pane),
            false => Layout::new(self.size, pane, self.topics.open, self.zoomed),
        }
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

    /// Whether the wanted card is being read for so long that the page before it is not shown any more.
    pub fn is_card_late(&self) -> bool {
        self.detail.late.shows && self.is_card_missing()
    }

    /// What is known of the wanted card before it was read, as the top of a page. Of a card within another it is nothing.
    pub fn glimpse(&self) -> Page {
        let own = self.detail.wanted.as_ref().filter(|place| place.nested.is_empty());
        let slot = own.and_then(|place| self.library.by_path(place.file.root, &place.file.path));
        let head = slot.and_then(|slot| self.library.head(slot));
        let width = self.layout().page_width(self.size, self.text_width);
        head.map(|head| glimpse(head, &self.library, &self.dates, width)).unwrap_or_default()
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
        self.put(Message { text: SafeText::line(text), is_error: false, offer: None });
    }

    pub(super) fn complain(&mut self, text: &str) {
        self.put(Message { text: SafeText::line(text), is_error: true, offer: None });
    }

    fn put(&mut self, message: Message) {
        self.messages.note(self.dates.now, message.clone());
        self.message = Some(message);
    }

    pub(super) fn next_question(&mut self) -> u32 {
        self.last_question = self.last_question.wrapping_add(1);
        self.last_question
    }
}
