//! Keys and answers in every order: what is typed early is neither lost nor meant for another card.

use super::*;

#[test]
fn a_key_typed_before_the_card_was_read_is_not_lost_and_not_misdirected() {
    let mut desk = Desk::new();
    desk.press("j o");
    assert_eq!(desk.opened(), [] as [&str; 0]);
    desk.settle();
    assert_eq!(desk.opened(), ["https://example.org/bravo"]);
    desk.press("k l ] ] ] ] o h j o");
    desk.settle();
    assert_eq!(desk.opened(), ["https://example.net/foreign", "https://example.org/bravo"]);
}

#[test]
fn waiting_keys_are_cancelled_by_esc_and_never_keep_anyone_in() {
    let mut desk = Desk::new();
    desk.press("j o j j esc");
    desk.settle();
    assert_eq!((desk.opened(), desk.selected()), (Vec::new(), "Bravo"));
    desk.press("j o Q");
    assert!(desk.quits());
}

#[test]
fn keys_that_wait_are_read_when_their_turn_comes() {
    let mut desk = Desk::new();
    desk.press("j k O d");
    desk.settle();
    assert!(desk.model.layers.is_empty());
    assert_eq!(desk.opened(), ["https://example.org/bravo/"], "d is a letter of the menu");
    desk.press("j o : l a s t enter");
    desk.settle();
    assert_eq!((desk.opened(), desk.selected()), (vec!["https://example.org/bravo".to_owned()], "Echo"));
}

#[test]
fn what_one_card_could_not_do_is_not_said_of_another() {
    let mut desk = Desk::new();
    desk.effects.clear();
    desk.press("j");
    let asked = desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::ShowCard { question, place, .. } => Some((*question, place.clone())),
        _ => None,
    });
    let (question, place) = asked.unwrap();
    desk.effects.clear();
    desk.job(Job::CardShown { question, place, shown: Err(SafeText::line("Bravo is gone")) });
    assert_eq!(desk.model.failure().unwrap().as_str(), "Bravo is gone");
    desk.press("o");
    assert_eq!(desk.message(), "Bravo is gone");
    desk.keys("j j o");
    assert_eq!(desk.model.failure(), None);
    assert_eq!(desk.opened(), ["https://example.org/delta"]);
}

#[test]
fn late_answers_are_dropped() {
    let mut desk = Desk::new();
    desk.effects.clear();
    desk.press("j");
    desk.alarm(Timer::Card);
    let late: Vec<Effect> = desk.effects.drain(..).collect();
    desk.keys("j");
    assert_eq!(desk.shown(), "Charlie");
    for effect in late {
        desk.job(answer(effect));
    }
    assert_eq!(desk.shown(), "Charlie");
    let stale = desk.model.loading.generation - 1;
    let revision = desk.model.revision();
    desk.job(Job::LibraryLoaded { generation: stale, census: Census::default(), failures: Vec::new() });
    assert_eq!(desk.model.revision(), revision);
}

#[test]
fn until_a_key_is_pressed_the_newest_card_is_shown() {
    let mut desk = loading();
    desk.settle();
    desk.arrives("Newer", 1);
    desk.settle_lists();
    assert_eq!(desk.selected(), "Newer");
}

#[test]
fn a_key_waits_for_its_card_while_newer_cards_arrive() {
    let mut desk = loading();
    desk.answer_one(|effect| matches!(effect, Effect::Search { .. }));
    assert_eq!(desk.selected(), "Alpha");
    desk.press("o");
    desk.arrives("Newer", 1);
    desk.settle_lists();
    desk.answer_one(|effect| matches!(effect, Effect::ShowCard { .. }));
    assert_eq!(desk.opened(), ["https://example.org/alpha"]);
    assert_eq!(desk.selected(), "Alpha");
}

#[test]
fn the_card_that_is_read_stays_while_newer_cards_arrive_and_the_order_changes() {
    let mut desk = loading();
    desk.keys("l");
    desk.arrives("Newer", 1);
    desk.settle_lists();
    assert_eq!((desk.selected(), desk.shown()), ("Alpha", "Alpha"));
    desk.keys("h S u");
    assert_eq!((desk.selected(), desk.shown()), ("Alpha", "Alpha"));
}

proptest::proptest! {
    /// Whatever is typed and whenever the workers answer: what is opened belongs to the card that was selected when
    /// the key was pressed, and nothing waits for ever.
    #[test]
    fn keys_and_answers_in_any_order(steps in proptest::collection::vec((0usize..12, 0usize..4), 1..60)) {
        const KEYS: [&str; 12] = ["j", "k", "o", "l", "h", "gg", "G", "S u", "S d", "]", "t", "esc"];
        let mut desk = loading();
        desk.settle();
        let mut expected = Vec::new();
        for (key, answers) in steps {
            let keys = KEYS[key];
            let alone = desk.model.detail.waiting.is_none() && desk.model.focus == Pane::List;
            if keys == "o" && alone {
                let link = desk.model.selected_head().and_then(|head| head.canonical().map(str::to_owned));
                expected.extend(link);
                desk.press("o");
            } else if keys != "o" && !(keys == "esc" && desk.model.detail.waiting.is_some()) {
                desk.press(keys);
            }
            for _ in 0..answers {
                let is_question = |effect: &Effect| matches!(
                    effect,
                    Effect::Search { .. } | Effect::CountTopics { .. } | Effect::CountUnread { .. } | Effect::ShowCard { .. }
                );
                if desk.effects.iter().any(is_question) {
                    desk.answer_one(is_question);
                }
            }
            if key == 3 {
                desk.arrives(&format!("New{answers}"), u32::try_from(answers).unwrap() + 1);
            }
        }
        desk.settle();
        proptest::prop_assert!(desk.model.detail.waiting.is_none());
        proptest::prop_assert_eq!(desk.opened(), expected);
        proptest::prop_assert!(desk.model.layout().rows(desk.model.focus) > 0);
    }
}

#[test]
fn a_card_that_takes_long_to_be_read_is_not_taken_for_the_one_before() {
    let mut desk = Desk::new();
    let before = desk.model.detail.shown.clone();
    desk.press("G");
    let alarm = desk.alarm(Timer::Card).unwrap();
    assert!(!desk.model.is_card_late(), "most cards are there before anything could flicker");
    desk.press("k");
    assert_eq!(desk.alarm(Timer::Card), None, "going on does not begin the wait anew");
    desk.ring(Timer::Card, alarm);
    assert!(desk.model.is_card_late());
    let title = |desk: &Desk| desk.model.glimpse().lines[0].spans[0].text.clone();
    assert_eq!(title(&desk), "Delta");
    desk.press("j");
    assert_eq!((desk.model.is_card_late(), title(&desk)), (true, "Echo".to_owned()));
    assert_eq!(desk.model.detail.shown, before, "a sequence that goes on brings it back");
    desk.settle();
    assert!(!desk.model.is_card_late());
    assert_eq!(desk.shown(), "Echo");
    let top: Vec<_> = desk.model.current().unwrap().page.lines.iter().take(1).cloned().collect();
    assert_eq!(desk.model.glimpse().lines[..1], top[..], "nothing moves when the page comes");
}

#[test]
fn a_card_that_is_there_in_time_costs_no_frame() {
    let mut desk = Desk::new();
    desk.press("G");
    let alarm = desk.alarm(Timer::Card).unwrap();
    desk.settle();
    let revision = desk.model.revision();
    desk.ring(Timer::Card, alarm);
    assert_eq!(desk.model.revision(), revision);
    desk.read_ahead();
    desk.press("k");
    assert_eq!(desk.alarm(Timer::Card), None, "what was read ahead is not waited for");
    assert_eq!(desk.shown(), "Delta");
}
