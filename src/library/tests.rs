//! The library over a few heads in memory.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{
    Fresh, Library, LibraryChange, Ranks, SEGMENT_ROWS, SegmentBuilder, SegmentFull, Slot, Sort, SortKey, arrange,
    fuzzy,
};
use crate::card::{Head, HeadFlags, Organization, Reading, SafeText, SafeUrl, Taxonomy, Topic, read};

fn head(path: &str, front_matter: &str) -> Head {
    match read(format!("---\n{front_matter}\n---\n").as_bytes()) {
        Reading::Card(file) => file.head(0, Path::new(path)),
        other => panic!("not a card: {other:?}"),
    }
}

/// A library of cards, each in a segment of its own, so that every lookup crosses segments.
pub(super) fn library(cards: &[(&str, &str)]) -> Library {
    let mut library = Library::default();
    for (path, front_matter) in cards {
        let mut builder = SegmentBuilder::default();
        builder.push(&head(path, front_matter)).unwrap();
        library.push(Arc::new(builder.finish()));
    }
    library
}

fn title(library: &Library, slot: Option<Slot>) -> Option<&str> {
    library.head(slot?).map(|head| head.title())
}

fn ordered(library: &Library, key: SortKey, reversed: bool) -> Vec<&str> {
    let mut slots: Vec<Slot> = library.heads().map(|(slot, _)| slot).collect();
    let sort = Sort::by(key);
    arrange(library, &mut slots, if reversed { sort.reversed() } else { sort }, Ranks::default());
    slots.into_iter().map(|slot| title(library, Some(slot)).unwrap()).collect()
}

#[test]
fn a_head_comes_out_as_it_went_in() {
    let text = "title: Zürich\nexcerpt: An excerpt\ntype: video\nwebUrl: https://example.org/z\nquality: 59.5\n\
        publishedDateTime: 2026-01-01\ntopics: [One, Two]\nprovider: {name: P}";
    let library = library(&[("a.md", "title: before"), ("_news/z.md", text)]);
    let (_, stored) = library.heads().nth(1).unwrap();
    let given = head("_news/z.md", text);
    assert_eq!(stored.title(), given.title.as_str());
    assert_eq!(stored.kind(), given.kind.as_str());
    assert_eq!(stored.provider(), "P");
    assert_eq!(stored.topics().collect::<Vec<_>>(), ["One", "Two"]);
    assert_eq!(stored.canonical(), Some("https://example.org/z"));
    assert_eq!(stored.published_at(), given.published_at);
    assert_eq!((stored.quality(), stored.heat()), (Some(59.5), None));
    assert_eq!(stored.flags(), given.flags);
    assert_eq!(stored.path(), Path::new("_news/z.md"));
    assert_eq!(stored.folded(), "zurich\nan excerpt\np\none\ntwo");
    assert_eq!(stored.folded_title(), "zurich");
}

#[test]
fn what_few_cards_have_comes_out_where_it_went_in() {
    let text = "title: Full\ncategory: learning\nprovider: {name: P, domain: p.example, authors: [{name: A}, B]}\n\
        ratings: {count: 3, average: 4.7}\nmembers: 22000\nlength: PT13M34S\nprice: 9.99 USD\n\
        cdnAmpWebUrl: https://cdn.example/x";
    let mut builder = SegmentBuilder::default();
    for (path, text) in [("a.md", "title: Bare"), ("b.md", text), ("c.md", "title: Free\nprice: Free\nlength: soon")] {
        builder.push(&head(path, text)).unwrap();
    }
    let segment = builder.finish();
    let heads: Vec<_> = segment.heads().collect();
    let full = segment.head(1).unwrap();
    assert_eq!((full.category(), full.domain()), ("learning", "p.example"));
    assert_eq!(full.authors().collect::<Vec<_>>(), ["A", "B"]);
    assert_eq!((full.rating(), full.members()), (Some(4.7), Some(22_000)));
    assert_eq!((full.length(), full.price()), (Some(814), Some(9.99)));
    let name = |number: u16| segment.names()[usize::from(number)].as_str();
    assert_eq!([name(full.domain_number()), name(full.category_number())], ["p.example", "learning"]);
    assert_eq!((name(full.provider_number()), name(full.kind_number())), ("P", ""));
    assert_eq!(full.author_numbers().iter().map(|number| name(*number)).collect::<Vec<_>>(), ["A", "B"]);
    let facts = |at: usize| [HeadFlags::AMP, HeadFlags::CDN_AMP].map(|fact| heads[at].flags().has(fact));
    assert_eq!((facts(0), facts(1)), ([false, false], [true, true]));
    for bare in [heads[0], heads[2]] {
        assert_eq!((bare.category(), bare.domain(), bare.authors().count()), ("", "", 0));
        assert_eq!((bare.rating(), bare.members(), bare.length()), (None, None, None));
    }
    assert_eq!((heads[0].price(), heads[2].price()), (None, Some(0.0)));
}

#[test]
fn folded_fields_are_lines_of_their_own() {
    let library = library(&[
        (
            "a.md",
            "title: 'A  Title '\nexcerpt: \"broken\\n  in  two\"\nprovider: {name: Élan}\ntopics: [AI  Law, Trust]",
        ),
        ("b.md", "title: b"),
    ]);
    let heads: Vec<_> = library.heads().map(|(_, head)| head).collect();
    assert_eq!(heads[0].folded(), "a title\nbroken in two\nelan\nai law\ntrust");
    assert_eq!((heads[0].folded_title(), heads[0].folded_excerpt()), ("a title", "broken in two"));
    assert_eq!(heads[0].folded_provider(), "elan");
    assert_eq!(heads[0].folded_topics().collect::<Vec<_>>(), ["ai law", "trust"]);
    assert_eq!((heads[1].folded(), heads[1].folded_excerpt(), heads[1].folded_provider()), ("b\n\n", "", ""));
    assert_eq!(heads[1].folded_topics().count(), 0);
}

#[test]
fn a_full_segment_takes_no_more() {
    let mut builder = SegmentBuilder::default();
    let head = head("a.md", "title: a");
    for _ in 0..SEGMENT_ROWS {
        builder.push(&head).unwrap();
    }
    assert!(builder.is_full());
    assert_eq!(builder.push(&head), Err(SegmentFull));
    assert_eq!(builder.finish().len(), SEGMENT_ROWS);
}

#[test]
fn cards_are_found_by_cleaned_link_by_item_and_by_path() {
    let library = library(&[
        ("_news/a.md", "title: a\nwebUrl: https://example.org/a/?utm_source=x"),
        ("_learning/_videos/how-to.md", "title: video"),
        ("_learning/courses/how-to.md", "title: course"),
    ]);
    let by_link = |link: &str| title(&library, library.by_link(&SafeUrl::parse(link).unwrap()));
    assert_eq!(by_link("http://EXAMPLE.org/a"), Some("a"));
    assert_eq!(by_link("https://example.org/a#part"), Some("a"));
    assert_eq!(by_link("https://example.org/a#/b"), None);
    assert_eq!(by_link("https://example.org/b"), None);
    let by_item = |item: &str| title(&library, library.by_item(item));
    assert_eq!(by_item("courses/how-to"), Some("course"));
    assert_eq!(by_item("videos/how-to"), Some("video"));
    assert_eq!(by_item("_learning/courses/how-to"), Some("course"));
    assert_eq!(by_item("books/how-to"), None);
    assert_eq!(by_item("how-to"), Some("video"), "the first of two");
    assert_eq!(by_item(""), None);
    assert_eq!(title(&library, library.by_path(0, Path::new("_news/a.md"))), Some("a"));
    assert_eq!(library.by_path(1, Path::new("_news/a.md")), None);
    assert_eq!(library.by_path(0, &PathBuf::from("a.md")), None);
}

#[test]
fn unknown_values_come_last_in_both_directions() {
    let library = library(&[
        ("c.md", "title: c\nquality: 5\npublishedDateTime: 2026-01-01"),
        ("a.md", "title: a\nheat: -1"),
        ("b.md", "title: b\nquality: 7\nheat: 3\npublishedDateTime: 2026-01-02"),
        ("d.md", "title: d\nquality: 5\npublishedDateTime: 2026-01-03"),
    ]);
    assert_eq!(ordered(&library, SortKey::Date, false), ["d", "b", "c", "a"]);
    assert_eq!(ordered(&library, SortKey::Date, true), ["c", "b", "d", "a"]);
    assert_eq!(ordered(&library, SortKey::Quality, false), ["b", "d", "c", "a"], "newest first among equals");
    assert_eq!(ordered(&library, SortKey::Quality, true), ["d", "c", "b", "a"]);
    assert_eq!(ordered(&library, SortKey::Heat, false), ["b", "d", "c", "a"]);
    assert_eq!(ordered(&library, SortKey::Title, false), ["a", "b", "c", "d"]);
    assert_eq!(ordered(&library, SortKey::Title, true), ["d", "c", "b", "a"]);
}

#[test]
fn providers_are_ordered_by_their_folded_names() {
    let mut library = library(&[
        ("a.md", "title: a\nprovider: {name: Zebra}"),
        ("b.md", "title: b\nprovider: {name: apple}"),
        ("c.md", "title: c\nprovider: {domain: example.org}"),
        ("d.md", "title: d"),
        ("e.md", "title: e\nprovider: {name: Élan}"),
    ]);
    let organization = Organization { name: SafeText::line("Mango"), domain: SafeText::line("example.org") };
    library.learn(vec![Taxonomy::Organization(organization)]);
    assert_eq!(ordered(&library, SortKey::Provider, false), ["b", "e", "c", "a", "d"]);
    assert_eq!(ordered(&library, SortKey::Provider, true), ["a", "c", "e", "b", "d"]);
}

#[test]
fn a_card_counts_once_for_a_topic_it_reaches_twice() {
    let mut library = library(&[
        ("a.md", "topics: [Lenses, Mirrors]"),
        ("b.md", "topics: [Lenses]"),
        ("c.md", "topics: [Loose, Loose]"),
        ("d.md", "topics: [optics]"),
    ]);
    let topic = |name: &str, parent: Option<&str>| {
        let parent = parent.map(SafeText::line);
        Taxonomy::Topic(Topic { name: SafeText::line(name), parent, ..Topic::default() })
    };
    library.learn(vec![topic("Optics", None), topic("Lenses", Some("Optics")), topic("Mirrors", Some("OPTICS"))]);
    let rows = library.topic_counts();
    let rows: Vec<(&str, u16, usize)> = rows.iter().map(|row| (row.name.as_str(), row.depth, row.cards)).collect();
    assert_eq!(rows, [("Optics", 0, 3), ("Lenses", 1, 2), ("Mirrors", 1, 1), ("Loose", 0, 1)]);
    // Of the cards that are shown, each is counted where it is; the rows stay.
    let slots: Vec<Slot> = library.heads().map(|(slot, _)| slot).collect();
    let rows = library.topic_counts_of(&[slots[0], slots[3]], |shown| shown == slots[0]);
    let rows: Vec<(&str, usize, usize)> =
        rows.iter().map(|row| (row.name.as_str(), row.shown.unread, row.shown.cards)).collect();
    assert_eq!(rows, [("Optics", 1, 2), ("Lenses", 1, 1), ("Mirrors", 1, 1), ("Loose", 0, 0)]);
    assert!(library.topics().is_within("lenses", "optics"));
    assert!(!library.topics().is_within("Optics", "lenses"));
}

#[test]
fn taxonomies_that_run_in_circles_end() {
    let mut library = library(&[("a.md", "topics: [A]")]);
    for (name, parent) in [("A", "B"), ("B", "A"), ("C", "C")] {
        let topic = Topic { name: SafeText::line(name), parent: Some(SafeText::line(parent)), ..Topic::default() };
        library.learn(vec![Taxonomy::Topic(topic)]);
    }
    assert_eq!(library.topics().lineage("A"), ["a", "b"]);
    assert_eq!(library.topics().lineage("C"), ["c"]);
    assert_eq!(library.topic_counts().len(), 2);
}

#[test]
fn organizations_name_providers() {
    let mut library = Library::default();
    let organization = Organization { name: SafeText::line("Example Press"), domain: SafeText::line("example.org") };
    library.learn(vec![Taxonomy::Organization(organization)]);
    assert_eq!(library.provider_name("example.org"), "Example Press");
    assert_eq!(library.provider_name("example.net"), "example.net");
    assert_eq!(library.provider_name("Example"), "Example");
}

#[test]
fn a_head_that_was_read_again_takes_the_place_of_the_old_one() {
    let mut library = library(&[
        ("a.md", "title: Old\nwebUrl: https://example.org/a\ntopics: [Before]"),
        ("b.md", "title: Other\ntopics: [Both]"),
    ]);
    let before = library.by_path(0, Path::new("a.md")).unwrap();
    let mut builder = SegmentBuilder::default();
    builder.push(&head("a.md", "title: New\nwebUrl: https://example.org/a\ntopics: [Both]")).unwrap();
    builder.push(&head("unknown.md", "title: Unknown")).unwrap();
    builder.push(&head("a.md", "title: New\nwebUrl: https://example.org/a\ntopics: [Both]")).unwrap();
    let moved = library.replace(Arc::new(builder.finish()));
    let now = library.by_path(0, Path::new("a.md")).unwrap();
    assert_eq!(moved, [(before, now)]);
    assert!(!library.is_current(before) && library.is_current(now));
    assert_eq!((library.current(before), library.current(now)), (Some(now), Some(now)));
    assert_eq!((library.len(), title(&library, Some(now))), (2, Some("New")));
    assert_eq!(library.by_link(&SafeUrl::parse("https://example.org/a").unwrap()), Some(now));
    assert_eq!(library.by_path(0, Path::new("unknown.md")), None, "a file that is not of this library");
    assert_eq!(ordered(&library, SortKey::Title, false), ["New", "Other"]);
    let topics: Vec<(String, usize)> =
        library.topic_counts().into_iter().map(|topic| (topic.name.to_string(), topic.cards)).collect();
    assert_eq!(topics, [("Both".to_owned(), 2)]);
}

/// A change with these heads, each in the place of what the library has of its file.
fn change(library: &Library, cards: &[(&str, &str)], gone: &[&str]) -> LibraryChange {
    let slot = |path: &str| library.by_path(0, Path::new(path));
    let fresh = cards.iter().map(|(path, front_matter)| {
        let mut builder = SegmentBuilder::default();
        builder.push(&head(path, front_matter)).unwrap();
        Fresh { segment: Arc::new(builder.finish()), before: vec![slot(path)] }
    });
    let gone = gone.iter().filter_map(|path| slot(path)).collect();
    LibraryChange { fresh: fresh.collect(), gone, ..LibraryChange::default() }
}

#[test]
fn what_is_gone_is_nowhere_and_what_is_new_is_everywhere() {
    let link = "webUrl: https://example.org/a\ntopics: [One]";
    let mut library = library(&[("a.md", link), ("b.md", link), ("x/c.md", "title: C")]);
    let before = library.clone();
    let slots: Vec<Slot> = library.heads().map(|(slot, _)| slot).collect();
    let difference = change(&library, &[("x/c.md", "title: New C"), ("d.md", link)], &["a.md"]);
    let applied = library.apply(difference, &before);
    assert_eq!((applied.moved.len(), applied.added.len(), applied.has_other_cards), (1, 2, true));
    assert_eq!((library.len(), library.heads().count()), (3, 3));
    assert_eq!((library.current(slots[0]), library.current(slots[1])), (None, Some(slots[1])));
    assert_eq!(title(&library, library.current(slots[2])), Some("New C"));
    assert_eq!(library.by_path(0, Path::new("a.md")), None);
    let url = SafeUrl::parse("https://example.org/a").unwrap();
    assert_eq!(library.by_link(&url), Some(slots[1]));
    assert_eq!(library.twins(slots[1]).len(), 1);
    assert_eq!(library.by_item("x/c"), library.current(slots[2]));
    assert_eq!(library.topic_counts()[0].cards, 2);
    let hits = fuzzy(&library, "c", 9, &|| false).unwrap();
    assert_eq!(hits.iter().map(|hit| hit.slot).collect::<Vec<_>>(), [library.current(slots[2]).unwrap()]);
    assert!(before.len() == 3 && before.by_path(0, Path::new("a.md")).is_some(), "who holds it keeps it");
}

#[test]
fn a_change_that_was_found_out_about_an_older_library_finds_heads_where_they_are_now() {
    let mut library = library(&[("a.md", "title: A"), ("b.md", "title: B")]);
    let asked = library.clone();
    let late = change(&asked, &[("a.md", "title: Third"), ("n.md", "title: New again")], &["b.md"]);
    library.apply(
        change(&asked, &[("a.md", "title: Second"), ("b.md", "title: B2"), ("n.md", "title: New")], &[]),
        &asked,
    );
    library.apply(late, &asked);
    let titles: Vec<&str> = library.heads().map(|(_, head)| head.title()).collect();
    assert_eq!((titles, library.len()), (vec!["Third", "New again"], 2));
    // Whatever slot the card ever had.
    let first = asked.by_path(0, Path::new("a.md")).unwrap();
    assert_eq!(title(&library, library.current(first)), Some("Third"));
}

#[test]
fn scattered_heads_are_few_or_to_be_gathered() {
    let mut library = library(&[("a.md", "title: A")]);
    for round in 0..31 {
        library.apply(change(&library, &[(&format!("{round}.md"), "title: B")], &[]), &library.clone());
    }
    assert!(library.scattered().is_empty());
    library.apply(change(&library, &[("b.md", "title: B")], &[]), &library.clone());
    assert_eq!(library.scattered().len(), 33);
}
