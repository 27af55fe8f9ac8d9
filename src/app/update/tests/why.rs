//! Why a card has its score, and what it shares with one that is like it.

use super::*;

/// The entries of the menu that lies over the panes, and its title.
fn told(desk: &Desk) -> Vec<(&str, &str)> {
    let Some(Layer::Menu(menu)) = desk.model.layers.last() else { panic!("no menu") };
    assert_eq!(menu.title, "Why");
    menu.entries.iter().map(|entry| (entry.name.as_str(), entry.note.as_str())).collect()
}

#[test]
fn the_sum_that_a_score_is() {
    let mut desk = Desk::new();
    desk.keys("gw");
    assert_eq!(
        told(&desk),
        [
            ("score 53.5", "Alpha"),
            ("quality", "10 becomes 0.09, weighs 0.50, adds 4.7"),
            ("heat", "unknown, left out"),
            ("freshness", "1.1 days old becomes 0.98, weighs 0.50, adds 48.8"),
        ]
    );
    desk.keys("enter");
    assert!(desk.model.layers.is_empty(), "it is there to be read");
    desk.keys("G gw");
    let unknown = ("score unknown", "nothing that counts is known of this card");
    assert_eq!((told(&desk)[0], told(&desk)[3].1), (unknown, "unknown, left out"));
}

#[test]
fn what_a_card_shares_with_the_selected_one() {
    let mut desk = Desk::new();
    desk.keys("2j");
    let alarm = desk.alarm(Timer::Alike).unwrap();
    desk.ring(Timer::Alike, alarm);
    desk.keys("l gw");
    assert_eq!(told(&desk).len(), 4, "none is selected");
    desk.keys("esc ] ] gw");
    let told_of = told(&desk);
    assert_eq!(told_of.len(), 6);
    let (name, score) = told_of[4].0.split_once(' ').unwrap();
    assert_eq!((name, told_of[4].1, told_of[5].0), ("likeness", "Bravo", "topic rust"));
    assert_eq!(told_of[5].1, format!("both have it, adds {score}"), "it is all they share");
    desk.keys("esc h gw");
    assert_eq!(told(&desk).len(), 4, "nothing is selected outside of the pane");
}

#[test]
fn without_a_card_it_says_so() {
    let mut desk = Desk::empty(120, 40);
    desk.keys(": w h y enter");
    assert_eq!((desk.message(), desk.model.layers.len()), ("No card is selected", 0));

    let mut desk = Desk::new();
    desk.keys("l ] ] ] ] enter gw");
    assert_eq!(desk.shown(), "Foreign");
    assert_eq!(desk.message(), "This card is not in the library, and has no score");
}
