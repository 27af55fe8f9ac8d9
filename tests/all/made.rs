//! That generated libraries are what benches and scale tests take them for.

use std::collections::HashSet;
use std::fs;

use copydesk::card::{HeadFlags, HeadReading, Reading, Skip, read, read_head};
use copydesk::store::Sources;

use crate::desk::Desk;
use crate::generated::{self, File};

const CARDS: u64 = 4_000;

fn cards() -> Vec<File> {
    generated::cards(1, CARDS).collect()
}

#[test]
fn the_same_seed_makes_the_same_cards_and_another_one_others() {
    let more: Vec<File> = generated::cards(1, CARDS + 10).take(cards().len()).collect();
    assert_eq!(cards(), more);
    let others: HashSet<Vec<u8>> = generated::cards(2, CARDS).map(|file| file.bytes).collect();
    assert!(cards().iter().all(|file| !others.contains(&file.bytes)));
    let paths: HashSet<_> = cards().into_iter().map(|file| file.path).collect();
    assert_eq!(paths.len(), cards().len());
}

#[test]
fn every_shape_is_there_in_its_measure() {
    let (mut heads, mut skipped, mut bytes) = (Vec::new(), 0, 0);
    for file in cards() {
        bytes += file.bytes.len();
        match read_head(&file.bytes) {
            HeadReading::Card(card) => heads.push((card.head, file)),
            HeadReading::Skipped(Skip::NoFrontMatter) => skipped += 1,
            other => panic!("{other:?} in {}", file.path.display()),
        }
    }
    let per_thousand = |count: usize| count * 1_000 / heads.len();
    let share = |flag| per_thousand(heads.iter().filter(|(head, _)| head.flags.has(flag)).count());
    let titled = |range: std::ops::RangeInclusive<char>| {
        per_thousand(heads.iter().filter(|(head, _)| head.title.chars().any(|c| range.contains(&c))).count())
    };
    for (what, share, expected) in [
        ("bytes", bytes / cards().len(), 3_000..4_500),
        ("without front matter", per_thousand(skipped), 1..5),
        ("broken", share(HeadFlags::BROKEN), 1..6),
        ("with problems", share(HeadFlags::PROBLEMS), 2..12),
        ("drafts", share(HeadFlags::DRAFT), 40..80),
        ("removed", share(HeadFlags::REMOVED), 8..25),
        ("locked", share(HeadFlags::LOCKED), 800..900),
        ("with bodies", share(HeadFlags::BODY), 500..600),
        ("with related cards", share(HeadFlags::RELATED), 500..900),
        ("East Asian", titled('\u{3040}'..='\u{d7a3}'), 25..55),
        ("Arabic and Hebrew", titled('\u{590}'..='\u{6ff}'), 12..40),
        ("accented", titled('\u{c0}'..='\u{17f}'), 40..180),
        ("emoji", titled('\u{1f1e6}'..='\u{1faff}'), 12..40),
        ("CRLF", per_thousand(heads.iter().filter(|(_, file)| file.bytes.contains(&b'\r')).count()), 25..55),
    ] {
        assert!(expected.contains(&share), "{what}: {share}, not in {expected:?}");
    }
}

#[test]
fn the_scanner_reads_what_the_parser_reads() {
    for file in cards() {
        let HeadReading::Card(quick) = read_head(&file.bytes) else { continue };
        let Reading::Card(whole) = read(&file.bytes) else { panic!("{}", file.path.display()) };
        assert_eq!(*quick, (*whole).into(), "{}", file.path.display());
    }
}

#[test]
fn what_is_written_is_listed() {
    let folder = tempfile::tempdir().unwrap();
    generated::write(folder.path(), 1, 200).unwrap();
    let listed = Desk::open(Sources::find(&[folder.path().to_path_buf()]).unwrap(), 120, 40);
    let census = listed.model.loading.census;
    assert_eq!(census.cards + census.without_front_matter, 200, "{census:?}");
    assert!(census.taxonomies > 20 && census.hidden > 0, "{census:?}");
    assert!(fs::read_dir(folder.path()).unwrap().count() > 4);
}
