//! What looking for letters costs: fuzzily in 100,000 titles, and as they are in 10,000 bodies. How it is in heads is
//! measured in [`super::query`].

use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use copydesk::library::{Candidates, Library, fuzzy};
use copydesk::query::{Depth, Probe, Texts as _};
use copydesk::store::texts::Texts;
use copydesk::store::{ScanEvent, Sources, scan};
use criterion::{BatchSize, Criterion};

use crate::generated;
use crate::query::library;
use crate::segments::SEED;

const TITLES: u64 = 100_000;
const BODIES: u64 = 10_000;
/// Hits that a jump shows.
const SHOWN: usize = 200;

pub(crate) fn bench(criterion: &mut Criterion) {
    titles(criterion);
    bodies(criterion);
}

fn titles(criterion: &mut Criterion) {
    let library = library(TITLES);
    let mut group = criterion.benchmark_group("fuzzy in 100,000 titles");
    for pattern in ["q", "qntm", "wind power", "zurich", "灯台"] {
        group.bench_function(pattern, |bench| {
            bench.iter(|| fuzzy(&library, pattern, SHOWN, &|| false).unwrap().len());
        });
    }
    let mut typed = Candidates::of(library, &|| false).unwrap();
    typed.search("wind", SHOWN, &|| false).unwrap();
    group.bench_function("wind p, typed after wind", |bench| {
        bench.iter_batched(
            || typed.clone(),
            |mut typed| (typed.search("wind p", SHOWN, &|| false).unwrap().len(), typed),
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

fn bodies(criterion: &mut Criterion) {
    let (cards, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    generated::write(cards.path(), SEED, BODIES).unwrap();
    let texts = Texts::new(Some(cache.path().to_path_buf()));
    let library = Mutex::new(Library::default());
    let sources = Sources::find(&[cards.path().to_path_buf()]).unwrap();
    scan(&sources, Some(&texts.begin()), &AtomicBool::new(false), &|event| {
        if let ScanEvent::Batch { segment, .. } = event {
            library.lock().unwrap().push(segment);
        }
    });
    let library = library.into_inner().unwrap();
    let mut group = criterion.benchmark_group("10,000 cards, beside their heads");
    for (name, depth, wanted) in [
        ("bodies: quantum", Depth::Body, "quantum"),
        ("bodies: no such phrase", Depth::Body, "no such phrase"),
        ("links: lantern.example", Depth::Links, "lantern.example"),
    ] {
        let test = |text: &str| text.contains(wanted);
        let probe = Probe { depth, test: &test };
        group.bench_function(name, |bench| {
            bench.iter(|| texts.find(&library, &[probe], None, &|| false).unwrap().len());
        });
    }
    group.finish();
}
