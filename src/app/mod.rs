//! The program as a pure machine: [`update()`] takes a [`Msg`], changes the [`Model`] and returns [`Effect`]s. No I/O, no
//! clock, no lock and no channel; those are [`crate::work`]'s and [`crate::term`]'s. Drawing is [`crate::view`]'s.

mod alike;
mod complete;
mod decisions;
mod effect;
mod help;
mod jump;
mod layer;
mod layout;
mod lines;
mod model;
mod moved;
mod msg;
pub mod page;
mod panes;
mod picker;
mod place;
mod scope;
mod scroll;
mod selection;
mod shown;
mod unsaved;
mod update;
mod visit;
mod visits;

pub use crate::dates::{BRIEF_WIDTH, DateStyle, Dates};
pub use alike::{AlikeCard, find_alike};
pub use decisions::Decisions;
pub use effect::{Effect, Timer};
pub use help::{Help, HelpLine};
pub use jump::Jump;
pub use layer::{Candidate, Choice, Layer, Menu, MenuEntry, Prompt, PromptKind, TopicsLine};
pub use layout::{Layout, Pane};
pub use lines::{ListLine, list_lines};
pub use model::{Loading, Message, Model, Options};
pub use msg::{Editable, Heard, Job, Kept, Msg, Turned};
pub use panes::{Detail, List, Row, Topics};
pub use picker::{Picker, PickerKind, PickerRow};
pub use place::Place;
pub use scope::{Picks, Scope, Written};
pub use scroll::Cursor;
pub use selection::Selection;
pub use shown::Shown;
pub use unsaved::Unsaved;
pub use update::{finish, start, update};
pub use visits::Visits;
