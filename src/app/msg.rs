//! Everything that can happen to the program, as facts in the past tense. What follows from them is decided in
//! [`mod@super::update`].

use std::sync::Arc;

use ratatui::layout::Size;

use super::effect::Timer;
use super::place::Place;
use super::shown::Shown;
use crate::card::{SafeText, SafeUrl, Taxonomy, Timestamp};
use crate::keymap::Key;
use crate::library::{Census, Segment, Slot, TopicCount};
use crate::store::state::{Committed, Direction};
use crate::triage::{CardId, Flags};

/// A fact that reached the program.
#[derive(Debug, Clone)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted. It never runs commands.
    Pasted(String),
    /// The terminal has this size now.
    Resized(Size),
    /// The program came back from a suspension and owns the terminal again.
    Resumed,
    /// This is the time. Sent before anything else of a burst, at most once a second.
    Woke(Timestamp),
    /// The time of an [`Effect::Wake`](super::Effect::Wake) has passed.
    Rang {
        /// Which timer.
        timer: Timer,
        /// The number it was set with.
        number: u32,
    },
    /// A worker has something to say.
    Job(Job),
}

/// A decision that is on disk.
#[derive(Debug, Clone)]
pub struct Kept {
    /// What was recorded.
    pub committed: Committed,
    /// The cards it is about, where they sit.
    pub cards: Vec<(Slot, CardId)>,
}

/// What undo and redo did; `None` when there was nothing to do.
pub type Turned = Option<Committed>;

/// An answer of a worker. It carries the number of its question; answers to old questions are dropped.
#[derive(Debug, Clone)]
pub enum Job {
    /// Some more heads were read.
    HeadsLoaded {
        /// Which loading of the library this belongs to.
        generation: u32,
        /// The heads.
        segment: Arc<Segment>,
        /// What was decided about them, by row.
        known: Vec<Option<(CardId, Flags)>>,
        /// Topics and organizations found on the way.
        taxonomies: Vec<Taxonomy>,
        /// Counts so far.
        census: Census,
    },
    /// Every file was looked at.
    LibraryLoaded {
        /// Which loading of the library this belongs to.
        generation: u32,
        /// Counts in the end.
        census: Census,
        /// What could not be opened at all, such as a folder without permission: one sentence each.
        failures: Vec<SafeText>,
    },
    /// The list was searched and ordered.
    ListFound {
        /// Which question this answers.
        question: u32,
        /// The cards, in order.
        slots: Arc<[Slot]>,
    },
    /// The unread cards of a list were counted.
    UnreadCounted {
        /// Which question this answers.
        question: u32,
        /// How many.
        unread: usize,
    },
    /// Something was decided, and is on disk, or could not be kept. These come in their order, so they need no number.
    Decided(Result<Kept, SafeText>),
    /// A step was taken back or done again.
    Turned {
        /// Which of the two.
        direction: Direction,
        /// What is on disk now, or why nothing is.
        outcome: Result<Turned, SafeText>,
    },
    /// Something about the state database that the reader must know.
    Noticed(SafeText),
    /// The topics were counted.
    TopicsCounted {
        /// Which question this answers.
        question: u32,
        /// The tree, from top to bottom.
        topics: Arc<[TopicCount]>,
    },
    /// A card was read and laid out.
    CardShown {
        /// Which question this answers.
        question: u32,
        /// Which card.
        place: Place,
        /// The card, or why it could not be read.
        shown: Result<Arc<Shown>, SafeText>,
    },
    /// A browser was started, or not.
    Opened {
        /// The link.
        url: SafeUrl,
        /// Why not.
        outcome: Result<(), SafeText>,
    },
}
