//! Generated queries over the words of [`super::world`], so that many of them find something.

use std::ops::Bound;
use std::path::PathBuf;

use jiff::tz::TimeZone;
use proptest::prelude::{Just, Strategy, any, prop, prop_oneof};

use super::super::language::{all, any as any_of, not};
use super::super::{
    Context, DateField, Day, Field, Filter, Part, Quantity, Query, Range, Span, State, Test, Unit, View, ViewSource,
    Views,
};
use super::world::{DOMAINS, FOLDER, KINDS, LINKS, NAMES, NOW, SCORES, WORDS};
use crate::card::{SafeUrl, Timestamp};
use crate::library::{Sort, SortKey, SortTerm, Weights};

/// Patterns in folded letters.
const PATTERNS: [&str; 7] = ["", "^$", "^light", "e$", r"l\w*t\b", "[a-z]+ (law|press)$", "工|ai"];

fn text() -> impl Strategy<Value = String> {
    let known: Vec<&str> =
        WORDS.into_iter().chain(NAMES).chain(DOMAINS.map(|(domain, _)| domain)).chain(KINDS).collect();
    let known = prop::sample::select(known);
    let part =
        ["ai", "LIGHT", "l", "é", "ss", "工知", "fi", "mango press", "ai law", "news/0", ".md", "x", "https://", "?id"];
    prop_oneof![
        3 => known.clone().prop_map(str::to_owned),
        3 => prop::sample::select(part.to_vec()).prop_map(str::to_owned),
        1 => (known.clone(), known).prop_map(|(one, other)| format!("{one}  {other}")),
    ]
}

fn test() -> impl Strategy<Value = Test> {
    prop_oneof![
        4 => text().prop_map(Test::Contains),
        1 => text().prop_map(Test::Exact),
        1 => Just(Test::Exact(String::new())),
        1 => prop::sample::select(LINKS.map(|(link, ..)| link).to_vec()).prop_map(|link| Test::Exact(link.to_owned())),
        1 => prop::sample::select(PATTERNS.to_vec()).prop_map(|pattern| Test::Matches(pattern.to_owned())),
    ]
}

fn field() -> impl Strategy<Value = Field> {
    use Field::{Author, Body, Category, Domain, Link, Path, Provider, Text, Title, Topic, Type};
    prop::sample::select(vec![
        Text, Text, Text, Title, Body, Topic, Topic, Provider, Domain, Author, Type, Category, Path, Link,
    ])
}

fn number() -> impl Strategy<Value = Filter> {
    use Quantity::{Heat, Length, Members, Price, Quality, Rating, Score};
    let values = SCORES.into_iter().chain([9.99, 4.7, 60.0, 600.0, 22_000.0]).collect::<Vec<_>>();
    let bound = prop_oneof![
        1 => Just(Bound::Unbounded),
        2 => prop::sample::select(values.clone()).prop_map(Bound::Included),
        2 => prop::sample::select(values).prop_map(Bound::Excluded),
    ];
    let quantity = prop::sample::select(vec![Quality, Heat, Score, Rating, Members, Length, Price]);
    (quantity, bound.clone(), bound).prop_map(|(quantity, low, high)| Filter::Number(quantity, Range { low, high }))
}

fn date() -> impl Strategy<Value = Filter> {
    let day = |year, month, day| Day { year, month, day };
    let days = vec![
        day(2024, None, None),
        day(2024, Some(2), None),
        day(2024, Some(2), Some(29)),
        day(2026, Some(3), Some(30)),
        day(2026, Some(3), Some(31)),
        day(2026, None, None),
        day(9999, Some(12), Some(31)),
        day(1, None, None),
    ];
    let day = prop::sample::select(days);
    let unit = prop::sample::select(vec![Unit::Day, Unit::Week, Unit::Month, Unit::Year]);
    let span = prop_oneof![
        Just(Span::Today),
        Just(Span::Yesterday),
        (prop_oneof![1u16..5, any::<u16>()], unit).prop_map(|(count, unit)| Span::Last(count, unit)),
        (prop::option::of(day.clone()), prop::option::of(day.clone())).prop_map(|(from, to)| Span::Days(from, to)),
        day.prop_map(|day| Span::Days(Some(day), Some(day))),
    ];
    (prop::bool::ANY, span)
        .prop_map(|(updated, span)| Filter::Date(if updated { DateField::Updated } else { DateField::Published }, span))
}

/// A card as queries name one.
fn card() -> impl Strategy<Value = String> {
    prop_oneof![
        (0..8).prop_map(|at| format!("_news/{at:02}  light.md")),
        (0..8).prop_map(|at| format!("{FOLDER}/_news/{at:02}  light.md")),
        (0..8).prop_map(|at| format!("news/{at:02}  light")),
        prop::sample::select(LINKS.map(|(link, ..)| link.to_owned()).to_vec()),
        Just("nowhere.md".to_owned()),
    ]
}

fn state() -> impl Strategy<Value = State> {
    use State::{Archived, Binned, Broken, Draft, Locked, Published, Read, Removed, Snoozed, Starred, Unread};
    prop::sample::select(vec![
        Unread, Read, Starred, Archived, Snoozed, Binned, Published, Draft, Removed, Broken, Locked,
    ])
}

fn part() -> impl Strategy<Value = Part> {
    use Part::{Actions, Amp, Body, CdnAmp, Image, Items, Related, Video};
    prop::sample::select(vec![Amp, CdnAmp, Image, Related, Video, Body, Items, Actions])
}

fn leaf() -> impl Strategy<Value = Filter> {
    let link = prop::sample::select(LINKS.map(|(link, ..)| SafeUrl::parse(link).unwrap()).to_vec());
    let file = (0..8).prop_map(|at| PathBuf::from(format!("{FOLDER}/_news/{at:02}  light.md")));
    prop_oneof![
        6 => (field(), test()).prop_map(|(field, test)| Filter::Field(field, test)),
        3 => state().prop_map(Filter::Is),
        2 => part().prop_map(Filter::Has),
        3 => number(),
        3 => date(),
        1 => card().prop_map(Filter::Related),
        1 => card().prop_map(Filter::Like),
        1 => prop::sample::select(vec!["inbox", "All", "bin", "words", "nested", "nothing"])
            .prop_map(|name| Filter::View(name.to_owned())),
        1 => link.prop_map(Filter::Link),
        1 => prop_oneof![4 => file, 1 => Just(PathBuf::from("/elsewhere/00.md"))].prop_map(Filter::File),
    ]
}

/// Any filter.
pub(super) fn filter() -> impl Strategy<Value = Filter> {
    let filter = leaf().prop_recursive(3, 10, 4, |inner| {
        let some = || prop::collection::vec(inner.clone(), 0..4);
        prop_oneof![
            some().prop_map(all),
            some().prop_map(any_of),
            // As nobody writes them, but other parts of the program may build them.
            some().prop_map(Filter::All),
            some().prop_map(Filter::Any),
            inner.clone().prop_map(not),
            inner.prop_map(|filter| Filter::Not(Box::new(filter))),
        ]
    });
    prop_oneof![1 => Just(Filter::Everything), 30 => filter]
}

/// Any order of up to three keys.
pub(super) fn sort() -> impl Strategy<Value = Sort> {
    let keys = prop::sample::subsequence(SortKey::ALL.to_vec(), 1..=3).prop_shuffle();
    (keys, any::<[bool; 3]>()).prop_map(|(keys, reversed)| {
        let terms: Vec<SortTerm> =
            keys.into_iter().zip(reversed).map(|(key, reversed)| SortTerm { key, reversed }).collect();
        Sort::of(&terms).unwrap()
    })
}

/// Any query.
pub(super) fn query() -> impl Strategy<Value = Query> {
    (filter(), prop::option::of(sort()), prop::option::weighted(0.2, 1usize..6))
        .prop_map(|(filter, sort, limit)| Query { filter, sort, limit })
}

/// What queries depend on: with views that name each other and one that asks for the bin.
pub(super) fn context(zone: &str) -> Context {
    let mut views = Views::default();
    let word = Filter::Field(Field::Text, Test::Contains("light".into()));
    let nested = Filter::All(vec![Filter::View("Words".into()), Filter::Not(Box::new(Filter::View("bin".into())))]);
    for (name, filter) in [("words", word), ("nested", nested)] {
        views.put(view(name, filter));
    }
    Context { now: Timestamp(NOW), zone: TimeZone::get(zone).unwrap(), views, weights: Weights::default() }
}

/// A view of the user's own.
pub(super) fn view(name: &str, filter: Filter) -> View {
    View {
        name: name.into(),
        note: "".into(),
        query: std::sync::Arc::new(Query::of(filter)),
        source: ViewSource::Saved,
    }
}

/// Where readers are.
pub(super) fn zone() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["UTC", "Europe/Berlin", "Asia/Tokyo"])
}
