//! Which cards are wanted: the view, what was picked, the filter line, the search, the order. Which cards match is decided
//! in [`crate::query`].

use crate::card::SafeText;
use crate::library::{Group, Sort};
use crate::query::{Field, Filter, Mistake, Query, Test, View, Views, parse};

/// Which cards are wanted, and in which order.
#[derive(Debug, Clone, PartialEq)]
pub struct Scope {
    /// Which of them by name.
    pub view: View,
    /// What was picked from lists.
    pub picks: Picks,
    /// The filter line.
    pub filter: Written,
    /// What is searched for as it is typed.
    pub search: Written,
    /// Headings in the list.
    pub group: Group,
    /// The order, unless a query has one.
    pub sort: Sort,
    /// The user has chosen the order since the view was entered, so it wins over the view's own.
    pub(super) sort_over_view: bool,
}

/// What was picked from lists. Of providers and types, several mean any of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picks {
    /// Topics.
    pub topics: Vec<SafeText>,
    /// A card must have all of the topics, not just one.
    pub all_topics: bool,
    /// Providers.
    pub providers: Vec<SafeText>,
    /// Types.
    pub types: Vec<SafeText>,
}

/// A query as it was written, and what it means.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Written {
    /// As it was written.
    pub text: String,
    /// What it means.
    pub query: Query,
}

impl Written {
    /// Reads a query.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn new(text: &str, views: &Views) -> Result<Self, Mistake> {
        Ok(Self { text: text.to_owned(), query: parse(text, &views.names())? })
    }

    /// Whether it asks for nothing.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

impl Picks {
    /// Whether nothing is picked.
    pub fn is_empty(&self) -> bool {
        self.topics.is_empty() && self.providers.is_empty() && self.types.is_empty()
    }

    fn filters(&self) -> Vec<Filter> {
        let exact = |field: Field, names: &[SafeText]| {
            let each = names.iter().map(|name| Filter::Field(field, Test::Exact(name.to_string()))).collect::<Vec<_>>();
            (!each.is_empty()).then_some(each)
        };
        let topics = exact(Field::Topic, &self.topics)
            .map(|topics| if self.all_topics { Filter::All(topics) } else { Filter::Any(topics) });
        let others = [exact(Field::Provider, &self.providers), exact(Field::Type, &self.types)];
        topics.into_iter().chain(others.into_iter().flatten().map(Filter::Any)).collect()
    }
}

impl Scope {
    /// A view alone.
    pub(super) fn of(view: View, sort: Sort) -> Self {
        Self {
            view,
            picks: Picks::default(),
            filter: Written::default(),
            search: Written::default(),
            group: Group::None,
            sort,
            sort_over_view: false,
        }
    }

    /// The same as a query.
    pub fn query(&self) -> Query {
        let written = [&*self.view.query, &self.filter.query, &self.search.query];
        let mut filters = self.picks.filters();
        filters.extend(written.iter().map(|query| query.filter.clone()).filter(|filter| *filter != Filter::Everything));
        let limit = written.iter().filter_map(|query| query.limit).min();
        Query { filter: all(filters), sort: Some(self.order()), limit }
    }

    /// The order in force.
    pub fn order(&self) -> Sort {
        let of_view = self.view.query.sort.filter(|_| !self.sort_over_view);
        self.search.query.sort.or(self.filter.query.sort).or(of_view).unwrap_or(self.sort)
    }

    /// The view alone, for counting what each topic has of it.
    pub fn of_view(&self) -> Filter {
        self.view.query.filter.clone()
    }

    /// Whether anything but the view narrows the list.
    pub fn is_narrowed(&self) -> bool {
        !(self.picks.is_empty() && self.filter.is_empty() && self.search.is_empty())
    }

    /// What narrows the view, as one query: for saving it, and for the status line.
    pub fn narrowing(&self) -> Query {
        let written = [&self.filter.query, &self.search.query];
        let mut filters = self.picks.filters();
        filters.extend(written.iter().map(|query| query.filter.clone()).filter(|filter| *filter != Filter::Everything));
        Query {
            filter: all(filters),
            sort: written.iter().rev().find_map(|query| query.sort),
            limit: written.iter().filter_map(|query| query.limit).min(),
        }
    }
}

/// All of these; flat, as it is read from text.
pub(super) fn all(filters: Vec<Filter>) -> Filter {
    let mut flat: Vec<Filter> = Vec::with_capacity(filters.len());
    for filter in filters {
        match filter {
            Filter::All(filters) => flat.extend(filters),
            Filter::Any(mut filters) if filters.len() == 1 => flat.extend(filters.pop()),
            filter => flat.push(filter),
        }
    }
    match flat.len() {
        0 => Filter::Everything,
        1 => flat.pop().unwrap_or_default(),
        _ => Filter::All(flat),
    }
}
