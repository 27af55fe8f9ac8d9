//! Files that stir: when they are looked at, one look at a time, and what an answer changes.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::*;
use crate::app::Seen;
use crate::library::{Fresh, LibraryChange, Slot, Stirred};
use crate::triage::{CardId, Cursor, Flags};

const STARRED: Flags = Flags { read: false, starred: true, archived: false, binned: false, snoozed_until: None };

fn stirred(path: &str) -> Job {
    let mut stirred = Stirred::default();
    stirred.add(PathBuf::from(path));
    Job::FilesStirred(stirred)
}

/// The alarms of a timer that were set since this was asked last, by their numbers and times in milliseconds.
fn alarms(desk: &mut Desk, wanted: Timer) -> Vec<(u32, u128)> {
    let of = |effect: &Effect| match effect {
        Effect::Wake { timer, number, after } if *timer == wanted => Some((*number, after.as_millis())),
        _ => None,
    };
    let found = desk.effects.iter().filter_map(of).collect();
    desk.effects.retain(|effect| of(effect).is_none());
    found
}

fn rings(desk: &mut Desk, timer: Timer, number: u32) {
    let effects = update(&mut desk.model, Msg::Rang { timer, number });
    desk.effects.extend(effects);
}

/// What was looked at since this was asked last: the numbers of the questions, what stirred, what is taken as it is.
fn looks(desk: &mut Desk) -> Vec<(u32, Stirred, Vec<PathBuf>)> {
    let of = |effect: &Effect| match effect {
        Effect::LookAtFiles { question, stirred, as_they_are, .. } => {
            Some((*question, stirred.clone(), as_they_are.iter().cloned().collect()))
        }
        _ => None,
    };
    let found = desk.effects.iter().filter_map(of).collect();
    desk.effects.retain(|effect| of(effect).is_none());
    found
}

/// Lets a path stir and come to rest. Returns the number of the question about it.
fn look(desk: &mut Desk, path: &str) -> u32 {
    desk.job(stirred(path));
    let number = alarms(desk, Timer::Files)[0].0;
    rings(desk, Timer::Files, number);
    looks(desk)[0].0
}

fn slot(desk: &Desk, path: &str) -> Slot {
    desk.model.library.by_path(0, Path::new(path)).unwrap()
}

/// A change with one head, in the place of another.
fn fresh(path: &str, text: &str, before: Option<Slot>) -> LibraryChange {
    let mut builder = SegmentBuilder::default();
    builder.push(&card(text).head(0, Path::new(path))).unwrap();
    let fresh = vec![Fresh { segment: Arc::new(builder.finish()), before: vec![before] }];
    LibraryChange { fresh, ..LibraryChange::default() }
}

fn seen(change: LibraryChange) -> Seen {
    let known = change.fresh.iter().map(|fresh| vec![None; fresh.segment.len()]).collect();
    Seen { change, known: Some(known), ..Seen::default() }
}

#[test]
fn what_stirs_is_looked_at_when_it_has_come_to_rest_and_150_ms_later_at_the_latest() {
    let mut desk = Desk::new();
    desk.job(stirred("/a.md"));
    let (mut number, mut waited) = alarms(&mut desk, Timer::Files)[0];
    // More stirs all the time.
    while looks(&mut desk).is_empty() {
        desk.job(stirred("/b.md"));
        assert!(alarms(&mut desk, Timer::Files).is_empty(), "there is one already");
        rings(&mut desk, Timer::Files, number);
        let Some((next, after)) = alarms(&mut desk, Timer::Files).first().copied() else { break };
        (number, waited) = (next, waited + after);
    }
    assert_eq!(waited, 150);
    assert_eq!(
        look(&mut Desk::new(), "/a.md"),
        look(&mut Desk::new(), "/a.md"),
        "one alarm is enough when nothing more stirs"
    );
}

#[test]
fn what_stirs_during_a_look_waits_for_its_answer() {
    let mut desk = Desk::new();
    let question = look(&mut desk, "/a.md");
    desk.job(stirred("/b.md"));
    let number = alarms(&mut desk, Timer::Files)[0].0;
    rings(&mut desk, Timer::Files, number);
    assert!(looks(&mut desk).is_empty());
    desk.job(Job::FilesLookedAt { question, seen: Seen::default() });
    let number = alarms(&mut desk, Timer::Files)[0].0;
    rings(&mut desk, Timer::Files, number);
    let paths = Stirred::Paths([PathBuf::from("/b.md")].into());
    assert_eq!(looks(&mut desk).into_iter().map(|(_, stirred, _)| stirred).collect::<Vec<_>>(), [paths]);
}

#[test]
fn what_stirs_while_the_library_is_read_is_looked_at_after_that() {
    let mut desk = Desk::empty(120, 40);
    desk.job(stirred("/a.md"));
    let number = alarms(&mut desk, Timer::Files)[0].0;
    rings(&mut desk, Timer::Files, number);
    assert!(looks(&mut desk).is_empty());
    desk.load();
    let number = alarms(&mut desk, Timer::Files)[0].0;
    rings(&mut desk, Timer::Files, number);
    assert_eq!(looks(&mut desk).len(), 1);
}

#[test]
fn an_answer_about_the_library_before_a_reload_is_dropped() {
    let mut desk = Desk::new();
    let question = look(&mut desk, "/a.md");
    desk.press("r");
    let gone = LibraryChange { gone: vec![slot(&desk, "_news/bravo.md")], ..LibraryChange::default() };
    desk.job(Job::FilesLookedAt { question, seen: seen(gone) });
    assert_eq!(desk.model.library.len(), 5);
}

#[test]
fn new_changed_and_gone_cards_show_without_a_word_and_the_selection_stays() {
    let mut desk = Desk::new();
    desk.keys("j j");
    desk.model.message = None;
    let mut change = fresh("new.md", "title: New\npublishedDateTime: 2026-01-06", None);
    let bravo = slot(&desk, "_news/bravo.md");
    change.fresh.extend(fresh("_news/bravo.md", "title: Bravissimo\npublishedDateTime: 2026-01-01", Some(bravo)).fresh);
    change.gone.push(slot(&desk, "_videos/delta.md"));
    let question = look(&mut desk, "/x");
    desk.job(Job::FilesLookedAt { question, seen: seen(change) });
    desk.settle();
    assert_eq!(desk.titles(), ["New", "Alpha", "Charlie", "Bravissimo", "Echo"]);
    assert_eq!((desk.selected(), desk.shown(), desk.model.list.cursor.at), ("Charlie", "Charlie", 2));
    assert!(desk.model.message.is_none());
    assert_eq!((desk.model.library.len(), desk.model.list.unread), (5, Some(5)));
}

#[test]
fn a_list_that_was_searched_for_before_a_change_leaves_out_what_is_gone() {
    let mut desk = Desk::new();
    desk.keys("j");
    desk.press("S");
    desk.press("enter");
    let late = desk.effects.len();
    let question = look(&mut desk, "/x");
    let change = LibraryChange { gone: vec![slot(&desk, "_news/alpha.md")], ..LibraryChange::default() };
    desk.job(Job::FilesLookedAt { question, seen: seen(change) });
    assert!(late > 0 && desk.model.list.asked.outdated == desk.model.list.asked.waiting);
    desk.settle();
    assert!(!desk.titles().contains(&"Alpha") && desk.titles().len() == 4, "{:?}", desk.titles());
}

#[test]
fn flags_come_with_the_cards_and_what_the_reader_knows_of_them_is_newer() {
    let mut desk = Desk::new();
    let question = look(&mut desk, "/x");
    let (one, two) = (CardId::from(1), CardId::from(2));
    let mut change = fresh("one.md", "title: One", None);
    change.fresh.extend(fresh("two.md", "title: Two", None).fresh);
    desk.model.decisions.learn(slot(&desk, "_news/alpha.md"), two);
    let known = Some(vec![vec![Some((one, STARRED))], vec![Some((two, STARRED))]]);
    desk.job(Job::FilesLookedAt { question, seen: Seen { change, known, ..Seen::default() } });
    let flags = |path: &str| desk.model.decisions.flags.get(slot(&desk, path));
    assert_eq!((flags("one.md"), flags("two.md")), (STARRED, Flags::default()));
    // The file becomes another card's.
    let change = fresh("one.md", "title: Other", Some(slot(&desk, "one.md")));
    let question = look(&mut desk, "/x");
    desk.job(Job::FilesLookedAt { question, seen: seen(change) });
    desk.model.decisions.set(one, STARRED);
    assert_eq!(desk.model.decisions.flags.get(slot(&desk, "one.md")), Flags::default());
}

#[test]
fn what_was_decided_after_the_cards_were_looked_up_is_asked_for() {
    let mut desk = Desk::new();
    desk.model.decisions.cursor = Cursor { change: 7, alias: 3 };
    let question = look(&mut desk, "/x");
    let change = fresh("one.md", "title: One", None);
    let cursor = Cursor { change: 5, alias: 3 };
    desk.job(Job::FilesLookedAt { question, seen: Seen { cursor, ..seen(change) } });
    let since = desk.effects.iter().find_map(|effect| match effect {
        Effect::HearNews { since, .. } => Some(*since),
        _ => None,
    });
    assert_eq!(since, Some(cursor));
}

#[test]
fn half_written_files_are_given_time_twice() {
    let mut desk = Desk::new();
    let question = look(&mut desk, "/a.md");
    let path = PathBuf::from("/a.md");
    let unfinished: BTreeSet<PathBuf> = [path.clone()].into();
    desk.job(Job::FilesLookedAt { question, seen: Seen { unfinished: unfinished.clone(), ..Seen::default() } });
    let (number, first) = alarms(&mut desk, Timer::Unfinished)[0];
    rings(&mut desk, Timer::Unfinished, number);
    let (number, second) = alarms(&mut desk, Timer::Unfinished)[0];
    let looked = looks(&mut desk);
    assert_eq!((looked.len(), &looked[0].2), (1, &Vec::new()));
    desk.job(Job::FilesLookedAt { question: looked[0].0, seen: Seen { unfinished, ..Seen::default() } });
    rings(&mut desk, Timer::Unfinished, number);
    assert_eq!(looks(&mut desk)[0].2, [path]);
    assert!(alarms(&mut desk, Timer::Unfinished).is_empty());
    assert_eq!((first, first + second), (500, 2_000));
}

#[test]
fn without_a_watch_everything_is_looked_at_from_time_to_time_and_that_is_said_once() {
    let mut desk = Desk::new();
    desk.job(Job::FilesUnwatched(SafeText::line("no watch is left")));
    assert_eq!(desk.message(), "no watch is left");
    desk.model.message = None;
    desk.job(Job::FilesUnwatched(SafeText::line("no watch is left")));
    assert!(desk.model.message.is_none());
    let polls = alarms(&mut desk, Timer::Poll);
    assert_eq!((polls.len(), polls[0].1), (1, 30_000));
    rings(&mut desk, Timer::Poll, polls[0].0);
    assert_eq!(looks(&mut desk)[0].1, Stirred::Everything);
    assert_eq!(alarms(&mut desk, Timer::Poll).len(), 1);
}
