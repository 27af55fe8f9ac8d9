//! The terminal: taking it and giving it back, keys and signals coming in, frames or lines going out, and the loop between.
//! What a key means and what is shown or said is decided in [`crate::app`] and [`crate::view`].
//!
//! ```text
//! input ----- Key, Pasted ---+       (and what the terminal answers)
//! signals --- Resized -------+--> one channel --> run: blocks while nothing happens
//! workers --- Job -----------+                     |
//!                                                  v  turn: drains, updates, shows once: a frame, or lines
//! run lends the terminal to the shell (ctrl-z) and to the user's editor
//! hangup, signals, panic --> ending: the process is gone within a second, the terminal restored
//! ```

mod alarms;
mod answer;
mod cells;
#[cfg(unix)]
mod decode;
mod edge;
mod editor;
mod ending;
mod error;
mod frames;
mod guard;
#[cfg(unix)]
mod hangup;
#[cfg(unix)]
mod input;
#[cfg(not(unix))]
#[path = "input_elsewhere.rs"]
mod input;
mod lines;
mod manner;
mod panic;
mod reorders;
mod run;
mod screen;
#[cfg(unix)]
mod signals;
mod turn;
mod uploads;

pub use cells::Cells;
pub use edge::{Edge, PanicAt};
pub use editor::Editor;
pub use ending::now;
pub use error::TermError;
pub use frames::Frames;
pub use guard::{Guard, restore};
pub use lines::Lines;
pub use manner::Manner;
pub use panic::install_panic_hook;
pub use reorders::reorders;
pub use run::{Ended, run};
pub use screen::{Screen, cell_size, size};
pub use turn::{EventLoop, Program, Stage, Wish};
