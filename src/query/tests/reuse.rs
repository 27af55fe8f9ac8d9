//! What a search keeps from one question to the next changes no answer.

use proptest::prelude::{Just, Strategy, prop, prop_assert_eq, prop_oneof, proptest};

use super::super::{Answer, Filter, Query, Search, parse};
use super::asks::{context, filter, query, view, zone};
use super::world::{bytes, flags, folders, world};
use super::{ask, question, reference, worlds};
use crate::card::Timestamp;
use crate::library::Group;

/// What is done one after the other.
#[derive(Debug, Clone)]
enum Step {
    Ask(Query, Group),
    /// The text, and the same with a letter more or less.
    Type(&'static str),
    Select(Filter),
    Decide(usize, usize),
    Grow([u8; 64]),
    Replace(usize),
    /// So long that snoozes may have ended, in seconds.
    Wait,
    /// The view `words` is another one.
    View(Filter),
    Zone(&'static str),
}

const TYPED: [&str; 10] = [
    "ai e",
    "light is:binned",
    "-light",
    "title:light topic:ai",
    "l OR e sort:relevance",
    "view:words -ai",
    "NOT view:bin",
    "link:https://example.org/light",
    "body:light sort:relevance limit:3",
    "is:snoozed OR is:binned",
];

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (query(), prop::sample::select(Group::ALL.to_vec())).prop_map(|(query, group)| Step::Ask(query, group)),
        4 => prop::sample::select(TYPED.to_vec()).prop_map(Step::Type),
        1 => filter().prop_map(Step::Select),
        1 => (0usize..16, 0usize..256).prop_map(|(card, roll)| Step::Decide(card, roll)),
        1 => bytes().prop_map(Step::Grow),
        1 => (0usize..16).prop_map(Step::Replace),
        1 => Just(Step::Wait),
        1 => filter().prop_map(Step::View),
        1 => zone().prop_map(Step::Zone),
    ]
}

proptest! {
    #![proptest_config(worlds(16))]

    #[test]
    fn a_search_answers_as_one_without_a_past(
        mut world in world(12),
        steps in prop::collection::vec(step(), 1..16),
    ) {
        let (search, mut context) = (Search::default(), context("UTC"));
        for step in steps {
            let mut asked: Vec<(Query, Group)> = Vec::new();
            match step {
                Step::Ask(query, group) => asked.push((query, group)),
                Step::Type(text) => {
                    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
                    let typed = ends.clone().chain(ends.rev()).filter_map(|end| text.get(..end));
                    let typed = typed.filter_map(|text| parse(text, &context.views.names()).ok());
                    asked.extend([Query::default()].into_iter().chain(typed).map(|query| (query, Group::None)));
                }
                Step::Select(filter) => {
                    let query = Query::of(filter);
                    let folders = folders();
                    let question = question(&query, Group::None, &world, &context, &folders);
                    let selected = search.select(question, &world.files, &|| false).unwrap();
                    let mut expected: Vec<_> = reference::matching(&query.filter, &world, &context)
                        .into_iter()
                        .map(|at| world.slots[at])
                        .collect();
                    expected.sort_unstable();
                    prop_assert_eq!(&*selected, &expected[..]);
                }
                Step::Decide(card, roll) => world.decide(card, flags(roll)),
                Step::Grow(bytes) => world.grow(&bytes),
                Step::Replace(card) => {
                    let card = world.cards.get(card).cloned();
                    world.replace(card.into_iter().collect());
                }
                Step::Wait => context.now = Timestamp(context.now.0 + 3_600),
                Step::View(filter) if !leads_on(&filter) => context.views.put(view("words", filter)),
                Step::View(_) => {}
                Step::Zone(zone) => context.zone = super::asks::context(zone).zone,
            }
            for (query, group) in asked {
                let (_, answer) = ask(&search, &query, group, &world, &context);
                let (_, fresh) = ask(&Search::default(), &query, group, &world, &context);
                prop_assert_eq!(&answer.slots, &fresh.slots, "{}", query);
                prop_assert_eq!(&answer.headings, &fresh.headings, "{}", query);
                prop_assert_eq!(answer.is_complete, fresh.is_complete);
                for (at, slot) in world.slots.iter().enumerate() {
                    let has = |of: &Answer| of.has(&world.library, *slot, world.cards[at].flags, context.now);
                    prop_assert_eq!(has(&answer), has(&fresh), "{}", query);
                }
            }
        }
    }

    #[test]
    fn an_answer_follows_cards_to_their_new_heads(
        mut world in world(12),
        filters in prop::collection::vec(filter(), 16),
        read_again in prop::collection::vec(0usize..12, 1..4),
    ) {
        let context = context("UTC");
        let mut answers: Vec<(Answer, Filter)> = filters
            .into_iter()
            .map(|filter| (ask(&Search::default(), &Query::of(filter.clone()), Group::None, &world, &context).1, filter))
            .collect();
        for card in read_again {
            let card = world.cards.get(card).cloned();
            let moved = world.replace(card.into_iter().collect());
            for (answer, filter) in &mut answers {
                answer.follow(|slot| moved.iter().find(|(before, _)| *before == slot).map(|(_, now)| *now));
                let expected = reference::matching(filter, &world, &context);
                for (at, slot) in world.slots.iter().enumerate() {
                    let has = answer.has(&world.library, *slot, world.cards[at].flags, context.now);
                    prop_assert_eq!(has, expected.contains(&at), "{:?}", &filter);
                }
            }
        }
    }
}

/// Whether it names another view, which might lead back.
fn leads_on(filter: &Filter) -> bool {
    match filter {
        Filter::All(filters) | Filter::Any(filters) => filters.iter().any(leads_on),
        Filter::Not(filter) => leads_on(filter),
        Filter::View(_) => true,
        _ => false,
    }
}
