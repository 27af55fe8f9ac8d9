//! Decides how much of the terminal is drawn anew: what changed since the last frame, or everything where nothing on the
//! screen can be relied on. What a frame shows is the program's affair.

use ratatui::backend::Backend;
use ratatui::layout::{Rect, Size};
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::cells;
use super::turn::{Program, Stage};

/// A screen that frames are drawn on.
#[derive(Debug)]
pub struct Frames<B: Backend> {
    terminal: Terminal<B>,
    size: Size,
    /// Nothing on the screen can be relied on.
    stale: bool,
    /// Cells of the last frame that terminals may have covered otherwise than was meant.
    covered: Vec<usize>,
}

impl<B: Backend> Frames<B> {
    /// A screen of this size, on which nothing was drawn yet.
    ///
    /// # Errors
    /// When the backend fails.
    pub fn new(backend: B, size: Size) -> Result<Self, B::Error> {
        let options = TerminalOptions { viewport: Viewport::Fixed(whole(size)) };
        Ok(Self { terminal: Terminal::with_options(backend, options)?, size, stale: true, covered: Vec::new() })
    }

    /// Where frames are drawn to.
    pub fn backend(&self) -> &B {
        self.terminal.backend()
    }

    #[cfg(test)]
    pub(super) fn backend_mut(&mut self) -> &mut B {
        self.terminal.backend_mut()
    }
}

impl<P: Program, B: Backend> Stage<P> for Frames<B> {
    type Error = B::Error;

    fn resize(&mut self, size: Size) {
        self.size = size;
        self.stale = true;
    }

    fn forget(&mut self) {
        self.stale = true;
    }

    fn show(&mut self, program: &P) -> Result<(), B::Error> {
        if std::mem::take(&mut self.stale) {
            // Not `Terminal::clear`: that asks the terminal for its cursor, and the answer would be ours to read.
            self.terminal.resize(whole(self.size))?;
        }
        let Self { terminal, covered, .. } = self;
        terminal.draw(|frame| {
            program.draw(frame);
            cells::uncover(frame.buffer_mut(), covered);
        })?;
        Ok(())
    }
}

/// All of a terminal.
fn whole(size: Size) -> Rect {
    Rect::new(0, 0, size.width, size.height)
}
