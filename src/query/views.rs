//! Views: queries with names. Where the user's own ones are kept is [`crate::config`]'s and [`crate::store`]'s affair.

use std::sync::Arc;

use super::{DateField, Filter, Query, Span, State, parse};

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

impl ViewSource {
    /// The name that reports use.
    pub fn name(self) -> &'static str {
        match self {
            Self::BuiltIn => "built-in",
            Self::Config => "config",
            Self::Saved => "saved",
        }
    }
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

    /// Adds views that were written down as names and queries. They may name each other. Returns what is wrong with
    /// those that were left out.
    pub fn add(&mut self, written: &[(String, String)], source: ViewSource) -> Vec<ViewError> {
        let mut names = self.names();
        names.extend(written.iter().map(|(name, _)| name.clone()));
        let mut errors = Vec::new();
        for (name, text) in written {
            match check_name(name).and_then(|()| parse(text, &names).map_err(|mistake| mistake.to_string())) {
                Ok(query) => {
                    let (name, note) = (name.trim().into(), text.as_str().into());
                    self.put(View { name, note, query: Arc::new(query), source });
                }
                Err(reason) => errors.push(ViewError { name: name.clone(), reason }),
            }
        }
        for (name, _) in written {
            if self.get(name).is_some_and(|view| self.leads_to(&view.query.filter, name, 0)) {
                errors.push(ViewError { name: name.clone(), reason: "it leads back to itself".to_owned() });
            }
        }
        Arc::make_mut(&mut self.0).retain(|view| errors.iter().all(|error| *error.name != *view.name));
        errors
    }

    /// Whether a filter leads to the view of that name.
    fn leads_to(&self, filter: &Filter, name: &str, depth: usize) -> bool {
        match filter {
            Filter::All(filters) | Filter::Any(filters) => {
                filters.iter().any(|filter| self.leads_to(filter, name, depth))
            }
            Filter::Not(filter) => self.leads_to(filter, name, depth),
            Filter::View(other) if other.to_lowercase() == name.to_lowercase() || depth > self.0.len() => true,
            Filter::View(other) => {
                self.get(other).is_some_and(|view| self.leads_to(&view.query.filter, name, depth + 1))
            }
            _ => false,
        }
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
        let is_it = |view: &View| view.name.to_lowercase() == name.to_lowercase();
        let is_saved = |view: &View| view.source == ViewSource::Saved && is_it(view);
        let Some(at) = self.0.iter().position(is_saved) else { return false };
        let views = Arc::make_mut(&mut self.0);
        // What it stood in the place of comes back.
        match built_in().into_iter().find(is_it) {
            Some(view) => drop(views.splice(at..=at, [view])),
            None => drop(views.remove(at)),
        }
        true
    }
}

/// Why a view that was written down cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the view `{name}` is left out: {reason}")]
pub struct ViewError {
    /// Its name.
    pub name: String,
    /// Why, in a clause.
    pub reason: String,
}

/// Longest name of a view, in characters.
const NAME_LIMIT: usize = 64;

/// Whether a view can have this name.
///
/// # Errors
/// Why not, in a clause.
pub fn check_name(name: &str) -> Result<(), String> {
    let name = name.trim();
    if name.is_empty() {
        Err("its name is empty".to_owned())
    } else if name.chars().count() > NAME_LIMIT {
        Err(format!("its name is longer than {NAME_LIMIT} characters"))
    } else if name.contains(char::is_control) {
        Err("its name has characters that cannot be seen".to_owned())
    } else {
        Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    fn written(views: &[(&str, &str)]) -> Vec<(String, String)> {
        views.iter().map(|(name, query)| ((*name).to_owned(), (*query).to_owned())).collect()
    }

    #[test]
    fn views_may_name_each_other_but_not_themselves() {
        let mut views = Views::default();
        let errors = views.add(
            &written(&[
                ("Work", "view:mine OR topic:work"),
                ("Mine", "is:starred"),
                ("a", "view:b"),
                ("b", "x view:a"),
            ]),
            ViewSource::Config,
        );
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(
            errors,
            ["the view `a` is left out: it leads back to itself", "the view `b` is left out: it leads back to itself"]
        );
        assert!(views.get("WORK").is_some() && views.get("a").is_none());
    }

    #[test]
    fn what_is_wrong_is_left_out_and_said() {
        let mut views = Views::default();
        let errors = views.add(&written(&[("x", "is:reed"), (" ", "a"), ("inbox", "is:unread")]), ViewSource::Saved);
        assert_eq!(errors.len(), 2);
        assert!(errors[0].reason.contains("did you mean `read`?"), "{}", errors[0]);
        assert_eq!(views.get("inbox").map(|view| view.source), Some(ViewSource::Saved));
        assert!(views.remove("Inbox"));
        assert_eq!(views.get("inbox").map(|view| view.source), Some(ViewSource::BuiltIn));
    }
}
