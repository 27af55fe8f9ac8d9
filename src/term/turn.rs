//! Decides the order of things in one turn of the loop: what waits is taken in, its effects are passed on, and one frame
//! is drawn if anything changed. Where messages come from and where the frame goes is decided by the caller, so that a
//! test can turn the loop without a terminal.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvError};
use std::time::{Duration, Instant};

use ratatui::backend::Backend;
use ratatui::layout::{Rect, Size};
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use super::alarms::Alarms;
use super::edge::PanicAt;
use crate::app::{Effect, Msg};
use crate::card::{SafeText, Timestamp};
use crate::library::FileRef;

/// How long a turn takes in what waits before it draws: a flood of messages must not keep the screen from changing.
const LONGEST_INTAKE: Duration = Duration::from_millis(8);

/// What the loop drives.
pub trait Program {
    /// Takes in a message.
    fn update(&mut self, msg: Msg) -> Vec<Effect>;
    /// Grows whenever something changed that may be seen.
    fn revision(&self) -> u64;
    /// Draws everything.
    fn draw(&self, frame: &mut Frame<'_>);
}

/// A wish that only the owner of the terminal can fulfil.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// Put text on the clipboard.
    Copy(SafeText),
    /// Ask the terminal what it can show. Its answers come with the keys.
    Ask {
        /// About kitty's protocol, too.
        kitty: bool,
    },
    /// Stop and come back later.
    Suspend,
    /// Let the user's editor have the terminal, and say how it went.
    Edit {
        /// The card's file.
        file: FileRef,
        /// Where it lies.
        path: PathBuf,
    },
    /// Leave. Nothing is taken in or drawn after it.
    Quit,
}

/// The loop between two messages.
#[derive(Debug)]
pub struct EventLoop<P, B: Backend, C> {
    program: P,
    terminal: Terminal<B>,
    clock: C,
    size: Size,
    /// Nothing on the screen can be relied on.
    stale: bool,
    /// Revision of the last frame.
    drawn: Option<u64>,
    /// The last second that the program was told of.
    told: Option<Timestamp>,
    pub(super) alarms: Alarms,
    panic_at: Option<PanicAt>,
}

impl<P: Program, B: Backend, C: FnMut() -> Timestamp> EventLoop<P, B, C> {
    /// A loop that has not drawn anything yet. The size of the terminal changes by [`Msg::Resized`] only.
    ///
    /// # Errors
    /// When the backend fails.
    pub fn new(program: P, backend: B, size: Size, clock: C) -> Result<Self, B::Error> {
        let options = TerminalOptions { viewport: Viewport::Fixed(whole(size)) };
        let terminal = Terminal::with_options(backend, options)?;
        Ok(Self {
            program,
            terminal,
            clock,
            size,
            stale: true,
            drawn: None,
            told: None,
            alarms: Alarms::default(),
            panic_at: None,
        })
    }

    /// Lets the loop fail on purpose.
    pub fn panic_at(mut self, place: Option<PanicAt>) -> Self {
        self.panic_at = place;
        self
    }

    /// The program.
    pub fn program(&self) -> &P {
        &self.program
    }

    /// The program, when the loop is over.
    pub fn into_program(self) -> P {
        self.program
    }

    /// Where frames are drawn to.
    pub fn backend(&self) -> &B {
        self.terminal.backend()
    }

    /// Forgets what is on the screen, so that the next turn draws all of it.
    pub fn repaint(&mut self) {
        self.stale = true;
    }

    /// Waits for a message, or for the next alarm that the program has set.
    ///
    /// # Errors
    /// When nobody can send any more.
    pub fn wait(&mut self, inbox: &Receiver<Msg>) -> Result<Msg, RecvError> {
        self.alarms.wait(inbox)
    }

    /// Takes in `first` and whatever else waits, and draws one frame if anything changed.
    ///
    /// Before anything else the program is told the time, at most once a second. Effects are handed to `carry_out` at
    /// once, in their order; those of the terminal are returned.
    ///
    /// # Errors
    /// When the backend fails; for a terminal that means that it is gone.
    pub fn turn(
        &mut self,
        first: Msg,
        waiting: impl Iterator<Item = Msg>,
        mut carry_out: impl FnMut(Effect),
    ) -> Result<Vec<Wish>, B::Error> {
        let start = Instant::now();
        let mut wishes = Vec::new();
        let now = (self.clock)();
        let time = (self.told != Some(now)).then_some(Msg::Woke(now));
        for msg in time.into_iter().chain([first]).chain(waiting) {
            self.take_in(msg, &mut wishes, &mut carry_out);
            if wishes.last() == Some(&Wish::Quit) {
                return Ok(wishes);
            }
            if start.elapsed() >= LONGEST_INTAKE {
                break;
            }
        }
        self.draw()?;
        Ok(wishes)
    }

    fn take_in(&mut self, msg: Msg, wishes: &mut Vec<Wish>, carry_out: &mut impl FnMut(Effect)) {
        match &msg {
            Msg::Resized(size) => {
                self.size = *size;
                self.stale = true;
            }
            Msg::Woke(now) if self.told == Some(*now) => return,
            Msg::Woke(now) => self.told = Some(*now),
            Msg::Key(_) => self.fail_if_asked(),
            _ => {}
        }
        for effect in self.program.update(msg) {
            match effect {
                Effect::Copy(text) => wishes.push(Wish::Copy(text)),
                // Wishes are fulfilled after the frame, so that it does not wait for the terminal.
                Effect::AskTerminal { kitty } => wishes.push(Wish::Ask { kitty }),
                Effect::Suspend => {
                    // Others put in order what must not be stopped halfway.
                    carry_out(Effect::Suspend);
                    wishes.push(Wish::Suspend);
                }
                Effect::RunEditor { file, path } => wishes.push(Wish::Edit { file, path }),
                Effect::Repaint => self.stale = true,
                Effect::Wake { timer, number, after } => self.alarms.set(timer, number, after),
                Effect::Quit => {
                    wishes.push(Wish::Quit);
                    return;
                }
                other => carry_out(other),
            }
        }
    }

    fn draw(&mut self) -> Result<(), B::Error> {
        let revision = self.program.revision();
        if self.drawn == Some(revision) && !self.stale {
            return Ok(());
        }
        if self.stale {
            // Not `Terminal::clear`: that asks the terminal for its cursor, and the answer would be ours to read.
            self.terminal.resize(whole(self.size))?;
        }
        let Self { program, terminal, panic_at, .. } = self;
        terminal.draw(|frame| {
            if *panic_at == Some(PanicAt::Draw) {
                PanicAt::Draw.fail();
            }
            program.draw(frame);
        })?;
        self.stale = false;
        self.drawn = Some(revision);
        Ok(())
    }

    fn fail_if_asked(&mut self) {
        match self.panic_at {
            Some(PanicAt::Key) => PanicAt::Key.fail(),
            Some(PanicAt::Worker) => {
                self.panic_at = None;
                // Nobody waits for it: the panic hook ends the process.
                drop(std::thread::Builder::new().name("worker".into()).spawn(|| PanicAt::Worker.fail()));
            }
            _ => {}
        }
    }
}

/// All of a terminal.
fn whole(size: Size) -> Rect {
    Rect::new(0, 0, size.width, size.height)
}

#[cfg(test)]
#[path = "turn_tests.rs"]
mod tests;
