//! Cards like the one that is shown: when they are looked for, and that nothing moves when they come.

use super::*;
use crate::page::TargetKind;
use crate::triage::Flags;

/// What the pane shows, line by line.
fn lines(desk: &Desk) -> Vec<String> {
    let shown = desk.model.detail.shown.as_ref().unwrap();
    let line = |line: &crate::page::Line| {
        let text: String = line.spans.iter().map(|span| span.text.as_str()).collect();
        // Headings are followed by a line as wide as the page.
        text.trim_end_matches(['─', ' ']).to_owned()
    };
    shown.page.lines.iter().map(line).collect()
}

/// Titles below the heading, in order.
fn offered(desk: &Desk) -> Vec<String> {
    let shown = desk.model.current().unwrap();
    let lines = lines(desk);
    let alike = |target: &&crate::page::Target| matches!(target.kind, TargetKind::Alike(_));
    shown.page.targets.iter().filter(alike).map(|target| lines[target.first].trim().to_owned()).collect()
}

fn questions(desk: &Desk) -> usize {
    desk.effects.iter().filter(|effect| matches!(effect, Effect::FindAlike { .. })).count()
}

impl Desk {
    /// The reader stays with the card until cards like it are there.
    fn stays(&mut self) {
        let alarm = self.alarm(Timer::Alike).unwrap();
        self.ring(Timer::Alike, alarm);
        self.settle();
    }
}

#[test]
fn they_are_looked_for_once_the_reader_stays() {
    let mut desk = Desk::new();
    let first = desk.alarm(Timer::Alike).unwrap();
    desk.press("j");
    assert_eq!(desk.alarm(Timer::Alike), None, "the card is not on the screen yet");
    desk.settle();
    desk.keys("j");
    desk.ring(Timer::Alike, first);
    assert_eq!(questions(&desk), 0, "that card was only passed by");
    let alarm = desk.alarm(Timer::Alike).unwrap();
    desk.ring(Timer::Alike, alarm);
    assert_eq!(questions(&desk), 1);
    desk.ring(Timer::Alike, alarm);
    assert_eq!(questions(&desk), 1, "once is enough");
    desk.settle();
    assert_eq!((desk.shown(), offered(&desk)), ("Charlie", vec!["Alpha".to_owned(), "Bravo".to_owned()]));
    desk.keys("l j k ?");
    assert_eq!((desk.alarm(Timer::Alike), questions(&desk)), (None, 0));
}

#[test]
fn a_late_answer_is_dropped() {
    let mut desk = Desk::new();
    desk.keys("2j");
    let alarm = desk.alarm(Timer::Alike).unwrap();
    desk.ring(Timer::Alike, alarm);
    let at = desk.effects.iter().position(|effect| matches!(effect, Effect::FindAlike { .. })).unwrap();
    let question = desk.effects.remove(at);
    desk.keys("k");
    let before = lines(&desk);
    let revision = desk.model.revision();
    desk.job(answer(question.clone()));
    assert_eq!((lines(&desk), desk.model.revision()), (before, revision));
    desk.keys("j");
    desk.job(answer(question));
    assert_eq!(offered(&desk), [] as [&str; 0], "it is asked for anew");
    desk.stays();
    assert_eq!(offered(&desk), ["Alpha", "Bravo"]);
}

#[test]
fn nothing_moves_when_they_come_and_when_the_size_changes() {
    let mut desk = Desk::empty(120, 12);
    desk.load();
    desk.keys("l ] ] ] ]");
    let (top, before) = (desk.model.detail.top, lines(&desk));
    assert!(top > 0, "the page does not fit");
    desk.stays();
    assert_eq!((desk.model.detail.top, desk.model.detail.target), (top, Some(3)));
    let after = lines(&desk);
    assert_eq!(after[..before.len()], before);
    assert_eq!(after[before.len()..], ["", "More like this", "    Charlie", "    3 days ago"]);
    desk.keys("]");
    let selected = |desk: &Desk| {
        let shown = desk.model.current().unwrap();
        shown.page.targets[desk.model.detail.target.unwrap()].kind
    };
    assert_eq!(selected(&desk), TargetKind::Alike(0));
    for width in [100, 61, 120] {
        let effects = update(&mut desk.model, Msg::Resized(Size { width, height: 12 }));
        desk.effects.extend(effects);
        desk.settle();
        assert_eq!((selected(&desk), offered(&desk)), (TargetKind::Alike(0), vec!["Charlie".to_owned()]));
    }
    assert_eq!((lines(&desk), desk.alarm(Timer::Alike), questions(&desk)), (after, None, 0));
}

#[test]
fn they_are_opened_copied_and_jumped_to() {
    let mut desk = Desk::new();
    desk.keys("2j");
    desk.stays();
    desk.keys("l ] o y");
    assert_eq!(desk.opened(), ["https://example.org/alpha"]);
    assert_eq!(desk.copied(), ["https://example.org/alpha"]);
    desk.keys("] enter");
    assert_eq!((desk.shown(), desk.selected()), ("Bravo", "Bravo"));
    desk.keys("H");
    assert_eq!((desk.shown(), desk.selected()), ("Charlie", "Charlie"));
}

#[test]
fn neither_those_in_the_bin_nor_archived_ones_are_offered() {
    let mut desk = Desk::new();
    desk.keys("2j");
    let slots = desk.model.list.slots.clone();
    desk.model.decisions.flags.set(slots[0], Flags { archived: true, ..Flags::default() });
    desk.model.decisions.flags.set(slots[1], Flags { binned: true, ..Flags::default() });
    desk.stays();
    assert_eq!(offered(&desk), [] as [&str; 0]);
    assert!(!lines(&desk).contains(&"More like this".to_owned()), "no heading without cards");
}

#[test]
fn not_for_nested_cards_nor_while_the_library_is_read_nor_unseen() {
    let mut desk = loading();
    desk.settle();
    assert_eq!((desk.alarm(Timer::Alike), desk.shown()), (None, "Alpha"));

    let mut desk = Desk::new();
    desk.keys("l ] ] ] ]");
    desk.alarm(Timer::Alike);
    desk.keys("enter");
    assert_eq!((desk.alarm(Timer::Alike), desk.shown()), (None, "Foreign"));

    let mut desk = Desk::empty(50, 12);
    desk.load();
    assert_eq!(desk.alarm(Timer::Alike), None);
    desk.keys("l");
    assert!(desk.alarm(Timer::Alike).is_some());
}

#[test]
fn a_reload_keeps_the_section_until_it_is_found_anew() {
    let mut desk = Desk::new();
    desk.keys("2j");
    desk.stays();
    desk.keys("l ] ] r");
    assert_eq!(desk.alarm(Timer::Alike), None);
    desk.load();
    assert_eq!((desk.shown(), offered(&desk)), ("Charlie", vec!["Alpha".to_owned(), "Bravo".to_owned()]));
    let before = lines(&desk);
    desk.stays();
    assert_eq!((lines(&desk), desk.model.detail.target), (before, Some(1)), "it is there once");
}

#[test]
fn where_reading_ended_does_not_depend_on_them() {
    let kept = |stays: bool| {
        let mut desk = Desk::empty(120, 12);
        desk.load();
        desk.keys("l");
        if stays {
            desk.stays();
        }
        desk.keys("j j j J");
        let at = |effect: &Effect| match effect {
            Effect::KeepPosition { now, .. } => *now,
            _ => None,
        };
        desk.effects.iter().find_map(at)
    };
    assert!(kept(false).is_some());
    assert_eq!(kept(true), kept(false));
}

#[test]
fn a_file_that_changed_is_looked_at_anew() {
    let mut desk = Desk::new();
    desk.keys("2j");
    desk.stays();
    let mut builder = SegmentBuilder::default();
    builder.push(&card("title: Charlie\ntopics: [Rust]").head(0, Path::new("_news/charlie.md"))).unwrap();
    desk.job(Job::HeadsReadAgain(vec![Arc::new(builder.finish())]));
    desk.settle();
    assert_eq!(offered(&desk), ["Alpha", "Bravo"], "until the others are found");
    desk.stays();
    assert_eq!(offered(&desk), ["Bravo"]);
}

#[test]
fn a_movement_that_was_the_beginning_of_a_sequence_leaves_the_section() {
    let mut desk = Desk::new();
    desk.keys("2j");
    desk.stays();
    let before = lines(&desk);
    desk.keys("G");
    assert_eq!(desk.shown(), "Echo");
    desk.keys("A");
    assert_eq!((desk.shown(), lines(&desk)), ("Charlie", before));
}

#[test]
fn a_search_that_nobody_waits_for_is_given_up() {
    let desk = Desk::new();
    let (library, flags) = (&desk.model.library, &desk.model.decisions.flags);
    let file = desk.model.selected_head().unwrap().file();
    assert!(find_alike(library, &file, flags, &|| true).is_err());
    assert_eq!(find_alike(library, &file, flags, &|| false).unwrap().len(), 1);
}
