//! Real cards, and the YAML test suite, from the folders that `COPYDESK_CARDS` and `COPYDESK_HOSTILE` name; the tour.

use std::ffi::OsStr;
use std::path::Path;

use super::*;
use crate::card::corpus::{files, folder};
use crate::card::{Node, yaml};

/// How many cards there are, and how many of them the scanner reads.
fn count(folder: &Path) -> (usize, usize) {
    let (mut cards, mut accepted) = (0, 0);
    for path in files(folder) {
        if path.extension() == Some(OsStr::new("yaml")) {
            continue;
        }
        let bytes = std::fs::read(&path).expect("a file");
        let is_accepted = agreed(&bytes).is_some();
        if matches!(read_head(&bytes), HeadReading::Card(_)) {
            cards += 1;
            accepted += usize::from(is_accepted);
        }
    }
    println!("{}: the scanner reads {accepted} of {cards} cards", folder.display());
    (cards, accepted)
}

#[test]
fn nearly_all_real_cards_are_scanned() {
    let Some(folder) = folder("COPYDESK_CARDS") else { return };
    let (cards, accepted) = count(&folder);
    assert!(cards > 0 && accepted * 10 >= cards * 9, "{accepted} of {cards}");
}

#[test]
fn the_tour_is_scanned() {
    let (cards, accepted) = count(&Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/tour"));
    assert!(cards > 0 && accepted * 10 >= cards * 9, "{accepted} of {cards}");
}

#[test]
fn the_yaml_test_suite_agrees() {
    let Some(folder) = folder("COPYDESK_HOSTILE") else { return };
    let (mut seen, mut accepted) = (0, 0);
    for path in files(&folder.join("yaml-test-suite")) {
        let text = std::fs::read_to_string(&path).expect("a file");
        // Each file is a list of cases with the YAML in question, in visible blanks.
        let cases = yaml::parse(&text).expect("valid").tree.to_node(&mut Vec::new(), &|_| false);
        let Node::List(cases) = cases else { panic!("{path:?}") };
        for case in cases {
            let Node::Map(case) = case else { panic!("{path:?}") };
            let Some((_, Node::Text(case))) = case.into_iter().find(|(key, _)| key == "yaml") else { continue };
            let case = case.replace('␣', " ").replace(['»', '—'], "\t").replace('←', "\r").replace('⇔', "\u{feff}");
            let case = case.replace('↵', "").replace("∎\n", "");
            let indented = case.replace('\n', "\n  ");
            seen += 1;
            for front in [
                case.clone(),
                format!("title: x\n{case}"),
                format!("{case}\ntitle: x"),
                format!("topics: {case}"),
                format!("related:\n- {indented}"),
                format!("more:\n  {indented}\nheat: 5"),
            ] {
                accepted += usize::from(agreed(format!("---\n{front}\n---\nbody").as_bytes()).is_some());
            }
        }
    }
    println!("YAML test suite: {seen} cases in six places each, {accepted} of them read by the scanner");
    assert!(seen >= 351, "{seen} cases");
}
