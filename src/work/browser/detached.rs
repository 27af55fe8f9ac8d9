//! Decides how another program is started so that it can never reach our terminal: in a session of its own, with nothing
//! to read and nowhere to write. Which program that is, and with which arguments, is decided by the caller.
//!
//! A new session can only be begun by a process itself, between being born and becoming the other program. The standard
//! library offers that moment to unsafe code only, so copydesk starts itself first, under another name, begins the session
//! and then becomes the other program. The process stays our child: its exit status is the other program's.

use std::io;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

/// The name by which copydesk knows that it is to become another program. Not an argument: users could type that.
#[cfg(unix)]
const NAME: &str = "copydesk-detached";
/// As shells say it: the program was not found, or could not be executed.
const NOT_FOUND: i32 = 127;
#[cfg(unix)]
const NOT_EXECUTABLE: i32 = 126;

/// How long a program is watched for failing at once.
const WATCHED: Duration = Duration::from_millis(250);

/// Why a program did not start.
#[derive(Debug)]
pub enum Failure {
    /// There is no such program.
    NotFound,
    /// It started and failed at once.
    Status(ExitStatus),
    /// The system refused.
    Io(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::NotFound { Self::NotFound } else { Self::Io(error) }
    }
}

/// To be called before anything else in `main`: becomes the other program if this process was started for that, and
/// returns at once if not.
pub fn become_if_asked() {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt as _;

        let mut args = std::env::args_os();
        if args.next().is_none_or(|name| name != NAME) {
            return;
        }
        let Some(program) = args.next() else { std::process::exit(NOT_FOUND) };
        // Fails only for the leader of a group, which a fresh child is not.
        if rustix::process::setsid().is_err() {
            std::process::exit(NOT_EXECUTABLE);
        }
        let error = Command::new(program).args(args).exec();
        std::process::exit(if error.kind() == io::ErrorKind::NotFound { NOT_FOUND } else { NOT_EXECUTABLE });
    }
}

/// Starts programs.
#[derive(Debug, Clone)]
pub struct Launcher {
    /// The executable of copydesk.
    copydesk: PathBuf,
}

impl Launcher {
    /// A launcher that works by the executable at `copydesk`, which calls [`become_if_asked`].
    pub fn new(copydesk: PathBuf) -> Self {
        Self { copydesk }
    }

    /// A launcher that works by the executable of this process.
    pub fn of_this_process() -> Self {
        // This one still works after an upgrade has replaced the file.
        let itself = PathBuf::from("/proc/self/exe");
        Self::new(if cfg!(target_os = "linux") { itself } else { std::env::current_exe().unwrap_or_default() })
    }

    /// Starts `program` and watches it for a quarter of a second. One that still runs then has started; it is waited for on
    /// a thread, so that nothing of it remains when it ends.
    ///
    /// # Errors
    /// When it cannot be started, or ends with a failure while it is watched.
    pub fn launch(&self, program: &str, arguments: &[String]) -> Result<(), Failure> {
        // Before the program, because without it there would be nobody to wait for the program.
        let (sender, receiver) = mpsc::sync_channel::<Child>(1);
        let wait = move || {
            if let Ok(mut child) = receiver.recv() {
                child.wait().ok();
            }
        };
        thread::Builder::new().name("launched".into()).stack_size(64 * 1024).spawn(wait)?;
        let mut child = self.command(program, arguments).spawn()?;
        let start = Instant::now();
        while start.elapsed() < WATCHED {
            match child.try_wait()? {
                Some(status) if status.success() => return Ok(()),
                Some(status) if status.code() == Some(NOT_FOUND) => return Err(Failure::NotFound),
                Some(status) => return Err(Failure::Status(status)),
                None => thread::sleep(Duration::from_millis(5)),
            }
        }
        sender.send(child).ok();
        Ok(())
    }

    #[cfg(unix)]
    fn command(&self, program: &str, arguments: &[String]) -> Command {
        use std::os::unix::process::CommandExt as _;

        let mut command = Command::new(&self.copydesk);
        command.arg0(NAME).arg(program).args(arguments);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    #[cfg(windows)]
    fn command(&self, program: &str, arguments: &[String]) -> Command {
        use std::os::windows::process::CommandExt as _;

        const DETACHED_PROCESS: u32 = 0x0000_0008;
        const CREATE_NEW_PROCESS_GROUP: u32 = 0x0000_0200;
        let mut command = Command::new(program);
        command.args(arguments).creation_flags(DETACHED_PROCESS | CREATE_NEW_PROCESS_GROUP);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }
}
