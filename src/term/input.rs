//! Decides when the terminal is read, on a thread of its own: whenever there is something to read, unless paused. What the
//! bytes mean is decided in [`super::decode`].

use std::io;
use std::os::fd::OwnedFd;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::pipe::{PipeFlags, pipe_with};
use signal_hook::consts::SIGHUP;

use super::decode::{Decoded, Decoder};
use super::ending::Ending;
use crate::app::Msg;

/// How long the rest of a sequence may take; after that its beginning was a key.
const MIDWAY: Timespec = Timespec { tv_sec: 0, tv_nsec: 50_000_000 };
/// How long pausing waits for the thread to let go.
const PAUSING: Duration = Duration::from_secs(1);

const PAUSE: u8 = b'p';
const RESUME: u8 = b'r';

/// The input thread. It ends when this is dropped, or with the terminal.
#[derive(Debug)]
pub(super) struct Input {
    control: OwnedFd,
    paused: Receiver<()>,
}

impl Input {
    /// Starts the thread.
    ///
    /// # Errors
    /// When the thread or its control pipe cannot be had.
    pub(super) fn start(inbox: Sender<Msg>, ending: Ending) -> io::Result<Self> {
        let (orders, control) = pipe_with(PipeFlags::CLOEXEC)?;
        let (tell_paused, paused) = mpsc::channel();
        let reader = Reader { inbox, orders, tell_paused, decoder: Decoder::default() };
        let serve = move || {
            if reader.serve() == Outcome::TerminalGone {
                ending.begin(SIGHUP);
            }
        };
        thread::Builder::new().name("input".into()).spawn(serve)?;
        Ok(Self { control, paused })
    }

    /// Leaves the terminal's input to somebody else. Returns whether the thread has let go of it.
    pub(super) fn pause(&self) -> bool {
        self.order(PAUSE) && self.paused.recv_timeout(PAUSING).is_ok()
    }

    /// Reads the terminal again.
    pub(super) fn resume(&self) {
        self.order(RESUME);
    }

    fn order(&self, order: u8) -> bool {
        rustix::io::write(&self.control, &[order]).is_ok()
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    /// Nobody is interested any more.
    Done,
    TerminalGone,
}

struct Reader {
    inbox: Sender<Msg>,
    orders: OwnedFd,
    tell_paused: Sender<()>,
    decoder: Decoder,
}

impl Reader {
    fn serve(mut self) -> Outcome {
        let stdin = rustix::stdio::stdin();
        let mut decoded = Vec::new();
        let mut buffer = [0; 4096];
        loop {
            let mut fds = [PollFd::new(&stdin, PollFlags::IN), PollFd::new(&self.orders, PollFlags::IN)];
            // Without a timeout unless a key is half read: an idle program makes no system calls.
            let timeout = self.decoder.is_midway().then_some(&MIDWAY);
            match poll(&mut fds, timeout) {
                Ok(0) => self.decoder.settle(&mut decoded),
                Ok(_) | Err(Errno::INTR) => {}
                Err(_) => return Outcome::TerminalGone,
            }
            let [input, orders] = fds.map(|fd| fd.revents());
            if !orders.is_empty() && !self.obey() {
                return Outcome::Done;
            }
            if input.contains(PollFlags::IN) && orders.is_empty() {
                match rustix::io::read(stdin, &mut buffer) {
                    Ok(0) => return Outcome::TerminalGone,
                    Ok(length) => {
                        self.decoder.feed(buffer.get(..length).unwrap_or_default(), &mut decoded);
                        if length < buffer.len() {
                            self.decoder.end_of_burst(&mut decoded);
                        }
                    }
                    Err(Errno::INTR | Errno::AGAIN) => {}
                    Err(_) => return Outcome::TerminalGone,
                }
            } else if input.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
                return Outcome::TerminalGone;
            }
            for event in decoded.drain(..) {
                let msg = match event {
                    Decoded::Key(key) => Msg::Key(key),
                    Decoded::Pasted(text) => Msg::Pasted(text),
                    Decoded::Answered(answer) => Msg::TerminalAnswered(answer),
                };
                if self.inbox.send(msg).is_err() {
                    return Outcome::Done;
                }
            }
        }
    }

    /// Follows one order. While paused, waits for the next. False: nobody will order anything any more.
    fn obey(&self) -> bool {
        let mut order = [0];
        loop {
            match rustix::io::read(&self.orders, &mut order) {
                Ok(0) => return false,
                Ok(_) if order == [PAUSE] => {
                    self.tell_paused.send(()).ok();
                }
                Ok(_) => return true,
                Err(Errno::INTR) => {}
                Err(_) => return false,
            }
        }
    }
}
