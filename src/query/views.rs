//! Views: queries with names. Where the user's own ones are kept is [`crate::config`]'s and [`crate::store`]'s affair.

use std::sync::Arc;

use super::{Filter, Query, Span, State};
use crate::query::DateField;

/// A query with a name.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// The name users type, compared without case.
    pub name: Arc<str>,
    /// What it is for, in a few words; for the user's own ones their query as text.
    pub note: Arc<str>,
    /// Which cards, and in which order if it has one of its own.
    pub query: Arc<Query>,
    /// Who made it.
    pub source: ViewSource,
}

/// Who made a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ViewSource {
    /// Part of the program.
    BuiltIn,
    /// From `config.yaml`.
    Config,
    /// Saved from the program.
    Saved,
}

/// Every view there is, in the order of menus. Names are unique: a later view of the same name takes the earlier one's
/// place.
#[derive(Debug, Clone, PartialEq)]
pub struct Views(Arc<Vec<View>>);

impl Default for Views {
    fn default() -> Self {
        Self(Arc::new(built_in()))
    }
}

impl Views {
    /// The name of the view that is shown first.
    pub const DEFAULT: &'static str = "inbox";

    /// Every view, in the order of menus.
    pub fn iter(&self) -> impl Iterator<Item = &View> {
        self.0.iter()
    }

    /// Their names.
    pub fn names(&self) -> Vec<String> {
        self.0.iter().map(|view| view.name.to_string()).collect()
    }

    /// The view of that name.
    pub fn get(&self, name: &str) -> Option<&View> {
        self.0
            .iter()
            .find(|view| view.name.eq_ignore_ascii_case(name) || view.name.to_lowercase() == name.to_lowercase())
    }

    /// The view that is shown first.
    pub fn first(&self) -> View {
        self.get(Self::DEFAULT).cloned().unwrap_or_else(|| view(Self::DEFAULT, "", Filter::Everything))
    }

    /// Adds a view, or puts it in the place of the one with its name.
    pub fn put(&mut self, view: View) {
        match Arc::make_mut(&mut self.0).iter_mut().find(|other| other.name.to_lowercase() == view.name.to_lowercase())
        {
            Some(place) => *place = view,
            None => Arc::make_mut(&mut self.0).push(view),
        }
    }

    /// Takes the user's own view of that name away. Returns whether it was there.
    pub fn remove(&mut self, name: &str) -> bool {
        let before = self.0.len();
        Arc::make_mut(&mut self.0)
            .retain(|view| view.source != ViewSource::Saved || view.name.to_lowercase() != name.to_lowercase());
        self.0.len() < before
    }
}

fn view(name: &str, note: &str, filter: Filter) -> View {
    View { name: name.into(), note: note.into(), query: Arc::new(Query::of(filter)), source: ViewSource::BuiltIn }
}

fn built_in() -> Vec<View> {
    let not = |state| Filter::Not(Box::new(Filter::Is(state)));
    let open = |more: Option<Filter>| {
        Filter::All([not(State::Archived), not(State::Snoozed)].into_iter().chain(more).collect())
    };
    vec![
        view("inbox", "neither archived nor snoozed", open(None)),
        view("all", "every card that is not in the bin", Filter::Everything),
        view("unread", "the unread ones of the inbox", open(Some(Filter::Is(State::Unread)))),
        view("starred", "starred ones, wherever they are", Filter::Is(State::Starred)),
        view(
            "today",
            "those of the inbox that came out today",
            open(Some(Filter::Date(DateField::Published, Span::Today))),
        ),
        view("drafts", "those whose file says `published: false`", Filter::Is(State::Draft)),
        view("snoozed", "snoozed ones, until they come back", Filter::Is(State::Snoozed)),
        view("archived", "archived ones", Filter::Is(State::Archived)),
        view("broken", "those whose front matter cannot be read", Filter::Is(State::Broken)),
        view("bin", "cards in the bin; d takes them back", Filter::Is(State::Binned)),
    ]
}
