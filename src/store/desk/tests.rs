//! Verbs over real files and a real database, and what undo makes of them.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use super::{Desk, DeskError, Done, OnRefusal, Pick};
use crate::card::{SafeText, SafeUrl, Timestamp};
use crate::store::edit::{Place, SaveError};
use crate::store::state::Scope;
use crate::triage::{Direction, Flags, Identity, LibraryId, Mark, PastKind, Subject, Turn};

const NOW: Timestamp = Timestamp(1_773_216_000);
const DRAFT: &str = "---\r\ntitle: A\r\npublished: false # wait\r\ntopics: [x]\r\n---\r\nBody.\r\n";

struct Scene {
    folder: tempfile::TempDir,
    desk: Desk,
}

impl Scene {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap().join("library");
        fs::create_dir(&root).unwrap();
        fs::write(root.join("a.md"), DRAFT).unwrap();
        fs::write(root.join("b.md"), "---\ntitle: B\n---\n").unwrap();
        fs::write(root.join("c.md"), "---\ntitle: C\npublished: &x false\n---\n").unwrap();
        let (desk, notices) = Desk::open(&folder.path().join("state"), NOW).unwrap();
        assert!(notices.is_empty(), "{notices:?}");
        Self { folder, desk }
    }

    fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join("library")
    }

    fn pick(&self, name: &str) -> Pick {
        let identity = Identity::new(LibraryId::of(&self.root()), Path::new(name), None);
        let subject = Subject::New(identity);
        let flags = self.desk.state().standing(&subject).unwrap().unwrap_or_default().flags();
        Pick { subject, flags, place: Some(Place { root: self.root(), path: name.into() }) }
    }

    fn path_in_bin(&self, name: &str) -> PathBuf {
        let standing = self.desk.state().standing(&self.pick(name).subject).unwrap().unwrap();
        super::path_in_bin(&self.folder.path().join("state"), &standing).unwrap()
    }

    fn picks(&self, names: &[&str]) -> Vec<Pick> {
        names.iter().map(|name| self.pick(name)).collect()
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.root().join(name)).unwrap_or_else(|_| "gone".to_owned())
    }

    fn turn(&mut self, direction: Direction) -> Option<Done> {
        self.desk.turn(direction, Scope::Device, OnRefusal::Stop, &|_, _| {}).unwrap()
    }

    fn undo(&mut self) -> Option<Done> {
        self.turn(Direction::Undo)
    }

    /// The same state folder after the program ended.
    fn reopen(mut self) -> (Self, Vec<SafeText>) {
        let other = tempfile::tempdir().unwrap();
        // Two must not hold the database when it is opened anew.
        self.desk = Desk::open(other.path(), NOW).unwrap().0;
        let (desk, notices) = Desk::open(&self.folder.path().join("state"), NOW).unwrap();
        self.desk = desk;
        (self, notices)
    }
}

fn nothing_refused(done: &Done) {
    assert_eq!(done.refused, []);
}

#[test]
fn a_published_card_goes_back_to_the_same_bytes_also_after_a_restart() {
    let mut scene = Scene::new();
    let done = scene.desk.publish(Turn::On, &scene.picks(&["a.md", "b.md"]), &|_, _| {}).unwrap();
    nothing_refused(&done);
    assert_eq!(
        (done.committed.changes, done.cards.len(), done.touched.len()),
        (1, 1, 2),
        "b.md is published already, and its head is read again all the same"
    );
    assert_eq!(scene.text("a.md"), DRAFT.replace("false", "true"));
    let (mut scene, notices) = scene.reopen();
    assert_eq!(notices, [] as [SafeText; 0]);
    let done = scene.undo().unwrap();
    assert_eq!((done.committed.verb.as_str(), done.touched.len()), ("publish", 1));
    assert_eq!(scene.text("a.md"), DRAFT);
    scene.turn(Direction::Redo).unwrap();
    assert_eq!(scene.text("a.md"), DRAFT.replace("false", "true"));
    scene.undo().unwrap();
    assert_eq!((scene.text("a.md").as_str(), scene.undo()), (DRAFT, None));
}

#[test]
fn what_cannot_be_edited_safely_is_left_out_and_said() {
    let mut scene = Scene::new();
    let picks = [scene.pick("c.md"), scene.pick("a.md"), Pick { place: None, ..scene.pick("tour.md") }];
    let done = scene.desk.publish(Turn::On, &picks, &|_, _| {}).unwrap();
    assert_eq!((done.cards.len(), done.cards[0].0, done.refused.len()), (1, 1, 2));
    let said = done.refusal().unwrap();
    assert!(said.contains("c.md") && said.ends_with("(and 1 more card was left as it was)"), "{said}");
}

#[test]
fn edits_of_one_value_are_taken_back_one_after_the_other() {
    let mut scene = Scene::new();
    let mut before = Vec::new();
    // The first one adds a line, the others change a word of it.
    for published in [false, true, false] {
        before.push(scene.text("b.md"));
        nothing_refused(
            &scene
                .desk
                .publish(if published { Turn::On } else { Turn::Off }, &scene.picks(&["b.md"]), &|_, _| {})
                .unwrap(),
        );
    }
    for text in before.iter().rev() {
        let done = scene.undo().unwrap();
        assert_eq!((done.committed.conflicts.as_slice(), done.committed.changes), (&[][..], 1));
        assert_eq!(&scene.text("b.md"), text);
    }
    for text in before.iter().skip(1) {
        scene.turn(Direction::Redo).unwrap();
        assert_eq!(&scene.text("b.md"), text);
    }
}

#[test]
fn what_a_later_step_edited_is_not_taken_back_by_another_reader() {
    let mut scene = Scene::new();
    scene.desk.publish(Turn::On, &scene.picks(&["a.md"]), &|_, _| {}).unwrap();
    let (mut other, _) = Desk::open(&scene.folder.path().join("state"), NOW).unwrap();
    other.publish(Turn::Off, &scene.picks(&["a.md"]), &|_, _| {}).unwrap();
    other.publish(Turn::On, &scene.picks(&["a.md"]), &|_, _| {}).unwrap();
    other.publish(Turn::Off, &scene.picks(&["a.md", "b.md"]), &|_, _| {}).unwrap();
    // What the other one left is what is wanted here.
    let done = scene.desk.turn(Direction::Undo, Scope::Session, OnRefusal::PassBy, &|_, _| {}).unwrap().unwrap();
    assert_eq!((scene.text("a.md").as_str(), done.committed.conflicts.len(), done.touched.len()), (DRAFT, 0, 0));
    // And here it is not.
    scene.desk.publish(Turn::On, &scene.picks(&["b.md"]), &|_, _| {}).unwrap();
    other.topics(&[SafeText::line("Later")], &[], &scene.picks(&["b.md"]), &|_, _| {}).unwrap();
    let theirs = scene.text("b.md");
    let done = scene.desk.turn(Direction::Undo, Scope::Session, OnRefusal::PassBy, &|_, _| {}).unwrap().unwrap();
    assert!(matches!(done.refused.as_slice(), [SaveError::Changed(_)]), "{done:?}");
    assert_eq!((scene.text("b.md"), done.committed.changes), (theirs, 0));
    // The value itself was decided otherwise, with another content around it.
    scene.desk.publish(Turn::Off, &scene.picks(&["a.md"]), &|_, _| {}).unwrap();
    scene.desk.publish(Turn::On, &scene.picks(&["a.md"]), &|_, _| {}).unwrap();
    other.topics(&[SafeText::line("Later")], &[], &scene.picks(&["a.md"]), &|_, _| {}).unwrap();
    other.publish(Turn::Off, &scene.picks(&["a.md"]), &|_, _| {}).unwrap();
    let theirs = scene.text("a.md");
    let done = scene.desk.turn(Direction::Undo, Scope::Session, OnRefusal::PassBy, &|_, _| {}).unwrap().unwrap();
    nothing_refused(&done);
    assert_eq!((scene.text("a.md"), done.committed.conflicts.len()), (theirs, 1));
}

/// Two files with one link, which are one card.
fn twins(scene: &Scene) -> [Pick; 2] {
    let link = SafeUrl::parse("https://example.org/twins").unwrap();
    ["a.md", "b.md"].map(|name| {
        let identity = Identity::new(LibraryId::of(&scene.root()), Path::new(name), Some(&link));
        Pick { subject: Subject::New(identity), ..scene.pick(name) }
    })
}

#[test]
fn both_files_of_one_card_are_edited_and_put_back() {
    let mut scene = Scene::new();
    let before = ["a.md", "b.md"].map(|name| scene.text(name));
    let picks = twins(&scene);
    let done = scene.desk.topics(&[SafeText::line("T")], &[], &picks, &|_, _| {}).unwrap();
    assert_eq!((done.committed.changes, done.touched.len()), (2, 2));
    let done = scene.undo().unwrap();
    assert_eq!((done.committed.conflicts.len(), done.touched.len()), (0, 2));
    assert_eq!(["a.md", "b.md"].map(|name| scene.text(name)), before);
    scene.turn(Direction::Redo).unwrap();
    assert!(["a.md", "b.md"].iter().all(|name| scene.text(name).contains('T')));
}

#[test]
fn of_two_files_of_one_card_one_goes_to_the_bin() {
    let mut scene = Scene::new();
    let before = ["a.md", "b.md"].map(|name| scene.text(name));
    let done = scene.desk.bin(&twins(&scene), NOW, &|_, _| {}).unwrap();
    assert!(matches!(done.refused.as_slice(), [SaveError::Shared(path)] if path.ends_with("b.md")), "{done:?}");
    assert_eq!((scene.text("a.md").as_str(), &scene.text("b.md")), ("gone", &before[1]));
    let done = scene.desk.bin(&twins(&scene), NOW, &|_, _| {}).unwrap();
    assert_eq!((done.committed.changes, done.refused.len()), (0, 1), "what is in the bin is not lost for another");
    scene.undo().unwrap();
    assert_eq!(["a.md", "b.md"].map(|name| scene.text(name)), before);
}

#[test]
fn a_card_that_was_delivered_anew_after_it_was_pruned_goes_to_the_bin_again() {
    let mut scene = Scene::new();
    scene.desk.bin(&scene.picks(&["a.md"]), NOW, &|_, _| {}).unwrap();
    scene.desk.prune(NOW).unwrap();
    fs::write(scene.root().join("a.md"), DRAFT).unwrap();
    let done = scene.desk.bin(&scene.picks(&["a.md"]), NOW, &|_, _| {}).unwrap();
    nothing_refused(&done);
    assert_eq!((done.committed.changes, scene.text("a.md").as_str()), (1, "gone"));
    nothing_refused(&scene.undo().unwrap());
    assert_eq!(scene.text("a.md"), DRAFT);
    nothing_refused(&scene.turn(Direction::Redo).unwrap());
    assert_eq!(scene.text("a.md"), "gone");
}

#[test]
fn several_topics_are_one_step_and_one_write() {
    let mut scene = Scene::new();
    let topics = |names: &[&str]| names.iter().map(|name| SafeText::line(name)).collect::<Vec<_>>();
    let done = scene
        .desk
        .topics(&topics(&["Rust", "Go"]), &topics(&["x"]), &scene.picks(&["a.md", "b.md"]), &|_, _| {})
        .unwrap();
    nothing_refused(&done);
    assert_eq!(done.committed.changes, 2);
    assert_eq!(scene.text("a.md"), DRAFT.replace("[x]", "[Rust, Go]"));
    assert_eq!(scene.text("b.md"), "---\ntitle: B\ntopics: [Rust, Go]\n---\n");
    scene.undo().unwrap();
    assert_eq!((scene.text("a.md").as_str(), scene.text("b.md").as_str()), (DRAFT, "---\ntitle: B\n---\n"));
}

#[test]
fn undo_leaves_a_file_alone_that_somebody_else_has_changed() {
    let mut scene = Scene::new();
    scene.desk.mark(Mark::Star(Turn::On), &scene.picks(&["b.md"])).unwrap();
    scene.desk.publish(Turn::On, &scene.picks(&["a.md"]), &|_, _| {}).unwrap();
    let theirs = DRAFT.replace("false", "true").replace("Body", "Theirs");
    fs::write(scene.root().join("a.md"), &theirs).unwrap();
    for _ in 0..2 {
        let refused = scene.desk.turn(Direction::Undo, Scope::Device, OnRefusal::Stop, &|_, _| {});
        assert!(matches!(refused, Err(DeskError::NotTurned { reason: SaveError::Changed(_), .. })), "{refused:?}");
        assert_eq!(scene.text("a.md"), theirs);
    }
    // What is as it was can be taken back after all.
    fs::write(scene.root().join("a.md"), DRAFT.replace("false", "true")).unwrap();
    scene.undo().unwrap();
    assert_eq!(scene.text("a.md"), DRAFT);
    scene.turn(Direction::Redo).unwrap();
    // And what never will be is passed by.
    fs::write(scene.root().join("a.md"), &theirs).unwrap();
    let done = scene.desk.turn(Direction::Undo, Scope::Device, OnRefusal::PassBy, &|_, _| {}).unwrap().unwrap();
    assert!(matches!(done.refused.as_slice(), [SaveError::Changed(_)]), "{done:?}");
    assert_eq!((done.committed.changes, scene.text("a.md")), (0, theirs));
    let done = scene.undo().unwrap();
    assert_eq!(done.committed.verb, "star", "the step before is the next one to undo");
}

#[test]
fn a_card_goes_to_the_bin_and_comes_back_from_it() {
    let mut scene = Scene::new();
    let done = scene.desk.bin(&scene.picks(&["a.md", "b.md"]), NOW, &|_, _| {}).unwrap();
    nothing_refused(&done);
    assert!(done.committed.flags.iter().all(|(_, flags)| flags.binned));
    assert_eq!((scene.text("a.md").as_str(), scene.desk.binned().unwrap().len()), ("gone", 2));
    let path = scene.path_in_bin("a.md");
    assert_eq!(fs::read_to_string(&path).unwrap(), DRAFT);
    let mode = fs::metadata(path.parent().unwrap()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700, "what was thrown away is nobody else's business");

    let done = scene.desk.restore(&scene.picks(&["a.md"]), &|_, _| {}).unwrap();
    assert_eq!((done.committed.changes, scene.text("a.md").as_str()), (1, DRAFT));
    scene.undo().unwrap();
    assert_eq!(scene.text("a.md"), "gone", "restoring is undone by binning again");
    scene.undo().unwrap();
    assert_eq!((scene.text("a.md").as_str(), scene.text("b.md").as_str()), (DRAFT, "---\ntitle: B\n---\n"));
    scene.turn(Direction::Redo).unwrap();
    assert_eq!((scene.text("a.md"), scene.text("b.md")), ("gone".to_owned(), "gone".to_owned()));
}

#[test]
fn a_place_that_is_taken_keeps_the_step_until_it_is_free() {
    let mut scene = Scene::new();
    scene.desk.bin(&scene.picks(&["a.md", "b.md"]), NOW, &|_, _| {}).unwrap();
    fs::write(scene.root().join("a.md"), "new").unwrap();
    let refused = scene.desk.turn(Direction::Undo, Scope::Device, OnRefusal::PassBy, &|_, _| {});
    assert!(matches!(refused, Err(DeskError::Save(SaveError::Occupied(_)))), "{refused:?}");
    assert_eq!((scene.text("a.md").as_str(), scene.text("b.md").as_str()), ("new", "gone"));
    fs::remove_file(scene.root().join("a.md")).unwrap();
    scene.undo().unwrap();
    assert_eq!((scene.text("a.md").as_str(), scene.text("b.md").as_str()), (DRAFT, "---\ntitle: B\n---\n"));
}

#[test]
fn a_card_that_did_not_get_to_the_bin_is_not_in_it() {
    let mut scene = Scene::new();
    fs::write(scene.folder.path().join("state/bin"), "in the way").unwrap();
    let done = scene.desk.bin(&scene.picks(&["a.md"]), NOW, &|_, _| {}).unwrap();
    assert_eq!((done.refused.len(), done.committed.changes, scene.text("a.md").as_str()), (1, 0, DRAFT));
    assert_eq!((done.committed.flags.last().unwrap().1, scene.desk.binned().unwrap()), (Flags::default(), vec![]));
}

#[test]
fn what_was_on_its_way_to_the_bin_at_a_crash_is_not_in_it() {
    let mut scene = Scene::new();
    scene.desk.bin(&scene.picks(&["a.md"]), NOW, &|_, _| {}).unwrap();
    // As if the program had ended before the move.
    let path = scene.path_in_bin("a.md");
    fs::rename(path, scene.root().join("a.md")).unwrap();
    let (scene, _) = scene.reopen();
    assert_eq!(scene.desk.binned().unwrap(), []);
    assert!(!scene.pick("a.md").flags.binned);
}

#[test]
fn old_cards_are_removed_from_the_bin_for_good() {
    let mut scene = Scene::new();
    scene.desk.bin(&scene.picks(&["a.md"]), Timestamp(NOW.0 - 100), &|_, _| {}).unwrap();
    scene.desk.bin(&scene.picks(&["b.md"]), NOW, &|_, _| {}).unwrap();
    let done = scene.desk.prune(Timestamp(NOW.0 - 50)).unwrap();
    assert_eq!((done.committed.changes, scene.desk.binned().unwrap().len()), (1, 1));
    assert!(!scene.pick("a.md").flags.binned, "a card that is delivered anew is there to be read");
    scene.undo().unwrap();
    let done = scene.desk.turn(Direction::Undo, Scope::Device, OnRefusal::PassBy, &|_, _| {}).unwrap().unwrap();
    assert!(matches!(done.refused.as_slice(), [SaveError::Pruned(_)]), "{done:?}");
    assert_eq!((done.committed.changes, scene.text("a.md").as_str()), (0, "gone"));
}

#[test]
fn what_an_editor_did_is_taken_back() {
    let mut scene = Scene::new();
    let pick = scene.pick("a.md");
    let place = pick.place.clone().unwrap();
    let before = scene.desk.before_editing(&place).unwrap();
    assert_eq!(scene.desk.edited(pick.subject.clone(), &place, &before).unwrap(), Done::default());
    fs::write(place.absolute(), "---\ntitle: Other\n---\n\u{ff}").unwrap();
    let done = scene.desk.edited(pick.subject, &place, &before).unwrap();
    assert_eq!((done.committed.changes, done.touched), (1, vec![place]));
    scene.undo().unwrap();
    assert_eq!(scene.text("a.md"), DRAFT);
    let history = scene.desk.state().history(9).unwrap();
    let told: Vec<(&str, PastKind)> = history.iter().map(|past| (past.verb.as_str(), past.kind)).collect();
    assert_eq!(told, [("edit", PastKind::Undo), ("edit", PastKind::Done)]);
}

#[test]
fn a_verb_that_came_to_nothing_is_not_what_undo_takes_back() {
    let mut scene = Scene::new();
    scene.desk.mark(Mark::Star(Turn::On), &scene.picks(&["b.md"])).unwrap();
    // The journal of edits cannot be written: the plan is made, and then nothing can be done.
    let edits = scene.folder.path().join("state/edits");
    fs::remove_dir(&edits).unwrap();
    fs::write(&edits, "in the way").unwrap();
    let refused = scene.desk.publish(Turn::On, &scene.picks(&["a.md"]), &|_, _| {});
    assert!(matches!(refused, Err(DeskError::Save(_))), "{refused:?}");
    fs::remove_file(&edits).unwrap();
    // The card's folder takes no new file: recorded, tried, and taken back.
    fs::write(scene.folder.path().join("state/bin"), "in the way").unwrap();
    let done = scene.desk.bin(&scene.picks(&["a.md"]), NOW, &|_, _| {}).unwrap();
    assert_eq!((done.refused.len(), done.committed.changes), (1, 0));
    let done = scene.undo().unwrap();
    assert_eq!(done.committed.verb, "star");
}
