//! Stand-in.
use super::{Library, Slot};
/// Alike.
#[derive(Debug, Clone)]
pub struct Alike {
    /// Slot.
    pub slot: Slot,
    /// Score.
    pub score: f32,
}
/// Like.
pub fn like(_: &Library, _: Slot, _: usize, _: &dyn Fn() -> bool) -> Result<Vec<Alike>, ()> {
    Ok(Vec::new())
}
