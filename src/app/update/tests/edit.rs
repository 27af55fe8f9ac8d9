//! Editing: which file, when the editor gets the terminal, and what follows.

use std::path::PathBuf;

use super::*;
use crate::app::{Editable, Kept};
use crate::library::FileRef;
use crate::triage::Flags;

/// The files that were to be prepared, or edited.
fn wanted(desk: &mut Desk) -> Vec<String> {
    desk.take(|effect| match effect {
        Effect::PrepareEdit { file } => Some(format!("prepare {}", file.path.display())),
        Effect::RunEditor { file, path } => Some(format!("edit {} at {}", file.path.display(), path.display())),
        _ => None,
    })
}

fn file(path: &str) -> FileRef {
    FileRef { root: 0, path: path.into() }
}

fn edited(desk: &mut Desk, path: &str, outcome: Result<(), SafeText>) {
    let effects = update(&mut desk.model, Msg::Edited { file: file(path), outcome });
    desk.effects.extend(effects);
}

#[test]
fn a_file_is_prepared_then_edited_and_then_read_again() {
    let mut desk = Desk::new();
    desk.effects.clear();
    desk.keys("j E E");
    assert_eq!(wanted(&mut desk), ["prepare _news/bravo.md"], "a second key starts no second editor");
    let ready = |outcome| Job::EditReady { file: file("_news/bravo.md"), outcome };
    let before = Ok(Arc::from(&b"before"[..]));
    desk.job(ready(Ok(Editable { path: PathBuf::from("/cards/_news/bravo.md"), before })));
    assert_eq!(wanted(&mut desk), ["edit _news/bravo.md at /cards/_news/bravo.md"]);
    desk.alarm(Timer::Alike);
    edited(&mut desk, "_news/bravo.md", Ok(()));
    desk.alarm(Timer::Busy);
    desk.alarm(Timer::Card);
    assert!(matches!(
        desk.effects.as_slice(),
        [Effect::RecordEdit { before, .. }, Effect::ReadAgain { files }, Effect::ShowCard { .. }]
            if &**before == b"before" && *files == [file("_news/bravo.md")]
    ));
    desk.job(Job::Decided(Ok(Kept::default())));
    desk.settle();
    assert_eq!((desk.shown(), desk.message()), ("Bravo", ""));

    desk.keys("E");
    assert_eq!(wanted(&mut desk), ["prepare _news/bravo.md"]);
    desk.job(ready(Err(SafeText::line("it is not there"))));
    assert!(wanted(&mut desk).is_empty());
    assert_eq!(desk.message(), "it is not there");
    desk.keys("E");
    assert_eq!(wanted(&mut desk).len(), 1, "after a refusal the key works again");
}

#[test]
fn the_file_is_prepared_behind_what_was_decided_before() {
    let mut desk = Desk::new();
    desk.effects.clear();
    desk.press("s p E");
    desk.alarm(Timer::Busy);
    // They are carried out in this order: see `crate::work`.
    assert!(matches!(
        desk.effects.as_slice(),
        [Effect::Decide { .. }, Effect::ChangeFiles { .. }, Effect::PrepareEdit { .. }]
    ));
}

#[test]
fn an_editor_that_fails_is_told_of_and_the_file_is_read_all_the_same() {
    let mut desk = Desk::new();
    desk.keys("E");
    desk.effects.clear();
    edited(&mut desk, "_news/alpha.md", Err(SafeText::line("the editor vi ended with status 1")));
    assert_eq!(desk.message(), "the editor vi ended with status 1");
    assert!(matches!(desk.effects.as_slice(), [Effect::ReadAgain { .. }, Effect::ShowCard { .. }]));
    // The reader has gone on to another card meanwhile.
    desk.settle();
    desk.effects.clear();
    edited(&mut desk, "_news/bravo.md", Ok(()));
    assert!(matches!(desk.effects.as_slice(), [Effect::ReadAgain { .. }]), "what is shown is another card");
}

#[test]
fn in_the_detail_pane_the_file_is_that_of_what_is_shown() {
    let mut desk = Desk::new();
    desk.keys("l ] ] ] ] enter E");
    assert_eq!(desk.shown(), "Foreign");
    assert_eq!(wanted(&mut desk), ["prepare _news/alpha.md"], "a nested card lies in the file around it");
}

#[test]
fn a_card_in_the_bin_is_not_edited() {
    let mut desk = Desk::new();
    let slot = desk.model.selected().unwrap();
    desk.model.decisions.flags.set(slot, Flags { binned: true, ..Flags::default() });
    desk.keys("E");
    assert_eq!(desk.message(), "This card is in the bin; take it out to edit it");
    assert!(wanted(&mut desk).is_empty());
}
