//! Which cards are wanted: the view, the chosen topics, the order. Which cards match is decided in [`crate::query`].

use crate::card::{SafeText, Timestamp};
use crate::library::Sort;
use crate::query::{Decided, Filter, Query};
use crate::triage::Flags;

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
