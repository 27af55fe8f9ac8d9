//! Opening links with a stand-in for a browser: a script that writes down what it was given.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use copydesk::card::SafeUrl;
use copydesk::work::browser::detached::Launcher;
use copydesk::work::browser::{Browser, OpenError, Reason, Surroundings};

/// Longest wait for something that should come at once.
const DEADLINE: Duration = Duration::from_secs(10);

/// Writes an executable script that notes its arguments and whether it reaches a terminal, makes noise, and then does
/// `then`. What it notes it puts into `log` beside it, complete from the start.
pub(crate) fn write_script(path: &Path, then: &str) -> PathBuf {
    let log = path.with_extension("log");
    let text = format!(
        "#!/bin/sh\nPATH=/usr/bin:/bin\n{{ printf 'argc=%s\\n' $#; for a in \"$@\"; do printf 'arg=%s\\n' \"$a\"; done\n\
         if ( : </dev/tty ) 2>/dev/null; then echo tty=yes; else echo tty=no; fi\n}} >'{log}.part'\n\
         mv '{log}.part' '{log}'\necho noise; echo noise >&2\n{then}\n",
        log = log.display(),
    );
    write_executable(path, &text);
    log
}

/// A file that can be run.
pub(crate) fn write_executable(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// Waits for the log of a script.
pub(crate) fn read_log(log: &Path) -> Vec<String> {
    let start = Instant::now();
    loop {
        if let Ok(text) = fs::read_to_string(log) {
            return text.lines().map(str::to_owned).collect();
        }
        assert!(start.elapsed() < DEADLINE, "nothing was started: {} is missing", log.display());
        std::thread::sleep(Duration::from_millis(10));
    }
}

struct Bench {
    folder: tempfile::TempDir,
    log: PathBuf,
}

impl Bench {
    fn new(then: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let log = write_script(&folder.path().join("browser"), then);
        Self { folder, log }
    }

    fn open(&self, command: &str, url: &str) -> Result<(), OpenError> {
        let script = self.folder.path().join("browser");
        let browser = Some(command.replace("SCRIPT", script.to_str().unwrap()));
        let surroundings = Surroundings { browser, ..Surroundings::default() };
        let launcher = Launcher::new(env!("CARGO_BIN_EXE_copydesk").into());
        Browser::new(surroundings, launcher).open(&SafeUrl::parse(url).unwrap())
    }
}

const URL: &str = "https://example.org/a?b=$(id)`id`;id|id&c=%22%20x%s";

#[test]
fn the_link_arrives_as_one_argument_away_from_the_terminal() {
    let bench = Bench::new("exit 0");
    bench.open("SCRIPT --new-tab", URL).unwrap();
    let url = SafeUrl::parse(URL).unwrap();
    assert_eq!(read_log(&bench.log), ["argc=2", "arg=--new-tab", &format!("arg={url}"), "tty=no"]);
}

#[test]
fn the_link_goes_where_the_command_wants_it() {
    let bench = Bench::new("exit 0");
    bench.open("SCRIPT %s 'a b'", "https://example.org/").unwrap();
    assert_eq!(read_log(&bench.log), ["argc=2", "arg=https://example.org/", "arg=a b", "tty=no"]);
}

#[test]
fn a_browser_that_stays_is_not_waited_for() {
    let bench = Bench::new("sleep 5");
    let start = Instant::now();
    bench.open("SCRIPT", "https://example.org/").unwrap();
    assert!(start.elapsed() < Duration::from_secs(3), "took {:?}", start.elapsed());
    read_log(&bench.log);
}

#[test]
fn a_failure_at_once_is_told() {
    let bench = Bench::new("exit 3");
    let error = bench.open("SCRIPT", "https://example.org/").unwrap_err();
    assert!(matches!(error.reason, Reason::Failed { .. }), "{error}");
    let text = error.to_string();
    assert!(text.contains("exit status: 3") && text.ends_with("press y to copy https://example.org/"), "{text}");
}

#[test]
fn the_next_command_is_tried() {
    let bench = Bench::new("exit 0");
    let error = bench.open("/nonexistent/browser", "https://example.org/").unwrap_err();
    assert!(matches!(error.reason, Reason::NotFound(_)), "{error}");
    bench.open("/nonexistent/browser:SCRIPT", "https://example.org/").unwrap();
    assert_eq!(read_log(&bench.log).first().unwrap(), "argc=1");
}
