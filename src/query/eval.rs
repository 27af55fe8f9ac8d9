//! Evaluates a filter over a library: one pass over the segments, stopped early when a newer question has come.

use std::path::PathBuf;

use super::{Decided, Filter, FlagTable, Query};
use crate::card::{Timestamp, clean_link};
use crate::library::{HeadRef, Library, Segment, Slot, fold, sort};
use crate::triage::Flags;

/// The evaluation was given up because nobody waits for its answer any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

/// The cards of `library` that match `query`, in its order. `flags` are what was decided about them, `now` says which
/// snoozes are over, `folders` are the library's folders, for [`Filter::File`].
///
/// # Errors
/// [`Stopped`] when `stop` said so between two segments.
pub fn run(
    library: &Library,
    query: &Query,
    flags: &FlagTable,
    now: Timestamp,
    folders: &[PathBuf],
    stop: &dyn Fn() -> bool,
) -> Result<Vec<Slot>, Stopped> {
    let mut slots = select(library, &query.filter, flags, now, folders, stop)?;
    if stop() {
        return Err(Stopped);
    }
    sort(library, &mut slots, query.sort);
    Ok(slots)
}

/// The cards of `library` that match `filter`, as they lie in it; the rest as [`run`] has it.
///
/// # Errors
/// As [`run`].
pub fn select(
    library: &Library,
    filter: &Filter,
    flags: &FlagTable,
    now: Timestamp,
    folders: &[PathBuf],
    stop: &dyn Fn() -> bool,
) -> Result<Vec<Slot>, Stopped> {
    let mut slots = Vec::new();
    for (number, segment) in library.segments() {
        if stop() {
            return Err(Stopped);
        }
        let plan = Plan::new(filter, library, segment, folders);
        let flags = flags.segment(number);
        for (row, head) in segment.heads().enumerate() {
            let candidate = Candidate { row, head, flags: flags.get(row).copied().unwrap_or_default(), now };
            if plan.matches(&candidate)
                && let Some(slot) = library.slot(number, row)
                && library.is_current(slot)
            {
                slots.push(slot);
            }
        }
    }
    Ok(slots)
}

/// A card that may match.
struct Candidate<'a> {
    row: usize,
    head: HeadRef<'a>,
    flags: Flags,
    now: Timestamp,
}

/// A filter made ready for one segment: names are looked up once instead of once a card.
enum Plan<'a> {
    Everything,
    All(Vec<Plan<'a>>),
    Any(Vec<Plan<'a>>),
    Not(Box<Plan<'a>>),
    Text(&'a str),
    Is(Decided),
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
            Filter::Is(decided) => Plan::Is(*decided),
            Filter::Topic(topic) => {
                let wanted = fold(topic);
                Plan::Topics(segment.names().iter().map(|name| library.topics().is_within(name, &wanted)).collect())
            }
            Filter::Link(link) => Plan::Rows(segment.rows_by_link(&clean_link(link)).collect()),
            Filter::File(path) => Plan::File(path, folders),
        }
    }

    fn matches(&self, card: &Candidate<'_>) -> bool {
        let head = card.head;
        match self {
            Plan::Everything => true,
            Plan::All(plans) => plans.iter().all(|plan| plan.matches(card)),
            Plan::Any(plans) => plans.iter().any(|plan| plan.matches(card)),
            Plan::Not(plan) => !plan.matches(card),
            Plan::Text(text) => head.folded().contains(text),
            Plan::Topics(wanted) => {
                head.topic_numbers().iter().any(|number| wanted.get(usize::from(*number)) == Some(&true))
            }
            Plan::Rows(rows) => rows.contains(&card.row),
            Plan::Is(decided) => match decided {
                Decided::Read => card.flags.read,
                Decided::Starred => card.flags.starred,
                Decided::Archived => card.flags.archived,
                Decided::Snoozed => card.flags.is_snoozed(card.now),
                Decided::Binned => card.flags.binned,
            },
            Plan::File(path, folders) => {
                folders.get(usize::from(head.root())).is_some_and(|folder| folder.join(head.path()) == **path)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::sync::Arc;

    use super::super::{Filter, Query, parse};
    use super::*;
    use crate::card::{Reading, SafeText, SafeUrl, Taxonomy, Topic, read};
    use crate::library::SegmentBuilder;

    fn library() -> Library {
        let mut library = Library::default();
        for (path, text) in [
            ("a.md", "title: Zürich at night\ntopics: [Cities]\nwebUrl: https://example.org/a"),
            ("b.md", "title: Night trains\nexcerpt: From Zurich to Vienna\ntopics: [Trains]"),
            ("c.md", "title: Slow trains\ntopics: [Narrow gauge]\nprovider: {name: The Rail}"),
        ] {
            let Reading::Card(file) = read(format!("---\n{text}\n---\n").as_bytes()) else { panic!("no card") };
            let mut builder = SegmentBuilder::default();
            builder.push(&file.head(0, Path::new(path))).unwrap();
            library.push(Arc::new(builder.finish()));
        }
        let topic = |name, parent: Option<&str>| {
            let parent = parent.map(SafeText::line);
            Taxonomy::Topic(Topic { name: SafeText::line(name), parent, ..Topic::default() })
        };
        library.learn(vec![topic("Trains", None), topic("Narrow gauge", Some("Trains"))]);
        library
    }

    /// The first card is read, the second starred and snoozed until a moment after now, the third archived.
    fn flags() -> FlagTable {
        let mut table = FlagTable::default();
        table.push(vec![Flags { read: true, snoozed_until: Some(Timestamp(999)), ..Flags::default() }]);
        table.push(vec![Flags { starred: true, snoozed_until: Some(Timestamp(1_001)), ..Flags::default() }]);
        table.push(vec![Flags { archived: true, ..Flags::default() }]);
        table
    }

    fn found(filter: Filter) -> String {
        let library = library();
        let folders = [PathBuf::from("/cards")];
        let query = Query { filter, ..Query::default() };
        let slots = run(&library, &query, &flags(), Timestamp(1_000), &folders, &|| false).unwrap();
        slots.iter().map(|slot| library.head(*slot).unwrap().path().file_stem().unwrap().to_string_lossy()).collect()
    }

    #[test]
    fn each_condition_finds_its_cards() {
        let topic = |name| Filter::Topic(SafeText::line(name));
        for (filter, cards) in [
            (Filter::Everything, "abc"),
            (parse("ZURICH"), "ab"),
            (parse("night -vienna"), "a"),
            (parse("\"slow trains\""), "c"),
            (parse("rail"), "c"),
            (parse("cities"), "a"),
            (topic("Trains"), "bc"),
            (topic("narrow GAUGE"), "c"),
            (Filter::Any(vec![topic("Cities"), topic("Narrow gauge")]), "ac"),
            (Filter::Is(Decided::Read), "a"),
            (Filter::Is(Decided::Starred), "b"),
            (Filter::Is(Decided::Snoozed), "b"),
            (Filter::Is(Decided::Archived), "c"),
            (Filter::Is(Decided::Binned), ""),
            (Filter::Any(vec![]), ""),
            (Filter::All(vec![]), "abc"),
            (Filter::Link(SafeUrl::parse("http://example.org/a/?utm_source=x").unwrap()), "a"),
            (Filter::Link(SafeUrl::parse("https://example.org/b").unwrap()), ""),
            (Filter::File(PathBuf::from("/cards/b.md")), "b"),
            (Filter::File(PathBuf::from("/other/b.md")), ""),
        ] {
            let text = format!("{filter:?}");
            assert_eq!(found(filter), cards, "{text}");
        }
    }

    #[test]
    fn a_question_nobody_asks_any_more_is_given_up() {
        assert_eq!(
            run(&library(), &Query::default(), &FlagTable::default(), Timestamp(0), &[], &|| true),
            Err(Stopped)
        );
    }
}
