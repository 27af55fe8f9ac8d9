//! How long reading a large library takes, with texts and without, and finding in these. With an index: [`super::budgets`].

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use copydesk::library::Library;
use copydesk::query::{Depth, Probe, Texts as _};
use copydesk::store::texts::{Spool, Texts};
use copydesk::store::{ScanEvent, scan};

use super::large::Large;

#[test]
#[ignore = "prints figures"]
fn scan_of_a_large_library() {
    let large = Large::open();
    let sources = large.sources();
    for _ in 0..3 {
        let started = Instant::now();
        let first = Mutex::new(None);
        let batches = Mutex::new(0);
        scan(&sources, None, &AtomicBool::new(false), &|event| match event {
            ScanEvent::Batch { segment, .. } => {
                *batches.lock().unwrap() += 1;
                first.lock().unwrap().get_or_insert((started.elapsed(), segment.len()));
            }
            ScanEvent::Finished { census, failures, .. } => println!("{census:?} {failures:?}"),
        });
        println!(
            "first batch {:?}, {} batches, all {:?}",
            first.into_inner().unwrap(),
            batches.into_inner().unwrap(),
            started.elapsed()
        );
    }
}

#[test]
#[ignore = "prints figures"]
fn texts_of_a_large_library() {
    let large = Large::open();
    let sources = large.sources();
    let cache = tempfile::tempdir().unwrap();
    let texts = Texts::new(Some(cache.path().to_path_buf()));
    let load = |spool: Option<&Spool>| {
        let library = Mutex::new(Library::default());
        let started = Instant::now();
        scan(&sources, spool, &AtomicBool::new(false), &|event| {
            if let ScanEvent::Batch { segment, .. } = event {
                library.lock().unwrap().push(segment);
            }
        });
        (started.elapsed(), library.into_inner().unwrap())
    };
    for _ in 0..3 {
        println!("heads {:?}, with texts {:?}", load(None).0, load(Some(&texts.begin())).0);
    }
    let library = load(Some(&texts.begin())).1;
    let bytes = |depth| {
        let length = AtomicUsize::new(0);
        let test = |text: &str| length.fetch_add(text.len(), Ordering::Relaxed) == usize::MAX;
        texts.find(&library, &[Probe { depth, test: &test }], None, &|| false).unwrap();
        length.into_inner()
    };
    println!("{} bytes of bodies, {} of links", bytes(Depth::Body), bytes(Depth::Links));
    for (depth, wanted) in [
        (Depth::Body, "a"),
        (Depth::Body, "ai"),
        (Depth::Body, "quantum budget"),
        (Depth::Body, "no such phrase"),
        (Depth::Links, "wired.com"),
    ] {
        let test = |text: &str| text.contains(wanted);
        let find = || {
            let started = Instant::now();
            let found = texts.find(&library, &[Probe { depth, test: &test }], None, &|| false).unwrap();
            (started.elapsed(), found[0].len())
        };
        let mut times: Vec<(Duration, usize)> = (0..9).map(|_| find()).collect();
        times.sort_unstable();
        println!("{depth:?} {wanted:?}: best {:?}, median {:?}, {} cards", times[0].0, times[4].0, times[4].1);
    }
    #[cfg(target_os = "linux")]
    for line in std::fs::read_to_string("/proc/self/status").unwrap().lines().filter(|line| line.starts_with("VmHWM")) {
        println!("{line}");
    }
}
