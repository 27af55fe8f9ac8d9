//! A pseudo-terminal with a program in it, and what it shows. Nothing here sleeps for a fixed time: everything waits for
//! something, with a deadline.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// Longest wait for something that should come at once. Long, because tests share the machine.
const DEADLINE: Duration = Duration::from_secs(20);

/// The program.
pub(crate) const COPYDESK: &str = env!("CARGO_BIN_EXE_copydesk");
/// Title of the first card of every library here; on the screen when the program is ready.
pub(crate) const READY: &str = "First card of all";
/// Its link.
pub(crate) const LINK: &str = "https://example.org/first?a=1&b=$(id)";

/// A running program and its terminal.
pub(crate) struct Terminal {
    folder: tempfile::TempDir,
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    shared: Arc<Shared>,
}

struct Shared {
    seen: Mutex<Seen>,
    changed: Condvar,
}

struct Seen {
    parser: vt100::Parser,
    /// Everything the program wrote.
    bytes: Vec<u8>,
    /// The reader should read no further for now.
    stalled: bool,
    /// The reader should let go of the terminal.
    hung_up: bool,
}

/// How to start a program.
pub(crate) struct Start {
    folder: tempfile::TempDir,
    command: CommandBuilder,
}

impl Start {
    /// `copydesk` with a library of two cards.
    pub(crate) fn copydesk() -> Self {
        let mut start = Self::program(COPYDESK);
        let library = start.folder.path().join("library");
        start.command.arg(library);
        start
    }

    /// A shell command. `$copydesk` and `$library` stand for what they say.
    pub(crate) fn shell(script: &str) -> Self {
        let mut start = Self::program("/bin/sh");
        start.command.args(["-c", script]);
        start
    }

    /// A shell to type into, with job control.
    pub(crate) fn interactive_shell() -> Self {
        let mut start = Self::program("/bin/sh");
        start.command.arg("-i");
        start.env("PS1", "shell> ").env("ENV", "")
    }

    fn program(program: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("library");
        std::fs::create_dir_all(&library).unwrap();
        write_card(&library.join("first.md"), READY, LINK, "2021-04-12");
        write_card(&library.join("second.md"), "Second card", "https://example.org/second", "2021-04-11");
        let mut command = CommandBuilder::new(program);
        command.env_clear();
        command.cwd(folder.path());
        let start = Self { folder, command };
        let home = start.folder.path().display().to_string();
        let library = library.display().to_string();
        let path = std::env::var("PATH").unwrap_or_else(|_| "/usr/bin:/bin".to_owned());
        let start = start.env("HOME", &home).env("TERM", "xterm-256color").env("PATH", &path).env("LC_ALL", "C.UTF-8");
        start.env("copydesk", COPYDESK).env("library", &library)
    }

    /// Sets a variable of the environment.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// The folder that is the program's home and working directory.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Starts it.
    pub(crate) fn run(self) -> Terminal {
        let pair = native_pty_system().openpty(dimensions(24, 100)).unwrap();
        let child = pair.slave.spawn_command(self.command).unwrap();
        drop(pair.slave);
        let reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let parser = vt100::Parser::new(nonzero(24), nonzero(100), 0);
        let seen = Mutex::new(Seen { parser, bytes: Vec::new(), stalled: false, hung_up: false });
        let shared = Arc::new(Shared { seen, changed: Condvar::new() });
        let feed = shared.clone();
        std::thread::spawn(move || feed.read_from(reader));
        Terminal { folder: self.folder, child, master: Some(pair.master), writer: Some(writer), shared }
    }

    /// Starts `copydesk` and waits until it shows its cards.
    pub(crate) fn ready(self) -> Terminal {
        let mut terminal = self.run();
        terminal.wait_for(READY);
        terminal
    }
}

fn write_card(path: &Path, title: &str, link: &str, day: &str) {
    let head = format!("title: \"{title}\"\nwebUrl: \"{link}\"\npublishedDateTime: {day}T12:00:00Z\ntype: article\n");
    std::fs::write(path, format!("---\n{head}---\nText.\n")).unwrap();
}

fn nonzero(length: u16) -> NonZero<u16> {
    NonZero::new(length).unwrap()
}

fn dimensions(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Seen> {
        // A test that has failed still wants its program ended.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read_from(&self, mut reader: Box<dyn Read + Send>) {
        let mut buffer = [0; 4096];
        while let Ok(length @ 1..) = reader.read(&mut buffer) {
            let mut seen = self.lock();
            seen.parser.process(&buffer[..length]);
            seen.bytes.extend_from_slice(&buffer[..length]);
            self.changed.notify_all();
            let seen = self.changed.wait_while(seen, |seen| seen.stalled && !seen.hung_up).unwrap();
            if seen.hung_up {
                return;
            }
        }
    }
}

impl Terminal {
    /// The folder that is the program's home and working directory.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Types.
    pub(crate) fn send(&mut self, keys: &str) -> &mut Self {
        let writer = self.writer.as_mut().expect("the terminal is still there");
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
        self
    }

    /// Types a line into a shell.
    pub(crate) fn line(&mut self, line: &str) -> &mut Self {
        self.send(line).send("\n")
    }

    /// Waits until the screen is as wanted, which `what` describes.
    pub(crate) fn wait(&mut self, what: &str, mut wanted: impl FnMut(&vt100::Screen) -> bool) -> &mut Self {
        let start = Instant::now();
        let mut seen = self.shared.lock();
        while !wanted(seen.parser.screen()) {
            let left = DEADLINE.saturating_sub(start.elapsed());
            assert!(!left.is_zero(), "{what} did not come; the screen is:\n{}", seen.parser.screen().contents());
            seen = self.shared.changed.wait_timeout(seen, left).unwrap().0;
        }
        drop(seen);
        self
    }

    /// Waits until `text` is on the screen.
    pub(crate) fn wait_for(&mut self, text: &str) -> &mut Self {
        self.wait(&format!("{text:?}"), |screen| screen.contents().contains(text))
    }

    /// Waits until `text` was written, on the screen or past it.
    #[cfg_attr(not(feature = "images"), expect(dead_code, reason = "there are no pictures"))]
    pub(crate) fn wait_for_bytes(&mut self, text: &str) -> &mut Self {
        let start = Instant::now();
        let mut seen = self.shared.lock();
        while memchr::memmem::find(&seen.bytes, text.as_bytes()).is_none() {
            let left = DEADLINE.saturating_sub(start.elapsed());
            assert!(!left.is_zero(), "{text:?} was not written; the screen is:\n{}", seen.parser.screen().contents());
            seen = self.shared.changed.wait_timeout(seen, left).unwrap().0;
        }
        drop(seen);
        self
    }

    /// What is on the screen.
    pub(crate) fn screen(&self) -> String {
        self.shared.lock().parser.screen().contents()
    }

    /// Everything that was written so far.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.shared.lock().bytes.clone()
    }

    /// Asserts that the terminal is as programs expect it.
    pub(crate) fn assert_restored(&self) {
        let seen = self.shared.lock();
        let screen = seen.parser.screen();
        let text = screen.contents();
        assert!(!screen.alternate_screen(), "still the alternate screen:\n{text}");
        assert!(!screen.hide_cursor(), "no cursor:\n{text}");
        assert!(!screen.bracketed_paste(), "still bracketed paste:\n{text}");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "{text}");
    }

    /// Makes the terminal another size.
    pub(crate) fn resize(&mut self, rows: u16, cols: u16) {
        self.shared.lock().parser.screen_mut().set_size(nonzero(rows), nonzero(cols));
        self.master.as_ref().unwrap().resize(dimensions(rows, cols)).unwrap();
    }

    /// Sends a signal to the program.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// The program's process.
    pub(crate) fn pid(&self) -> Pid {
        Pid::from_raw(self.child.process_id().unwrap().try_into().unwrap()).unwrap()
    }

    /// Takes no more output.
    pub(crate) fn stall(&self) {
        self.shared.lock().stalled = true;
    }

    /// Takes output again.
    pub(crate) fn unstall(&self) {
        self.shared.lock().stalled = false;
        self.shared.changed.notify_all();
    }

    /// Closes the terminal, as closing its window does.
    pub(crate) fn hang_up(&mut self) {
        self.shared.lock().hung_up = true;
        self.shared.changed.notify_all();
        // The reader holds the terminal open until it sees some output.
        self.resize(23, 99);
        self.writer = None;
        self.master = None;
    }

    /// Waits for the program to end.
    pub(crate) fn wait_for_end(&mut self) -> ExitStatus {
        self.ends_within(DEADLINE)
    }

    /// Waits for the program to end, but not for long.
    pub(crate) fn ends_within(&mut self, patience: Duration) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(start.elapsed() < patience, "still running; the screen is:\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.unstall();
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
