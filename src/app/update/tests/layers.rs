//! The command line, the help, pasted text, and what every word means.

use super::*;

#[test]
fn the_command_line_runs_completes_and_explains() {
    let mut desk = Desk::new();
    desk.keys(": l a s t enter");
    assert_eq!(desk.selected(), "Echo");
    desk.keys(": f i r s tab enter");
    assert_eq!(desk.selected(), "Alpha");
    desk.keys(": n o n s e n s e enter");
    let Some(Layer::Prompt(prompt)) = desk.model.layers.last() else { panic!("the line stays open") };
    assert!(prompt.error.as_ref().unwrap().contains("nonsense"));
    desk.keys("esc : up up enter");
    assert_eq!(desk.selected(), "Echo");
}

#[test]
fn the_words_a_command_takes_are_those_that_are_understood() {
    use crate::card::LinkKind;
    use crate::command::{Argument, Command};
    use crate::library::SortKey;
    let words = |command: Command| match command.argument() {
        Argument::OneOf(words) | Argument::Order(words) => words.to_vec(),
        _ => Vec::new(),
    };
    let kinds: Vec<&str> = LinkKind::ALL.iter().map(|kind| kind.name()).collect();
    assert_eq!(words(Command::Open), kinds);
    assert_eq!(words(Command::Copy), [&kinds[..], &["title", "path", "markdown"]].concat());
    assert_eq!(words(Command::Sort), SortKey::ALL.map(SortKey::name));
}

#[test]
fn pasted_text_never_runs_commands() {
    let mut desk = Desk::new();
    let revision = desk.model.revision();
    assert!(update(&mut desk.model, Msg::Pasted("q\rQ:quit\r".to_owned())).is_empty());
    assert_eq!(desk.model.revision(), revision);
    desk.keys(":");
    assert!(update(&mut desk.model, Msg::Pasted("la\nst".to_owned())).is_empty());
    let Some(Layer::Prompt(prompt)) = desk.model.layers.last() else { panic!("no prompt") };
    assert_eq!(prompt.input.value(), "la st");
}

#[test]
fn the_help_is_searched() {
    let mut desk = Desk::new();
    desk.keys("?");
    let lines = |desk: &Desk| match desk.model.layers.last() {
        Some(Layer::Help(help)) => help.lines(82).len(),
        _ => 0,
    };
    let all = lines(&desk);
    desk.keys("/ a m p enter");
    assert!(lines(&desk) < all && lines(&desk) > 0);
    desk.keys("esc");
    assert_eq!(lines(&desk), all);
    desk.keys("q");
    assert!(desk.model.layers.is_empty() && !desk.quits());
}

#[test]
fn an_interrupt_gives_up_a_line_and_quits_from_everywhere_else() {
    let mut desk = Desk::new();
    desk.keys(":");
    desk.press("ctrl-c");
    assert!(desk.model.layers.is_empty() && !desk.quits());
    for keys in ["? Q", "? ctrl-c", "S Q", "O ctrl-c"] {
        let mut desk = Desk::new();
        desk.press(keys);
        assert!(desk.quits(), "{keys}");
    }
    let effects = update(&mut desk.model, Msg::Key(Key::ctrl('c')));
    assert!(matches!(effects.as_slice(), [Effect::Quit]));
}
