//! Everything the program can wish of the outside world, in the imperative. How a wish is carried out is decided in
//! [`crate::work`] and, for the terminal's own, in [`crate::term`].

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::panes::CardQuestion;
use super::pictures::PictureOrder;
use crate::card::{SafeText, SafeUrl, Timestamp};
use crate::library::{FileRef, Group, Library, Slot, Stirred};
use crate::page::{PageStyle, Place};
use crate::picture::Painted;
use crate::query::{Answer, Context, Filter, FlagTable, Query};
use crate::triage::{Cursor, Direction, FileChange, Flags, Mark};

/// A wish for the outside world.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Read the whole library; heads come back in batches with this generation.
    LoadLibrary {
        /// Number of this loading.
        generation: u32,
    },
    /// Find and order the cards that match.
    Search {
        /// Number of this question.
        question: u32,
        /// What to search: the library of that moment.
        library: Library,
        /// Which cards, in which order.
        query: Box<Query>,
        /// Under which headings.
        group: Group,
        /// What was decided about them by that moment.
        flags: FlagTable,
        /// What the query depends on.
        context: Context,
    },
    /// Count the unread cards of a list that still belong to its view.
    CountUnread {
        /// Number of this question.
        question: u32,
        /// The list.
        slots: Arc<[Slot]>,
        /// The cards.
        library: Library,
        /// What was decided.
        flags: FlagTable,
        /// What was asked for.
        answer: Answer,
        /// Snoozes that lie before it are over.
        now: Timestamp,
    },
    /// Decide about cards, and keep it.
    Decide {
        /// What is decided.
        mark: Mark,
        /// It came about by itself, so undo and redo pass it by.
        quiet: bool,
        /// The cards and how they stood.
        cards: Vec<(Slot, Flags)>,
        /// Where their names are looked up.
        library: Library,
    },
    /// Change card files, or move them to the bin and back, and keep what was done.
    ChangeFiles {
        /// What is done.
        change: FileChange,
        /// The cards and how they stood.
        cards: Vec<(Slot, Flags)>,
        /// Where their names and files are looked up.
        library: Library,
    },
    /// Take the last step back, or do it again.
    Turn(Direction),
    /// Read heads again whose files have changed.
    ReadAgain {
        /// The files.
        files: Vec<FileRef>,
    },
    /// Find out what became of files.
    LookAtFiles {
        /// Number of this question.
        question: u32,
        /// Where something stirred.
        stirred: Stirred,
        /// Files that are taken as they are, even if they look half-written. Absolute.
        as_they_are: BTreeSet<PathBuf>,
        /// Heads that are read anew, so that they lie together.
        scattered: Vec<Slot>,
        /// What is known of the files.
        library: Library,
    },
    /// Say what was done so far.
    ReadHistory,
    /// Keep how far a card was read, quietly.
    KeepPosition {
        /// Which card.
        file: FileRef,
        /// What was kept before, as [`crate::page::Shown::position`].
        before: Option<i64>,
        /// What is to be kept.
        now: Option<i64>,
        /// Where its names are looked up.
        library: Library,
    },
    /// Know cards that were decided about by the names that their files got meanwhile.
    KeepNames {
        /// Where they sat, and where they sit.
        renamed: Vec<(Slot, Slot)>,
        /// The library then.
        before: Library,
        /// The library now.
        now: Library,
    },
    /// Read what was decided elsewhere.
    HearNews {
        /// The loading that gave the slots their meaning.
        generation: u32,
        /// Up to where everything is known.
        since: Cursor,
        /// Where new names are looked up.
        library: Library,
    },
    /// Find the titles that fit a pattern.
    Jump {
        /// Number of this question.
        question: u32,
        /// The cards.
        library: Library,
        /// What was decided about them: what is in the bin is left out.
        flags: FlagTable,
        /// What was typed.
        pattern: String,
    },
    /// Keep a view, or forget it.
    KeepView {
        /// Its name.
        name: String,
        /// Its query; `None` to forget it.
        query: Option<String>,
    },
    /// Count the topics, the cards of a view for each, and the cards of every view.
    CountTopics {
        /// Number of this question.
        question: u32,
        /// What to count.
        library: Library,
        /// The view.
        filter: Filter,
        /// What was decided about the cards by that moment.
        flags: FlagTable,
        /// What the views depend on.
        context: Context,
    },
    /// Read one card from its file and lay it out.
    ShowCard {
        /// Number of this question.
        question: u32,
        /// Which card.
        place: Place,
        /// How to lay it out.
        style: PageStyle,
        /// Where related cards and items are looked up.
        library: Library,
    },
    /// Read cards that may be shown next and lay them out, unless something else is to be shown before.
    ReadAhead {
        /// Which cards, the likeliest first.
        questions: Vec<CardQuestion>,
        /// How to lay them out.
        style: PageStyle,
        /// Where related cards and items are looked up.
        library: Library,
    },
    /// Find the cards most like one of the library.
    FindAlike {
        /// Number of this question.
        question: u32,
        /// Which card.
        place: Place,
        /// Where they are looked for.
        library: Library,
        /// What was decided about them by that moment.
        flags: FlagTable,
    },
    /// Paint a picture.
    LoadPicture(PictureOrder),
    /// Send the terminal a picture that is about to be drawn.
    Upload(Arc<Painted>),
    /// Let the terminal forget the picture of this number.
    RemoveUpload(u32),
    /// Ask the terminal which pictures it shows, and how large its cells are.
    AskTerminal {
        /// Ask about kitty's protocol, too.
        kitty: bool,
    },
    /// Find out where the file of a card lies, so that it can be edited.
    PrepareEdit {
        /// Which file.
        file: FileRef,
    },
    /// Let the user's editor have the terminal.
    RunEditor {
        /// Which file.
        file: FileRef,
        /// Where it lies, absolute.
        path: PathBuf,
    },
    /// Keep what an editor made of a file, so that it can be taken back.
    RecordEdit {
        /// Which file.
        file: FileRef,
        /// What it held before.
        before: Arc<[u8]>,
        /// Where its card's names are looked up.
        library: Library,
    },
    /// Open a link in the browser.
    Open(SafeUrl),
    /// Put text on the clipboard, through the terminal.
    Copy(SafeText),
    /// Stop, as ctrl-z does, and come back later.
    Suspend,
    /// Draw everything anew, even what seems unchanged.
    Repaint,
    /// Ring after a while, instead of when the same timer was to ring before.
    Wake {
        /// What for.
        timer: Timer,
        /// Comes back with the ring, by which a late one is recognised.
        number: u32,
        /// How long from now.
        after: Duration,
    },
    /// Leave.
    Quit,
}

/// What the program waits for by the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timer {
    /// A card was open long enough to count as read.
    Dwell,
    /// A card was shown long enough to look for others like it.
    Alike,
    /// A card takes so long to be read that the page before it must not stand for it.
    Card,
    /// Work goes on for so long that it is worth saying.
    Busy,
    /// A sequence of keys was not gone on with.
    Sequence,
    /// Files stirred, and may have come to rest.
    Files,
    /// Files that looked half-written had time to be finished.
    Unfinished,
    /// Nobody tells what stirs, so it is time to look.
    Poll,
}
