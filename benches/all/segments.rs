//! Heads of generated cards, read in memory on one thread, so that every run has the same ones in the same order.

use std::sync::Arc;

use copydesk::card::{HeadReading, Taxonomy, read_head, read_taxonomy};
use copydesk::library::{Segment, SegmentBuilder, SegmentFull};

use crate::generated;

/// Seed of all that is measured.
pub(crate) const SEED: u64 = 1;

/// Heads of the first `count` cards.
///
/// # Errors
/// When a segment is full before it says so.
pub(crate) fn segments(count: u64) -> Result<Vec<Arc<Segment>>, SegmentFull> {
    let mut segments = Vec::new();
    let mut builder = SegmentBuilder::default();
    for file in generated::cards(SEED, count) {
        let HeadReading::Card(mut card) = read_head(&file.bytes) else { continue };
        card.place(0, file.path, false);
        if builder.is_full() {
            segments.push(Arc::new(std::mem::take(&mut builder).finish()));
        }
        builder.push(&card.head)?;
    }
    segments.push(Arc::new(builder.finish()));
    Ok(segments)
}

/// The topic tree and the names of providers.
pub(crate) fn taxonomies() -> Vec<Taxonomy> {
    let taxonomy = |file: generated::File| match read_head(&file.bytes) {
        HeadReading::Taxonomy(taxonomy, _) => Some(taxonomy),
        _ => read_taxonomy(&file.bytes).0,
    };
    generated::taxonomies().filter_map(taxonomy).collect()
}
