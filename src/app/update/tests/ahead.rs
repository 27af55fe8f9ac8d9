//! Stepping through the list shows each card in the frame of the key.

use super::*;

#[test]
fn the_next_card_is_there_before_its_key() {
    let mut desk = Desk::new();
    assert_eq!(desk.shown(), "Alpha");
    desk.read_ahead();
    desk.press("j");
    assert_eq!(desk.shown(), "Bravo", "nothing was answered yet");
    assert_eq!(desk.model.detail.top, 0);
    // What is typed then means that card, and does not wait.
    desk.press("o");
    assert_eq!(desk.opened(), ["https://example.org/bravo"]);
    // Its neighbours are read once it was read itself.
    desk.press("j");
    assert_eq!(desk.model.current().map(|shown| shown.title.as_str()), None);
    desk.settle();
    assert_eq!(desk.shown(), "Charlie");
}

#[test]
fn a_page_that_was_read_ahead_is_read_once_more() {
    let mut desk = Desk::new();
    desk.read_ahead();
    desk.effects.clear();
    desk.press("j");
    let asked =
        |effect: &Effect| matches!(effect, Effect::ShowCard { place, .. } if place.file.path.ends_with("bravo.md"));
    assert!(desk.effects.iter().any(asked), "its file may have changed since");
    let at = desk.effects.iter().position(asked).unwrap();
    let Effect::ShowCard { question, place, .. } = desk.effects.remove(at) else { panic!("a question") };
    desk.job(Job::CardShown { question, place, shown: Err(SafeText::line("gone")) });
    assert_eq!(desk.model.failure().map(SafeText::as_str), Some("gone"));
}

#[test]
fn pages_of_another_width_are_of_no_use() {
    let mut desk = Desk::new();
    desk.read_ahead();
    let effects = update(&mut desk.model, Msg::Resized(Size { width: 90, height: 20 }));
    desk.effects.extend(effects);
    desk.press("j");
    assert!(desk.model.current().is_none());
    desk.settle();
    assert_eq!(desk.shown(), "Bravo");
}
