//! Deciding: what is asked for, when it shows, and that a reload loses nothing.

use super::*;
use crate::app::Kept;
use crate::library::Slot;
use crate::triage::{CardId, Committed, Direction, Flags, Mark, Turn};

const READ: Flags = Flags { read: true, starred: false, archived: false, binned: false, snoozed_until: None };

/// What the last wish was about, and how many cards it takes.
pub(super) fn asked(desk: &mut Desk) -> (Mark, Vec<(Slot, Flags)>) {
    let at = desk.effects.iter().rposition(|effect| matches!(effect, Effect::Decide { .. })).unwrap();
    match desk.effects.remove(at) {
        Effect::Decide { mark, cards, .. } => (mark, cards),
        other => panic!("not a decision: {other:?}"),
    }
}

/// A worker's word that the cards are on disk with these flags.
pub(super) fn kept(cards: &[(Slot, Flags)], flags: Flags) -> Job {
    let ids: Vec<CardId> = (1..=cards.len()).map(|number| CardId::from(u128::try_from(number).unwrap())).collect();
    let committed = Committed {
        verb: "mark read".to_owned(),
        changes: ids.len(),
        subjects: ids.clone(),
        flags: ids.iter().map(|id| (*id, flags)).collect(),
        ..Committed::default()
    };
    Job::Decided(Ok(Kept {
        committed,
        cards: cards.iter().map(|(slot, _)| *slot).zip(ids).collect(),
        ..Kept::default()
    }))
}

#[test]
fn a_decision_shows_when_it_is_kept_and_not_before() {
    let mut desk = Desk::new();
    desk.press("m");
    let (mark, cards) = asked(&mut desk);
    assert_eq!((mark, cards.len(), desk.model.unsaved.len()), (Mark::Read(Turn::Toggle), 1, 1));
    assert!(!desk.model.decisions.flags.get(cards[0].0).read);
    desk.job(kept(&cards, READ));
    desk.settle();
    assert_eq!((desk.model.decisions.flags.get(cards[0].0), desk.model.unsaved.len()), (READ, 0));
    assert_eq!(desk.model.list.unread, Some(4));
}

#[test]
fn a_decision_that_could_not_be_kept_changes_nothing_and_says_so() {
    let mut desk = Desk::new();
    desk.press("s");
    let (_, cards) = asked(&mut desk);
    desk.job(Job::Decided(Err(SafeText::line("not saved: the disk is full"))));
    assert_eq!((desk.message(), desk.model.unsaved.len()), ("not saved: the disk is full", 0));
    assert_eq!(desk.model.decisions.flags.get(cards[0].0), Flags::default());
}

#[test]
fn a_count_takes_as_many_cards_and_no_more_than_there_are() {
    let mut desk = Desk::new();
    desk.press("j 3e");
    assert_eq!(asked(&mut desk).1.len(), 3);
    desk.press("G 99m");
    assert_eq!(asked(&mut desk).1.len(), 1);
    desk.press("A");
    assert_eq!(asked(&mut desk).1.len(), 5);
}

#[test]
fn a_decision_made_while_a_reload_goes_on_is_not_lost_in_it() {
    let mut desk = Desk::new();
    desk.press("j m");
    let (_, cards) = asked(&mut desk);
    desk.keys("r");
    desk.job(kept(&cards, READ));
    desk.effects.clear();
    // The reload read the state before the decision was in it.
    desk.load();
    let bravo = desk.model.selected().unwrap();
    assert_eq!((desk.selected(), desk.model.decisions.flags.get(bravo)), ("Bravo", READ));
}

#[test]
fn undo_and_redo_are_asked_for_and_told() {
    let mut desk = Desk::new();
    desk.press("u");
    desk.alarm(Timer::Busy);
    assert!(matches!(desk.effects.last(), Some(Effect::Turn(Direction::Undo))));
    desk.job(Job::Turned { direction: Direction::Undo, outcome: Ok(None) });
    assert_eq!(desk.message(), "Nothing to undo");
    desk.press("ctrl-r");
    desk.alarm(Timer::Busy);
    assert!(matches!(desk.effects.last(), Some(Effect::Turn(Direction::Redo))));
}

#[test]
fn in_the_detail_pane_a_decision_is_about_the_card_that_is_shown() {
    let mut desk = Desk::new();
    desk.keys("t j j enter");
    desk.keys("l ] ] ] enter");
    assert_eq!((desk.shown(), desk.selected()), ("Bravo", "Alpha"), "it was jumped to, out of the list");
    desk.press("m");
    let (_, cards) = asked(&mut desk);
    let titles: Vec<&str> = cards.iter().map(|(slot, _)| desk.model.library.head(*slot).unwrap().title()).collect();
    assert_eq!(titles, ["Bravo"]);
    desk.keys("H");
    desk.keys("] ] ] ] enter");
    desk.keys("s");
    assert_eq!((desk.shown(), desk.model.unsaved.len()), ("Foreign", 1));
    assert_eq!(desk.message(), "This related card is not in the library, so nothing can be decided about it");
}

/// What the topics pane says: unread and all, for each row.
fn counts(desk: &Desk) -> Vec<(String, usize, usize)> {
    let topic = |row: &crate::library::TopicCount| (row.name.to_string(), row.shown.unread, row.shown.cards);
    let all = desk.model.topics.all.unwrap_or_default();
    [("All".to_owned(), all.unread, all.cards)].into_iter().chain(desk.model.topics.rows.iter().map(topic)).collect()
}

#[test]
fn topics_count_what_the_view_has_whichever_of_them_are_chosen() {
    let mut desk = Desk::new();
    let row = |name: &str, unread, cards| (name.to_owned(), unread, cards);
    assert_eq!(counts(&desk), [row("All", 5, 5), row("Rust", 2, 2), row("Terminals", 2, 2)]);
    desk.keys("j m");
    let (_, cards) = asked(&mut desk);
    desk.job(kept(&cards, READ));
    desk.settle();
    assert_eq!(counts(&desk), [row("All", 4, 5), row("Rust", 1, 2), row("Terminals", 2, 2)]);
    // Another choice of topics is the same view.
    desk.keys("t j enter");
    assert_eq!(counts(&desk)[0], row("All", 4, 5));
    desk.keys("U");
    assert_eq!(counts(&desk), [row("All", 4, 4), row("Rust", 1, 1), row("Terminals", 2, 2)]);
}

#[test]
fn counts_of_a_view_that_was_left_are_dropped() {
    let mut desk = Desk::new();
    desk.press("' s");
    let old = desk.effects.iter().rposition(|effect| matches!(effect, Effect::CountTopics { .. })).unwrap();
    let old = desk.effects.remove(old);
    desk.press("' i");
    desk.job(answer(old));
    assert_eq!(counts(&desk)[0], ("All".to_owned(), 5, 5));
    desk.settle();
    assert_eq!(counts(&desk)[0], ("All".to_owned(), 5, 5));
}
