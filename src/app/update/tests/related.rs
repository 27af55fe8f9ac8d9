//! From card to card: jumps, items of collections, back and forward, paging.

use super::*;

#[test]
fn a_related_card_opens_inside_and_back_and_forward_walk() {
    let mut desk = Desk::new();
    desk.keys("l ] ] ] enter");
    assert_eq!((desk.shown(), desk.selected()), ("Bravo", "Bravo"), "the library's own card");
    desk.keys("H");
    assert_eq!((desk.shown(), desk.selected()), ("Alpha", "Alpha"));
    desk.keys("] ] ] ] enter");
    assert_eq!((desk.shown(), desk.selected()), ("Foreign", "Alpha"), "a nested card of its own");
    desk.keys("a");
    assert_eq!(desk.opened(), ["https://example.net/foreign/amp"]);
    desk.keys("H");
    assert_eq!(desk.shown(), "Alpha");
    desk.keys("L");
    assert_eq!(desk.shown(), "Foreign");
    desk.keys("h");
    assert_eq!((desk.shown(), desk.selected()), ("Alpha", "Alpha"), "in the list, keys are about its row");
    desk.keys("H H H");
    assert_eq!(desk.message(), "This is the first card you visited");
}

#[test]
fn items_of_a_collection_lead_to_their_cards() {
    let mut desk = Desk::new();
    desk.keys("G l ] o");
    assert_eq!(desk.opened(), ["https://example.org/delta"]);
    desk.keys("enter");
    assert_eq!((desk.shown(), desk.selected()), ("Delta", "Delta"));
    desk.keys("H ] ] enter");
    assert_eq!(desk.shown(), "Echo");
    assert_eq!(desk.message(), "This item is not in the library");
}

#[test]
fn space_pages_the_detail_then_moves_on() {
    let mut desk = Desk::empty(60, 16);
    desk.load();
    let mut pages = 0;
    while desk.selected() == "Alpha" {
        desk.keys("space");
        pages += 1;
        assert!(pages < 20);
    }
    assert!(pages > 1, "the page did not fit, so it was paged first");
    assert_eq!((desk.selected(), desk.model.detail.top), ("Bravo", 0));
}
