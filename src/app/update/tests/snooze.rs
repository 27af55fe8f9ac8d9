//! Snoozing: the menu, the command, and which cards it is about.

use super::triage::{asked, kept};
use super::*;
use crate::app::Choice;
use crate::triage::{Flags, Mark};

fn menu(desk: &Desk) -> Vec<(&str, &str, &str)> {
    let Some(Layer::Menu(menu)) = desk.model.layers.last() else { panic!("no menu") };
    menu.entries.iter().map(|entry| (entry.label.as_str(), entry.name.as_str(), entry.note.as_str())).collect()
}

fn error(desk: &Desk) -> Option<&str> {
    let Some(Layer::Prompt(prompt)) = desk.model.layers.last() else { panic!("no prompt") };
    prompt.error.as_deref()
}

/// Until when the last wish puts how many cards out of the way, in hours from now.
fn snoozed(desk: &mut Desk) -> (i64, usize) {
    let now = desk.model.dates.now.0;
    match asked(desk) {
        (Mark::Snooze(Some(until)), cards) => ((until.0 - now) / 3600, cards.len()),
        other => panic!("not a snooze: {other:?}"),
    }
}

#[test]
fn the_menu_says_until_when_and_its_letters_are_what_one_would_type() {
    let mut desk = Desk::new();
    desk.press("Z");
    assert_eq!(
        menu(&desk),
        [
            ("1h", "an hour", "today, 12:46"),
            ("3h", "three hours", "today, 14:46"),
            ("t", "tomorrow", "tomorrow"),
            ("3d", "three days", "Fri 9 Jan, 11:46"),
            ("1w", "a week", "Tue 13 Jan, 11:46"),
            ("2w", "two weeks", "Tue 20 Jan, 11:46"),
            ("1mo", "a month", "Fri 6 Feb, 11:46"),
            ("o", "another time…", "30min, 2030-01-31, 2030-01-31T09:00"),
        ]
    );
    desk.press("3 d");
    assert_eq!(snoozed(&mut desk), (72, 1));
    desk.press("2Z 1 w");
    assert_eq!(snoozed(&mut desk), (168, 2));
    desk.press("v 2j Z j j enter");
    assert_eq!(snoozed(&mut desk), (12, 3));
    assert!(desk.model.list.selection.is_none());
}

#[test]
fn another_time_is_typed_and_mistakes_are_said_while_typing() {
    let mut desk = Desk::new();
    desk.press("3Z o 5 d enter");
    assert_eq!(snoozed(&mut desk), (120, 3));
    desk.press("Z o 1");
    assert_eq!(error(&desk), None, "it may become a time");
    desk.press("x");
    assert!(error(&desk).unwrap().contains("\"1x\" is no time"), "{:?}", error(&desk));
    desk.press("enter");
    assert!(error(&desk).unwrap().contains("\"1x\" is no time"));
    desk.press("backspace w enter");
    assert_eq!(snoozed(&mut desk), (168, 1));
    desk.press(": s n o o z e space 2 0 2 0 - 0 1 - 0 1 enter");
    assert!(error(&desk).unwrap().contains("is past"));
}

#[test]
fn the_message_says_until_when() {
    let mut desk = Desk::new();
    desk.press("Z t");
    let (mark, cards) = asked(&mut desk);
    let Mark::Snooze(until) = mark else { panic!("{mark:?}") };
    desk.job(kept(&cards, Flags { snoozed_until: until, ..Flags::default() }));
    assert_eq!(desk.message(), "Snoozed until tomorrow: \"Alpha\"; u takes it back");
}

#[test]
fn what_is_snoozed_can_be_woken() {
    let mut desk = Desk::new();
    let snoozed = Flags { snoozed_until: Some(Timestamp(desk.model.dates.now.0 + 60)), ..Flags::default() };
    desk.model.decisions.flags.set(desk.model.list.slots[1], snoozed);
    desk.press("Z");
    assert!(menu(&desk).iter().all(|(label, _, _)| *label != "n"));
    desk.press("esc v j Z");
    assert_eq!(menu(&desk).last(), Some(&("n", "now", "wake what is snoozed")));
    desk.press("n");
    let (mark, cards) = asked(&mut desk);
    assert_eq!((mark, cards.len()), (Mark::Snooze(None), 2));
}

#[test]
fn the_times_of_the_menu_are_those_of_the_completion() {
    let mut desk = Desk::new();
    desk.press("Z");
    let Some(Layer::Menu(menu)) = desk.model.layers.last() else { panic!("no menu") };
    let offered: Vec<String> = menu
        .entries
        .iter()
        .filter_map(|entry| match &entry.choice {
            Choice::Run(invocation) => invocation.argument.as_ref().map(|time| format!("snooze {time}")),
            _ => None,
        })
        .collect();
    assert_eq!(crate::command::complete("snooze "), offered);
}

#[test]
fn a_time_that_is_no_label_is_typed_on() {
    let mut desk = Desk::new();
    desk.press("Z 2 d");
    let Some(Layer::Prompt(prompt)) = desk.model.layers.last() else { panic!("a line") };
    assert_eq!(prompt.input.value(), "snooze 2d");
    desk.press("enter");
    assert!(desk.effects.iter().any(|effect| matches!(effect, Effect::Decide { mark: Mark::Snooze(Some(_)), .. })));
}
