//! The program as a pure machine: [`update()`] takes a [`Msg`], changes the [`Model`] and returns [`Effect`]s. No I/O, no
//! clock, no lock and no channel; those are [`crate::work`]'s and [`crate::term`]'s. Drawing is [`crate::view`]'s.

mod decisions;
mod effect;
mod layer;
mod layout;
mod model;
mod msg;
pub mod page;
mod place;
mod scroll;
mod shown;
mod update;
mod visit;
mod visits;

pub use crate::dates::{BRIEF_WIDTH, DateStyle, Dates};
pub use decisions::Decisions;
pub use effect::Effect;
pub use layer::{Choice, Help, Layer, Menu, MenuEntry, Prompt};
pub use layout::{Layout, Pane};
pub use model::{Detail, List, Loading, Message, Model, Options, Scope, Topics, View};
pub use msg::{Heard, Job, Kept, Msg, Turned};
pub use place::Place;
pub use scroll::Cursor;
pub use shown::Shown;
pub use update::{finish, start, update};
pub use visits::Visits;
