//! Verbs under fire, from the card to the acknowledgement, the record of them included: what a file is and what the
//! database says of it never part for good.

use std::fs;

use copydesk::store::desk::{Desk, OnRefusal};
use copydesk::store::state::Scope;
use copydesk::triage::Direction;

use super::driver::{self, DONE, NOT_DONE, NOW, pick};
use super::scene::{NEW, OLD, Scene};
use super::strace::{self, Point};

const ERRORS: [&str; 5] = ["ENOSPC", "EIO", "EDQUOT", "EROFS", "EACCES"];

/// A scene in which the database is there already, as it is for every verb but the first.
fn scene() -> Scene {
    let scene = Scene::plain();
    fs::remove_dir(scene.folder().join("bin")).expect("an empty folder");
    drop(open(&scene));
    scene
}

/// A scene whose card was made a draft.
fn edited() -> Scene {
    let scene = scene();
    driver::run("desk unpublish", scene.folder());
    scene
}

fn open(scene: &Scene) -> Desk {
    let (desk, notices) = Desk::open(&scene.folder().join("state"), NOW).expect("a state");
    assert!(notices.is_empty(), "{notices:?}");
    desk.state().check().expect("a sound database");
    desk
}

fn card(scene: &Scene) -> Option<String> {
    fs::read_to_string(scene.card()).ok()
}

fn undo(desk: &mut Desk) -> bool {
    let done = desk.turn(Direction::Undo, Scope::Device, OnRefusal::Stop, &|_, _| {}).expect("a state");
    assert!(done.iter().all(|done| done.refused.is_empty()), "{done:?}");
    done.is_some()
}

/// System calls that are worth a shot: those of one kind that only looks make the rest no safer.
fn points(action: &str, scene: &Scene) -> Vec<Point> {
    let mut points = strace::points(action, scene);
    // The standard library's maps take it for granted that there are random numbers, and the clock always answers.
    points.retain(|point| !matches!(point.call.as_str(), "getrandom" | "clock_gettime" | "getpid" | "geteuid"));
    points
}

#[test]
fn a_kill_at_each_system_call_of_an_edit_leaves_a_whole_file_and_a_true_record() {
    if !strace::is_there() {
        return;
    }
    let points = points("desk unpublish", &scene());
    let mut unmade = 0;
    for point in &points {
        let scene = scene();
        let output = strace::hit("desk unpublish", &scene, point, "signal=KILL");
        let now = card(&scene).expect("a card");
        assert!(now == OLD || now == NEW, "{point:?}: {now:?}");
        assert_ne!(output.status.code(), Some(NOT_DONE), "{point:?}");
        let mut desk = open(&scene);
        if undo(&mut desk) {
            unmade += usize::from(now == OLD);
            assert_eq!(card(&scene).as_deref(), Some(OLD), "{point:?}: what is recorded is taken back");
        } else {
            assert_eq!(now, OLD, "{point:?}: what is not recorded was not made");
            assert_ne!(output.status.code(), Some(DONE), "{point:?}: what is acknowledged is recorded");
        }
        assert_eq!(scene.left(), [""; 0], "{point:?}");
    }
    println!("edit with its record: {} kills, {unmade} after the record and before the edit", points.len());
}

#[test]
fn a_kill_at_each_system_call_of_undo_can_be_followed_by_undo() {
    if !strace::is_there() {
        return;
    }
    let points = points("desk undo", &edited());
    for point in &points {
        let scene = edited();
        strace::hit("desk undo", &scene, point, "signal=KILL");
        let now = card(&scene).expect("a card");
        assert!(now == OLD || now == NEW, "{point:?}: {now:?}");
        let mut desk = open(&scene);
        undo(&mut desk);
        assert_eq!(card(&scene).as_deref(), Some(OLD), "{point:?}");
        assert!(!undo(&mut desk), "{point:?}: once is enough");
    }
    println!("undo of an edit: {} kills", points.len());
}

#[test]
fn a_kill_at_each_system_call_on_the_way_to_the_bin_leaves_a_card_that_is_found() {
    if !strace::is_there() {
        return;
    }
    let points = points("desk bin", &scene());
    for point in &points {
        let scene = scene();
        let output = strace::hit("desk bin", &scene, point, "signal=KILL");
        let mut desk = open(&scene);
        let binned = desk.binned().expect("a state");
        match binned.as_slice() {
            [] => assert_eq!(card(&scene).as_deref(), Some(OLD), "{point:?}: where it belongs"),
            [only] => {
                assert_eq!(card(&scene), None, "{point:?}: in the bin");
                assert_eq!(fs::read_to_string(&only.path).expect("a card"), OLD, "{point:?}");
                assert!(pick(&desk, scene.folder()).flags.binned);
                undo(&mut desk);
                assert_eq!(card(&scene).as_deref(), Some(OLD), "{point:?}: and back");
            }
            more => panic!("{point:?}: {more:?}"),
        }
        assert!(output.status.code() != Some(DONE) || !binned.is_empty(), "{point:?}: what is acknowledged is so");
    }
    println!("to the bin with its record: {} kills", points.len());
}

#[test]
fn a_failure_of_each_system_call_of_an_edit_is_said_and_leaves_file_and_record_as_they_were() {
    if !strace::is_there() {
        return;
    }
    let points = points("desk unpublish", &scene());
    let (mut failed, mut done) = (0, 0);
    // Each call fails in one way, and over all calls in every way.
    for (number, point) in points.iter().enumerate() {
        let error = ERRORS[number % ERRORS.len()];
        let scene = scene();
        let output = strace::hit("desk unpublish", &scene, point, &format!("error={error}"));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let mut desk = open(&scene);
        let now = card(&scene).expect("a card");
        match output.status.code() {
            Some(NOT_DONE) => {
                failed += 1;
                assert!(said.lines().any(|line| line.starts_with("not saved: ")), "{point:?} {error}: {said}");
                assert_eq!(now, OLD, "{point:?} {error}: {said}");
                // What is recorded all the same, because putting it right failed too or because a commit was written and
                // could not be waited for, undo finds taken back.
                undo(&mut desk);
            }
            Some(DONE) => {
                done += 1;
                assert_eq!((now.as_str(), undo(&mut desk)), (NEW, true), "{point:?} {error}: {said}");
            }
            code => panic!("{point:?} {error}: {code:?} {said}"),
        }
        assert_eq!(card(&scene).as_deref(), Some(OLD), "{point:?} {error}");
        assert_eq!(scene.left(), [""; 0], "{point:?} {error}");
    }
    println!("edit with its record: {} failures, {failed} said and {done} without consequence", points.len());
    assert!(failed > 20);
}
