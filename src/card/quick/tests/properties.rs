//! On front matter of every kind, plain and not, the scanner reads what the parser reads or declines.
//! `COPYDESK_HEAD_CASES` makes these tests longer.

use std::cell::Cell;

use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_oneof};
use proptest::sample::Index;
use proptest::test_runner::TestRunner;

use super::shapes::CARDS;
use super::*;

fn cases() -> u32 {
    std::env::var("COPYDESK_HEAD_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(2_000)
}

/// Runs every case, and fails when the scanner reads less than `least` per cent of them: then nothing would be tested.
fn agree(name: &str, least: usize, files: impl Strategy<Value = Vec<u8>>) {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) };
    let (seen, accepted) = (Cell::new(0), Cell::new(0));
    let outcome = TestRunner::new(config).run(&files, |bytes| {
        seen.set(seen.get() + 1);
        accepted.set(accepted.get() + usize::from(agreed(&bytes).is_some()));
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    println!("{name}: the scanner reads {} of {}", accepted.get(), seen.get());
    assert!(accepted.get() * 100 >= seen.get() * least, "{} of {}", accepted.get(), seen.get());
}

/// Keys that mean something, and some that do not.
const KEYS: [&str; 46] = [
    "title",
    "name",
    "excerpt",
    "bio",
    "category",
    "type",
    "publishedDateTime",
    "updatedDateTime",
    "originalUrl",
    "webUrl",
    "ampWebUrl",
    "cdnAmpWebUrl",
    "provider",
    "affiliation",
    "topics",
    "levels",
    "price",
    "length",
    "members",
    "ratings",
    "quality",
    "heat",
    "published",
    "removed",
    "deleted",
    "images",
    "related",
    "items",
    "actions",
    "featuredContent",
    "secured",
    "url",
    "width",
    "isCached",
    "authors",
    "domain",
    "count",
    "average",
    "more",
    "x-y",
    "_id",
    "null",
    "a b",
    "\"q\"",
    "7",
    "é",
];

/// Values, plain and not.
const VALUES: [&str; 109] = [
    "\"&nbsp;\"",
    "a &amp; b &amp;gt; c",
    "",
    "",
    "",
    "x",
    "AI Hardware",
    "a b  c ",
    "\"x\"",
    "'x'",
    "\"a \\\"b\\\"\"",
    "'it''s'",
    "\"\"",
    "''",
    "\"x",
    "'x",
    "\"x\" y",
    "\"x\"#",
    "\"x\" # c",
    "'x' #c",
    "x # c",
    "x#c",
    "# c",
    "#",
    "a: b",
    "a:b",
    "a:",
    ": a",
    ":a",
    "- a",
    "-a",
    "-",
    "--",
    "---",
    "...",
    "? a",
    "?a",
    ", a",
    "a, b",
    "[]",
    "[a, b]",
    "[a, 'b', \"c\"] # d",
    "[a",
    "[a,]",
    "[a, 5, ~, null, true]",
    "[[a]]",
    "[a b, c#d]",
    "[-1, - a]",
    "{}",
    "{a: b}",
    "]",
    "}",
    "&a x",
    "*a",
    "!t x",
    "!!int 5",
    "|",
    ">-",
    "|2",
    "%",
    "@",
    "`",
    "\tx",
    "x\ty",
    "x\t",
    "\"x\ty\"",
    "~",
    "null",
    "Null",
    "nULL",
    "NULL",
    "TRUE",
    "FALSE",
    "true",
    "True",
    "false",
    "yes",
    "no",
    "0",
    "-0",
    "5",
    "-1",
    "-1.0",
    "+5",
    "007",
    "0x1F",
    "0o17",
    "0b11",
    "1e3",
    "1.50",
    ".5",
    "5.",
    ".inf",
    "-.inf",
    ".nan",
    "1_000",
    "123456789012345678",
    "1234567890123456789",
    "99999999999999999999",
    "3D",
    "2021-04-12T18:00:00Z",
    "2021-04-12",
    "\"2021-04-12 20:00 +0200\"",
    "soon",
    "https://e.example/x?y=z#w",
    "\"https://E.example\"",
    "/here",
    "javascript:x",
    "\u{a0}é“x”\u{200b}",
];

/// Values that fit in many places.
const FINE: [&str; 10] = ["", "", "~", "5", "1.5", "\"\"", "2021-04-12T18:00:00Z", "https://e.example/x", "true", "[]"];

/// Endings of a line, the usual ones more often.
const ENDS: [&str; 9] = ["\n", "\n", "\n", "\n", "\n", "\n\n", " \n", "\r\n", "\r"];

fn one_of(choices: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(choices)
}

/// A line, with whatever indents it and whatever ends it.
fn line() -> impl Strategy<Value = String> {
    let indent = prop_oneof![6 => Just(0usize), 6 => Just(2), 3 => Just(4), 1 => 0usize..7];
    let dash = prop_oneof![5 => Just(""), 2 => Just("- "), 1 => Just("-   "), 1 => Just("- - ")];
    let colon = prop_oneof![20 => Just(": "), 1 => Just(":"), 1 => Just(":   "), 1 => Just(" : ")];
    let key = prop_oneof![4 => (one_of(&KEYS), colon).prop_map(|(key, colon)| format!("{key}{colon}")), 1 => Just(String::new())];
    let value = prop_oneof![9 => one_of(&VALUES).prop_map(str::to_owned), 1 => "[ -~é\u{85}\u{2028}\u{feff}\t]{0,8}"];
    (indent, dash, key, value, one_of(&ENDS))
        .prop_map(|(indent, dash, key, value, end)| format!("{}{dash}{key}{value}{end}", " ".repeat(indent)))
}

#[test]
fn lines_of_every_kind() {
    let front = prop::collection::vec(line(), 0..7).prop_map(|lines| lines.concat());
    agree("lines", 10, front.prop_map(|front| format!("---\n{front}---\nbody").into_bytes()));
}

/// Values where a list, a mapping or a card is wanted, in the right indentation, so that the scanner looks at them.
fn nested() -> impl Strategy<Value = String> {
    const PLACES: [&str; 12] = [
        "\nK: V",
        "\nrelated:\n  - K: V\n    K: V",
        "\nrelated:\n- title: x\n  provider:\n    K: V\n    authors:\n    - K: V\n    - V",
        "\nrelated:\n- images:\n  - K: V\n  type: V",
        "\nimages:\n  - K: V\n    width: V\n  - V",
        "\nactions:\n- K: V\n  url: V\n- V",
        "\nratings:\n  count: V\n  average: V\n  K: V",
        "\nprovider:\n  K: V\n  images:\n  - K: V\n  authors:\n    - K: V\n    - V",
        "\ntopics:\n- V\n- V",
        "\nmore:\n  K:\n  - V\n  - K: V\n    K: V\n  K: V",
        "\nK:\n  K:\n    K: V",
        "\nK:\n- V",
    ];
    // A place is read only when all of its values are fine, so most of them are.
    let value = prop_oneof![5 => one_of(&FINE), 1 => one_of(&VALUES)];
    let keys = prop::collection::vec(one_of(&KEYS[..40]), 4);
    let place = (one_of(&PLACES), keys, prop::collection::vec(value, 4));
    place.prop_map(|(place, keys, values)| {
        let (mut keys, mut values) = (keys.into_iter(), values.into_iter());
        let mut text = String::new();
        for c in place.chars() {
            match c {
                'K' => text.push_str(keys.next().unwrap_or("key")),
                'V' => text.push_str(values.next().unwrap_or("value")),
                c => text.push(c),
            }
        }
        text
    })
}

#[test]
fn values_where_they_belong() {
    let front = prop::collection::vec(nested(), 1..4).prop_map(|places| places.concat());
    agree("values", 5, front.prop_map(|front| format!("---{front}\n---\n").into_bytes()));
}

/// One change to a card.
#[derive(Debug, Clone)]
enum Mutation {
    Delete(Index),
    Insert(Index, &'static str),
    Byte(Index, u8),
    DeleteLine(Index),
    RepeatLine(Index, Index),
    Indent(Index, usize),
    Value(Index, &'static str),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    const PIECES: [&str; 24] = [
        " ", "  ", "\n", "\r\n", "\r", "\t", ":", ": ", " #", "#", "-", "- ", "\"", "'", "\\", "[", "]", "{", ",", "&",
        "é", "\u{85}", "\n  ", "\u{0}",
    ];
    let at = any::<Index>;
    prop_oneof![
        at().prop_map(Mutation::Delete),
        (at(), one_of(&PIECES)).prop_map(|(at, piece)| Mutation::Insert(at, piece)),
        (at(), any::<u8>()).prop_map(|(at, byte)| Mutation::Byte(at, byte)),
        at().prop_map(Mutation::DeleteLine),
        (at(), at()).prop_map(|(from, to)| Mutation::RepeatLine(from, to)),
        (at(), 0usize..6).prop_map(|(at, by)| Mutation::Indent(at, by)),
        (at(), one_of(&VALUES)).prop_map(|(at, value)| Mutation::Value(at, value)),
    ]
}

fn mutate(text: &mut Vec<u8>, mutation: &Mutation) {
    let mut lines: Vec<Vec<u8>> = text.split_inclusive(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
    let place = |at: &Index| at.index(text.len().max(1)).min(text.len());
    match mutation {
        Mutation::Delete(at) => {
            let at = place(at);
            text.drain(at..(at + 1).min(text.len()));
            return;
        }
        Mutation::Insert(at, piece) => {
            let at = place(at);
            text.splice(at..at, piece.bytes());
            return;
        }
        Mutation::Byte(at, byte) => {
            let at = place(at);
            text.splice(at..(at + 1).min(text.len()), [*byte]);
            return;
        }
        Mutation::DeleteLine(at) => {
            lines.remove(at.index(lines.len()));
        }
        Mutation::RepeatLine(from, to) => {
            let line = lines[from.index(lines.len())].clone();
            lines.insert(to.index(lines.len()), line);
        }
        Mutation::Indent(at, by) => {
            let line = &mut lines[at.index(text.split_inclusive(|b| *b == b'\n').count())];
            let content: Vec<u8> = line.iter().copied().skip_while(|b| *b == b' ').collect();
            *line = [" ".repeat(*by).into_bytes(), content].concat();
        }
        Mutation::Value(at, value) => {
            let line = &mut lines[at.index(text.split_inclusive(|b| *b == b'\n').count())];
            if let Some(colon) = line.iter().position(|b| *b == b':') {
                line.truncate(colon);
                line.extend_from_slice(format!(": {value}\n").as_bytes());
            }
        }
    }
    *text = lines.concat();
}

#[test]
fn changed_cards() {
    let cards = prop::sample::select(&CARDS[..]);
    let changed =
        (cards, prop::collection::vec(mutation(), 0..4), any::<bool>()).prop_map(|(card, mutations, crlf)| {
            let card = if crlf { card.replace('\n', "\r\n") } else { card.to_owned() };
            let mut text = format!("{}\n", card.trim_end()).into_bytes();
            for mutation in &mutations {
                if !text.is_empty() {
                    mutate(&mut text, mutation);
                }
            }
            [b"---\n", text.as_slice(), b"---\nbody"].concat()
        });
    agree("changed cards", 20, changed);
}
