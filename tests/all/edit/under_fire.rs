//! Each system call between the lock and the end is the last one, or fails.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

use super::driver::{self, DONE, NOT_DONE};
use super::scene::{NEW, OLD, Scene};
use super::strace::{self, Point};

const ERRORS: [&str; 5] = ["ENOSPC", "EIO", "EDQUOT", "EROFS", "EACCES"];

type Made = fn() -> Option<Scene>;

fn swapped() -> Option<Scene> {
    Some(Scene::plain())
}

fn in_place() -> Option<Scene> {
    Some(Scene::hard_link())
}

/// How many points there were for each call.
fn told(what: &str, points: &[Point], hits: usize) {
    let mut calls: BTreeMap<&str, usize> = BTreeMap::new();
    points.iter().for_each(|point| *calls.entry(&point.call).or_default() += 1);
    println!("{what}: {} system calls, {hits} shots: {calls:?}", points.len());
}

fn or_say_so(scene: Option<Scene>) -> Option<Scene> {
    if scene.is_none() {
        println!("/dev/shm is no other file system: moving across file systems was not tested");
    }
    scene
}

/// What a power cut leaves cannot be tried here; that it leaves one whole file rests on this order.
#[test]
fn the_disk_is_waited_for_before_and_after_a_file_takes_its_place() {
    if !strace::is_there() {
        return;
    }
    for (make, wanted) in [
        (swapped as Made, &["fsync", "renameat2", "fsync", "unlinkat"][..]),
        (in_place as Made, &["fsync", "fsync", "pwrite64", "ftruncate", "fsync", "unlink"][..]),
    ] {
        let points = strace::points("unpublish", &make().expect("a scene"));
        let calls = points.iter().map(|point| point.call.as_str()).filter(|call| wanted.contains(call));
        assert_eq!(calls.collect::<Vec<_>>(), wanted);
    }
}

#[test]
fn a_kill_at_each_system_call_leaves_the_old_card_or_the_new_one() {
    if !strace::is_there() {
        return;
    }
    for (what, make) in [("edit by exchange", swapped as Made), ("edit in place", in_place as Made)] {
        let Some(scene) = make() else { continue };
        let points = strace::points("unpublish", &scene);
        assert_eq!(scene.now().0.as_deref(), Some(NEW));
        for point in &points {
            let scene = make().expect("a scene");
            let output = strace::hit("unpublish", &scene, point, "signal=KILL");
            assert_ne!(output.status.code(), Some(NOT_DONE), "{what} {point:?}");
            if what == "edit by exchange" {
                let now = scene.now().0.expect("a card");
                assert!(now == OLD || now == NEW, "{what} {point:?}: {now:?}");
            }
            driver::run("recover", scene.folder());
            let now = scene.now().0.expect("a card");
            assert!(now == OLD || now == NEW, "{what} {point:?}: {now:?}");
            assert_eq!(scene.left(), [""; 0], "{what} {point:?}");
            driver::run("unpublish", scene.folder());
            assert_eq!(scene.now().0.as_deref(), Some(NEW), "{what} {point:?}");
        }
        told(what, &points, points.len());
    }
}

#[test]
fn a_failure_of_each_system_call_leaves_the_old_card_and_says_so() {
    if !strace::is_there() {
        return;
    }
    for (what, make) in [("edit by exchange", swapped as Made), ("edit in place", in_place as Made)] {
        let Some(scene) = make() else { continue };
        let mut points = strace::points("unpublish", &scene);
        // The standard library's maps take it for granted that there are random numbers.
        points.retain(|point| point.call != "getrandom");
        // For each call: how often it ended as not saved, and as saved all the same.
        let mut ends: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (point, error) in points.iter().flat_map(|point| ERRORS.iter().map(move |error| (point, *error))) {
            let scene = make().expect("a scene");
            let output = strace::hit("unpublish", &scene, point, &format!("error={error}"));
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            let now = scene.now().0.expect("a card");
            match output.status.code() {
                Some(NOT_DONE) => {
                    ends.entry(&point.call).or_default().0 += 1;
                    assert!(
                        now == OLD && said.lines().any(|line| line.starts_with("not saved: ")),
                        "{point:?} {error}: {said} {now}"
                    );
                }
                // A call that is not needed failed, or there was another way.
                Some(DONE) => {
                    ends.entry(&point.call).or_default().1 += 1;
                    assert_eq!(now, NEW, "{what} {point:?} {error}");
                }
                code => panic!("{what} {point:?} {error}: {code:?} {said}"),
            }
            driver::run("recover", scene.folder());
            assert_eq!((scene.now().0.expect("a card"), scene.left()), (now, vec![]), "{what} {point:?} {error}");
        }
        println!("{what}: not saved and saved all the same, by call: {ends:?}");
        // What the promise rests on never fails unnoticed.
        for call in ["write", "pwrite64", "fsync", "ftruncate", "renameat2", "open"] {
            let needed = ends.get(call).is_none_or(|(failed, done)| failed > done);
            assert!(needed, "{what} {call}: {ends:?}");
        }
        let failed = ends.values().map(|(failed, _)| failed).sum();
        told(what, &points, points.len() * ERRORS.len());
        assert!(points.len() * ERRORS.len() > failed && failed > 50, "{ends:?}");
    }
}

#[test]
fn a_disk_that_fails_for_good_leaves_the_old_card_or_the_new_one() {
    if !strace::is_there() {
        return;
    }
    for (what, make) in [("edit by exchange", swapped as Made), ("edit in place", in_place as Made)] {
        let Some(scene) = make() else { continue };
        let mut points = strace::points("unpublish", &scene);
        points.retain(|point| point.call != "getrandom");
        let (mut shots, mut torn, mut unsure) = (0, 0, 0);
        for (point, error) in points.iter().flat_map(|point| ["ENOSPC", "EIO"].map(|error| (point, error))) {
            let scene = make().expect("a scene");
            let output = strace::hit_from_there_on("unpublish", &scene, point, &format!("error={error}"));
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            shots += 1;
            torn += usize::from(said.contains("changed in part"));
            unsure += usize::from(said.contains("not saved for sure"));
            let now = scene.now().0.expect("a card");
            match output.status.code() {
                Some(DONE) => assert_eq!(now, NEW, "{what} {point:?} {error}"),
                Some(NOT_DONE) if said.contains("changed in part") => {}
                Some(NOT_DONE) if said.contains("not saved for sure") => assert_eq!(now, NEW, "{what} {point:?}"),
                Some(NOT_DONE) => assert_eq!(now, OLD, "{what} {point:?} {error}: {said}"),
                code => panic!("{what} {point:?} {error}: {code:?} {said}"),
            }
            driver::run("recover", scene.folder());
            let now = scene.now().0.expect("a card");
            assert!(now == OLD || now == NEW, "{what} {point:?} {error}: {now:?}");
            assert_eq!(scene.left(), [""; 0], "{what} {point:?} {error}");
        }
        println!("{what}: {shots} shots from each system call on; {torn} torn until recovered, {unsure} not sure");
    }
}

/// Waits until something can be seen of the other process.
fn until(seen: impl Fn() -> bool) {
    let start = Instant::now();
    while !seen() {
        assert!(start.elapsed() < Duration::from_secs(20), "nothing happened");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn who_writes_in_the_last_moment_is_not_overwritten() {
    if !strace::is_there() {
        return;
    }
    let theirs = OLD.replace("body", "their body");
    let both = NEW.replace("body", "their body");
    let point = |call: &str, nth| Point { call: call.to_owned(), nth };
    // The last look was before they wrote; the exchange is still to come.
    for rename in [false, true] {
        let scene = Scene::plain();
        let output = strace::hold_up("unpublish", &scene, &point("renameat2", 1), || {
            until(|| scene.left().iter().any(|name| name.ends_with(".tmp")));
            std::thread::sleep(Duration::from_millis(300));
            assert_eq!(scene.now().0.as_deref(), Some(OLD));
            if rename {
                let beside = scene.folder().join("beside");
                fs::write(&beside, &theirs).expect("a file");
                fs::rename(beside, scene.card()).expect("a card");
            } else {
                fs::write(scene.card(), &theirs).expect("a card");
            }
        });
        assert_eq!((output.status.code(), scene.now().0.as_deref()), (Some(DONE), Some(both.as_str())), "{rename}");
        assert_eq!(scene.left(), [""; 0]);
    }
    // They had the file open, and write to it when it has been displaced already.
    let scene = Scene::plain();
    let theirs_open = fs::File::options().write(true).open(scene.card()).expect("a card");
    let output = strace::hold_up("unpublish", &scene, &point("fsync", 2), || {
        until(|| scene.now().0.as_deref() == Some(NEW));
        std::os::unix::fs::FileExt::write_all_at(&theirs_open, theirs.as_bytes(), 0).expect("a file");
    });
    assert_eq!((output.status.code(), scene.now().0.as_deref()), (Some(DONE), Some(both.as_str())));
    assert_eq!(scene.left(), [""; 0]);
    // What is written back as a whole is not made anew: undo says that it is not the file it knew.
    let scene = Scene::plain();
    let output = strace::hold_up("rewrite", &scene, &point("renameat2", 1), || {
        until(|| scene.left().iter().any(|name| name.ends_with(".tmp")));
        std::thread::sleep(Duration::from_millis(300));
        fs::write(scene.card(), &theirs).expect("a card");
    });
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), scene.now().0.as_deref()), (Some(NOT_DONE), Some(theirs.as_str())));
    assert!(said.contains("was changed by another program meanwhile"), "{said}");
    assert_eq!(scene.left(), [""; 0]);
}

#[test]
fn a_kill_at_each_system_call_loses_no_card_on_its_way_to_the_bin_or_back() {
    if !strace::is_there() {
        return;
    }
    let scenes: [(&str, &str, Made); 4] = [
        ("to a near bin", "bin", swapped),
        ("from a near bin", "restore", || swapped().map(Scene::with_card_in_bin)),
        ("to a far bin", "bin", Scene::far_bin),
        ("from a far bin", "restore", || Scene::far_bin().map(Scene::with_card_in_bin)),
    ];
    for (what, action, make) in scenes {
        let Some(scene) = or_say_so(make()) else { continue };
        let points = strace::points(action, &scene);
        for point in &points {
            let scene = make().expect("a scene");
            strace::hit(action, &scene, point, "signal=KILL");
            driver::run("recover", scene.folder());
            let old = || Some(OLD.to_owned());
            let (card, binned) = scene.now();
            // Moved, not moved, or there twice: whole wherever it is.
            assert!(card.is_some() || binned.is_some(), "{what} {point:?}");
            assert!([None, old()].contains(&card) && [None, old()].contains(&binned), "{what} {point:?}");
            assert_eq!(scene.left(), [""; 0], "{what} {point:?}");
        }
        told(what, &points, points.len());
    }
}

#[test]
fn a_failure_of_each_system_call_loses_no_card_on_its_way_to_the_bin() {
    if !strace::is_there() {
        return;
    }
    for (what, make) in [("to a near bin", swapped as Made), ("to a far bin", Scene::far_bin as Made)] {
        let Some(scene) = or_say_so(make()) else { continue };
        let points = strace::points("bin", &scene);
        for point in &points {
            let scene = make().expect("a scene");
            let output = strace::hit("bin", &scene, point, "error=EIO");
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            let old = || Some(OLD.to_owned());
            match (output.status.code(), scene.now()) {
                (Some(DONE), (None, binned)) => assert_eq!(binned, old(), "{what} {point:?}"),
                // Not moved; or moved, which was then not sure to stay so.
                (Some(NOT_DONE), (card, binned)) => {
                    assert!(
                        card == old() || (binned == old() && said.contains("not saved for sure")),
                        "{what} {point:?} {said}"
                    );
                }
                (code, now) => panic!("{what} {point:?}: {code:?} {now:?} {said}"),
            }
            driver::run("recover", scene.folder());
            let (card, binned) = scene.now();
            assert!(card == old() || binned == old(), "{what} {point:?}");
        }
        told(what, &points, points.len());
    }
}

#[test]
fn a_folder_that_must_not_be_written_has_its_cards_written_in_place() {
    let scene = Scene::plain();
    let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    let root = rustix::process::geteuid().is_root();
    for path in ["", "state", "lib/a.md"] {
        if root {
            std::os::unix::fs::chown(scene.folder().join(path), Some(65_534), Some(65_534)).expect("a file");
        }
    }
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(scene.folder().join("lib"), fs::Permissions::from_mode(0o555)).expect("a folder");
    let (program, arguments) = driver::program();
    // Root may write everywhere, so it becomes somebody who may not.
    let mut command = std::process::Command::new(if root { "setpriv".as_ref() } else { program.as_os_str() });
    if root {
        command.args(nobody).arg(&program);
    }
    command.args(arguments).envs(driver::command("unpublish", scene.folder())).stdin(std::process::Stdio::null());
    let output = match command.output() {
        Ok(output) if !matches!(output.status.code(), Some(126 | 127)) => output,
        _ => return println!("no way to become another user: a folder that must not be written was not tested"),
    };
    assert_eq!(output.status.code(), Some(DONE), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(scene.now().0.as_deref(), Some(NEW));
    // And a card that must not be written either is left alone.
    fs::write(scene.card(), OLD).expect("a card");
    fs::set_permissions(scene.card(), fs::Permissions::from_mode(0o444)).expect("a card");
    let output = command.output().expect("a process");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(NOT_DONE), "{said}");
    assert!(said.contains("is read-only; make it writable"), "{said}");
    assert_eq!(scene.now().0.as_deref(), Some(OLD));
    fs::set_permissions(scene.folder().join("lib"), fs::Permissions::from_mode(0o755)).expect("a folder");
}
