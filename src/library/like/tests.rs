//! Likeness over a few cards.

use proptest::prelude::*;

use super::super::tests::library;
use super::*;

const STAY: &dyn Fn() -> bool = &|| false;

fn news() -> Library {
    library(&[
        (
            "a.md",
            "title: Slow light in cold atoms\nexcerpt: The physics of light\ntopics: [Optics]\nwebUrl: https://example.org/a",
        ),
        ("b.md", "title: Cold atoms at rest\nexcerpt: The new results\ntopics: [Physics]"),
        ("c.md", "title: Market of the week\nexcerpt: The best of the shops\ntopics: [Trade]"),
        ("d.md", "title: Lenses of the sea\nexcerpt: An eye\ntopics: [OPTICS]"),
        ("e.md", "title: Slow light in cold atoms\nexcerpt: A copy\nwebUrl: https://example.org/a/?utm_source=x"),
        ("f.md", "title: The kitchen\nexcerpt: The stove\ntopics: [Food]"),
        ("g.md", "title: The garden\nexcerpt: The trees\ntopics: [Plants]"),
        ("h.md", "title: The street\nexcerpt: The cars\ntopics: [Traffic]"),
    ])
}

fn slot(library: &Library, path: &str) -> Slot {
    library.by_path(0, Path::new(path)).unwrap()
}

/// Files of the cards like the one in `path`.
fn found(library: &Library, path: &str, limit: usize) -> Vec<String> {
    let alike = like(library, slot(library, path), limit, STAY).unwrap();
    alike.iter().map(|alike| library.head(alike.slot).unwrap().path().display().to_string()).collect()
}

#[test]
fn shared_words_and_topics_make_cards_alike() {
    let library = news();
    assert_eq!(found(&library, "a.md", 5), ["b.md", "d.md"], "the twin and what shares only `the` are left out");
    assert_eq!(found(&library, "a.md", 1), ["b.md"]);
    assert_eq!(found(&library, "a.md", 0), [""; 0]);
    let alike = like(&library, slot(&library, "a.md"), 5, STAY).unwrap();
    let shared: Vec<Vec<(SharedKind, &str)>> = alike
        .iter()
        .map(|alike| alike.shared.iter().map(|shared| (shared.what, shared.text.as_str())).collect())
        .collect();
    assert_eq!(shared[0], [(SharedKind::Word, "cold"), (SharedKind::Word, "atoms"), (SharedKind::Word, "the")]);
    assert_eq!(shared[1], [(SharedKind::Topic, "optics"), (SharedKind::Word, "of"), (SharedKind::Word, "the")]);
}

#[test]
fn the_formula_holds() {
    let library = library(&[
        ("a.md", "title: red apple\ntopics: [Fruit]"),
        ("b.md", "title: red car\nexcerpt: not an apple"),
        ("c.md", "title: banana\ntopics: [fruit]"),
        ("d.md", "title: nothing at all"),
    ]);
    // Lengths 2, 5, 1, 3: their mean is 2.75. `red`, `apple` and the topic are each in two of four cards.
    let idf = (1.0_f64 + 2.5 / 2.5).ln();
    let worth = |tf: f64, length: f64| idf * 2.0 * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * length / 2.75));
    let own = 2.0 * worth(2.0, 2.0) + 2.0 * idf;
    let expected = [(worth(2.0, 5.0) + worth(1.0, 5.0)) / own, 2.0 * idf / own];
    let alike = like(&library, slot(&library, "a.md"), 5, STAY).unwrap();
    assert_eq!(alike.len(), 2);
    for (alike, expected) in alike.iter().zip(expected) {
        assert!((f64::from(alike.score) - expected).abs() < 1e-6, "{} is not {expected}", alike.score);
    }
}

#[test]
fn every_script_has_words() {
    for (one, other, stranger) in [
        ("人工知能の未来", "日本の人工知能", "料理の本"),
        ("مستقبل الذكاء", "الذكاء اليوم", "كتاب الطبخ"),
        ("עתיד הבינה", "הבינה היום", "ספר בישול"),
        ("Die Straße nach Süden", "STRASSE gesperrt", "Kochbuch"),
    ] {
        let cards = [one, other, stranger, "x", "y", "z"].map(|title| format!("title: '{title}'"));
        let paths = ["0.md", "1.md", "2.md", "3.md", "4.md", "5.md"];
        let library = library(&std::array::from_fn::<_, 6, _>(|at| (paths[at], cards[at].as_str())));
        assert_eq!(found(&library, "0.md", 5), ["1.md"], "{one}");
    }
}

#[test]
fn what_has_nothing_is_like_nothing() {
    let library = library(&[("a.md", "title: '!'"), ("b.md", "title: '!'"), ("c.md", "title: c")]);
    for path in ["a.md", "c.md"] {
        assert_eq!(found(&library, path, 5), [""; 0]);
    }
    assert_eq!(like(&Library::default(), slot(&library, "a.md"), 5, STAY), Ok(Vec::new()));
    assert_eq!(like(&library, slot(&library, "a.md"), 5, &|| true), Err(Stopped));
}

#[test]
fn a_head_that_was_replaced_is_like_nothing() {
    let mut library = news();
    let newer = super::super::tests::library(&[("b.md", "title: Rewritten")]);
    library.replace(newer.segments.first().unwrap().segment.clone());
    assert_eq!(found(&library, "a.md", 5), ["d.md"]);
}

proptest! {
    #[test]
    fn what_is_told_adds_up_and_the_order_holds(
        titles in prop::collection::vec("[abc人工é ]{0,12}", 2..12),
        topics in prop::collection::vec(0_usize..3, 12),
    ) {
        let cards: Vec<(String, String)> = titles.iter().zip(&topics).enumerate().map(|(at, (title, topic))| {
            (format!("{at:02}.md"), format!("title: '{title}'\nexcerpt: '{}'\ntopics: [t{topic}]", titles[topic % titles.len()]))
        }).collect();
        let library = library(&cards.iter().map(|(path, card)| (path.as_str(), card.as_str())).collect::<Vec<_>>());
        for (slot, _) in library.heads() {
            let all = like(&library, slot, titles.len(), STAY).unwrap();
            prop_assert!(all.windows(2).all(|pair| pair[0].score >= pair[1].score));
            prop_assert!(all.iter().all(|alike| alike.slot != slot && f64::from(alike.score) >= LEAST - 1e-6));
            for alike in &all {
                let told: f32 = alike.shared.iter().map(|shared| shared.weight).sum();
                let is_right = (told - alike.score).abs() < 1e-5 || alike.shared.len() == TOLD && told < alike.score;
                prop_assert!(is_right);
                prop_assert!(alike.shared.windows(2).all(|pair| pair[0].weight >= pair[1].weight));
            }
            let first = like(&library, slot, 2, STAY).unwrap();
            prop_assert_eq!(&first[..], &all[..2.min(all.len())]);
        }
    }
}
