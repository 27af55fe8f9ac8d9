//! Decides when bytes may go to the terminal: only while it is ours, and each frame as one write that the terminal shows
//! at once. What the bytes are is decided by whoever writes, and whose the terminal is by [`super::guard`].

use std::io::{self, Write};
use std::sync::mpsc::Sender;
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use ratatui::layout::Size;

use crate::app::Msg;
use crate::picture::{CellSize, TerminalAnswer};

/// Whether the terminal is ours. Held while bytes are written, so that nothing is written after it was given back.
static OURS: Mutex<bool> = Mutex::new(false);

const BEGIN_FRAME: &[u8] = b"\x1b[?2026h";
const END_FRAME: &[u8] = b"\x1b[?2026l";

/// Where frames go: collects until it is flushed, then writes all of it as one synchronized update.
///
/// While the terminal is not ours, what is flushed is dropped: another thread may have given it back in the middle of a
/// frame, and half a frame must not land in the shell.
#[derive(Debug)]
pub struct Screen {
    frame: Vec<u8>,
}

impl Screen {
    /// An empty frame.
    pub fn new() -> Self {
        Self { frame: BEGIN_FRAME.to_vec() }
    }
}

impl Default for Screen {
    fn default() -> Self {
        Self::new()
    }
}

impl Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.frame.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.frame.len() == BEGIN_FRAME.len() {
            return Ok(());
        }
        self.frame.extend_from_slice(END_FRAME);
        let sent = send(&self.frame);
        self.frame.truncate(BEGIN_FRAME.len());
        sent
    }
}

/// Writes to the terminal if it is ours, and drops the bytes if not.
pub(super) fn send(bytes: &[u8]) -> io::Result<()> {
    let ours = lock();
    if *ours { write_out(bytes) } else { Ok(()) }
}

/// Waits for whoever is writing, and tells whose the terminal is.
pub(super) fn lock() -> MutexGuard<'static, bool> {
    OURS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Like [`lock`], but gives up after `patience`: a writer can be stuck in a terminal that no longer takes anything.
pub(super) fn lock_within(patience: Duration) -> Option<MutexGuard<'static, bool>> {
    let start = Instant::now();
    loop {
        match OURS.try_lock() {
            Ok(ours) => return Some(ours),
            Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) if start.elapsed() >= patience => return None,
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(2)),
        }
    }
}

/// Writes everything, straight to the file descriptor: `std::io::stdout` would buffer by lines and hold a lock of its own.
#[cfg(unix)]
pub(super) fn write_out(mut bytes: &[u8]) -> io::Result<()> {
    use rustix::io::Errno;

    while !bytes.is_empty() {
        match rustix::io::write(rustix::stdio::stdout(), bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            // Another program has left the terminal in non-blocking mode, as some do.
            Err(Errno::AGAIN) => {
                takes_output(None);
            }
            Err(errno) => return Err(errno.into()),
        }
    }
    Ok(())
}

/// Writes everything.
#[cfg(not(unix))]
pub(super) fn write_out(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// Whether the terminal takes more output within `patience`; without one, waits for it.
#[cfg(unix)]
pub(super) fn takes_output(patience: Option<Duration>) -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    let stdout = rustix::stdio::stdout();
    let timeout = patience.and_then(|patience| Timespec::try_from(patience).ok());
    let mut fds = [PollFd::new(&stdout, PollFlags::OUT)];
    poll(&mut fds, timeout.as_ref()).is_ok() && fds.iter().any(|fd| fd.revents().contains(PollFlags::OUT))
}

#[cfg(not(unix))]
pub(super) fn takes_output(_patience: Option<Duration>) -> bool {
    true
}

/// Size of the terminal in columns and rows. A terminal that does not know gets 80 x 24.
pub fn size() -> Size {
    let (width, height) = measured().unwrap_or_default();
    if width == 0 || height == 0 { Size::new(80, 24) } else { Size::new(width, height) }
}

/// Size of a cell in pixels, where the system knows it.
#[cfg(unix)]
pub fn cell_size() -> Option<CellSize> {
    let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).ok()?;
    CellSize::new(size.ws_xpixel.checked_div(size.ws_col)?, size.ws_ypixel.checked_div(size.ws_row)?)
}

/// Size of a cell in pixels, where the system knows it.
#[cfg(not(unix))]
pub fn cell_size() -> Option<CellSize> {
    None
}

/// Tells how large the terminal is now, and its cells, which change with its font. Returns whether anybody listens.
pub(super) fn tell_size(inbox: &Sender<Msg>) -> bool {
    let told = inbox.send(Msg::Resized(size())).is_ok();
    let cell = cell_size().map(TerminalAnswer::Cell);
    told && cell.is_none_or(|cell| inbox.send(Msg::TerminalAnswered(cell)).is_ok())
}

/// Asks the terminal itself. Crossterm's answer may come from starting `tput`, which has no place in a signal thread.
#[cfg(unix)]
fn measured() -> Option<(u16, u16)> {
    let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).ok()?;
    Some((size.ws_col, size.ws_row))
}

#[cfg(not(unix))]
fn measured() -> Option<(u16, u16)> {
    crossterm::terminal::size().ok()
}
