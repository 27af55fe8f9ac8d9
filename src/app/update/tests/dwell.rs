//! A card that stays open is read, unless somebody says otherwise.

use super::*;
use crate::triage::{Mark, Turn};

/// Titles of the cards that were to be marked read since the last call.
fn marked(desk: &mut Desk) -> Vec<String> {
    let mut titles = Vec::new();
    for effect in std::mem::take(&mut desk.effects) {
        match effect {
            Effect::Decide { mark: Mark::Read(Turn::On), quiet: true, cards, library } => {
                titles.extend(cards.iter().map(|(slot, _)| library.head(*slot).unwrap().title().to_owned()));
            }
            other => desk.effects.push(other),
        }
    }
    titles
}

#[test]
fn a_card_that_stays_open_is_read() {
    let mut desk = Desk::new();
    desk.keys("j l");
    let alarm = desk.alarm(Timer::Dwell).unwrap();
    desk.keys("j k ]");
    assert_eq!(desk.alarm(Timer::Dwell), None, "scrolling is reading");
    desk.ring(Timer::Dwell, alarm);
    assert_eq!(marked(&mut desk), ["Bravo"]);
    desk.ring(Timer::Dwell, alarm);
    desk.keys("k");
    assert_eq!((marked(&mut desk), desk.alarm(Timer::Dwell)), (Vec::new(), None), "once is enough");
}

#[test]
fn only_in_the_detail_pane_and_each_card_has_its_own_time() {
    let mut desk = Desk::new();
    desk.keys("j k");
    assert_eq!(desk.alarm(Timer::Dwell), None);
    desk.keys("z");
    let first = desk.alarm(Timer::Dwell).unwrap();
    desk.keys("J");
    let second = desk.alarm(Timer::Dwell).unwrap();
    desk.ring(Timer::Dwell, first);
    assert_eq!(marked(&mut desk), [] as [&str; 0]);
    desk.keys("q q");
    desk.ring(Timer::Dwell, second);
    assert_eq!(marked(&mut desk), [] as [&str; 0], "the pane was left");
}

#[test]
fn the_time_begins_when_the_card_is_there_and_stops_under_help_and_menus() {
    let mut desk = Desk::new();
    desk.press("j l");
    assert_eq!(desk.alarm(Timer::Dwell), None, "it is not on the screen yet");
    desk.settle();
    let first = desk.alarm(Timer::Dwell).unwrap();
    desk.keys("?");
    desk.ring(Timer::Dwell, first);
    assert_eq!(marked(&mut desk), [] as [&str; 0]);
    desk.keys("q");
    let second = desk.alarm(Timer::Dwell).unwrap();
    let effects = update(&mut desk.model, Msg::Resumed);
    desk.effects.extend(effects);
    desk.ring(Timer::Dwell, second);
    assert_eq!(marked(&mut desk), [] as [&str; 0], "the program was stopped meanwhile");
    let third = desk.alarm(Timer::Dwell).unwrap();
    desk.ring(Timer::Dwell, third);
    assert_eq!(marked(&mut desk), ["Bravo"]);
}

#[test]
fn whoever_decides_meanwhile_is_not_contradicted() {
    for keys in ["m", "u"] {
        let mut desk = Desk::new();
        desk.keys("l");
        let alarm = desk.alarm(Timer::Dwell).unwrap();
        desk.keys(keys);
        desk.ring(Timer::Dwell, alarm);
        desk.keys("? q");
        assert_eq!((marked(&mut desk), desk.alarm(Timer::Dwell)), (Vec::new(), None), "after {keys}");
    }
}

#[test]
fn nothing_happens_to_a_nested_card_to_a_read_one_and_when_it_is_off() {
    let mut desk = Desk::new();
    desk.keys("l ] ] ] ]");
    desk.alarm(Timer::Dwell);
    desk.keys("enter");
    assert_eq!(desk.alarm(Timer::Dwell), None);
    assert_eq!(desk.shown(), "Foreign");

    let mut desk = Desk::new();
    let first = desk.model.selected().unwrap();
    desk.model.decisions.flags.set(first, crate::triage::Flags { read: true, ..Default::default() });
    desk.keys("l");
    assert_eq!(desk.alarm(Timer::Dwell), None);

    let mut desk = Desk::new();
    desk.model.dwell = None;
    desk.keys("l");
    assert_eq!(desk.alarm(Timer::Dwell), None);
}
