//! Pickers of topics, providers and types.

use super::*;
use crate::app::{Picker, PickerKind};

fn picker(desk: &Desk) -> &Picker {
    match desk.model.layers.last() {
        Some(Layer::Picker(picker)) => picker,
        other => panic!("no picker: {other:?}"),
    }
}

fn names(desk: &Desk) -> Vec<&str> {
    picker(desk).visible().into_iter().map(|row| row.name.as_str()).collect()
}

#[test]
fn enter_picks_the_topic_under_the_cursor() {
    let mut desk = Desk::new();
    desk.keys("g t");
    assert_eq!((picker(&desk).kind, names(&desk)), (PickerKind::Topics, vec!["Rust", "Terminals"]));
    desk.keys("down enter");
    assert_eq!(desk.titles(), ["Alpha", "Charlie"]);
    assert_eq!((desk.model.focus, desk.model.layers.len()), (Pane::List, 0));
    desk.keys("esc");
    assert_eq!(desk.titles().len(), 5, "Esc in the list takes it back");
}

#[test]
fn typing_narrows_the_names_and_tab_picks_several() {
    let mut desk = Desk::new();
    desk.keys("g t R U");
    assert_eq!(names(&desk), ["Rust"]);
    desk.keys("tab ctrl-u T E tab");
    assert_eq!(picker(&desk).chosen, [SafeText::line("Rust"), SafeText::line("Terminals")]);
    desk.keys("enter");
    assert_eq!(desk.titles(), ["Alpha", "Bravo", "Charlie"], "any of them");
    desk.keys("g t ctrl-a enter");
    assert_eq!(desk.titles(), ["Charlie"], "all of them");
    desk.keys("g t ctrl-a enter");
    assert_eq!(desk.titles().len(), 3);
    desk.keys("g t ctrl-x enter");
    assert_eq!(desk.titles().len(), 5, "whoever takes the last one away means none");
    desk.keys("g t n o t h i n g enter");
    assert_eq!((desk.titles().len(), desk.model.layers.len()), (5, 0), "nothing under the cursor");
}

#[test]
fn esc_changes_nothing() {
    let mut desk = Desk::new();
    desk.keys("g t tab esc");
    assert_eq!((desk.titles().len(), desk.model.layers.len()), (5, 0));
    assert!(desk.model.scope.picks.is_empty());
}

#[test]
fn types_and_providers_are_picked_alike() {
    let mut desk = Desk::new();
    desk.keys("g y");
    assert_eq!((picker(&desk).kind, names(&desk)), (PickerKind::Types, vec!["collection"]));
    desk.keys("enter");
    assert_eq!(desk.titles(), ["Echo"]);
    desk.keys("esc g p");
    assert_eq!((desk.message(), desk.model.layers.len()), ("No card of this view has any", 0));
}

#[test]
fn what_is_picked_and_what_is_written_must_both_hold() {
    let mut desk = Desk::new();
    desk.keys("/ b r enter g t enter");
    assert_eq!(desk.titles(), ["Bravo"]);
    desk.keys("esc");
    assert_eq!(desk.titles(), ["Bravo", "Charlie"], "the search goes first");
}

#[test]
fn the_cursor_stays_among_the_names() {
    let mut desk = Desk::new();
    for (keys, at) in
        [("g t up", 0), ("down down down", 1), ("pgup", 0), ("pgdn", 1), ("ctrl-p", 0), ("ctrl-n", 1), ("r", 0)]
    {
        desk.keys(keys);
        assert_eq!(picker(&desk).cursor.at, at, "after {keys}");
    }
}
