//! What a key costs before anything is drawn or carried out, in a list of 100,000 cards.

use copydesk::app::{Msg, update};
use copydesk::keymap::keys;
use criterion::Criterion;

use crate::reader::Reader;

const CARDS: u64 = 100_000;

pub(crate) fn bench(criterion: &mut Criterion) {
    let mut reader = Reader::of(CARDS, 100, 30).unwrap();
    let mut group = criterion.benchmark_group("update with 100,000 cards");
    // Each begins where the one before has ended.
    for (name, pressed) in [("j, k", "j k"), ("G, gg", "G g g"), ("ctrl-d, ctrl-u", "ctrl-d ctrl-u"), ("m, m", "m m")] {
        let pressed = keys(pressed).unwrap();
        group.bench_function(name, |bench| {
            bench.iter(|| {
                let model = reader.model();
                pressed.iter().map(|key| update(model, Msg::Key(*key)).len()).sum::<usize>()
            });
        });
    }
    group.finish();
}
