//! What a frame costs, drawn and compared with the one before, at three sizes, with 10,000 cards listed.

use copydesk::keymap::keys;
use criterion::Criterion;

use crate::reader::Reader;

const CARDS: u64 = 10_000;

pub(crate) fn bench(criterion: &mut Criterion) {
    let pressed = keys("j k").unwrap();
    let mut group = criterion.benchmark_group("frame");
    for (width, height) in [(60, 20), (100, 30), (200, 60)] {
        let mut reader = Reader::of(CARDS, width, height).unwrap();
        let size = format!("{width}x{height}");
        group.bench_function(format!("{size}, nothing new"), |bench| bench.iter(|| reader.draw().unwrap()));
        let mut next = pressed.iter().cycle();
        group.bench_function(format!("{size}, after a movement, with the card read"), |bench| {
            bench.iter(|| {
                next.by_ref().take(1).for_each(|key| reader.press(*key));
                reader.draw().unwrap()
            });
        });
    }
    group.finish();
}
