//! Jumping to a card by its title.

use super::Desk;
use crate::app::{Effect, Layer, Pane};

fn hits(desk: &Desk) -> Vec<&str> {
    let Some(Layer::Jump(jump)) = desk.model.layers.last() else { panic!("no jump") };
    jump.hits.iter().map(|hit| jump.library.head(hit.slot).unwrap().title()).collect()
}

#[test]
fn a_few_letters_lead_to_a_card() {
    let mut desk = Desk::new();
    desk.keys("ctrl-p");
    assert_eq!(hits(&desk), ["Alpha", "Bravo", "Charlie", "Delta", "Echo"], "the newest first");
    desk.keys("c r l");
    assert_eq!(hits(&desk), ["Charlie"]);
    desk.keys("enter");
    assert!(desk.model.layers.is_empty());
    assert_eq!((desk.selected(), desk.shown(), desk.model.focus), ("Charlie", "Charlie", Pane::List));
    desk.keys("H");
    assert_eq!(desk.shown(), "Alpha", "back to where the jump began");
}

#[test]
fn a_card_that_is_not_listed_is_shown_alone() {
    let mut desk = Desk::new();
    desk.keys("/ b r a v o enter");
    assert_eq!(desk.titles(), ["Bravo"]);
    desk.keys("ctrl-p e c h o enter");
    assert_eq!((desk.titles(), desk.shown(), desk.model.focus), (vec!["Bravo"], "Echo", Pane::Detail));
}

#[test]
fn enter_waits_for_what_was_typed_last() {
    let mut desk = Desk::new();
    desk.keys("ctrl-p");
    desk.press("d e l enter");
    let is_jump = |effect: &Effect| matches!(effect, Effect::Jump { .. });
    assert_eq!((desk.selected(), desk.effects.iter().filter(|effect| is_jump(effect)).count()), ("Alpha", 3));
    desk.answer_one(is_jump);
    assert!(desk.model.layers.is_empty());
    assert_eq!(desk.selected(), "Delta");
    // Late answers to what was typed before change nothing.
    desk.settle();
    assert_eq!(desk.selected(), "Delta");
}

#[test]
fn moving_leaving_and_finding_nothing() {
    let mut desk = Desk::new();
    desk.keys("ctrl-p");
    desk.keys("down ctrl-n ctrl-p enter");
    assert_eq!(desk.selected(), "Bravo");
    desk.keys("ctrl-p x x x enter");
    assert_eq!((desk.selected(), desk.message()), ("Bravo", "No title has these letters"));
    desk.keys("ctrl-p d esc");
    assert_eq!((desk.selected(), desk.model.layers.len()), ("Bravo", 0));
}
