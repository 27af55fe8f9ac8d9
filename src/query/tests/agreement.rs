//! Whatever is asked of whatever library, every way to ask agrees with the plain evaluator.

use std::collections::HashSet;

use proptest::prelude::{prop, prop_assert, prop_assert_eq, proptest};

use super::super::narrow::narrows;
use super::super::{Answer, Compiled, Filter, Query, Search};
use super::asks::{context, filter, zone};
use super::world::{flags, folders, world};
use super::{ask, question, reference, worlds};
use crate::card::Timestamp;
use crate::library::{Group, Slot};

/// Queries that are asked in one library.
const QUERIES: usize = 8;

/// As they lie in the library.
fn sorted(slots: impl IntoIterator<Item = Slot>) -> Vec<Slot> {
    let mut slots: Vec<Slot> = slots.into_iter().collect();
    slots.sort_unstable();
    slots
}

proptest! {
    #![proptest_config(worlds(QUERIES as u32))]

    #[test]
    fn every_way_to_ask_agrees_with_the_plain_one(
        world in world(14),
        filters in prop::collection::vec(filter(), QUERIES),
        zone in zone(),
    ) {
        let context = context(zone);
        for filter in filters {
            let expected = reference::matching(&filter, &world, &context);
            let slots = sorted(expected.iter().map(|at| world.slots[*at]));
            let query = Query::of(filter);
            let (early, answer) = ask(&Search::default(), &query, Group::None, &world, &context);
            prop_assert_eq!(sorted(answer.slots.iter().copied()), slots.clone(), "{:?}", &query.filter);
            prop_assert!(answer.is_complete);

            let folders = folders();
            let selected =
                Search::default().select(question(&query, Group::None, &world, &context, &folders), &world.files, &|| false).unwrap();
            prop_assert_eq!(&*selected, &slots[..], "as they lie: {:?}", &query.filter);

            for (at, slot) in world.slots.iter().enumerate() {
                let has = answer.has(&world.library, *slot, world.cards[at].flags, context.now);
                prop_assert_eq!(has, expected.contains(&at), "{:?} of {:?}", &query.filter, &world.cards[at]);
            }

            let compiled = Compiled::new(&query.filter, &context, &world.library, &folders, &world.files);
            let asked = compiled.needs_files() && compiled.is_monotone();
            prop_assert_eq!(early.len(), usize::from(asked));
            let wanted: HashSet<Slot> = slots.iter().copied().collect();
            for early in early {
                prop_assert!(!early.is_complete);
                prop_assert!(early.slots.iter().all(|slot| wanted.contains(slot)), "{:?}", &query.filter);
                for slot in &slots {
                    // Nothing that matches is shown as if it did not.
                    prop_assert!(early.has(&world.library, *slot, world.flags.get(*slot), context.now));
                }
            }
        }
    }

    #[test]
    fn what_narrows_finds_no_more(
        world in world(14),
        filters in prop::collection::vec(filter(), QUERIES),
        zone in zone(),
    ) {
        let context = context(zone);
        // Some of them together, so that some narrow others.
        let pairs = filters.windows(2).flat_map(|pair| {
            [Filter::All(pair.to_vec()), Filter::Any(pair.to_vec()), Filter::Not(Box::new(pair[0].clone()))]
        });
        let all: Vec<Filter> = filters.iter().cloned().chain(pairs).chain([Filter::Everything]).collect();
        let found: Vec<Vec<usize>> = all.iter().map(|filter| reference::matching(filter, &world, &context)).collect();
        for (wide, in_wide) in all.iter().zip(&found) {
            for (narrow, in_narrow) in all.iter().zip(&found) {
                // What asks for the bin has a wider library.
                let as_many = reference::asks_bin(wide, &context) || !reference::asks_bin(narrow, &context);
                if as_many && narrows(wide, narrow) {
                    prop_assert!(in_narrow.iter().all(|at| in_wide.contains(at)), "{:?} of {:?}", narrow, wide);
                }
            }
        }
    }

    #[test]
    fn a_card_that_stands_otherwise_is_judged_as_it_stands(
        mut world in world(14),
        filters in prop::collection::vec(filter(), QUERIES),
        roll in 0usize..256,
        wait in 0i64..3,
    ) {
        let mut context = context("UTC");
        // Of what only files know, only what the question needed is known afterwards.
        let filters: Vec<Filter> = filters
            .into_iter()
            .filter(|filter| !Compiled::new(filter, &context, &world.library, &folders(), &world.files).needs_files())
            .collect();
        let before = context.clone();
        let ask = |filter: Filter| {
            let (_, answer) = ask(&Search::default(), &Query::of(filter.clone()), Group::None, &world, &before);
            (filter, answer)
        };
        let answers: Vec<(Filter, Answer)> = filters.into_iter().filter(|filter| !asks_time(filter)).map(ask).collect();
        context.now = Timestamp(context.now.0 + wait);
        for card in 0..world.cards.len() {
            world.decide(card, flags(roll));
        }
        for (filter, answer) in answers {
            let expected = reference::matching(&filter, &world, &context);
            for (at, slot) in world.slots.iter().enumerate() {
                let has = answer.has(&world.library, *slot, world.cards[at].flags, context.now);
                prop_assert_eq!(has, expected.contains(&at), "{:?} of {:?}", &filter, &world.cards[at]);
            }
        }
    }
}

/// Spans of time and scores stay those of the question.
fn asks_time(filter: &Filter) -> bool {
    match filter {
        Filter::All(filters) | Filter::Any(filters) => filters.iter().any(asks_time),
        Filter::Not(filter) => asks_time(filter),
        Filter::Date(..) | Filter::Number(..) => true,
        _ => false,
    }
}
