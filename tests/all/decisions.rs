//! Deciding over real files and a real state database, without a thread: what is decided shows, lasts, and can be taken
//! back.

use std::path::Path;

use copydesk::app::{Msg, Pane};
use copydesk::card::Timestamp;
use copydesk::store::Sources;
use copydesk::triage::Flags;

use ratatui::layout::Size;

use crate::desk::{Desk, NOW};

fn flags(desk: &Desk, row: usize) -> Flags {
    desk.model.decisions.flags.get(desk.model.list.slots[row])
}

fn message(desk: &Desk) -> &str {
    desk.model.message.as_ref().map_or("", |message| &message.text)
}

#[test]
fn what_is_decided_shows_lasts_and_is_taken_back_after_a_restart() {
    let mut desk = Desk::of_fixtures(120, 40);
    assert_eq!(desk.model.list.unread, Some(7));
    desk.keys("m j s");
    assert!(flags(&desk, 0).read && flags(&desk, 1).starred);
    assert_eq!((desk.model.list.unread, desk.model.unsaved.len()), (Some(6), 0));

    let mut desk = desk.restart();
    assert!(flags(&desk, 0).read && flags(&desk, 1).starred);
    desk.keys("u");
    assert_eq!(message(&desk), "Undone: star, \"人工知能の未来 and other long titles th…\"");
    assert_eq!(flags(&desk, 1), Flags::default());
    desk.keys("u");
    assert_eq!((flags(&desk, 0), desk.model.list.unread), (Flags::default(), Some(7)));
    desk.keys("u");
    assert_eq!(message(&desk), "Nothing to undo");
    desk.keys("ctrl-r ctrl-r ctrl-r");
    assert!(flags(&desk, 0).read && flags(&desk, 1).starred);
    assert_eq!(message(&desk), "Nothing to redo");
}

#[test]
fn an_archived_card_stays_in_place_until_the_view_is_entered_again() {
    let mut desk = Desk::of_fixtures(120, 40);
    desk.keys("j e");
    assert_eq!(desk.titles().len(), 7);
    assert!(flags(&desk, 1).archived);
    insta::assert_snapshot!("archived_120x40", desk.screen());
    desk.keys("' i");
    assert_eq!(desk.titles().len(), 6);
    desk.keys("' a");
    assert_eq!(desk.titles().len(), 1);
    assert_eq!(&*desk.model.scope.view.name, "archived");
    desk.keys("e ' i");
    assert_eq!(desk.titles().len(), 7);
}

#[test]
fn one_key_marks_everything_and_one_takes_it_back() {
    let mut desk = Desk::of_fixtures(120, 40);
    desk.keys("3m A");
    assert_eq!(desk.model.list.unread, Some(0));
    assert_eq!(message(&desk), "mark read: 4 cards; u takes it back");
    desk.keys("U");
    assert_eq!(desk.titles().len(), 0);
    desk.keys("U u");
    assert_eq!(desk.model.list.unread, Some(4), "three were decided before");
    desk.keys("u U");
    assert_eq!((desk.titles().len(), desk.model.focus), (7, Pane::List));
}

#[test]
fn what_is_above_or_below_the_cursor_is_read_without_its_row() {
    let mut desk = Desk::of_fixtures(120, 40);
    desk.keys("3G GA");
    assert_eq!((desk.model.list.unread, desk.model.list.cursor.at), (Some(3), 2));
    assert_eq!(message(&desk), "mark read: 4 cards; u takes it back");
    desk.keys("gA");
    assert_eq!(desk.model.list.unread, Some(1));
    assert!(!flags(&desk, 2).read);
}

#[test]
fn a_verb_on_a_selection_is_one_step() {
    let mut desk = Desk::of_fixtures(120, 40);
    desk.keys("v space j space 2j space e");
    let archived = |desk: &Desk| (0..7).filter(|row| flags(desk, *row).archived).collect::<Vec<_>>();
    assert_eq!(archived(&desk), [1, 3]);
    assert_eq!(message(&desk), "archive: 2 cards; u takes it back");
    desk.keys("u");
    assert_eq!((archived(&desk), message(&desk)), (Vec::new(), "Undone: archive, 2 cards"));
}

#[test]
fn opening_a_card_reads_it_and_opening_a_related_one_does_not() {
    let mut desk = Desk::of_fixtures(120, 40);
    desk.keys("l 1 ] o");
    assert!(!flags(&desk, 0).read);
    desk.keys("h o");
    assert!(flags(&desk, 0).read);
    assert_eq!(desk.opened().len(), 3);
    desk.keys("u");
    assert!(!flags(&desk, 0).read);
}

fn card(folder: &Path, name: &str, link: &str) {
    let text = format!("---\ntitle: A card\nwebUrl: {link}\n---\n");
    std::fs::write(folder.join(name), text).unwrap();
}

#[test]
fn a_file_that_is_renamed_and_then_gets_another_link_keeps_its_flags() {
    let folder = tempfile::tempdir().unwrap();
    card(folder.path(), "a.md", "https://example.org/a");
    let mut desk = Desk::open(Sources::find(&[folder.path().to_path_buf()]).unwrap(), 100, 30);
    desk.keys("s");
    std::fs::rename(folder.path().join("a.md"), folder.path().join("b.md")).unwrap();
    desk.keys("r");
    assert!(flags(&desk, 0).starred);
    card(folder.path(), "b.md", "https://example.org/moved");
    desk.keys("r");
    assert!(flags(&desk, 0).starred, "its new path was learned");
    let desk = desk.restart();
    assert!(flags(&desk, 0).starred);
}

#[test]
fn without_a_place_for_state_nothing_is_said_to_be_done() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let mut desk = Desk::of_fixtures(120, 40).without_state(file.path());
    desk.keys("m");
    assert_eq!(flags(&desk, 0), Flags::default());
    assert!(desk.model.message.as_ref().unwrap().is_error, "{}", message(&desk));
}

#[test]
fn snoozed_cards_are_out_of_the_way_until_they_are_woken() {
    let mut desk = Desk::of_fixtures(120, 40);
    desk.keys("2Z 3 h");
    assert_eq!(message(&desk), "Snoozed until today, 11:00: 2 cards; u takes it back");
    assert_eq!(flags(&desk, 1).snoozed_until, Some(Timestamp(NOW.0 + 3 * 3600)));
    insta::assert_snapshot!("snoozed_120x40", desk.screen());
    desk.keys("' i");
    assert_eq!(desk.titles().len(), 5);
    desk.keys("' z");
    assert_eq!((desk.titles().len(), &*desk.model.scope.view.name), (2, "snoozed"));
    desk.keys("Z n ' i");
    assert_eq!(desk.titles().len(), 6);
    desk.send(Msg::Woke(Timestamp(NOW.0 + 3 * 3600 + 1)));
    desk.keys("' z");
    assert_eq!(desk.titles().len(), 0, "the time has come");
    desk.keys("u u ' l");
    assert_eq!((desk.titles().len(), flags(&desk, 0), flags(&desk, 1)), (7, Flags::default(), Flags::default()));
}

#[test]
fn a_snooze_that_is_over_brings_the_card_back() {
    let mut desk = Desk::of_fixtures(120, 40);
    desk.send(Msg::Woke(Timestamp(NOW.0 + 61)));
    assert_eq!(desk.titles().len(), 7);
}

#[test]
fn what_another_reader_decides_shows_without_moving_the_selection() {
    let mut here = Desk::of_fixtures(120, 40);
    let mut there = here.beside();
    here.keys("j j");
    // A card that nobody had decided about before.
    there.keys("m");
    assert!(here.stir());
    assert_eq!((flags(&here, 0).read, here.model.list.unread), (true, Some(6)));
    assert_eq!((here.model.list.cursor.at, here.model.unsaved.len()), (2, 0));
    // One that is known by now, and one that is new; archived ones stay in place.
    there.keys("s j e");
    assert!(here.stir());
    assert!(flags(&here, 0).starred && flags(&here, 1).archived);
    assert_eq!(here.titles().len(), 7);
    // There and back.
    here.keys("u gg m");
    assert_eq!(message(&here), "", "the other reader's steps are its own");
    assert!(there.stir());
    assert!(!flags(&there, 0).read);
    assert_eq!(there.model.list.unread, Some(7));
}

#[test]
fn what_the_reader_decides_itself_is_no_news() {
    let mut here = Desk::of_fixtures(120, 40);
    here.keys("m j s u");
    assert!(!here.stir());
    let mut there = here.beside();
    assert!(!here.stir(), "looking is no news either");
    assert!(!there.stir());
    here.keys("r");
    assert!(!here.stir());
}

#[test]
fn a_card_that_stays_open_is_read_and_one_marked_unread_meanwhile_is_not() {
    let mut desk = Desk::of_fixtures(120, 40);
    desk.keys("l");
    desk.ring();
    assert!(flags(&desk, 0).read);
    desk.keys("m");
    desk.ring();
    assert!(!flags(&desk, 0).read);
    desk.keys("J J");
    desk.ring();
    assert_eq!((flags(&desk, 1).read, flags(&desk, 2).read), (false, true));
    // Nobody asked for that, so it is neither what undo takes back nor the end of what can be done again.
    desk.keys("u");
    assert_eq!(
        (message(&desk), flags(&desk, 2).read),
        ("Undone: mark unread, \"Slow light in a glass of water\"", true)
    );
    desk.keys("K");
    desk.ring();
    desk.keys("ctrl-r");
    assert_eq!(
        (message(&desk), flags(&desk, 1).read),
        ("Done again: mark unread, \"Slow light in a glass of water\"", true)
    );
}

#[test]
fn a_card_opens_where_it_was_left_and_undo_knows_nothing_of_it() {
    let mut desk = Desk::of_fixtures(100, 20);
    desk.keys("m l j j j j");
    let lines = desk.model.current().unwrap().page.lines.len();
    let mut desk = desk.restart();
    assert_eq!(desk.model.detail.top, 4);
    desk.send(Msg::Resized(Size { width: 160, height: 20 }));
    let wide = desk.model.current().unwrap().page.lines.len();
    assert_eq!(desk.model.detail.top, 4 * wide / lines, "on a wider page it is about the same text");
    desk.keys("u");
    assert_eq!(message(&desk), "Undone: mark read, \"Slow light in a glass of water\"");
    desk.keys("l gg");
    assert_eq!(desk.restart().model.detail.top, 0);
}

#[test]
fn what_is_taken_back_is_where_one_looks() {
    let mut desk = Desk::of_fixtures(120, 40);
    desk.keys("e ' i");
    assert_eq!(desk.titles().len(), 6);
    desk.keys("u");
    assert_eq!((desk.titles().len(), desk.titles()[0]), (7, "Slow light in a glass of water"));
    // Only unread ones, and back to where one came from.
    desk.keys("j s ' s U");
    assert_eq!(&*desk.model.scope.view.name, "unread");
    desk.keys("A");
    assert_eq!(desk.model.list.unread, Some(0), "dimmed rows are not counted");
    desk.keys("U");
    assert_eq!((&*desk.model.scope.view.name, desk.titles().len()), ("starred", 1));
}

#[test]
fn two_files_with_one_link_show_the_same_at_once() {
    let library = tempfile::tempdir().unwrap();
    for (name, title) in [("a.md", "One"), ("b.md", "Two"), ("c.md", "Three")] {
        let link = if name == "c.md" { "other" } else { "same" };
        let text = format!("---\ntitle: {title}\nwebUrl: https://example.org/{link}\n---\n");
        std::fs::write(library.path().join(name), text).unwrap();
    }
    let mut desk = Desk::open(Sources::find(&[library.path().to_path_buf()]).unwrap(), 120, 40);
    desk.keys("s");
    let starred: Vec<&str> = desk
        .titles()
        .into_iter()
        .zip(0..)
        .filter(|(_, row)| flags(&desk, *row).starred)
        .map(|(title, _)| title)
        .collect();
    assert_eq!(starred, ["One", "Two"]);
}
