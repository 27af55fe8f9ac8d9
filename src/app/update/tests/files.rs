//! Verbs about files: what is asked for, and what happens when heads come back changed.

use super::super::run;
use super::*;
use crate::app::{Kept, PromptKind, TopicsLine};
use crate::command::{Command, Invocation};
use crate::library::Segment;
use crate::triage::{Committed, FileChange, Turn};

fn asked(desk: &mut Desk) -> (FileChange, usize) {
    let at = desk.effects.iter().rposition(|effect| matches!(effect, Effect::ChangeFiles { .. })).unwrap();
    match desk.effects.remove(at) {
        Effect::ChangeFiles { change, cards, .. } => (change, cards.len()),
        other => panic!("not about files: {other:?}"),
    }
}

/// Heads of one file, read again.
fn heads(path: &str, text: &str) -> Vec<Arc<Segment>> {
    let mut builder = SegmentBuilder::default();
    builder.push(&card(text).head(0, Path::new(path))).unwrap();
    vec![Arc::new(builder.finish())]
}

#[test]
fn each_key_asks_for_its_change() {
    let mut desk = Desk::new();
    desk.press("p");
    assert_eq!(asked(&mut desk), (FileChange::Publish(Turn::Toggle), 1));
    desk.press("3d");
    assert_eq!(asked(&mut desk), (FileChange::Bin(Turn::Toggle), 3));
    desk.press(": p u b l i s h enter");
    assert_eq!(asked(&mut desk), (FileChange::Publish(Turn::On), 1));
    desk.press(": r e m o v e - t o p i c space R u s t enter");
    let rust = vec![SafeText::line("Rust")];
    assert_eq!(asked(&mut desk), (FileChange::Topics { add: vec![], remove: rust }, 1));
    desk.press(": a d d - t o p i c enter");
    assert!(matches!(desk.model.layers.last(), Some(Layer::Prompt(prompt)) if prompt.error.is_some()));
}

#[test]
fn a_line_of_topics_asks_for_the_difference_only() {
    let mut desk = Desk::new();
    desk.alarm(Timer::Alike);
    desk.alarm(Timer::Busy);
    desk.alarm(Timer::Card);
    desk.keys("T");
    let Some(Layer::Prompt(prompt)) = desk.model.layers.last() else { panic!("a line") };
    assert!(matches!(&prompt.kind, PromptKind::Topics(line) if line.common.len() == 1 && line.separator == ','));
    desk.press("enter");
    assert!(desk.effects.iter().all(|effect| matches!(effect, Effect::LoadLibrary { .. })), "nothing was changed");
    desk.press("T ctrl-a R u s t , esc");
    assert!(desk.model.layers.is_empty() && desk.model.unsaved.is_empty());
    desk.press("T ctrl-a R u s t , enter");
    assert_eq!(asked(&mut desk).0, FileChange::Topics { add: vec![SafeText::line("Rust")], remove: vec![] });
    desk.press("T ctrl-u enter");
    assert_eq!(asked(&mut desk).0, FileChange::Topics { add: vec![], remove: vec![SafeText::line("Terminals")] });
}

#[test]
fn a_name_that_no_topic_can_have_is_refused_where_it_was_typed() {
    let mut desk = Desk::new();
    let (long, bad) = ("a".repeat(201), "b\u{202e}");
    for (name, words) in [(long.as_str(), "at most 200 characters"), (bad, "leave out the character U+202E")] {
        for line in ["T ctrl-u", ": a d d - t o p i c space"] {
            desk.press(line);
            for c in name.chars() {
                update(&mut desk.model, Msg::Key(Key::char(c)));
            }
            desk.press("enter");
            let Some(Layer::Prompt(prompt)) = desk.model.layers.last() else { panic!("the line is closed") };
            let error = prompt.error.as_ref().unwrap();
            assert!(error.contains(words) && prompt.input.value().ends_with(name), "{error}");
            desk.press("esc");
        }
        // A key can be bound to a name too.
        let bound = Invocation { argument: Some(name.to_owned()), ..Invocation::new(Command::AddTopic) };
        run::run(&mut desk.model, &bound, &mut desk.effects);
        let message = desk.model.message.take().unwrap();
        assert!(message.is_error && message.text.contains(words), "{message:?}");
    }
    assert!(desk.model.unsaved.is_empty());
    assert!(!desk.effects.iter().any(|effect| matches!(effect, Effect::ChangeFiles { .. })));
}

#[test]
fn a_name_that_cards_have_already_stays_whatever_it_is() {
    let line = TopicsLine { files: vec![], common: vec![SafeText::line(&"a".repeat(300))], separator: ',' };
    assert_eq!(line.check(&format!("{}, Rust, ", "a".repeat(300))), Ok(()));
    assert!(line.check(&"b".repeat(300)).is_err());
}

#[test]
fn heads_that_come_back_changed_stay_where_they_were() {
    let mut desk = Desk::new();
    desk.keys("j j");
    let heads = heads("_news/charlie.md", "title: Changed\npublishedDateTime: 2026-01-03\npublished: false");
    let kept = Kept { heads, committed: Committed { changes: 1, ..Committed::default() }, ..Kept::default() };
    desk.job(Job::Decided(Ok(kept)));
    desk.settle();
    assert_eq!(desk.titles(), ["Alpha", "Bravo", "Changed", "Delta", "Echo"]);
    assert_eq!((desk.selected(), desk.model.library.len()), ("Changed", 5));
    assert_eq!(desk.model.topics.rows.iter().find(|row| row.name.as_str() == "Rust").unwrap().cards, 1);
}

#[test]
fn a_file_that_changed_while_a_reload_went_on_is_read_once_more() {
    let mut desk = Desk::new();
    desk.keys("r");
    desk.effects.clear();
    desk.job(Job::HeadsReadAgain(heads("_news/bravo.md", "title: Changed")));
    desk.load();
    let again = desk.effects.iter().find_map(|effect| match effect {
        Effect::ReadAgain { files } => Some(files.clone()),
        _ => None,
    });
    assert_eq!(again.unwrap()[0].path, Path::new("_news/bravo.md"));
}
