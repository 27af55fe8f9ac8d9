//! Decides how the reader lives in a terminal, from taking it to giving it back. What a turn of the loop does is decided in
//! [`super::turn`].

use std::io;
#[cfg(unix)]
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender};

use crossterm::Command as _;
use crossterm::clipboard::CopyToClipboard;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Size;

use super::answer;
use super::cells::Cells;
use super::edge::Edge;
use super::editor::Editor;
use super::ending::{Ending, now};
use super::error::TermError;
use super::frames::Frames;
use super::guard::Guard;
use super::input::Input;
use super::lines::Lines;
use super::manner::Manner;
use super::screen::{self, Screen, size};
use super::turn::{EventLoop, Program, Stage, Wish};
use super::uploads;
use crate::app::{Effect, Msg};
use crate::card::{SafeText, Timestamp};

/// Why the loop has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The user left.
    Quit,
    /// A signal asked for it, or the terminal is gone, which counts as one.
    Signal(i32),
}

impl Ended {
    /// The status that the process ends with: 0, or 128 and the number of the signal.
    pub fn status(self) -> i32 {
        match self {
            Self::Quit => 0,
            Self::Signal(signal) => 128 + signal,
        }
    }
}

/// The number of SIGHUP on every system that has signals.
const HANGUP: i32 = 1;

/// What follows what was to be copied, on a terminal that takes nothing but text.
const NO_CLIPBOARD: &[u8] = b"A terminal that only prints has no clipboard: take the text from the line above\r\n";

/// What the loop needs besides the program.
struct Seat {
    manner: Manner,
    guard: Guard,
    #[cfg(unix)]
    continued: super::signals::Continued,
    #[cfg(unix)]
    continued_before: u64,
    ending: Ending,
    #[cfg_attr(not(unix), expect(dead_code, reason = "no editor is run"))]
    editor: Editor,
    #[cfg_attr(not(unix), expect(dead_code, reason = "kept alive"))]
    input: Input,
}

/// Runs `program` in the terminal until the user leaves or somebody ends it, and hands it back. Effects that are not the terminal's own go to
/// `carry_out`; their answers are expected in `inbox`, into which `sender` sends.
///
/// The terminal is given back before this returns, also by a panic if the hook of [`super::install_panic_hook`] is
/// installed.
///
/// # Errors
/// When there is no terminal that could be used. One that goes away later is no error but [`Ended::Signal`].
pub fn run<P: Program>(
    program: P,
    sender: &Sender<Msg>,
    inbox: &Receiver<Msg>,
    edge: &Edge,
    carry_out: impl FnMut(Effect),
) -> Result<(Ended, P), TermError> {
    let area = size();
    match edge.manner() {
        Manner::Frames => {
            let stage = Frames::new(Cells(CrosstermBackend::new(Screen::framed())), area)?;
            live(program, stage, area, sender, inbox, edge, carry_out)
        }
        Manner::Lines { controls } => {
            let stage = Lines::new(Screen::bare(), controls, area);
            live(program, stage, area, sender, inbox, edge, carry_out)
        }
    }
}

/// Takes the terminal, lives in it, and gives it back.
fn live<P: Program, S: Stage<P, Error = io::Error>>(
    program: P,
    stage: S,
    area: Size,
    sender: &Sender<Msg>,
    inbox: &Receiver<Msg>,
    edge: &Edge,
    carry_out: impl FnMut(Effect),
) -> Result<(Ended, P), TermError> {
    let mut turning = EventLoop::new(program, stage, now as fn() -> Timestamp).panic_at(edge.panic_at);
    // After the loop, so that it is dropped before it: what ratatui writes when it is dropped must not reach a terminal
    // that may be gone, because it panics if it cannot.
    let mut seat = Seat::take(sender, edge)?;
    let ended = sit(&mut turning, &mut seat, area, inbox, sender, carry_out);
    drop(seat);
    Ok((ended, turning.into_program()))
}

/// Turn after turn, until the end.
fn sit<P: Program, S: Stage<P, Error = io::Error>>(
    turning: &mut EventLoop<P, S, fn() -> Timestamp>,
    seat: &mut Seat,
    area: Size,
    inbox: &Receiver<Msg>,
    sender: &Sender<Msg>,
    mut carry_out: impl FnMut(Effect),
) -> Ended {
    let mut first = Msg::Resized(area);
    loop {
        let outcome = turning.turn(first, inbox.try_iter(), |effect| match effect {
            // Before the frame that shows it.
            Effect::Upload(picture) => uploads::send(&picture),
            Effect::RemoveUpload(id) => uploads::remove(id),
            other => carry_out(other),
        });
        if let Some(signal) = seat.ending.signal() {
            return Ended::Signal(signal);
        }
        let fulfilled = match outcome {
            Ok(wishes) if wishes.contains(&Wish::Quit) => return Ended::Quit,
            Ok(wishes) => wishes.into_iter().try_for_each(|wish| seat.fulfil(wish, sender)),
            Err(error) => Err(error),
        };
        if fulfilled.is_err() {
            // A terminal that takes no output is as good as gone.
            return Ended::Signal(HANGUP);
        }
        first = match turning.alarms.wait(inbox) {
            Ok(msg) => msg,
            // Cannot be while the signals have a sender; without anybody to talk to there is nothing left to do.
            Err(_) => return Ended::Quit,
        };
        if let Some(signal) = seat.ending.signal() {
            return Ended::Signal(signal);
        }
        if seat.was_continued() {
            let back = seat.guard.reclaim().is_ok() && come_back(sender);
            if !back {
                return Ended::Signal(HANGUP);
            }
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        // What is typed from now on is for whoever gets the terminal next.
        #[cfg(unix)]
        self.input.pause();
        self.guard.leave();
    }
}

impl Seat {
    /// Signals first, so that there is no moment in which the terminal is taken and nobody would give it back.
    fn take(sender: &Sender<Msg>, edge: &Edge) -> Result<Self, TermError> {
        let ending = Ending::new(sender.clone());
        #[cfg(unix)]
        let continued = super::signals::Continued::default();
        #[cfg(unix)]
        super::signals::watch(sender.clone(), ending.clone(), continued.clone())?;
        let guard = Guard::enter(edge.term.as_deref(), edge.manner())?;
        #[cfg(unix)]
        super::hangup::watch(ending.clone())?;
        let input = Input::start(sender.clone(), ending.clone())?;
        Ok(Self {
            manner: edge.manner(),
            guard,
            #[cfg(unix)]
            continued_before: continued.count(),
            #[cfg(unix)]
            continued,
            ending,
            editor: edge.editor.clone(),
            input,
        })
    }

    fn fulfil(&mut self, wish: Wish, sender: &Sender<Msg>) -> io::Result<()> {
        match wish {
            // Lines show no pictures, and a terminal that only prints would print the question.
            Wish::Ask { .. } if self.manner != Manner::Frames => Ok(()),
            Wish::Ask { kitty } => screen::send(answer::question(kitty).as_bytes()),
            Wish::Copy(_) if self.manner == (Manner::Lines { controls: false }) => screen::send(NO_CLIPBOARD),
            Wish::Copy(text) => screen::send(clipboard(&text).as_bytes()),
            #[cfg(unix)]
            Wish::Suspend => {
                // What is typed at the shell meanwhile is not for us.
                self.input.pause();
                let taken = self.guard.suspend(&self.continued);
                self.input.resume();
                taken?;
                self.continued_before = self.continued.count();
                come_back(sender);
                Ok(())
            }
            #[cfg(unix)]
            Wish::Edit { file, path } => {
                let outcome = self.edit(&path)?;
                come_back(sender);
                sender.send(Msg::Edited { file, outcome }).ok();
                Ok(())
            }
            #[cfg(not(unix))]
            Wish::Edit { file, .. } => {
                // The thread that reads the console cannot be paused here yet.
                let outcome = Err(SafeText::line("editing from within the reader does not work on this system yet"));
                sender.send(Msg::Edited { file, outcome }).ok();
                Ok(())
            }
            #[cfg(not(unix))]
            Wish::Suspend => {
                come_back(sender);
                Ok(())
            }
            Wish::Quit => Ok(()),
        }
    }

    /// Runs the user's editor in the terminal. It is in our process group: what stops it stops us, as a shell expects, and
    /// what interrupts it leaves us alone.
    #[cfg(unix)]
    fn edit(&mut self, path: &Path) -> io::Result<Result<(), SafeText>> {
        self.input.pause();
        self.ending.lend(true);
        let editor = &self.editor;
        let outcome = self.guard.lend(|| editor.edit(path));
        // A ctrl-c that ended the editor may not have been looked at yet.
        self.continued.catch_up();
        self.ending.lend(false);
        self.continued_before = self.continued.count();
        self.input.resume();
        outcome
    }

    /// Whether the process was stopped and continued by others, who have used the terminal meanwhile.
    fn was_continued(&mut self) -> bool {
        #[cfg(unix)]
        {
            let count = self.continued.count();
            std::mem::replace(&mut self.continued_before, count) != count
        }
        #[cfg(not(unix))]
        false
    }
}

/// The terminal may have another size now, and shows nothing of ours.
fn come_back(sender: &Sender<Msg>) -> bool {
    screen::tell_size(sender) && sender.send(Msg::Resumed).is_ok()
}

/// The escape sequence OSC 52, which also reaches the clipboard of a user who sits behind SSH.
fn clipboard(text: &SafeText) -> String {
    let mut sequence = String::new();
    // Writing to a string cannot fail.
    CopyToClipboard::to_clipboard_from(text.as_str()).write_ansi(&mut sequence).ok();
    sequence
}
