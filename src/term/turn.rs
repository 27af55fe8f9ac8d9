//! Decides the order of things in one turn of the loop: what waits is taken in, its effects are passed on, and the program
//! is shown once if anything changed. Where messages come from and on which stage it shows itself is decided by the caller,
//! so that a test can turn the loop without a terminal.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvError};
use std::time::{Duration, Instant};

use ratatui::Frame;
use ratatui::backend::Backend;
use ratatui::layout::Size;

use super::alarms::Alarms;
use super::edge::PanicAt;
use super::frames::Frames;
use crate::app::{Effect, Msg};
use crate::card::{SafeText, Timestamp};
use crate::library::FileRef;
use crate::view::speech::Said;

/// How long a turn takes in what waits before it shows anything: a flood of messages must not keep the screen from changing.
const LONGEST_INTAKE: Duration = Duration::from_millis(8);

/// What the loop drives.
pub trait Program {
    /// Takes in a message.
    fn update(&mut self, msg: Msg) -> Vec<Effect>;
    /// Grows whenever something changed that may be seen.
    fn revision(&self) -> u64;
    /// Draws everything.
    fn draw(&self, frame: &mut Frame<'_>);
    /// Says in lines what has changed since `before` was said, and what is said by then.
    fn say(&self, before: &Said) -> (Said, Vec<String>);
}

/// Where a program shows itself.
pub trait Stage<P: Program> {
    /// Why it cannot be shown.
    type Error;

    /// The terminal has this size from now on.
    fn resize(&mut self, size: Size);

    /// Nothing that was shown is there any more.
    fn forget(&mut self);

    /// Shows the program as it is now.
    ///
    /// # Errors
    /// When the terminal takes no output.
    fn show(&mut self, program: &P) -> Result<(), Self::Error>;
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
pub struct EventLoop<P, S, C> {
    program: P,
    stage: S,
    clock: C,
    /// Something else than the program has changed what is to be shown.
    stale: bool,
    /// Revision that was shown last.
    shown: Option<u64>,
    /// The last second that the program was told of.
    told: Option<Timestamp>,
    pub(super) alarms: Alarms,
    panic_at: Option<PanicAt>,
}

impl<P, B: Backend, C> EventLoop<P, Frames<B>, C> {
    /// Where frames are drawn to.
    pub fn backend(&self) -> &B {
        self.stage.backend()
    }
}

impl<P: Program, S: Stage<P>, C: FnMut() -> Timestamp> EventLoop<P, S, C> {
    /// A loop that has not shown anything yet. The size of the terminal changes by [`Msg::Resized`] only.
    pub fn new(program: P, stage: S, clock: C) -> Self {
        Self { program, stage, clock, stale: true, shown: None, told: None, alarms: Alarms::default(), panic_at: None }
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

    /// Forgets what was shown, so that the next turn shows all of it.
    pub fn repaint(&mut self) {
        self.stage.forget();
        self.stale = true;
    }

    /// Waits for a message, or for the next alarm that the program has set.
    ///
    /// # Errors
    /// When nobody can send any more.
    pub fn wait(&mut self, inbox: &Receiver<Msg>) -> Result<Msg, RecvError> {
        self.alarms.wait(inbox)
    }

    /// Takes in `first` and whatever else waits, and shows the program once if anything changed.
    ///
    /// Before anything else the program is told the time, at most once a second. Effects are handed to `carry_out` at
    /// once, in their order; those of the terminal are returned.
    ///
    /// # Errors
    /// When it cannot be shown; for a terminal that means that it is gone.
    pub fn turn(
        &mut self,
        first: Msg,
        waiting: impl Iterator<Item = Msg>,
        mut carry_out: impl FnMut(Effect),
    ) -> Result<Vec<Wish>, S::Error> {
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
        self.show()?;
        Ok(wishes)
    }

    fn take_in(&mut self, msg: Msg, wishes: &mut Vec<Wish>, carry_out: &mut impl FnMut(Effect)) {
        match &msg {
            Msg::Resized(size) => {
                self.stage.resize(*size);
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
                Effect::Repaint => self.repaint(),
                Effect::Wake { timer, number, after } => self.alarms.set(timer, number, after),
                Effect::Quit => {
                    wishes.push(Wish::Quit);
                    return;
                }
                other => carry_out(other),
            }
        }
    }

    fn show(&mut self) -> Result<(), S::Error> {
        let revision = self.program.revision();
        if self.shown == Some(revision) && !self.stale {
            return Ok(());
        }
        if self.panic_at == Some(PanicAt::Draw) {
            PanicAt::Draw.fail();
        }
        self.stage.show(&self.program)?;
        self.stale = false;
        self.shown = Some(revision);
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

#[cfg(test)]
#[path = "turn_tests.rs"]
mod tests;
