//! Everything that can happen to the program, as facts in the past tense. What follows from them is decided in
//! [`mod@super::update`].

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use ratatui::layout::Size;

use super::effect::Timer;
use super::panes::CardQuestion;
use crate::card::{SafeText, SafeUrl, Taxonomy, Timestamp};
use crate::keymap::Key;
use crate::library::{
    Census, FileRef, Hit, Library, LibraryChange, NameCounts, Segment, Slot, Stirred, Tally, TopicCount,
};
use crate::page::{AlikeCard, Place, Shown};
use crate::picture::{Painted, PictureError, TerminalAnswer};
use crate::query::Answer;
use crate::triage::{CardId, Committed, Cursor, Direction, Flags, Past};

/// A fact that reached the program.
#[derive(Debug, Clone)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted. It never runs commands.
    Pasted(String),
    /// The terminal has this size now.
    Resized(Size),
    /// The terminal said something of itself.
    TerminalAnswered(TerminalAnswer),
    /// The program came back from a suspension and owns the terminal again.
    Resumed,
    /// The user's editor was left, and the program owns the terminal again.
    Edited {
        /// Which file was edited.
        file: FileRef,
        /// What went wrong: that there is no such editor, or that it failed. The file is as the editor left it.
        outcome: Result<(), SafeText>,
    },
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
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// What was recorded.
    pub committed: Committed,
    /// The cards it is about, where they sit. Empty for undo and redo.
    pub cards: Vec<(Slot, CardId)>,
    /// Heads of files that are others now.
    pub heads: Vec<Arc<Segment>>,
    /// Why some files were left as they were.
    pub refusal: Option<SafeText>,
}

/// A file that an editor can have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editable {
    /// Where it lies, absolute.
    pub path: PathBuf,
    /// What it holds, so that the edit can be taken back, or why it cannot.
    pub before: Result<Arc<[u8]>, SafeText>,
}

/// What was decided elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heard {
    /// How each card stands now.
    pub flags: Vec<(CardId, Flags)>,
    /// The cards that were decided about for the first time or got another name, where they sit.
    pub cards: Vec<(Slot, CardId)>,
    /// The cards whose files somebody else changed or moved.
    pub edited: Vec<CardId>,
    /// Up to here everything is known.
    pub cursor: Cursor,
}

/// What was decided about the cards of a segment, by row; `None` for those about which nothing was.
pub type KnownRows = Vec<Option<(CardId, Flags)>>;

/// What became of files that stirred.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// As a difference to the library of the question.
    pub change: LibraryChange,
    /// What was decided about the cards of each segment of the change, by row; `None` where that cannot be known.
    pub known: Option<Vec<KnownRows>>,
    /// Up to where that was known.
    pub cursor: Cursor,
    /// Some of these cards got names by which other files may be meant.
    pub has_new_names: bool,
    /// Files that somebody seems to be writing: what was known of them holds. Absolute.
    pub unfinished: BTreeSet<PathBuf>,
}

/// What undo and redo did; `None` when there was nothing to do.
pub type Turned = Option<Kept>;

/// An answer of a worker. It carries the number of its question; answers to old questions are dropped.
#[derive(Debug, Clone)]
pub enum Job {
    /// The decisions were read that a loading of the library begins with.
    DecisionsRead {
        /// Which loading of the library this belongs to.
        generation: u32,
        /// Up to where.
        cursor: Cursor,
    },
    /// Some more heads were read.
    HeadsLoaded {
        /// Which loading of the library this belongs to.
        generation: u32,
        /// The heads.
        segment: Arc<Segment>,
        /// Rows that do not count, in their order.
        dead: Vec<u16>,
        /// What was decided about them, by row.
        known: KnownRows,
        /// Topics and organizations found on the way.
        taxonomies: Vec<Taxonomy>,
        /// Counts so far.
        census: Census,
    },
    /// Some files are not as the heads that were read before say.
    FilesCompared {
        /// Which loading of the library this belongs to.
        generation: u32,
        /// The library that was compared: what was read before, in the same order.
        asked: Library,
        /// How the files differ from it.
        change: LibraryChange,
        /// What was decided about the cards of each segment of the change, by row.
        known: Vec<KnownRows>,
        /// Counts so far.
        census: Census,
    },
    /// Everything that the index has was handed over. Its files are looked at from now on.
    IndexRead {
        /// Which loading of the library this belongs to.
        generation: u32,
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
        /// The cards, in order. What the heads tell may come first, and what only files tell after it.
        answer: Answer,
    },
    /// The unread cards of a list were counted.
    UnreadCounted {
        /// Which question this answers.
        question: u32,
        /// How many.
        unread: usize,
    },
    /// What is being carried out of the oldest decision that is not answered yet has come so far.
    DecisionCameOn {
        /// Files that are done.
        done: usize,
        /// Of how many.
        of: usize,
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
    /// Heads were read again.
    HeadsReadAgain(Vec<Arc<Segment>>),
    /// Something stirred in the folders of the library.
    FilesStirred(Stirred),
    /// Nobody tells what stirs there: one sentence for the user that says what that means, and why.
    FilesUnwatched(SafeText),
    /// Where something had stirred was looked at.
    FilesLookedAt {
        /// Which question this answers.
        question: u32,
        /// What was found.
        seen: Seen,
    },
    /// What was done so far, the newest first, or why that is not known.
    HistoryRead(Result<Vec<Past>, SafeText>),
    /// Somebody else decided something.
    ChangedElsewhere,
    /// What was decided elsewhere was read, or could not be.
    NewsHeard {
        /// The loading that gave the slots their meaning.
        generation: u32,
        /// The news.
        outcome: Result<Heard, SafeText>,
    },
    /// A card was read that may be shown next.
    CardReadAhead {
        /// What it answers when it is asked.
        question: CardQuestion,
        /// The card.
        shown: Arc<Shown>,
    },
    /// Titles were found.
    Jumped {
        /// Which question this answers.
        question: u32,
        /// The library that the hits are cards of.
        library: Library,
        /// The best ones, the best first.
        hits: Arc<[Hit]>,
    },
    /// A view was kept or forgotten, or could not be.
    ViewKept(Result<(), SafeText>),
    /// Something about the state database that the reader must know.
    Noticed(SafeText),
    /// The topics were counted.
    TopicsCounted {
        /// Which question this answers.
        question: u32,
        /// The tree, from top to bottom.
        topics: Arc<[TopicCount]>,
        /// All cards of the view.
        all: Tally,
        /// Providers, types and categories of the view.
        names: Arc<NameCounts>,
        /// The cards of every view, in their order.
        views: Arc<[Tally]>,
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
    /// A picture was painted.
    PictureReady {
        /// Which question this answers.
        question: u32,
        /// The picture, or why it cannot be shown.
        outcome: Result<Arc<Painted>, PictureError>,
    },
    /// Cards like another were looked for.
    AlikeFound {
        /// Which question this answers.
        question: u32,
        /// Which card they are like.
        place: Place,
        /// The cards, most alike first.
        cards: Arc<[AlikeCard]>,
    },
    /// It was found out whether a file can be edited.
    EditReady {
        /// Which file.
        file: FileRef,
        /// What the editor gets, or why it gets nothing.
        outcome: Result<Editable, SafeText>,
    },
    /// A browser was started, or not.
    Opened {
        /// The link.
        url: SafeUrl,
        /// Why not.
        outcome: Result<(), SafeText>,
    },
}
