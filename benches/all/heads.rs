//! What reading a card costs, without the file: its head for the list, all of it for the detail pane.

use std::hint::black_box;
use std::path::Path;

use copydesk::card::{HeadReading, Reading, read, read_head};
use copydesk::library::SegmentBuilder;
use criterion::{Criterion, Throughput};

use crate::generated::{File, cards};
use crate::segments::SEED;

const CARDS: u64 = 1_000;

pub(crate) fn bench(criterion: &mut Criterion) {
    let files: Vec<File> = cards(SEED, CARDS).collect();
    let mut group = criterion.benchmark_group("1,000 cards");
    group.throughput(Throughput::Elements(CARDS));
    group.bench_function("heads, by the scanner", |bench| {
        bench.iter(|| files.iter().filter(|file| matches!(read_head(&file.bytes), HeadReading::Card(_))).count());
    });
    group.bench_function("whole, by the YAML parser", |bench| {
        bench.iter(|| files.iter().filter(|file| matches!(read(&file.bytes), Reading::Card(_))).count());
    });
    let heads: Vec<_> = files.iter().filter_map(head).collect();
    group.bench_function("heads into a segment", |bench| {
        bench.iter(|| {
            let mut builder = SegmentBuilder::default();
            heads.iter().for_each(|head| builder.push(head).unwrap());
            black_box(builder.finish()).len()
        });
    });
    group.finish();
}

fn head(file: &File) -> Option<copydesk::card::Head> {
    match read(&file.bytes) {
        Reading::Card(card) => Some(card.head(0, Path::new(&file.path))),
        _ => None,
    }
}
