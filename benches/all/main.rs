//! What the parts of the program cost, each alone: `cargo bench`, or `cargo bench -- frame` for those whose name says so.
//! What a user waits for is measured in `tests/all/scale`; what a card or a frame costs in instructions, in
//! `examples/cost.rs`. Cards are generated, so that anybody measures the same.

#![expect(clippy::unwrap_used, reason = "where there is nothing to measure, a panic says why")]

mod frame;
#[path = "../../tests/generated/mod.rs"]
mod generated;
mod heads;
mod index;
mod query;
mod reader;
mod search;
mod segments;
mod update;

use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};

/// All of it takes three minutes, which is why no part is measured longer.
fn criterion() -> Criterion {
    Criterion::default()
        .without_plots()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
}

criterion_group! {
    name = all;
    config = criterion();
    targets = heads::bench, index::bench, query::bench, search::bench, update::bench, frame::bench
}
criterion_main!(all);
