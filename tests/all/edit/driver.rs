//! A process that does one thing to one card and says how it ended: this test binary, started again.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use copydesk::card::Edit;
use copydesk::store::edit::{Binned, Fingerprint, Place, SaveError, Writer};

/// What the process is to do; the test does nothing where it is not set.
const ACTION: &str = "COPYDESK_TEST_ACTION";
/// Where it is to do it: holds `lib`, `state`, and `bin`, which may be a link.
const SCENE: &str = "COPYDESK_TEST_SCENE";

/// The name of the card in every scene.
pub(super) const CARD: &str = "a.md";
/// The name of the card in the bin.
pub(super) const BINNED: &str = "0123456789abcdef-a.md";
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
    let thread = std::fs::read_link("/proc/thread-self").expect("a thread");
    println!("\n{READY}{}", thread.file_name().expect("a number").to_str().expect("a number"));
    // Whoever wants to trace this thread says when it may begin.
    let stdin = std::io::stdin();
    let mut told = [rustix::event::PollFd::new(&stdin, rustix::event::PollFlags::IN)];
    rustix::event::poll(&mut told, None).expect("a sign");
    let code = match act(&action, &scene) {
        Ok(()) => DONE,
        Err(error) => {
            // Where writing fails this does, too.
            let _ = writeln!(std::io::stderr(), "{error}");
            NOT_DONE
        }
    };
    std::process::exit(code);
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
