//! What a query costs that nothing is remembered of, over 100,000 heads, order included.

use std::sync::Arc;

use copydesk::card::Timestamp;
use copydesk::library::{Group, Library, Weights};
use copydesk::query::{Context, FlagTable, Nothing, Question, Search, Views, parse};
use criterion::Criterion;

use crate::segments::{segments, taxonomies};

const CARDS: u64 = 100_000;
/// 2026-01-01T00:00:00Z.
const NOW: Timestamp = Timestamp(1_767_225_600);
/// Words are looked for in the texts of heads; there are no bodies here.
const QUERIES: [&str; 7] = [
    "",
    "is:unread",
    "topic:climate",
    "topic:ai -type:video date:>2024-06-01",
    "quantum",
    "title:/qu.+um/",
    "lantern or quality:>150 sort:title",
];

/// The heads of so many cards.
pub(crate) fn library(count: u64) -> Library {
    let mut library = Library::default();
    segments(count).unwrap().into_iter().for_each(|segment: Arc<_>| library.push(segment));
    library.learn(taxonomies());
    library
}

pub(crate) fn bench(criterion: &mut Criterion) {
    let library = library(CARDS);
    let context =
        Context { now: NOW, zone: jiff::tz::TimeZone::UTC, views: Views::default(), weights: Weights::default() };
    let flags = FlagTable::default();
    let mut group = criterion.benchmark_group("query of 100,000 heads");
    for text in QUERIES {
        let query = parse(text, &[]).unwrap();
        let question = Question {
            query: &query,
            group: Group::None,
            library: &library,
            flags: &flags,
            context: &context,
            folders: &[],
        };
        let name = if text.is_empty() { "everything" } else { text };
        group.bench_function(name, |bench| {
            bench.iter(|| {
                let answer = Search::default().answer(question, &Nothing, &|| false, &|_| {});
                answer.unwrap().slots.len()
            });
        });
    }
    group.finish();
}
