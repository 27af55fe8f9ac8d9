//! Decides when bytes may go to the terminal: only while it is ours, and each frame as one write that the terminal shows
//! at once. What the bytes are is decided by whoever writes, and whose the terminal is by [`super::guard`].

use std::io::{self, Write};
use std::sync::mpsc::Sender;
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use ratatui::layout::Size;

use super::manner::Manner;
use crate::app::Msg;
use crate::picture::{CellSize, TerminalAnswer};

/// How the terminal is ours. Held while bytes are written, so that nothing is written after it was given back.
static OURS: Mutex<Ours> = Mutex::new(Ours { manner: None, midline: false });

/// What is ours of the terminal.
#[derive(Debug)]
pub(super) struct Ours {
    /// How it is used; `None` while it is not ours.
    pub(super) manner: Option<Manner>,
    /// The last of the lines that are written has not ended.
    pub(super) midline: bool,
}

/// Synchronized; no cursor on the way; nothing goes on in the next row that does not fit into one.
const BEGIN_FRAME: &[u8] = b"\x1b[?2026h\x1b[?25l\x1b[?7l";
const END_FRAME: &[u8] = b"\x1b[?7h\x1b[?2026l";
/// What shows the cursor. Where it is follows, and belongs to the frame: a screen reader must not hear of another place.
const SHOW_CURSOR: &[u8] = b"\x1b[?25h";

/// Where frames and lines go: collects until it is flushed, then writes all of it at once; a frame as one synchronized
/// update.
///
/// While the terminal is not ours, what is flushed is dropped: another thread may have given it back in the middle of a
/// frame, and half a frame must not land in the shell.
#[derive(Debug)]
pub struct Screen {
    bytes: Vec<u8>,
    begin: &'static [u8],
    end: &'static [u8],
}

impl Screen {
    /// For frames.
    pub fn framed() -> Self {
        Self { bytes: BEGIN_FRAME.to_vec(), begin: BEGIN_FRAME, end: END_FRAME }
    }

    /// For lines, which need nothing around them.
    pub fn bare() -> Self {
        Self { bytes: Vec::new(), begin: b"", end: b"" }
    }
}

impl Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.bytes.len() == self.begin.len() || self.bytes.ends_with(SHOW_CURSOR) {
            return Ok(());
        }
        self.bytes.extend_from_slice(self.end);
        let sent = send(&self.bytes);
        self.bytes.truncate(self.begin.len());
        sent
    }
}

/// Writes to the terminal if it is ours, and drops the bytes if not.
pub(super) fn send(bytes: &[u8]) -> io::Result<()> {
    let mut ours = lock();
    let Some(manner) = ours.manner else { return Ok(()) };
    if let (Manner::Lines { .. }, Some(last)) = (manner, bytes.last()) {
        ours.midline = *last != b'\n';
    }
    write_out(bytes)
}

/// Waits for whoever is writing, and tells whose the terminal is.
pub(super) fn lock() -> MutexGuard<'static, Ours> {
    OURS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Like [`lock`], but gives up after `patience`: a writer can be stuck in a terminal that no longer takes anything.
pub(super) fn lock_within(patience: Duration) -> Option<MutexGuard<'static, Ours>> {
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
