//! The real program in a real pseudo-terminal: that it starts, ends and gives the terminal back. What it shows is tested
//! elsewhere, without a terminal.

pub(crate) mod terminal;

mod decides;
mod edits;
mod ends;
mod hears;
mod input;
mod opens;
mod panics;
#[cfg(feature = "images")]
mod pictures;
mod plain;
mod refuses;
mod stops;
mod watches;
