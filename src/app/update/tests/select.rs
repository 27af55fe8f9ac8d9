//! Selecting several cards, and that a verb is about exactly those.

use super::triage::{asked, kept};
use super::*;
use crate::library::Slot;
use crate::triage::Flags;

/// Titles of the selected rows, from the top.
fn selected(desk: &Desk) -> Vec<String> {
    let list = &desk.model.list;
    let Some(selection) = &list.selection else { return vec!["none".to_owned()] };
    let rows = list.slots.iter().enumerate().filter(|(row, slot)| selection.has(*row, **slot, list.cursor.at));
    let titles: Vec<String> = rows.map(|(_, slot)| title(desk, *slot)).collect();
    assert_eq!(titles.len(), selection.count());
    titles
}

fn title(desk: &Desk, slot: Slot) -> String {
    desk.model.library.head(slot).unwrap().title().to_owned()
}

fn about(desk: &mut Desk) -> Vec<String> {
    let (_, cards) = asked(desk);
    cards.iter().map(|(slot, _)| title(desk, *slot)).collect()
}

#[test]
fn moving_extends_and_single_rows_are_picked() {
    let mut desk = Desk::new();
    for (keys, titles) in [
        ("j v", &["Bravo"][..]),
        ("j", &["Bravo", "Charlie"]),
        ("k k", &["Alpha", "Bravo"]),
        ("G", &["Bravo", "Charlie", "Delta", "Echo"]),
        ("2k", &["Bravo", "Charlie"]),
        ("space", &["Bravo"]),
        ("2j", &["Bravo"]),
        ("space", &["Bravo", "Echo"]),
        ("k v", &["Bravo", "Delta", "Echo"]),
        ("k", &["Bravo", "Charlie", "Delta", "Echo"]),
        ("!", &["Alpha"]),
        ("!", &["Bravo", "Charlie", "Delta", "Echo"]),
        ("*", &["Alpha", "Bravo", "Charlie", "Delta", "Echo"]),
        ("!", &[]),
        ("gg", &[]),
        ("esc", &["none"]),
    ] {
        desk.keys(keys);
        assert_eq!(selected(&desk), titles, "after {keys}");
    }
    desk.keys("v q");
    assert_eq!((selected(&desk), desk.quits()), (vec!["none".to_owned()], false));
    desk.keys("space");
    assert_eq!(selected(&desk), ["none"], "the keys of the mode are gone with it");
}

#[test]
fn a_verb_is_about_the_selected_and_ends_it() {
    for verb in ["m", "s", "e"] {
        let mut desk = Desk::new();
        desk.press("v space 2j space 2j space");
        desk.press(verb);
        assert_eq!(
            (about(&mut desk), selected(&desk)),
            (vec!["Charlie".to_owned(), "Echo".to_owned()], vec!["none".to_owned()])
        );
    }
    let mut desk = Desk::new();
    desk.press("v 3m");
    assert_eq!(about(&mut desk), ["Alpha"], "no count makes them more");
    desk.press("v space m");
    assert_eq!((desk.message(), selected(&desk).len()), ("There is no card here", 0));
}

#[test]
fn in_the_detail_pane_a_verb_is_about_the_card_and_the_selection_waits() {
    let mut desk = Desk::new();
    desk.keys("v j l e");
    assert_eq!(about(&mut desk), ["Bravo"]);
    desk.keys("h");
    assert_eq!(selected(&desk), ["Alpha", "Bravo"]);
    desk.keys("l : s e l e c t - a l l enter");
    assert_eq!((desk.model.focus, selected(&desk).len()), (Pane::List, 5));
    let mut nothing = Desk::empty(120, 40);
    nothing.press("v");
    assert_eq!(nothing.message(), "There is no card to select");
}

#[test]
fn the_same_cards_stay_selected_while_others_arrive_and_the_order_changes() {
    let mut desk = loading();
    desk.settle();
    desk.keys("j v j");
    desk.arrives("Newer", 1);
    desk.settle();
    assert_eq!(selected(&desk), ["Bravo", "Charlie"]);
    desk.keys("S t");
    assert_eq!(selected(&desk), ["Bravo", "Charlie"]);
    desk.keys("j");
    assert_eq!(selected(&desk), ["Bravo", "Charlie"], "what was replaced is no range any more");
}

#[test]
fn cards_that_are_not_listed_any_more_are_not_decided_about() {
    let mut desk = Desk::new();
    desk.keys("v * t j enter");
    assert_eq!(selected(&desk), ["Bravo", "Charlie"]);
    desk.keys("t gg enter");
    assert_eq!(selected(&desk), ["Bravo", "Charlie"]);
}

#[test]
fn a_selection_is_found_again_after_a_reload() {
    let mut desk = Desk::new();
    desk.keys("j v j");
    desk.press("r");
    desk.effects.clear();
    desk.arrives("Newer", 1);
    desk.load();
    assert_eq!(selected(&desk), ["Bravo", "Charlie"]);
    assert_eq!(desk.message(), "Read 6 cards anew");
}

#[test]
fn esc_cancels_the_last_thing_first_and_works_while_the_disk_is_stuck() {
    let mut desk = Desk::new();
    desk.press("v j o j esc");
    assert!(desk.model.detail.waiting.is_none());
    assert_eq!(selected(&desk), ["Alpha", "Bravo"], "the last thing first");
    desk.press("3 esc");
    assert_eq!((desk.model.count, selected(&desk).len()), (None, 2));
    desk.press("esc");
    assert_eq!(selected(&desk), ["none"]);
}

#[test]
fn a_row_says_that_its_decision_is_not_on_disk_yet() {
    let mut desk = Desk::new();
    let unsaved = |desk: &Desk| -> Vec<String> {
        let slots = desk.model.list.slots.iter().filter(|slot| desk.model.unsaved.has(**slot));
        slots.map(|slot| title(desk, *slot)).collect()
    };
    desk.press("m j 2s");
    assert_eq!(unsaved(&desk), ["Alpha", "Bravo", "Charlie"]);
    desk.effects.retain(|effect| !matches!(effect, Effect::Decide { .. }));
    let cards: Vec<(Slot, Flags)> = vec![(desk.model.list.slots[0], Flags::default())];
    desk.job(kept(&cards, Flags { read: true, ..Flags::default() }));
    assert_eq!(unsaved(&desk), ["Bravo", "Charlie"]);
    desk.job(Job::Decided(Err(SafeText::line("the disk is full"))));
    assert_eq!(unsaved(&desk), [] as [&str; 0]);
}

#[test]
fn what_is_kept_after_a_reload_belongs_to_the_same_file() {
    let mut desk = Desk::new();
    desk.press("j m");
    let (_, cards) = asked(&mut desk);
    desk.press("r");
    desk.effects.clear();
    // Every slot means another card now.
    desk.arrives("Newer", 1);
    desk.load();
    desk.job(kept(&cards, Flags { read: true, ..Flags::default() }));
    let read = desk.model.list.slots.iter().filter(|slot| desk.model.decisions.flags.get(**slot).read);
    assert_eq!(read.map(|slot| title(&desk, *slot)).collect::<Vec<_>>(), ["Bravo"]);
}
