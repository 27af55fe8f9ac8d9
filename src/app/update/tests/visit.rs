//! Visits: where one ends, and how the next one begins there.

use super::*;
use crate::library::{FileRef, SortKey};

fn file(path: &str) -> FileRef {
    FileRef { root: 0, path: path.into() }
}

/// A reader whose last visit ended on that card, while it is still loading.
fn returning(path: &str) -> Desk {
    let visit = Visit { view: "inbox".to_owned(), card: Some(file(path)), ..Visit::default() };
    let mut desk = Desk::after(Some(visit), 120, 40);
    desk.arrives("First", 1);
    desk.settle();
    desk
}

#[test]
fn a_visit_ends_with_view_topics_order_and_card_and_the_next_begins_with_them() {
    let mut desk = Desk::new();
    assert_eq!(desk.model.visit().sort, None, "nobody has chosen an order");
    desk.keys("' l S t t j enter");
    desk.keys("j");
    let visit = desk.model.visit();
    let by_title = Sort::by(SortKey::Title);
    assert_eq!((visit.view.as_str(), visit.sort), ("all", Some(by_title)));
    assert_eq!(
        (visit.topics.as_slice(), &visit.card),
        ([SafeText::line("Rust")].as_slice(), &Some(file("_news/charlie.md")))
    );

    let mut desk = Desk::after(Some(visit.clone()), 120, 40);
    assert_eq!(desk.model.visit(), visit, "also when it ends before anything was read");
    desk.load();
    assert_eq!((desk.titles(), desk.selected(), desk.shown()), (vec!["Bravo", "Charlie"], "Charlie", "Charlie"));
    assert_eq!((&*desk.model.scope.view.name, desk.model.visit()), ("all", visit));
}

#[test]
fn the_card_is_selected_as_soon_as_it_is_there_and_stays_so() {
    let mut desk = returning("Third.md");
    assert_eq!(desk.selected(), "First");
    desk.arrives("Second", 2);
    desk.arrives("Third", 3);
    desk.settle();
    assert_eq!((desk.selected(), desk.shown()), ("Third", "Third"));
    desk.arrives("Fourth", 4);
    desk.settle();
    assert_eq!((desk.selected(), desk.titles()), ("Third", vec!["Fourth", "Third", "Second", "First"]));
    desk.keys("j");
    assert_eq!(desk.selected(), "Second");
}

#[test]
fn whoever_has_pressed_a_key_stays_where_they_are() {
    let mut desk = returning("Third.md");
    desk.arrives("Second", 2);
    desk.settle();
    desk.keys("j");
    desk.arrives("Third", 3);
    desk.settle();
    assert_eq!(desk.selected(), "First");
    assert_eq!(desk.model.visit().card, Some(file("First.md")));
}

#[test]
fn whoever_leaves_before_the_card_is_there_finds_it_next_time() {
    for keys in ["q", "Q", "ctrl-c"] {
        let mut desk = returning("Third.md");
        desk.keys(keys);
        assert!(desk.quits());
        assert_eq!(desk.model.visit().card, Some(file("Third.md")), "{keys}");
    }
    let mut desk = returning("Third.md");
    desk.keys("l q q");
    assert!(desk.quits());
    assert_eq!(desk.model.visit().card, Some(file("First.md")), "it was read");
}

#[test]
fn a_card_that_is_gone_leaves_the_first_one() {
    let mut desk = returning("Gone.md");
    assert_eq!(desk.model.visit().card, Some(file("Gone.md")), "it may still come");
    desk.job(Job::LibraryLoaded { generation: 1, census: Census::default(), failures: Vec::new() });
    desk.settle();
    assert_eq!((desk.selected(), desk.model.visit().card), ("First", Some(file("First.md"))));
}

#[test]
fn an_unknown_view_is_the_inbox_and_an_order_that_nobody_chose_is_that_of_the_settings() {
    let visit = Visit { view: "frobnicated".to_owned(), ..Visit::default() };
    let desk = Desk::after(Some(visit), 120, 40);
    assert_eq!((&*desk.model.scope.view.name, desk.model.scope.sort), ("inbox", Sort::default()));
    let mut desk = Desk::new();
    desk.keys(": r e v e r s e - s o r t enter");
    assert_eq!(desk.model.visit().sort, Some(Sort::default().reversed()));
}
