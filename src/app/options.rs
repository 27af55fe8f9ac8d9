//! What was decided before the program started: settings, and what the terminal and the computer are. Where settings come
//! from is decided in [`crate::config`].

use std::sync::Arc;
use std::time::Duration;

use ratatui::layout::Size;

use crate::bidi::Order;
use crate::card::{SafeText, Timestamp};
use crate::dates::DateStyle;
use crate::keymap::Keymap;
use crate::library::{Sort, Weights};
use crate::picture::{CellSize, Plan};
use crate::query::{Views, Visit};

/// What was decided before the program started.
#[derive(Debug, Clone)]
pub struct Options {
    /// What each key does.
    pub keymap: Arc<Keymap>,
    /// First order of the list, unless the user has chosen another one before.
    pub sort: Sort,
    /// The views there are.
    pub views: Views,
    /// What makes up a score.
    pub weights: Weights,
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
    /// Most columns of a page's text; 0 for no limit.
    pub text_width: u16,
    /// A page that is narrower than its pane stands in the middle of it.
    pub center_text: bool,
    /// The reader is listened to, or felt, line by line: one pane at a time, whatever the size.
    pub linear: bool,
    /// Who puts right-to-left text into visual order.
    pub order: Order,
    /// The terminal's cursor follows the selected row.
    pub cursor: bool,
    /// How it is found what pictures the terminal shows.
    pub pictures: Plan,
    /// How large a cell of it is, as far as the system knows.
    pub cell: Option<CellSize>,
}

impl Options {
    /// A first visit with the settings of somebody who has set none, in a terminal of this size that shows colours and no
    /// pictures. Days begin in UTC.
    pub fn new(keymap: Arc<Keymap>, library_name: SafeText, size: Size, now: Timestamp) -> Self {
        Self {
            keymap,
            sort: Sort::default(),
            views: Views::default(),
            weights: Weights::default(),
            last_visit: None,
            dates: DateStyle::default(),
            dwell: Some(Duration::from_secs(2)),
            zone: jiff::tz::TimeZone::UTC,
            library_name,
            size,
            now,
            colors: true,
            text_width: 80,
            center_text: true,
            linear: false,
            order: Order::Visual,
            cursor: true,
            pictures: Plan::Never,
            cell: None,
        }
    }
}
