//! Fuzzy search over a few titles.

use std::cell::Cell;

use proptest::prelude::*;

use super::super::tests::library;
use super::*;

const STAY: &dyn Fn() -> bool = &|| false;

fn titled(titles: &[&str]) -> Library {
    let cards: Vec<(String, String)> =
        titles.iter().enumerate().map(|(at, title)| (format!("{at:03}.md"), format!("title: '{title}'"))).collect();
    library(&cards.iter().map(|(path, card)| (path.as_str(), card.as_str())).collect::<Vec<_>>())
}

/// Titles that fit, best first, the letters that were found between brackets.
fn found(library: &Library, pattern: &str) -> Vec<String> {
    let hits = fuzzy(library, pattern, 10, STAY).unwrap();
    hits.into_iter().map(|hit| bracketed(library, &hit)).collect()
}

fn bracketed(library: &Library, hit: &Hit) -> String {
    let mut title = library.head(hit.slot).unwrap().title().to_owned();
    for range in hit.letters.iter().rev() {
        title.insert(range.end, ']');
        title.insert(range.start, '[');
    }
    title
}

#[test]
fn titles_are_found_as_people_type_them() {
    let library = titled(&[
        "Zürich by night",
        "Die Straße nach Süden",
        "A ﬁne day",
        "人工知能の未来",
        "مستقبل الذكاء",
        "עתיד הבינה",
        "한국의 미래",
        "Two  blanks\u{a0}and more",
    ]);
    for (pattern, title) in [
        ("zurich", "[Zürich] by night"),
        ("ZÜRICH", "[Zürich] by night"),
        ("night zü", "[Zü]rich by [night]"),
        ("strasse suden", "Die [Straße] nach [Süden]"),
        ("straße", "Die [Straße] nach Süden"),
        ("fine", "A [ﬁne] day"),
        ("未来", "人工知能の[未来]"),
        ("人未", "[人]工知能の[未]来"),
        ("الذكاء", "مستقبل [الذكاء]"),
        ("הבינה", "עתיד [הבינה]"),
        ("미래", "한국의 [미래]"),
        ("more blanks", "Two  [blanks]\u{a0}and [more]"),
    ] {
        assert_eq!(found(&library, pattern), [title], "{pattern}");
    }
    assert_eq!(found(&library, "未 night"), [""; 0], "each word must be found");
}

#[test]
fn the_order_is_fit_then_length_then_date_then_path() {
    let library = library(&[
        ("z.md", "title: Rust in space today\npublishedDateTime: 2026-01-01"),
        ("b.md", "title: Rust in space again\npublishedDateTime: 2026-01-01"),
        ("c.md", "title: Rust in space anew\npublishedDateTime: 2026-02-01"),
        ("d.md", "title: Rust\npublishedDateTime: 2020-01-01"),
        ("e.md", "title: Trust\npublishedDateTime: 2026-03-01"),
        ("f.md", "title: In Rust\npublishedDateTime: 2026-03-01"),
        ("g.md", "title: Rust in space undated"),
        ("h.md", "title: Nothing like it"),
    ]);
    assert_eq!(
        found(&library, "rust"),
        [
            "[Rust]",
            "[Rust] in space anew",
            "[Rust] in space again",
            "[Rust] in space today",
            "[Rust] in space undated",
            "In [Rust]",
            "T[rust]",
        ]
    );
    assert_eq!(
        found(&library, " "),
        [
            "Trust",
            "In Rust",
            "Rust in space anew",
            "Rust in space again",
            "Rust in space today",
            "Rust",
            "Rust in space undated",
            "Nothing like it",
        ],
        "an empty pattern finds the newest"
    );
    let best = fuzzy(&library, "rust", 2, STAY).unwrap();
    assert_eq!(best, fuzzy(&library, "rust", 9, STAY).unwrap()[..2], "a limit cuts the end");
    assert_eq!(fuzzy(&library, "rust", 0, STAY).unwrap(), []);
}

#[test]
fn a_head_that_was_replaced_is_not_found() {
    let mut library = library(&[("a.md", "title: Before")]);
    let newer = super::super::tests::library(&[("a.md", "title: After")]);
    let candidates = Candidates::of(library.clone(), STAY).unwrap();
    library.replace(newer.segments.first().unwrap().segment.clone());
    assert_eq!(found(&library, ""), ["After"]);
    assert!(!candidates.are_of(&library) && candidates.are_of(&candidates.library.clone()));
}

#[test]
fn a_question_nobody_asks_any_more_leaves_the_candidates_as_they_were() {
    let library = titled(&["alpha", "beta", "gamma"]);
    assert_eq!(fuzzy(&library, "a", 9, &|| true), Err(Stopped));
    let mut candidates = Candidates::of(library, STAY).unwrap();
    let narrowed = candidates.search("al", 9, STAY).unwrap();
    let asked = Cell::new(0);
    let stop = || asked.replace(asked.get() + 1) == 0;
    assert_eq!(candidates.search("alp", 9, &stop), Err(Stopped));
    assert_eq!(candidates.search("al", 9, STAY).unwrap(), narrowed);
    assert_eq!(candidates.search("b", 9, STAY).unwrap().len(), 1, "another pattern looks at all titles again");
}

proptest! {
    #[test]
    fn growing_patterns_find_what_whole_ones_find(
        titles in prop::collection::vec("[abcé ]{0,10}", 1..20),
        patterns in prop::collection::vec("[abcé ]{0,5}", 1..6),
        limit in 1_usize..5,
    ) {
        let library = titled(&titles.iter().map(String::as_str).collect::<Vec<_>>());
        let mut candidates = Candidates::of(library.clone(), STAY).unwrap();
        for pattern in patterns {
            let hits = candidates.search(&pattern, limit, STAY).unwrap();
            // Passing by titles that cannot come in changes nothing.
            let all = fuzzy(&library, &pattern, titles.len(), STAY).unwrap();
            prop_assert_eq!(&hits[..], &all[..limit.min(all.len())]);
        }
    }
}
