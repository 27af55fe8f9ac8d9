//! A process that does one thing to one card and says how it ended: this test binary, started again.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use copydesk::card::{Edit, Timestamp};
use copydesk::store::desk::{Desk, OnRefusal, Pick};
use copydesk::store::edit::{Binned, Fingerprint, Place, SaveError, Writer};
use copydesk::store::state::Scope;
use copydesk::triage::{Direction, Identity, LibraryId, Subject, Turn};

/// What the process is to do; the test does nothing where it is not set.
const ACTION: &str = "COPYDESK_TEST_ACTION";
/// Where it is to do it: holds `lib`, `state`, and `bin`, which may be a link.
const SCENE: &str = "COPYDESK_TEST_SCENE";

/// The name of the card in every scene.
pub(super) const CARD: &str = "a.md";
/// The name of the card in the bin.
pub(super) const BINNED: &str = "0123456789abcdef-a.md";
/// When it is in every scene.
pub(super) const NOW: Timestamp = Timestamp(1_795_521_600);
/// What comes before the number of the thread that is about to begin.
pub(super) const READY: &str = "the thread is ";
/// Exit status: done.
pub(super) const DONE: i32 = 0;
/// Exit status: not done, and said so.
pub(super) const NOT_DONE: i32 = 3;

/// The command line of such a process.
pub(super) fn command(action: &str, scene: &std::path::Path) -> Vec<(&'static str, String)> {
    vec![(ACTION, action.to_owned()), (SCENE, scene.to_str().expect("a path in UTF-8").to_owned())]
}

/// This binary and the arguments that make it run only [`drive`].
pub(super) fn program() -> (PathBuf, [&'static str; 4]) {
    let program = std::env::current_exe().expect("a path");
    (program, ["--exact", "edit::driver::drive", "--nocapture", "--test-threads=1"])
}

/// Runs an action in peace, and expects it to be done.
pub(super) fn run(action: &str, scene: &std::path::Path) {
    let (program, arguments) = program();
    let output = Command::new(program)
        .args(arguments)
        .envs(command(action, scene))
        .stdin(Stdio::null())
        .output()
        .expect("a process");
    assert_eq!(output.status.code(), Some(DONE), "{action}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn drive() {
    let (Ok(action), Some(scene)) = (std::env::var(ACTION), std::env::var_os(SCENE).map(PathBuf::from)) else { return };
    // What is under fire begins with the card, not with the opening of the database.
    let mut desk = action.starts_with("desk ").then(|| {
        let (desk, _) = Desk::open(&scene.join("state"), NOW).expect("a state");
        let pick = pick(&desk, &scene);
        (desk, pick)
    });
    let thread = std::fs::read_link("/proc/thread-self").expect("a thread");
    println!("\n{READY}{}", thread.file_name().expect("a number").to_str().expect("a number"));
    // Whoever wants to trace this thread says when it may begin.
    let stdin = std::io::stdin();
    let mut told = [rustix::event::PollFd::new(&stdin, rustix::event::PollFlags::IN)];
    rustix::event::poll(&mut told, None).expect("a sign");
    let outcome = match &mut desk {
        Some((desk, pick)) => act_at_desk(desk, &action, std::slice::from_ref(pick)),
        None => act(&action, &scene).map_err(|error| error.to_string()),
    };
    let code = match outcome {
        Ok(()) => DONE,
        Err(error) => {
            // Where writing fails this does, too.
            let _ = writeln!(std::io::stderr(), "{error}");
            NOT_DONE
        }
    };
    std::process::exit(code);
}

/// The card as a verb takes it.
pub(super) fn pick(desk: &Desk, scene: &std::path::Path) -> Pick {
    let identity = Identity::new(LibraryId::of(&scene.join("lib")), std::path::Path::new(CARD), None);
    let subject = Subject::New(identity);
    let flags = desk.state().standing(&subject).expect("a state").unwrap_or_default().flags();
    Pick { subject, flags, place: Some(Place { root: scene.join("lib"), path: CARD.into() }) }
}

fn act_at_desk(desk: &mut Desk, action: &str, picks: &[Pick]) -> Result<(), String> {
    let done = match action {
        "desk unpublish" => desk.publish(Turn::Off, picks, &|_, _| {}),
        "desk bin" => desk.bin(picks, NOW, &|_, _| {}),
        "desk restore" => desk.restore(picks, &|_, _| {}),
        "desk undo" => {
            desk.turn(Direction::Undo, Scope::Device, OnRefusal::Stop, &|_, _| {}).map(Option::unwrap_or_default)
        }
        other => panic!("no such action: {other}"),
    };
    let done = done.map_err(|error| error.to_string())?;
    done.refusal().map_or(Ok(()), |refusal| Err(refusal.to_string()))
}

fn act(action: &str, scene: &std::path::Path) -> Result<(), SaveError> {
    let writer = Writer::open(&scene.join("state"))?;
    let place = Place { root: scene.join("lib"), path: CARD.into() };
    let binned = Binned {
        place: place.clone(),
        bin: scene.join("bin"),
        name: BINNED.into(),
        print: Fingerprint::of(super::scene::OLD.as_bytes()),
    };
    match action {
        "unpublish" => writer.edit(&place, &[Edit::SetPublished(false)]).map(drop),
        "rewrite" => writer.rewrite(&place, binned.print, super::scene::NEW.as_bytes()).map(drop),
        "bin" => writer.bin(&binned),
        "restore" => writer.restore(&binned),
        "recover" => writer.recover().map(drop),
        other => panic!("no such action: {other}"),
    }
}
