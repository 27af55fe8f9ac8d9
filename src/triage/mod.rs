//! Triage: what a user decides about cards, as values. Flags, the changes that lead to them and back, the names by
//! which a card is known again, and the clock that orders decisions.
//!
//! Everything here is pure. Keeping decisions on disk is [`crate::store::state`]'s work; which keys ask for them is
//! [`crate::command`]'s.

mod change;
mod clock;
mod draft;
mod file_change;
mod id;
mod identity;
mod log;
mod standing;
mod when;

pub use change::{Change, Field, Step, Value};
pub use clock::HybridTime;
pub use draft::{Draft, Mark, Subject, Turn, Wish};
pub use file_change::FileChange;
pub use id::{CardId, DeviceId, IdError, Ids, SessionId, StepId};
pub use identity::{Alias, Identity, LibraryId, RULE_VERSION, stable_hash};
pub use log::{Committed, Cursor, Direction, Past, PastKind};
pub use standing::{Flags, Standing, project};
pub use when::{WhenError, parse_age, parse_when};
