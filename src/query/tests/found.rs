//! What is highlighted is what was looked for, in any text.

use proptest::prelude::{Strategy, prop, prop_assert, prop_oneof, proptest};

use super::super::{Field, Filter, Nothing, Query, Search, Test, language};
use super::asks::context;
use super::world::{World, flat};
use super::{question, worlds};
use crate::library::Group;

/// Texts in which folding changes lengths, drops marks, and makes blanks.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-cA-C]{1,3}",
        2 => prop::sample::select(vec![
            " ", "  ", "\n", "\t", "\u{b}", "\u{85}", "\u{3000}", "ß", "ẞ", "İ", "ﬁ", "ﷺ", "é", "e\u{301}", "\u{301}", "´", "人工", "한",
            "Ω", "\u{5b0}", "😀", "\u{200d}", "\u{345}",
        ]).prop_map(str::to_owned),
        1 => "\\PC{1,4}",
    ];
    prop::collection::vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

fn test() -> impl Strategy<Value = Test> {
    let pattern = prop::sample::select(vec!["a+", "^.", ".$", "", "b?", r"\s", "^.*$", "(?s).", r"\W"]);
    prop_oneof![
        4 => text().prop_map(Test::Contains),
        1 => text().prop_map(Test::Exact),
        2 => pattern.prop_map(|pattern| Test::Matches(pattern.to_owned())),
    ]
}

proptest! {
    #![proptest_config(worlds(1))]

    #[test]
    fn places_lie_in_the_text_and_hold_what_was_looked_for(
        text in text(),
        tests in prop::collection::vec(test(), 1..3),
        // Where to cut a piece out of the text.
        cut in (0usize..20, 1usize..6),
    ) {
        let piece: String = text.chars().skip(cut.0).take(cut.1).collect();
        let tests: Vec<Test> = tests.into_iter().chain([Test::Contains(piece)]).collect();
        let filters = tests.iter().map(|test| Filter::Field(Field::Text, test.clone()));
        let query = Query::of(language::all(filters));
        let (world, context) = (World::default(), context("UTC"));
        let question = question(&query, Group::None, &world, &context, &[]);
        let answer = Search::default().answer(question, &Nothing, &|| false, &|_| ()).unwrap();

        let places = answer.found_in(Field::Body, &text);
        prop_assert!(places.windows(2).all(|pair| pair[0].end <= pair[1].start));
        for place in &places {
            let shown = text.get(place.clone());
            prop_assert!(shown.is_some_and(|shown| !shown.is_empty()), "{:?}", place);
            let shown = flat(shown.unwrap_or_default());
            let holds = |test: &Test| match test {
                Test::Contains(part) | Test::Exact(part) => !flat(part).is_empty() && shown.contains(&flat(part)),
                Test::Matches(_) => true,
            };
            prop_assert!(tests.iter().any(holds), "{:?} of {:?}", shown, text);
        }
        for test in &tests {
            let is_there = match test {
                Test::Contains(part) => flat(&text).contains(&flat(part)) && !flat(part).is_empty(),
                Test::Exact(whole) => flat(&text) == flat(whole) && !flat(whole).is_empty(),
                Test::Matches(_) => false,
            };
            prop_assert!(!is_there || !places.is_empty(), "{:?}", test);
        }
    }
}
