//! Orders against plain comparisons of plain values.

use std::cmp::Ordering;

use proptest::prelude::{prop, prop_assert, prop_assert_eq, proptest};

use super::super::{Filter, Query, Search, parse};
use super::asks::{context, filter, sort};
use super::world::{DOMAINS, NOW, Plain, WORDS, World, flat, world};
use super::{ask, reference, worlds};
use crate::library::{Group, HeadRef, Ranks, Slot, Sort, SortKey, SortTerm, arrange, fold, score};

/// What is known of a card, and which comes first.
#[derive(Debug, PartialEq)]
enum Value {
    /// The larger one.
    Number(f64),
    /// The first of the alphabet.
    Text(String),
}

fn value(world: &World, at: usize, key: SortKey) -> Option<Value> {
    let card = &world.cards[at];
    let whole = |at: Option<i64>| at.map(|at| at as f64);
    let number = match key {
        SortKey::Title => return Some(flat(card.shown_title())).filter(|title| !title.is_empty()).map(Value::Text),
        SortKey::Provider => {
            let provider = if card.provider.is_empty() { &card.domain } else { &card.provider };
            let known = DOMAINS.into_iter().find(|(domain, name)| domain == provider && !name.is_empty());
            let name = known.map_or(provider.as_str(), |(_, name)| name);
            return Some(fold(name)).filter(|name| !name.is_empty()).map(Value::Text);
        }
        SortKey::Date => whole(card.published),
        SortKey::Updated => whole(card.updated),
        SortKey::Quality => card.quality,
        SortKey::Heat => card.heat,
        SortKey::Length => card.length.map(f64::from),
        SortKey::Score => {
            let context = context("UTC");
            world.library.head(world.slots[at]).and_then(|head| score(head, context.now, &context.weights))
        }
        SortKey::Relevance => relevance(world.slots[at]).map(f64::from),
    };
    number.map(Value::Number)
}

/// Any rank will do.
fn relevance(slot: Slot) -> Option<f32> {
    [None, Some(0.5), Some(0.0), Some(7.25)].get((slot.row() * 7 + slot.segment()) % 4).copied().flatten()
}

fn by(world: &World, a: usize, b: usize, term: SortTerm) -> Ordering {
    match (value(world, a, term.key), value(world, b, term.key)) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(a), Some(b)) => {
            let order = match (a, b) {
                (Value::Number(a), Value::Number(b)) => b.partial_cmp(&a).unwrap(),
                (Value::Text(a), Value::Text(b)) => a.cmp(&b),
                _ => unreachable!("values of one key"),
            };
            if term.reversed { order.reverse() } else { order }
        }
    }
}

/// These cards in this order.
fn ordered(world: &World, mut places: Vec<usize>, sort: Sort) -> Vec<Slot> {
    let tie = SortTerm { key: SortKey::Date, reversed: false };
    places.sort_by(|a, b| {
        let order = sort.terms().chain([tie]).fold(Ordering::Equal, |order, term| order.then(by(world, *a, *b, term)));
        order.then_with(|| world.cards[*a].path.cmp(&world.cards[*b].path))
    });
    places.into_iter().map(|at| world.slots[at]).collect()
}

proptest! {
    #![proptest_config(worlds(4))]

    #[test]
    fn cards_are_ordered_as_the_plain_ones(world in world(20), sorts in prop::collection::vec(sort(), 4)) {
        let now = context("UTC");
        let score = |head: HeadRef<'_>| score(head, now.now, &now.weights);
        for sort in sorts {
            let mut slots = world.slots.clone();
            arrange(&world.library, &mut slots, sort, Ranks { score: Some(&score), relevance: Some(&relevance) });
            prop_assert_eq!(slots, ordered(&world, (0..world.cards.len()).collect(), sort), "{}", sort);
        }
    }

    #[test]
    fn answers_are_ranked_by_the_formula(
        world in world(14),
        words in prop::collection::vec(prop::sample::select(WORDS.to_vec()), 1..3),
        any in prop::bool::ANY,
    ) {
        let text = words.join(if any { " OR " } else { " " });
        let query = parse(&format!("{text} sort:relevance"), &[]).unwrap();
        let (_, answer) = ask(&Search::default(), &query, Group::None, &world, &context("UTC"));
        let ranks: Vec<f64> = answer
            .slots
            .iter()
            .map(|slot| world.slots.iter().position(|other| other == slot).unwrap())
            .map(|at| rank(&world.cards[at], &words))
            .collect();
        // The program counts in four bytes.
        prop_assert!(ranks.windows(2).all(|pair| pair[0] > pair[1] - 1e-4), "{}: {:?}", text, ranks);
    }
}

proptest! {
    // Enough cards that a few of them are ordered by themselves.
    #![proptest_config(worlds(64))]

    #[test]
    fn few_and_many_are_ordered_alike(
        world in super::world::world(140),
        filters in prop::collection::vec(filter(), 8),
        sort in sort(),
        limit in prop::option::of(1usize..20),
    ) {
        // Ranks are those of the words, which are looked at elsewhere.
        let sort = if sort.uses(SortKey::Relevance) { Sort::default() } else { sort };
        let (search, context) = (Search::default(), context("UTC"));
        for filter in filters.into_iter().chain([Filter::Everything]) {
            let mut expected = ordered(&world, reference::matching(&filter, &world, &context), sort);
            expected.truncate(limit.unwrap_or(usize::MAX));
            let query = Query { filter, sort: Some(sort), limit };
            let (_, answer) = ask(&search, &query, Group::None, &world, &context);
            prop_assert_eq!(&*answer.slots, &expected[..], "{}", query);
        }
    }
}

/// The formula of the documentation, for words that are looked for everywhere.
fn rank(card: &Plain, words: &[&str]) -> f64 {
    let provider = if card.provider.is_empty() { &card.domain } else { &card.provider };
    let fields = [(8.0, card.shown_title()), (3.0, provider), (2.0, &card.excerpt)];
    let fields = || fields.into_iter().chain(card.topics.iter().map(|topic| (4.0, topic.as_str())));
    let best = |word: &str| {
        let body = if flat(&card.body).contains(&flat(word)) { 1.0 } else { 0.0 };
        fields().map(|(weight, text)| weight * fit(&flat(word), &flat(text))).fold(body, f64::max)
    };
    let age = card.published.map_or(f64::INFINITY, |at| (NOW - at).max(0) as f64 / 86_400.0);
    words.iter().map(|word| best(word)).sum::<f64>() * (0.5 + 0.5 * (-age / 90.0).exp2())
}

fn fit(word: &str, text: &str) -> f64 {
    let fits = text.match_indices(word).map(|(at, _)| {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let starts = !is_letter(text[..at].chars().next_back());
        let ends = !is_letter(text[at + word.len()..].chars().next());
        if starts && ends {
            2.0
        } else if starts {
            1.5
        } else {
            1.0
        }
    });
    fits.fold(0.0, f64::max)
}

#[test]
fn better_hits_come_first() {
    let card = |at: usize, title: &str, excerpt: &str, body: &str| Plain {
        path: format!("{at}.md"),
        title: title.to_owned(),
        excerpt: excerpt.to_owned(),
        body: body.to_owned(),
        published: Some(NOW),
        ..Plain::default()
    };
    let mut cards = vec![
        card(0, "The light", "", ""),
        card(1, "Lighthouse", "", ""),
        card(2, "A flight", "", ""),
        card(3, "x", "Some light.", ""),
        card(4, "x", "Lighter", ""),
        card(5, "x", "Flights", ""),
        card(6, "x", "", "light"),
        // The best field counts, not all of them.
        card(7, "A flight", "light", "light"),
    ];
    cards.reverse();
    let mut world = World::default();
    world.push(cards);
    let query = parse("light sort:relevance", &[]).unwrap();
    let (_, answer) = ask(&Search::default(), &query, Group::None, &world, &context("UTC"));
    let paths: Vec<&str> =
        answer.slots.iter().map(|slot| world.library.head(*slot).unwrap().path().to_str().unwrap()).collect();
    assert_eq!(paths, ["0.md", "1.md", "2.md", "7.md", "3.md", "4.md", "5.md", "6.md"]);
}
