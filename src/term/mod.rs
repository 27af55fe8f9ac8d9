//! The terminal: taking it and giving it back, keys and signals coming in, frames going out, and the loop between.
//! What a key means and what a frame shows is decided in [`crate::app`] and [`crate::view`].
//!
//! ```text
//! input ----- Key, Pasted ---+       (and what the terminal answers)
//! signals --- Resized -------+--> one channel --> run: blocks while nothing happens
//! workers --- Job -----------+                     |
//!                                                  v  turn: drains, updates, draws once
//! run lends the terminal to the shell (ctrl-z) and to the user's editor
//! hangup, signals, panic --> ending: the process is gone within a second, the terminal restored
//! ```

mod alarms;
mod answer;
#[cfg(unix)]
mod decode;
mod edge;
mod editor;
mod ending;
mod error;
mod guard;
#[cfg(unix)]
mod hangup;
#[cfg(unix)]
mod input;
#[cfg(not(unix))]
#[path = "input_elsewhere.rs"]
mod input;
mod panic;
mod run;
mod screen;
#[cfg(unix)]
mod signals;
mod turn;
mod uploads;

pub use edge::{Edge, PanicAt};
pub use editor::Editor;
pub use ending::now;
pub use error::TermError;
pub use guard::{Guard, restore};
pub use panic::install_panic_hook;
pub use run::{Ended, run};
pub use screen::{Screen, cell_size, size};
pub use turn::{EventLoop, Program, Wish};
