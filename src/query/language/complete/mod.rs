//! What could stand at the cursor in the text of a query, for the filter line and the shell. Where the cursor is, in the
//! sense of the language, is decided in `place`; what is taken over is decided by whoever asks.

mod place;

use std::cmp::Reverse;
use std::ops::Range;

use super::filter::{Field, Quantity};
use super::names::{KEYS, Key, PARTS, Row, STATES};
use super::print::Value;
use crate::counts::cards;
use crate::library::{SortKey, fold};
use place::{Place, place};

/// The names that a library has, each with the number of its cards.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// Topics.
    pub topics: &'a [(&'a str, usize)],
    /// Names of providers.
    pub providers: &'a [(&'a str, usize)],
    /// Values of `type`.
    pub types: &'a [(&'a str, usize)],
    /// Values of `category`.
    pub categories: &'a [(&'a str, usize)],
    /// Views.
    pub views: &'a [(&'a str, usize)],
}

/// Something that could stand at the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What it replaces, in bytes of the text. It begins at or before the cursor and ends at or after it.
    pub range: Range<usize>,
    /// What it puts there, in quotes where they are needed.
    pub text: String,
    /// What it is, or how many cards have it.
    pub note: String,
}

/// What could stand at `cursor` in `text`: first what begins as what is written before the cursor, then what contains
/// it, both folded; names of the library with more cards first. `cursor` counts bytes; one inside a character stands for
/// its beginning.
pub fn complete(text: &str, cursor: usize, known: &Known<'_>) -> Vec<Candidate> {
    let (typed, range, mut options) = match place(text, cursor) {
        Place::Nowhere => return Vec::new(),
        Place::Term { typed, named, range } => (typed, range, terms(typed, named)),
        Place::Value { key, typed, range } => (typed, range, values(key, typed, known)),
    };
    let wanted = fold(typed);
    let mut ranked = Vec::new();
    for option in options.drain(..) {
        let name = fold(&option.name);
        if let Some(at) = name.find(&wanted) {
            ranked.push((at > 0, Reverse(option.count), option));
        }
    }
    ranked.sort_by_key(|(contained, count, _)| (*contained, *count));
    ranked.into_iter().map(|(.., Choice { text, note, .. })| Candidate { range: range.clone(), text, note }).collect()
}

/// A candidate before it is known whether it fits.
struct Choice {
    /// What has to fit what is typed.
    name: String,
    text: String,
    note: String,
    /// Those with more come first.
    count: usize,
}

impl Choice {
    fn new(name: &str, text: String, note: &str) -> Self {
        Self { name: name.to_owned(), text, note: note.to_owned(), count: 0 }
    }
}

/// What a term can begin with; only a field where it is `named` already. The words of `is:` and `has:` are offered once
/// something is typed: there are many.
fn terms(typed: &str, named: bool) -> Vec<Choice> {
    let mut choices: Vec<_> = KEYS
        .iter()
        .map(|(name, key, note)| {
            let sign = if matches!(key, Key::Number(_)) && !named { '>' } else { ':' };
            Choice::new(name, format!("{name}{sign}"), note)
        })
        .collect();
    if named {
        return choices;
    }
    if !typed.is_empty() {
        choices.extend(STATES.iter().map(|(name, _, note)| Choice::new(name, format!("is:{name}"), note)));
        choices.extend(PARTS.iter().map(|(name, _, note)| Choice::new(name, format!("has:{name}"), note)));
    }
    let operators = [("OR", "one of both"), ("NOT", "not what follows"), ("AND", "both, as without it")];
    choices.extend(operators.map(|(name, note)| Choice::new(name, name.to_owned(), note)));
    choices
}

/// What can stand behind `key`.
fn values(key: Key, typed: &str, known: &Known<'_>) -> Vec<Choice> {
    match key {
        Key::Text(Field::Topic) => counted(known.topics),
        Key::Text(Field::Provider) => counted(known.providers),
        Key::Text(Field::Type) => counted(known.types),
        Key::Text(Field::Category) => counted(known.categories),
        Key::View => counted(known.views),
        Key::Is => listed(&STATES),
        Key::Has => listed(&PARTS),
        Key::Date(_) => dates(typed),
        Key::Sort => SortKey::ALL.iter().map(|key| Choice::new(key.name(), key.name().to_owned(), "")).collect(),
        Key::Number(Quantity::Price) => vec![Choice::new("free", "free".to_owned(), "costs nothing")],
        Key::Text(_) | Key::Number(_) | Key::Related | Key::Like | Key::Limit => Vec::new(),
    }
}

fn counted(names: &[(&str, usize)]) -> Vec<Choice> {
    let choice = |(name, count): &(&str, usize)| Choice {
        name: (*name).to_owned(),
        text: Value(name).to_string(),
        note: cards(*count),
        count: *count,
    };
    names.iter().filter(|(name, _)| !name.is_empty()).map(choice).collect()
}

fn listed<T>(table: &[Row<T>]) -> Vec<Choice> {
    table.iter().map(|(name, _, note)| Choice::new(name, (*name).to_owned(), note)).collect()
}

/// Names of days, and what the number that is typed can count.
fn dates(typed: &str) -> Vec<Choice> {
    let number = if typed.is_empty() { Some(7) } else { typed.parse::<u16>().ok().filter(|number| *number > 0) };
    let recent = number.map(|number| {
        let units = super::parse::UNITS;
        units.map(|(unit, _, units)| {
            let text = format!("{number}{unit}");
            Choice::new(&text, text.clone(), &format!("the last {number} {units}"))
        })
    });
    let mut choices = vec![
        Choice::new("today", "today".to_owned(), "since midnight"),
        Choice::new("yesterday", "yesterday".to_owned(), "the day before"),
    ];
    choices.extend(recent.into_iter().flatten());
    choices
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: Known<'_> = Known {
        topics: &[("AI", 88), ("AI Hardware", 9), ("Éthique", 3), ("Fair \"use\"", 1), ("Hardware", 200), ("", 7)],
        providers: &[("The Rail", 4)],
        types: &[("article", 5), ("video", 12)],
        categories: &[("news", 1)],
        views: &[("inbox", 412), ("To read", 5)],
    };

    /// The texts that take over, with `|` at the cursor.
    fn taken(with_cursor: &str) -> Vec<String> {
        let cursor = with_cursor.find('|').unwrap();
        let text = with_cursor.replacen('|', "", 1);
        let take = |candidate: Candidate| {
            let mut text = text.clone();
            text.replace_range(candidate.range, &candidate.text);
            text
        };
        complete(&text, cursor, &KNOWN).into_iter().map(take).collect()
    }

    #[test]
    fn what_fits_at_the_cursor_is_offered_and_replaces_what_it_should() {
        for (text, expected) in [
            (
                "topic:|",
                &["topic:Hardware", "topic:AI", "topic:\"AI Hardware\"", "topic:Éthique", "topic:\"Fair \\\"use\\\"\""]
                    as &[_],
            ),
            ("topic:a|", &["topic:AI", "topic:\"AI Hardware\"", "topic:Hardware", "topic:\"Fair \\\"use\\\"\""]),
            ("topic:ETH|", &["topic:Éthique"]),
            ("x -topic:hardw| y", &["x -topic:Hardware y", "x -topic:\"AI Hardware\" y"]),
            ("topic:ai|xyz OR b", &["topic:AI OR b", "topic:\"AI Hardware\" OR b", "topic:\"Fair \\\"use\\\"\" OR b"]),
            ("topic:\"ai h|", &["topic:\"AI Hardware\""]),
            ("topic:\"ai h|\" b", &["topic:\"AI Hardware\" b"]),
            ("topic:=eth|", &["topic:=Éthique"]),
            ("(provider:rai|)", &["(provider:\"The Rail\")"]),
            ("type:v|", &["type:video"]),
            ("category:|", &["category:news"]),
            ("view:to|", &["view:\"To read\""]),
            ("is:re|", &["is:read", "is:removed", "is:unread", "is:starred"]),
            ("has:a|", &["has:amp", "has:actions", "has:cdn-amp", "has:image", "has:related"]),
            ("sort:quality,-d|", &["sort:quality,-date", "sort:quality,-updated", "sort:quality,-provider"]),
            ("date:3|", &["date:3d", "date:3w", "date:3mo", "date:3y"]),
            ("date:y|", &["date:yesterday", "date:today"]),
            ("price:|", &["price:free"]),
            ("unr|", &["is:unread"]),
            ("-unr|", &["-is:unread"]),
            ("qua|", &["quality>"]),
            ("ti|tel:x", &["title:x", "rating:x"]),
            ("a NO|", &["a NOT", "a is:snoozed"]),
            ("title:x|", &[]),
            ("\"ti|", &[]),
            ("/ti|", &[]),
            ("title:/ti|", &[]),
            ("https://ti|", &[]),
            ("quality>|", &[]),
            ("nothing:|", &[]),
            ("zzz|", &[]),
        ] {
            assert_eq!(taken(text), expected, "{text}");
        }
    }

    #[test]
    fn nothing_typed_offers_every_field_and_the_operators() {
        for text in ["|", "a |", "(|", "-|", "a OR |b"] {
            assert_eq!(taken(text).len(), KEYS.len() + 3, "{text}");
        }
    }

    #[test]
    fn notes_are_help_or_counts() {
        let note = |text: &str| complete(text, text.len(), &KNOWN).first().map(|c| c.note.clone()).unwrap();
        assert_eq!(note("topic:"), "200 cards");
        assert_eq!(note("is:unr"), "not read yet");
        assert_eq!(note("date:2"), "the last 2 days");
        assert_eq!(note("titl"), "text in the title");
    }

    proptest::proptest! {
        #[test]
        fn any_text_and_any_cursor_has_candidates_that_replace_a_part_around_it(text: String, cursor in 0usize..40) {
            for candidate in complete(&text, cursor, &KNOWN) {
                let cursor = cursor.min(text.len());
                proptest::prop_assert!(text.get(candidate.range.clone()).is_some());
                proptest::prop_assert!(candidate.range.start <= cursor);
            }
        }
    }
}
