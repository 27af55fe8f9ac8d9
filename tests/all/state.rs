//! The state database under what life does to it: several processes, kills, renames, second thoughts. Processes are
//! this test binary again, running the one test below that is told what to do by its environment.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use copydesk::card::{SafeUrl, Timestamp};
use copydesk::store::state::{Known, Notice, Scope, State, StateError};
use copydesk::triage::{
    CardId, Committed, Direction, Draft, Field, Flags, Identity, LibraryId, Mark, PastKind, Subject, Turn, Value, Wish,
};

use crate::desk::NOW;

fn identity(path: &str, link: Option<&str>) -> Identity {
    let link = link.map(|link| SafeUrl::parse(link).unwrap());
    Identity::new(LibraryId::of(Path::new("/library")), Path::new(path), link.as_ref())
}

fn numbered(number: usize) -> Identity {
    identity(&format!("_news/2026-11-24-a-card-{number}.md"), Some(&format!("https://example.org/news/{number}")))
}

fn open(folder: &Path) -> State {
    State::open(folder, NOW).unwrap().0
}

fn subject(known: &Known, identity: Identity) -> (Subject, Flags) {
    match known.find(&identity) {
        Some(found) => (Subject::Known(found.card), found.flags),
        None => (Subject::New(identity), Flags::default()),
    }
}

fn mark(state: &mut State, mark: Mark, identities: impl IntoIterator<Item = Identity>) -> Committed {
    let known = state.known().unwrap();
    let draft = mark.draft(identities.into_iter().map(|identity| subject(&known, identity)));
    state.commit(&draft).unwrap()
}

fn flags_of(state: &State, identity: &Identity) -> Option<Flags> {
    state.known().unwrap().find(identity).map(|found| found.flags)
}

const STAR: Mark = Mark::Star(Turn::On);
const READ: Mark = Mark::Read(Turn::On);

#[test]
fn decisions_outlive_the_program() {
    let dir = tempfile::tempdir().unwrap();
    let mut state = open(dir.path());
    let done = mark(&mut state, Mark::Snooze(Some(Timestamp(NOW.0 + 60))), [numbered(1), numbered(2)]);
    assert_eq!((done.changes, done.subjects.len(), done.verb.as_str()), (2, 2, "snooze"));
    // Nothing to do is no step.
    let again = mark(&mut state, Mark::Snooze(Some(Timestamp(NOW.0 + 60))), [numbered(1)]);
    assert_eq!((again.step, again.changes), (None, 0));
    drop(state);
    let state = open(dir.path());
    assert!(flags_of(&state, &numbered(2)).unwrap().is_snoozed(NOW));
    assert_eq!(flags_of(&state, &numbered(3)), None);
    assert_eq!(state.identify(&[numbered(1), numbered(3)]).unwrap(), [Some(done.subjects[0]), None]);
    assert_eq!(state.history(10).unwrap().len(), 1);
}

#[test]
fn a_file_renamed_then_its_link_changed_keeps_its_flags() {
    let dir = tempfile::tempdir().unwrap();
    let mut state = open(dir.path());
    let first = identity("a.md", Some("https://example.org/a?utm_source=feed"));
    let card = mark(&mut state, STAR, [first]).subjects[0];
    let steps = [
        identity("b.md", Some("https://example.org/a")),
        identity("b.md", Some("https://example.org/other")),
        identity("c.md", Some("https://example.org/other")),
        identity("c.md", None),
        identity("d\n%.md", Some("https://example.org/other")),
    ];
    for step in steps {
        let found = state.known().unwrap().find(&step).unwrap();
        assert_eq!((found.card, found.flags.starred), (card, true), "{step:?}");
        let missing = state.adopt(std::slice::from_ref(&step)).unwrap();
        assert_eq!(missing > 0, !found.complete, "{step:?}");
        assert!(state.known().unwrap().find(&step).unwrap().complete);
    }
    // A card nobody decided about is not made by looking at it.
    assert_eq!(state.adopt(&[numbered(1)]), Ok(0));
    assert_eq!(state.known().unwrap().cards().len(), 1);
    state.check().unwrap();
}

#[test]
fn deciding_learns_new_names_and_two_files_with_one_link_are_one_card() {
    let dir = tempfile::tempdir().unwrap();
    let mut state = open(dir.path());
    let (one, two) = (identity("a.md", Some("https://example.org/")), identity("b.md", Some("https://example.org")));
    let draft = STAR.draft([one, two.clone()].map(|identity| (Subject::New(identity), Flags::default())));
    let done = state.commit(&draft).unwrap();
    assert_eq!((done.changes, done.subjects[0]), (1, done.subjects[1]));
    let moved = identity("b.md", Some("https://example.org/elsewhere"));
    assert_eq!(flags_of(&state, &moved), flags_of(&state, &two));
}

#[test]
fn undo_and_redo_go_as_in_an_editor() {
    let dir = tempfile::tempdir().unwrap();
    let mut state = open(dir.path());
    assert_eq!(state.undo(Scope::Device), Ok(None));
    mark(&mut state, STAR, [numbered(1)]);
    mark(&mut state, READ, [numbered(1), numbered(2)]);
    let undone = state.undo(Scope::Session).unwrap().unwrap();
    assert_eq!((undone.verb.as_str(), undone.changes, undone.subjects.len()), ("mark read", 2, 2));
    state.undo(Scope::Session).unwrap().unwrap();
    assert_eq!(state.undo(Scope::Session), Ok(None));
    assert_eq!(state.redo(Scope::Session).unwrap().unwrap().verb, "star");
    // A new step ends what could be redone, a reading position does not.
    let known = state.known().unwrap();
    state.commit(&Draft::position(subject(&known, numbered(1)).0, None, Some(3))).unwrap();
    assert!(state.next(Direction::Redo, Scope::Session).unwrap().is_some());
    mark(&mut state, Mark::Archive(Turn::On), [numbered(3)]);
    assert_eq!(state.redo(Scope::Session), Ok(None));
    assert_eq!(state.redo(Scope::Device), Ok(None));
    assert_eq!(state.undo(Scope::Session).unwrap().unwrap().verb, "archive");
    assert_eq!(state.undo(Scope::Session).unwrap().unwrap().verb, "star");
    assert_eq!(state.undo(Scope::Session), Ok(None));
    let kinds: Vec<PastKind> = state.history(4).unwrap().into_iter().map(|past| past.kind).collect();
    assert_eq!(kinds, [PastKind::Undo, PastKind::Undo, PastKind::Done, PastKind::Quiet]);
    state.check().unwrap();
}

#[test]
fn each_reader_undoes_its_own_steps_and_the_device_all() {
    let dir = tempfile::tempdir().unwrap();
    let (mut one, mut two) = (open(dir.path()), open(dir.path()));
    mark(&mut one, STAR, [numbered(1)]);
    mark(&mut two, READ, [numbered(1)]);
    assert_eq!(one.undo(Scope::Session).unwrap().unwrap().verb, "star");
    assert_eq!(one.undo(Scope::Session), Ok(None));
    assert_eq!(one.undo(Scope::Device).unwrap().unwrap().verb, "mark read");
    // Redo means what this reader has undone, last first, whoever had done it.
    assert_eq!(two.redo(Scope::Session), Ok(None));
    assert_eq!(one.redo(Scope::Session).unwrap().unwrap().verb, "mark read");
    assert_eq!(one.redo(Scope::Session).unwrap().unwrap().verb, "star");
    assert_eq!(one.undo(Scope::Session).unwrap().unwrap().verb, "star");
    drop((one, two));
    // Over a restart.
    let mut three = open(dir.path());
    assert_eq!(three.undo(Scope::Session), Ok(None));
    assert_eq!(three.undo(Scope::Device).unwrap().unwrap().verb, "mark read");
    assert_eq!(three.redo(Scope::Device).unwrap().unwrap().verb, "mark read");
    assert_eq!(flags_of(&three, &numbered(1)), Some(Flags { read: true, ..Flags::default() }));
}

#[test]
fn undo_leaves_later_decisions_of_others_alone_and_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let (mut one, mut two) = (open(dir.path()), open(dir.path()));
    let mine = mark(&mut one, Mark::Snooze(Some(Timestamp(1))), [numbered(1), numbered(2), numbered(3)]);
    mark(&mut two, Mark::Snooze(Some(Timestamp(2))), [numbered(1)]);
    mark(&mut two, Mark::Snooze(None), [numbered(2)]);
    let undone = one.undo(Scope::Session).unwrap().unwrap();
    // The first was decided anew; the second is as the undo wants it already.
    assert_eq!((undone.changes, undone.conflicts), (1, vec![mine.subjects[0]]));
    assert_eq!(flags_of(&one, &numbered(1)).unwrap().snoozed_until, Some(Timestamp(2)));
    assert_eq!(flags_of(&one, &numbered(3)).unwrap().snoozed_until, None);
    // Redo takes back what the undo did, no more.
    let redone = one.redo(Scope::Session).unwrap().unwrap();
    assert_eq!((redone.changes, redone.subjects), (1, vec![mine.subjects[2]]));
    assert_eq!(flags_of(&one, &numbered(2)).unwrap().snoozed_until, None);
}

#[test]
fn edits_of_files_are_turned_back_as_far_as_the_files_were() {
    let dir = tempfile::tempdir().unwrap();
    let mut state = open(dir.path());
    let wish = |number, new| Wish {
        subject: Subject::New(numbered(number)),
        field: Field::Topics,
        old: Value::text(Some("[a]")),
        new: Value::text(Some(new)),
    };
    let done = state.commit(&Draft::new("topics add b", vec![wish(1, "[a, b]"), wish(2, "[a, b]")])).unwrap();
    let mut turn = state.next(Direction::Undo, Scope::Session).unwrap().unwrap();
    assert_eq!(turn.changes.iter().map(|change| &change.new).collect::<Vec<_>>(), [&Value::text(Some("[a]")); 2]);
    // The file of the second card was changed by somebody: its edit stays.
    turn.changes.retain(|change| change.card == done.subjects[0]);
    let undone = state.turn(&turn).unwrap();
    assert_eq!(undone.subjects, [done.subjects[0]]);
    assert_eq!(state.turn(&turn), Err(StateError::Overtaken));
    let redo = state.next(Direction::Redo, Scope::Session).unwrap().unwrap();
    assert_eq!(redo.changes.len(), 1);
    assert_eq!(redo.changes[0].new, Value::text(Some("[a, b]")));
    // The file counts, not what this program left there.
    let again = Wish { old: Value::text(Some("[z]")), ..wish(1, "[a]") };
    assert_eq!(state.commit(&Draft::new("topics", vec![again])).unwrap().changes, 1);
    state.check().unwrap();
}

#[test]
fn files_that_others_changed_are_news_and_own_ones_are_not() {
    let dir = tempfile::tempdir().unwrap();
    let (mut one, mut two) = (open(dir.path()), open(dir.path()));
    let edit = |number, field, new: &str| {
        let subject = Subject::New(numbered(number));
        Draft::new("edit", vec![Wish { subject, field, old: Value::Nothing, new: Value::text(Some(new)) }])
    };
    let cursor = one.known().unwrap().cursor();
    one.commit(&edit(1, Field::Topics, "[a]")).unwrap();
    let theirs = two.commit(&edit(2, Field::Published, "false")).unwrap();
    mark(&mut two, STAR, [numbered(3)]);
    let news = one.news_since(cursor).unwrap();
    assert_eq!((news.cards.len(), news.edited), (3, theirs.subjects));
}

#[test]
fn two_readers_see_each_other() {
    let dir = tempfile::tempdir().unwrap();
    let (mut one, mut two) = (open(dir.path()), open(dir.path()));
    let cursor = one.known().unwrap().cursor();
    assert_eq!(one.changed_elsewhere(), Ok(false));
    let done = mark(&mut two, STAR, [numbered(1)]);
    assert_eq!(two.changed_elsewhere(), Ok(false));
    assert_eq!(one.changed_elsewhere(), Ok(true));
    assert_eq!(one.changed_elsewhere(), Ok(false));
    let news = one.news_since(cursor).unwrap();
    assert_eq!(news.cards, done.flags);
    let names: Vec<(u64, CardId)> =
        numbered(1).aliases().iter().map(|alias| (alias.hash(), done.subjects[0])).collect();
    assert_eq!(news.names, names);
    assert_eq!(one.news_since(news.cursor).unwrap().cards, []);
    assert_eq!(news.edited, []);
    // What is true already is not recorded twice, whatever the other one still believes.
    let stale = Mark::Star(Turn::On).draft([(Subject::New(numbered(1)), Flags::default())]);
    assert_eq!(one.commit(&stale).unwrap().step, None);
}

#[test]
fn a_step_that_fails_is_not_half_kept() {
    let dir = tempfile::tempdir().unwrap();
    let mut state = open(dir.path());
    let mut draft = STAR.draft((0..10).map(|number| (Subject::New(numbered(number)), Flags::default())));
    let stranger = CardId::from(7);
    draft.wishes[9].subject = Subject::Known(stranger);
    assert_eq!(state.commit(&draft), Err(StateError::UnknownCard(stranger)));
    draft.wishes[9].subject = Subject::New(numbered(9));
    draft.wishes[9].new = Value::Number(1);
    assert_eq!(state.commit(&draft), Err(StateError::WrongValue(Field::Starred)));
    assert_eq!(state.known().unwrap().cards(), []);
    assert_eq!(state.history(10), Ok(Vec::new()));
    state.check().unwrap();
}

/// What a child is told: folder, first number, how many.
const ORDERS: &str = "COPYDESK_TEST_STATE_CHILD";

/// Not a test: what the processes of the tests below do. Acknowledges each decision on stdout once it is committed.
#[test]
#[ignore = "run by other tests in a process of its own"]
fn child_that_decides() {
    let Ok(orders) = std::env::var(ORDERS) else { return };
    let [folder, first, count] = orders.split('|').collect::<Vec<_>>()[..] else { panic!("{orders}") };
    let (first, count): (usize, usize) = (first.parse().unwrap(), count.parse().unwrap());
    let (mut state, notices) = State::open(Path::new(folder), NOW).unwrap();
    assert_eq!(notices, []);
    let mut out = std::io::stdout();
    for number in first..first.saturating_add(count) {
        let draft = STAR.draft([(Subject::New(numbered(number)), Flags::default())]);
        assert_eq!(state.commit(&draft).unwrap().changes, 1);
        writeln!(out, "\nack {number}").unwrap();
        out.flush().unwrap();
    }
}

fn child(folder: &Path, first: usize, count: usize) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["state::child_that_decides", "--exact", "--ignored", "--nocapture", "--test-threads=1"])
        .env(ORDERS, format!("{}|{first}|{count}", folder.display()))
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap()
}

fn from_env(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

#[test]
fn acknowledged_decisions_survive_kill_9() {
    let loops = from_env("COPYDESK_KILL_LOOPS", 200);
    let mut dir = tempfile::tempdir().unwrap();
    let (mut next, mut acknowledged, mut in_this_folder) = (0, 0, 0);
    for round in 0..loops {
        if round % 100 == 0 {
            (dir, in_this_folder) = (tempfile::tempdir().unwrap(), 0);
        }
        let mut child = child(dir.path(), next, usize::MAX);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let ack = |line: String| line.strip_prefix("ack ").and_then(|number| number.parse::<usize>().ok());
        let first = lines.by_ref().map_while(Result::ok).find_map(ack);
        assert_eq!(first, Some(next), "the child decides");
        std::thread::sleep(Duration::from_micros((round as u64 * 7_919) % 40_000));
        child.kill().unwrap();
        child.wait().unwrap();
        // What was written to the pipe before is still in it; a line that was cut is no acknowledgement.
        let last = lines.map_while(Result::ok).filter_map(ack).last().unwrap_or(next);

        let (state, known, notices) = State::open_known(dir.path(), NOW).unwrap();
        assert_eq!(notices, [], "round {round}");
        for number in next..=last {
            let found = known.find(&numbered(number));
            assert!(found.is_some_and(|found| found.flags.starred), "round {round}: {number} of {last} is lost");
        }
        in_this_folder += last - next + 1;
        acknowledged += last - next + 1;
        let kept = known.cards().len();
        // One may have been committed whose acknowledgement was never sent.
        let rounds = round % 100 + 1;
        assert!((in_this_folder..=in_this_folder + rounds).contains(&kept), "round {round}: {kept} are kept");
        if round % 20 == 19 {
            state.check().unwrap();
        }
        next = last + 2;
    }
    println!("{loops} kills, {acknowledged} decisions acknowledged, none lost");
}

#[test]
fn four_processes_lose_nothing_and_are_never_too_busy() {
    let each = from_env("COPYDESK_DECISIONS_EACH", 5_000);
    let dir = tempfile::tempdir().unwrap();
    let started = Instant::now();
    let children: Vec<Child> = (0..4).map(|number| child(dir.path(), number * each, each)).collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
    println!("4 processes, {} decisions in {:?}", 4 * each, started.elapsed());
    let state = open(dir.path());
    let history = state.history(usize::MAX).unwrap();
    assert_eq!(history.len(), 4 * each);
    assert_eq!(history.iter().map(|past| past.changes).sum::<i64>(), i64::try_from(4 * each).unwrap());
    let known = state.known().unwrap();
    assert!((0..4 * each).all(|number| known.find(&numbered(number)).is_some_and(|found| found.flags.starred)));
    state.check().unwrap();
}

#[test]
fn a_reader_that_was_killed_leaves_nothing_to_tell() {
    let dir = tempfile::tempdir().unwrap();
    let mut child = child(dir.path(), 0, usize::MAX);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap() == "ack 20"));
    // While it runs, others come and go.
    assert_eq!(State::open(dir.path(), NOW).unwrap().1, Vec::<Notice>::new());
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(dir.path().join("state.db-wal").exists());
    let (state, known, notices) = State::open_known(dir.path(), NOW).unwrap();
    assert_eq!(notices, []);
    assert!(known.cards().len() >= 21);
    drop(state);
    assert!(!dir.path().join("state.db-wal").exists(), "closing puts everything into one file");
}

#[test]
#[ignore = "prints figures"]
fn figures_of_a_hundred_thousand_cards() {
    const CARDS: usize = 100_000;
    let dir =
        tempfile::tempdir_in(std::env::var_os("COPYDESK_SCRATCH").map_or(std::env::temp_dir(), Into::into)).unwrap();
    let mut state = open(dir.path());
    let mut timed = |what: &str, run: &mut dyn FnMut(&mut State)| {
        let started = Instant::now();
        run(&mut state);
        println!("{what}: {} ms", started.elapsed().as_millis());
    };
    let mut draft = Draft::default();
    timed("names of all", &mut |_| {
        draft = READ.draft((0..CARDS).map(|number| (Subject::New(numbered(number)), Flags::default())));
    });
    timed("all marked read, none known before", &mut |state| {
        assert_eq!(state.commit(&draft).unwrap().changes, CARDS);
    });
    timed("undone", &mut |state| assert_eq!(state.undo(Scope::Session).unwrap().unwrap().changes, CARDS));
    timed("redone", &mut |state| assert_eq!(state.redo(Scope::Session).unwrap().unwrap().changes, CARDS));
    let mut known = Known::default();
    timed("everything known read", &mut |state| known = state.known().unwrap());
    let identities: Vec<Identity> = (0..CARDS).map(numbered).collect();
    let mut cards = Vec::new();
    timed("all looked up", &mut |_| cards = identities.iter().map(|one| known.find(one).unwrap()).collect());
    timed("all starred, all known", &mut |state| {
        let draft = STAR.draft(cards.iter().map(|found| (Subject::Known(found.card), found.flags)));
        assert_eq!(state.commit(&draft).unwrap().changes, CARDS);
    });
    timed("undone", &mut |state| drop(state.undo(Scope::Session).unwrap()));
    let mut slowest = HashMap::new();
    timed("200 steps of one card", &mut |state| {
        for found in &cards[..200] {
            let started = Instant::now();
            let flags = Flags { starred: false, ..found.flags };
            state.commit(&STAR.draft([(Subject::Known(found.card), flags)])).unwrap();
            let slow = slowest.entry("one").or_insert(Duration::ZERO);
            *slow = started.elapsed().max(*slow);
        }
    });
    println!("the slowest of them: {slowest:?}");
    timed("50 cards of the first page identified", &mut |state| drop(state.identify(&identities[..50]).unwrap()));
    timed("backup", &mut |state| assert!(state.back_up_daily(NOW).unwrap()));
    timed("thorough check", &mut |state| state.check().unwrap());
    println!("size {} MB", std::fs::metadata(dir.path().join("state.db")).unwrap().len() / 1_000_000);
    drop(state);
    let started = Instant::now();
    let state = open(dir.path());
    println!("opened after a clean exit: {:.1?}", started.elapsed());
    let first = state.identify(&identities[..50]).unwrap();
    println!("and the first page identified: {:.1?}", started.elapsed());
    assert_eq!(first.len(), 50);
}
