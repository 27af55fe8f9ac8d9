//! Finding in the card: what is typed, where the page goes, and when it is over.

use super::*;
use crate::app::Find;

/// A reader with Charlie, whose body is longer than the pane, in the detail pane.
fn long() -> Desk {
    let mut desk = Desk::new();
    desk.keys("2j l");
    desk
}

fn place(desk: &Desk) -> Option<(usize, usize)> {
    desk.model.detail.find.as_ref().map(|find: &Find| (find.current, find.count))
}

/// Whether the current place can be seen.
fn is_seen(desk: &Desk) -> bool {
    let find = desk.model.detail.find.as_ref().unwrap();
    let line = find.marks.iter().find(|mark| mark.place == find.current).unwrap().line;
    (desk.model.detail.top..desk.model.detail.top + desk.model.layout().rows(Pane::Detail)).contains(&line)
}

#[test]
fn the_page_follows_what_is_typed_and_esc_brings_it_back() {
    let mut desk = long();
    desk.keys("j j / w o r d 9");
    assert_eq!((place(&desk), is_seen(&desk)), (Some((0, 11)), true), "9 and 90 to 99");
    desk.keys("9");
    assert_eq!((place(&desk), is_seen(&desk)), (Some((0, 1)), true));
    assert!(desk.model.detail.top > 2);
    desk.keys("esc");
    assert_eq!((place(&desk), desk.model.detail.top, desk.model.layers.len()), (None, 2, 0));
    desk.keys("/ x y z enter n");
    assert_eq!((place(&desk), desk.message()), (Some((0, 0)), "`xyz` is not in this card"));
    desk.keys("esc");
    assert_eq!((place(&desk), desk.model.detail.top), (None, 2));
}

#[test]
fn n_goes_from_place_to_place_and_round() {
    let mut desk = long();
    desk.keys("/ W O R D 9 enter");
    for expected in 1..11 {
        desk.keys("n");
        assert_eq!((place(&desk), is_seen(&desk)), (Some((expected, 11)), true));
    }
    desk.keys("n");
    assert_eq!((place(&desk), desk.message()), (Some((0, 11)), "From the top again"));
    desk.keys("N");
    assert_eq!((place(&desk), desk.message()), (Some((10, 11)), "From the end again"));
    desk.keys("/ down");
    assert_eq!(place(&desk), Some((0, 11)), "arrows go on while it is typed");
}

#[test]
fn the_search_begins_where_the_reader_is() {
    let mut desk = long();
    desk.keys("G / w o r d 9 enter");
    assert!(place(&desk).unwrap().0 > 0 && is_seen(&desk));
    desk.keys("gg :find space w o r d 9 5 enter");
    assert_eq!((place(&desk), is_seen(&desk)), (Some((0, 1)), true));
}

#[test]
fn whoever_scrolled_away_goes_on_from_where_they_are() {
    let mut desk = long();
    desk.keys("/ w o r d 9 enter n n");
    assert_eq!(place(&desk), Some((2, 11)));
    desk.keys("gg n");
    assert_eq!((place(&desk), is_seen(&desk), desk.message()), (Some((0, 11)), true, ""));
    desk.keys("/ w o r d 1 enter G N");
    assert_eq!((place(&desk), is_seen(&desk), desk.message()), (Some((10, 11)), true, ""));
    desk.keys("gg N");
    assert_eq!((place(&desk), is_seen(&desk), desk.message()), (Some((10, 11)), true, "From the end again"));
    desk.keys("G n");
    assert_eq!((place(&desk), is_seen(&desk), desk.message()), (Some((0, 11)), true, "From the top again"));
}

#[test]
fn the_same_text_is_found_anew_from_where_the_reader_is() {
    let mut desk = long();
    // The first letter is the whole text, so that nothing else is found in between.
    for again in ["/ 1 enter", ":find space 1 enter"] {
        desk.keys("gg / 1 enter n");
        let (first, _) = place(&desk).unwrap();
        assert_eq!(first, 1);
        desk.keys("G");
        let top = desk.model.detail.top;
        desk.keys(again);
        let find = desk.model.detail.find.as_ref().unwrap();
        assert!(find.lines().unwrap().0 >= top && find.current > first, "{again}: {:?}", place(&desk));
        assert!(is_seen(&desk), "{again}");
    }
    let (before, _) = place(&desk).unwrap();
    desk.keys(":find space 1 enter");
    assert_eq!(place(&desk).unwrap().0, before + 1, "what is seen already is gone on from");
    desk.keys("/ w o r d 1 2 enter G / w o r d 1 2 enter");
    assert_eq!((place(&desk), is_seen(&desk), desk.message()), (Some((0, 1)), true, "From the top again"));
}

#[test]
fn it_is_over_with_the_card_and_the_list_has_its_own() {
    let mut desk = long();
    desk.keys("/ w o r d enter h n");
    assert_eq!(desk.selected(), "Delta", "in the list n goes to cards");
    assert_eq!(place(&desk), None);
    desk.keys("k l");
    assert_eq!(place(&desk), None);
}

#[test]
fn a_page_of_another_width_keeps_the_place() {
    let mut desk = long();
    desk.keys("/ w o r d 9 enter n n n");
    let effects = update(&mut desk.model, Msg::Resized(Size { width: 64, height: 20 }));
    desk.effects.extend(effects);
    desk.settle();
    assert_eq!(place(&desk), Some((3, 11)));
}
