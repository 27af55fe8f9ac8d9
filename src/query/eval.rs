//! Evaluates a filter over a library: one pass over the segments, stopped early when a newer question has come.

use std::path::PathBuf;

use super::{Filter, Query};
use crate::card::clean_link;
use crate::library::{HeadRef, Library, Segment, Slot, sort};

/// The evaluation was given up because nobody waits for its answer any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

/// The cards of `library` that match `query`, in its order. `folders` are the library's folders, for [`Filter::File`].
///
/// # Errors
/// [`Stopped`] when `stop` said so between two segments.
pub fn run(
    library: &Library,
    query: &Query,
    folders: &[PathBuf],
    stop: &dyn Fn() -> bool,
) -> Result<Vec<Slot>, Stopped> {
    let mut slots = Vec::new();
    for (number, segment) in library.segments() {
        if stop() {
            return Err(Stopped);
        }
        let plan = Plan::new(&query.filter, library, segment, folders);
        for (row, head) in segment.heads().enumerate() {
            if plan.matches(row, head)
                && let Some(slot) = library.slot(number, row)
            {
                slots.push(slot);
            }
        }
    }
    if stop() {
        return Err(Stopped);
    }
    sort(library, &mut slots, query.sort);
    Ok(slots)
}

/// A filter made ready for one segment: names are looked up once instead of once a card.
enum Plan<'a> {
    Everything,
    All(Vec<Plan<'a>>),
    Any(Vec<Plan<'a>>),
    Not(Box<Plan<'a>>),
    Text(&'a str),
    /// Whether each of the segment's names is a wanted topic.
    Topics(Vec<bool>),
    /// Rows that were found by index.
    Rows(Vec<usize>),
    File(&'a PathBuf, &'a [PathBuf]),
}

impl<'a> Plan<'a> {
    fn new(filter: &'a Filter, library: &Library, segment: &Segment, folders: &'a [PathBuf]) -> Self {
        let each =
            |filters: &'a [Filter]| filters.iter().map(|filter| Plan::new(filter, library, segment, folders)).collect();
        match filter {
            Filter::Everything => Plan::Everything,
            Filter::All(filters) => Plan::All(each(filters)),
            Filter::Any(filters) => Plan::Any(each(filters)),
            Filter::Not(filter) => Plan::Not(Box::new(Plan::new(filter, library, segment, folders))),
            Filter::Text(text) => Plan::Text(text),
            Filter::Topic(topic) => {
                Plan::Topics(segment.names().iter().map(|name| library.topics().is_within(name, topic)).collect())
            }
            Filter::Link(link) => Plan::Rows(segment.rows_by_link(&clean_link(link)).collect()),
            Filter::File(path) => Plan::File(path, folders),
        }
    }

    fn matches(&self, row: usize, head: HeadRef<'_>) -> bool {
        match self {
            Plan::Everything => true,
            Plan::All(plans) => plans.iter().all(|plan| plan.matches(row, head)),
            Plan::Any(plans) => plans.iter().any(|plan| plan.matches(row, head)),
            Plan::Not(plan) => !plan.matches(row, head),
            Plan::Text(text) => head.folded().contains(text),
            Plan::Topics(wanted) => {
                head.topic_numbers().iter().any(|number| wanted.get(usize::from(*number)) == Some(&true))
            }
            Plan::Rows(rows) => rows.contains(&row),
            Plan::File(path, folders) => {
                folders.get(usize::from(head.root())).is_some_and(|folder| folder.join(head.path()) == **path)
            }
        }
    }
}
