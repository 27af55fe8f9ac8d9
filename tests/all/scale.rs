//! Figures over large libraries, ignored by default: `COPYDESK_LIBRARY=DIR cargo test --release -- --ignored scale
//! --nocapture`.

use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use copydesk::store::{ScanEvent, Sources, scan};

#[test]
#[ignore = "prints figures; needs COPYDESK_LIBRARY"]
fn scan_of_a_large_library() {
    let Some(folder) = std::env::var_os("COPYDESK_LIBRARY") else {
        println!("COPYDESK_LIBRARY is not set: nothing measured");
        return;
    };
    let sources = Sources::find(&[PathBuf::from(folder)]).unwrap();
    for _ in 0..3 {
        let started = Instant::now();
        let first = Mutex::new(None);
        let batches = Mutex::new(0);
        scan(&sources, &AtomicBool::new(false), &|event| match event {
            ScanEvent::Batch { segment, .. } => {
                *batches.lock().unwrap() += 1;
                first.lock().unwrap().get_or_insert((started.elapsed(), segment.len()));
            }
            ScanEvent::Finished { census, failures } => println!("{census:?} {failures:?}"),
        });
        println!(
            "first batch {:?}, {} batches, all {:?}",
            first.into_inner().unwrap(),
            batches.into_inner().unwrap(),
            started.elapsed()
        );
    }
}
