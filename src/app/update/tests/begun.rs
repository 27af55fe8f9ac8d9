//! Keys that move at once and may yet be the beginning of something else.

use super::*;
use crate::library::Slot;
use crate::triage::{Mark, Turn};

/// Titles of the cards that were to be decided about since the last call.
fn decided(desk: &mut Desk) -> Vec<String> {
    let mut titles = Vec::new();
    for effect in std::mem::take(&mut desk.effects) {
        match effect {
            Effect::Decide { mark, cards, library, .. } => {
                assert_eq!(mark, Mark::Read(Turn::On));
                let title = |slot: Slot| library.head(slot).unwrap().title().to_owned();
                titles.extend(cards.iter().map(|(slot, _)| title(*slot)));
            }
            other => desk.effects.push(other),
        }
    }
    titles
}

#[test]
fn everything_above_or_below_the_cursor_is_read_but_not_its_row() {
    let mut desk = Desk::new();
    desk.keys("2j");
    desk.keys("gA");
    assert_eq!(decided(&mut desk), ["Alpha", "Bravo"]);
    desk.keys("GA");
    assert_eq!(decided(&mut desk), ["Delta", "Echo"]);
    assert_eq!((desk.selected(), desk.shown()), ("Charlie", "Charlie"));
    desk.keys("gg gA G esc GA");
    assert_eq!(decided(&mut desk), [] as [&str; 0]);
}

#[test]
fn the_movement_is_at_once_and_taken_back_when_the_sequence_goes_on() {
    let mut desk = Desk::new();
    desk.keys("j l ] ] J h");
    desk.press("G");
    assert_eq!(desk.selected(), "Echo");
    desk.press("A");
    assert_eq!(desk.selected(), "Charlie");
    assert_eq!(decided(&mut desk), ["Delta", "Echo"]);
    desk.settle();
    assert_eq!(desk.shown(), "Charlie");
    assert_eq!(desk.model.unfinished(), []);
}

#[test]
fn what_was_read_in_the_detail_pane_stays_where_it_was() {
    let mut desk = Desk::new();
    let effects = update(&mut desk.model, Msg::Resized(Size { width: 60, height: 8 }));
    desk.effects.extend(effects);
    desk.keys("l j ]");
    let before = (desk.model.detail.top, desk.model.detail.target);
    assert_ne!(before, (0, None));
    desk.keys("G");
    assert_ne!(desk.model.detail.top, before.0);
    desk.keys("A");
    assert_eq!((desk.model.detail.top, desk.model.detail.target), before);
    assert_eq!(decided(&mut desk), ["Bravo", "Charlie", "Delta", "Echo"]);
}

#[test]
fn after_a_moment_each_key_is_one_of_its_own() {
    let mut desk = Desk::new();
    desk.keys("j G");
    let alarm = desk.alarm(Timer::Sequence).unwrap();
    desk.ring(Timer::Sequence, alarm);
    desk.keys("A");
    assert_eq!((decided(&mut desk).len(), desk.selected()), (5, "Echo"));
    desk.keys("gg 2G");
    let late = desk.alarm(Timer::Sequence).unwrap();
    desk.keys("j G");
    desk.ring(Timer::Sequence, late);
    desk.keys("A");
    assert_eq!((decided(&mut desk), desk.selected()), (vec!["Delta".to_owned(), "Echo".to_owned()], "Charlie"));
}

#[test]
fn a_key_that_does_not_go_on_is_read_alone() {
    let mut desk = Desk::new();
    for (keys, selected) in
        [("G k", "Delta"), ("G 2k", "Charlie"), ("G gg", "Alpha"), ("3G G gg", "Alpha"), ("GG", "Echo")]
    {
        desk.keys(keys);
        assert_eq!(desk.selected(), selected, "after {keys}");
    }
    desk.keys("G x");
    assert_eq!(desk.message(), "x does nothing here; ? lists the keys");
}

#[test]
fn a_list_that_is_replaced_meanwhile_gives_the_card_back() {
    let mut desk = loading();
    desk.settle();
    desk.keys("j");
    desk.press("G");
    desk.arrives("Newer", 1);
    desk.settle_lists();
    desk.press("A");
    desk.settle();
    assert_eq!((desk.selected(), desk.shown()), ("Bravo", "Bravo"));
    assert_eq!(decided(&mut desk), ["Charlie", "Delta", "Echo"]);
}
