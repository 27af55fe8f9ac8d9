//! What the index costs: a segment as bytes and back, and all of an index on disk, written and read, of 10,000 cards.

use std::hint::black_box;
use std::sync::atomic::AtomicBool;

use copydesk::library::Segment;
use copydesk::store::{Freshness, Index, Sources, load};
use criterion::{BatchSize, Criterion, Throughput};

use crate::generated;
use crate::segments::{SEED, segments};

const CARDS: u64 = 10_000;
/// As many as fit into a segment.
const ROWS: u64 = 4_096;

pub(crate) fn bench(criterion: &mut Criterion) {
    segment(criterion);
    let cards = tempfile::tempdir().unwrap();
    generated::write(cards.path(), SEED, CARDS).unwrap();
    let sources = Sources::find(&[cards.path().to_path_buf()]).unwrap();
    let never = AtomicBool::new(false);
    let read = |index: &Index, freshness| load(&sources, index, freshness, None, &never, &|_| {});

    let mut group = criterion.benchmark_group("10,000 cards");
    group.throughput(Throughput::Elements(CARDS));
    group.bench_function("read from their files", |bench| {
        bench.iter(|| read(&Index::new(None), Freshness::Verified).new.len());
    });
    let found = read(&Index::new(None), Freshness::Verified);
    let cache = || {
        let cache = tempfile::tempdir().unwrap();
        (Index::new(Some(cache.path().to_path_buf())), cache)
    };
    group.bench_function("index written", |bench| {
        bench.iter_batched(
            cache,
            |(index, cache)| {
                found.keep(&index, &sources).unwrap();
                cache
            },
            BatchSize::PerIteration,
        );
    });
    let (index, _cache) = cache();
    found.keep(&index, &sources).unwrap();
    group.bench_function("read from the index", |bench| {
        bench.iter(|| read(&index, Freshness::Cached).indexed.len());
    });
    group.bench_function("read from the index and verified", |bench| {
        bench.iter(|| read(&index, Freshness::Verified).indexed.len());
    });
    group.finish();
}

fn segment(criterion: &mut Criterion) {
    let full = segments(ROWS).unwrap().swap_remove(0);
    let bytes = full.to_bytes().unwrap();
    let mut group = criterion.benchmark_group("a full segment");
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("to bytes", |bench| bench.iter(|| full.to_bytes().unwrap().len()));
    group.bench_function("from bytes", |bench| {
        bench.iter(|| Segment::from_bytes(black_box(&bytes)).unwrap().len());
    });
    group.finish();
}
