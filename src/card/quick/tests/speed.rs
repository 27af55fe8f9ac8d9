//! What reading heads costs. It says nothing by itself; see the command at the test.

use super::*;
use crate::card::corpus::{files, folder};
use crate::library::SegmentBuilder;

/// Reads the first 4,000 cards of the library that `COPYDESK_LIBRARY` names, again and again `COPYDESK_ROUNDS` times. Two
/// runs under callgrind, which differ in the rounds, tell the instructions per card:
///
/// ```text
/// COPYDESK_ROUNDS=1 COPYDESK_LIBRARY=DIR valgrind --tool=callgrind target/release/deps/copydesk-… --ignored heads_cost
/// ```
#[test]
#[ignore = "prints figures"]
fn heads_cost() {
    let Some(folder) = folder("COPYDESK_LIBRARY") else { return };
    let rounds = std::env::var("COPYDESK_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(10);
    let is_card = |path: &std::path::PathBuf| path.extension().is_some_and(|extension| extension == "md");
    let paths: Vec<_> = files(&folder).into_iter().filter(is_card).take(4_000).collect();
    let cards: Vec<_> = paths.iter().map(|path| std::fs::read(path).expect("a file")).collect();
    let bytes: usize = cards.iter().map(Vec::len).sum();
    let micros = |start: std::time::Instant| start.elapsed().as_secs_f64() * 1e6 / cards.len() as f64;
    let (mut scan, mut push) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..rounds {
        let start = std::time::Instant::now();
        let heads: Vec<_> = cards.iter().map(|card| read_head(card)).collect();
        scan = scan.min(micros(start));
        let start = std::time::Instant::now();
        let mut builder = SegmentBuilder::default();
        for (reading, path) in heads.into_iter().zip(&paths) {
            let HeadReading::Card(mut file) = reading else { continue };
            file.place(0, path.clone(), false);
            builder.push(&file.head).expect("room");
        }
        push = push.min(micros(start));
        assert!(!builder.is_empty());
    }
    println!(
        "{} cards of {} bytes: reading {scan:.2} µs, into a segment {push:.2} µs",
        cards.len(),
        bytes / cards.len()
    );
}
