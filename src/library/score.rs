//! Stand-in.
use super::HeadRef;
use crate::card::Timestamp;
/// Weights.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Weights {}
/// Score.
pub fn score(_: HeadRef<'_>, _: Timestamp, _: &Weights) -> Option<f64> {
    None
}
