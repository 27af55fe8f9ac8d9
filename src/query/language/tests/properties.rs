//! Any query can be printed and read again, and any text can be read or is refused. `COPYDESK_QUERY_CASES` makes these
//! tests longer.

use std::ops::Bound;

use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, prop_assume, prop_oneof, proptest,
};

use super::super::any as any_of;
use super::*;
use crate::library::{SortKey, SortTerm};

fn cases() -> ProptestConfig {
    let cases: u32 = std::env::var("COPYDESK_QUERY_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(1_000);
    // A long run throws some empty and some too long texts away.
    let rejects = cases.saturating_mul(10);
    ProptestConfig {
        failure_persistence: None,
        max_local_rejects: rejects,
        max_global_rejects: rejects,
        ..ProptestConfig::with_cases(cases)
    }
}

/// Pieces that mean something to the parser, alone or together.
const PIECES: [&str; 72] = [
    "a",
    "AI",
    "AND",
    "OR",
    "NOT",
    "and",
    "-",
    "--",
    "- ",
    " ",
    "  ",
    "\t",
    "\n",
    "\u{3000}",
    "(",
    ")",
    "\"",
    "\\",
    "\\\"",
    "/",
    "\\/",
    ":",
    ":=",
    "=",
    ">",
    ">=",
    "<",
    "<=",
    "..",
    ".",
    ",",
    "5",
    "-5",
    "0",
    "1.5",
    "007",
    "title",
    "titel",
    "title:",
    "topic:",
    "type:",
    "link:",
    "path:",
    "text:",
    "body:/a/",
    "is:",
    "is:unread",
    "has:",
    "has:amp",
    "quality",
    "heat:",
    "length:",
    "price",
    "free",
    "$",
    "90s",
    "1h30m",
    "date:",
    "updated",
    "today",
    "3d",
    "2024",
    "2024-05",
    "2024-02-29",
    "related:",
    "view:",
    "starred",
    "sort:",
    "quality,-date",
    "limit:",
    "https://a.b/",
    "{1,2}",
];

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(PIECES.to_vec()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// A text with single blanks, as the parser makes it.
fn phrase() -> impl Strategy<Value = String> {
    let tricky = any_text();
    prop_oneof!["\\PC{1,8}", tricky, "[a-zé人]{1,5}"]
        .prop_map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .prop_filter("empty", |text| !text.is_empty())
}

fn test() -> impl Strategy<Value = Test> {
    let patterns = ["a/b", "^gpt-?[45]$", r"\w+ \d", r"\\/x", "(?:a|b)", "", "\"", "é人", r"\(", "a b", "/"];
    let pattern = prop_oneof![
        prop::sample::select(patterns.to_vec()).prop_map(str::to_owned),
        phrase().prop_map(|text| regex::escape(&text)).prop_filter("no pattern", |text| pattern(text).is_ok()),
    ];
    prop_oneof![
        4 => phrase().prop_map(Test::Contains),
        1 => phrase().prop_map(Test::Exact),
        1 => Just(Test::Exact(String::new())),
        1 => pattern.prop_map(Test::Matches),
    ]
}

fn field() -> impl Strategy<Value = Field> {
    use Field::{Author, Body, Category, Domain, Link, Path, Provider, Text, Title, Topic, Type};
    prop::sample::select(vec![
        Text, Text, Text, Title, Body, Topic, Provider, Domain, Author, Type, Category, Path, Link,
    ])
}

fn number() -> impl Strategy<Value = Filter> {
    use Quantity::{Heat, Length, Members, Price, Quality, Rating, Score};
    let value = prop_oneof![(-99i32..99).prop_map(f64::from), any::<f64>().prop_filter("finite", |n| n.is_finite())];
    let quantity = prop::sample::select(vec![Quality, Heat, Score, Rating, Members, Length, Price]);
    (quantity, value.clone(), value, 0..6, 0u64..1_000_000_000_000).prop_map(|(quantity, a, b, form, seconds)| {
        // Lengths are whole seconds, and zero has one sign.
        let whole =
            |value: f64| if quantity == Length { (seconds as f64 / value.abs().max(1.0)).floor() } else { value + 0.0 };
        let (a, b) = (whole(a), whole(b));
        let (low, high) = match form {
            0 => (Bound::Included(a), Bound::Unbounded),
            1 => (Bound::Excluded(a), Bound::Unbounded),
            2 => (Bound::Unbounded, Bound::Included(a)),
            3 => (Bound::Unbounded, Bound::Excluded(a)),
            4 => (Bound::Included(a.min(b)), Bound::Included(a.max(b))),
            _ => (Bound::Unbounded, Bound::Unbounded),
        };
        Filter::Number(quantity, Range { low, high })
    })
}

fn day() -> impl Strategy<Value = Day> {
    (1i16..=9999, prop::option::of(1i8..=12), prop::option::of(1i8..=28)).prop_map(|(year, month, day)| Day {
        year,
        month,
        day: day.filter(|_| month.is_some()),
    })
}

fn date() -> impl Strategy<Value = Filter> {
    let unit = prop::sample::select(vec![Unit::Day, Unit::Week, Unit::Month, Unit::Year]);
    let key = |day: &Day| (day.year, day.month.unwrap_or(0), day.day.unwrap_or(0));
    let span = prop_oneof![
        Just(Span::Today),
        Just(Span::Yesterday),
        (1..=u16::MAX, unit).prop_map(|(number, unit)| Span::Last(number, unit)),
        prop::option::of(day()).prop_map(|day| Span::Days(day, None)),
        day().prop_map(|day| Span::Days(None, Some(day))),
        day().prop_map(|day| Span::Days(Some(day), Some(day))),
        (day(), day()).prop_map(move |(a, b)| {
            let (a, b) = if key(&a) <= key(&b) { (a, b) } else { (b, a) };
            Span::Days(Some(a), Some(b))
        }),
    ];
    (prop::bool::ANY, span)
        .prop_map(|(updated, span)| Filter::Date(if updated { DateField::Updated } else { DateField::Published }, span))
}

fn leaf() -> impl Strategy<Value = Filter> {
    let states = names::STATES.map(|(_, state, _)| state);
    let parts = names::PARTS.map(|(_, part, _)| part);
    let card = || any_text().prop_filter("empty", |text| !text.is_empty());
    prop_oneof![
        4 => (field(), test()).prop_map(|(field, test)| Filter::Field(field, test)),
        1 => prop::sample::select(states.to_vec()).prop_map(Filter::Is),
        1 => prop::sample::select(parts.to_vec()).prop_map(Filter::Has),
        2 => number(),
        2 => date(),
        1 => card().prop_map(Filter::Related),
        1 => card().prop_map(Filter::Like),
        1 => prop::sample::select(views()).prop_map(Filter::View),
    ]
}

fn query() -> impl Strategy<Value = Query> {
    let filter = leaf().prop_recursive(4, 16, 4, |inner| {
        let some = || prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![some().prop_map(all), some().prop_map(any_of), inner.clone().prop_map(not)]
    });
    let filter = prop_oneof![1 => Just(Filter::Everything), 30 => filter];
    let keys = prop::sample::subsequence(SortKey::ALL.to_vec(), 1..=3).prop_shuffle();
    let sort = (keys, any::<[bool; 3]>()).prop_map(|(keys, reversed)| {
        let terms: Vec<SortTerm> =
            keys.into_iter().zip(reversed).map(|(key, reversed)| SortTerm { key, reversed }).collect();
        Sort::of(&terms).unwrap()
    });
    let limit = prop::option::of(1usize..);
    (filter, prop::option::weighted(0.2, sort), limit).prop_map(|(filter, sort, limit)| Query { filter, sort, limit })
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn what_is_printed_is_read_again(query in query()) {
        let text = query.to_string();
        // Random numbers have hundreds of digits, so that a few queries are too long.
        prop_assume!(text.chars().count() <= LONGEST);
        let read = parse(&text, &views());
        prop_assert_eq!(read.as_ref(), Ok(&query), "{}", text);
    }

    #[test]
    fn any_text_is_read_or_refused(text in any_text()) {
        match parse(&text, &views()) {
            Ok(query) => {
                let printed = query.to_string();
                let again = parse(&printed, &views());
                prop_assert_eq!(again.as_ref(), Ok(&query), "{} -> {}", &text, &printed);
                prop_assert_eq!(query.to_string(), printed);
            }
            Err(mistake) => {
                let length = text.chars().count();
                prop_assert!(mistake.column >= 1 && mistake.column - 1 + mistake.length <= length, "{}", &text);
                prop_assert!(!mistake.to_string().is_empty() && mistake.pointer(&text).lines().count() == 2);
            }
        }
    }
}
