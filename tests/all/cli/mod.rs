//! The real program, as a shell would run it, in an environment of its own.

mod check;
mod hostile;
mod open;
mod pipes;
mod queries;
mod reports;
mod settings;
mod show;
#[cfg(unix)]
mod triage;
mod usage;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The folder of test data.
fn fixtures(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// A home without settings.
struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A home with this `config.yaml`.
    fn with_settings(text: &str) -> Self {
        let home = Self::new();
        let folder = home.0.path().join(".config/copydesk");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("config.yaml"), text).unwrap();
        home
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// The program with these arguments, in this home, from the project's folder.
    fn command<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        command.args(arguments).env_clear().env("HOME", self.path()).env("TZ", "UTC").stdin(Stdio::null());
        command.current_dir(env!("CARGO_MANIFEST_DIR"));
        command
    }

    fn run<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Answer {
        Answer::of(self.command(arguments).output().unwrap())
    }
}

/// What the program said.
#[derive(Debug)]
struct Answer {
    status: i32,
    out: String,
    err: String,
}

impl Answer {
    fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
        let answer = Self {
            status: output.status.code().expect("an exit status"),
            out: text(output.stdout),
            err: text(output.stderr),
        };
        for text in [&answer.out, &answer.err] {
            let raw = text.chars().find(|c| c.is_control() && *c != '\n');
            assert_eq!(raw, None, "a raw control character in {text:?}");
        }
        answer
    }

    /// Data, and a status of 0.
    #[track_caller]
    fn data(self) -> String {
        assert_eq!(self.status, 0, "{self:?}");
        self.out
    }

    /// Nothing but a complaint, and this status.
    #[track_caller]
    fn complaint(self, status: i32) -> String {
        assert_eq!((self.status, self.out.as_str()), (status, ""), "{self:?}");
        self.err.trim_end().to_owned()
    }
}

/// Runs the program in a fresh home over the library of the fixtures.
fn over_fixtures(arguments: &[&str]) -> Answer {
    Home::new().run(arguments.iter().copied().chain(["-L", "tests/fixtures/library"]))
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).expect("valid JSON")
}
