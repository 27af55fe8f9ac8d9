//! Jumping to a card by its title: what was typed, and what was found. Finding is [`crate::library`]'s work.

use std::sync::Arc;

use tui_input::Input;

use super::scroll::Cursor;
use crate::library::{Hit, Library};

/// The line that is typed into, and the cards whose titles fit it.
#[derive(Debug, Default)]
pub struct Jump {
    /// What was typed.
    pub input: Input,
    /// The best ones, the best first.
    pub hits: Arc<[Hit]>,
    /// The library that the hits are cards of.
    pub library: Library,
    /// Selection and window.
    pub cursor: Cursor,
    pub(super) question: u32,
    /// The question that the hits answer.
    pub(super) answered: u32,
    /// Enter was pressed before the answer came.
    pub(super) chosen: bool,
}
