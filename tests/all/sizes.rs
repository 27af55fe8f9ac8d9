//! That no size of the terminal, no library and no key breaks the reader. What screens look like is tested in
//! [`super::screens`].

use std::fs;
use std::path::Path;

use copydesk::app::{Effect, Msg};
use copydesk::store::Sources;
use proptest::prelude::*;
use ratatui::layout::Size;

use crate::desk::Desk;
use crate::generated;

/// Keys that open, move, type, decide and close, so that random ones get everywhere.
const KEYS: [&str; 46] = [
    "j",
    "k",
    "5j",
    "G",
    "gg",
    "l",
    "h",
    "tab",
    "enter",
    "z",
    "t",
    "space",
    "ctrl-d",
    "ctrl-u",
    "]",
    "[",
    "L",
    "H",
    "O",
    "Y",
    "?",
    "/",
    ":",
    "f",
    "'",
    "S",
    "gt",
    "gp",
    "gS",
    "ctrl-p",
    "v",
    "*",
    "m",
    "s",
    "e",
    "Z",
    "T",
    "u",
    "gw",
    "gh",
    "a",
    "x",
    "esc",
    "esc",
    "backspace",
    "q",
];

#[derive(Debug, Clone)]
enum Step {
    Key(&'static str),
    Paste(&'static str),
    Resize(u16, u16),
    Ring,
}

fn step() -> impl Strategy<Value = Step> {
    let side = || prop_oneof![3 => 0_u16..30, 2 => 30_u16..130, 1 => 130_u16..=300];
    prop_oneof![
        8 => prop::sample::select(&KEYS[..]).prop_map(Step::Key),
        1 => prop::sample::select(vec!["messages", "עברית abc", "人工知能", "👩‍👩‍👧‍👦"]).prop_map(Step::Paste),
        3 => (side(), side()).prop_map(|(width, height)| Step::Resize(width, height)),
        1 => Just(Step::Ring),
    ]
}

fn library(folder: &Path, seed: u64, cards: u64) {
    for file in generated::cards(seed, cards) {
        let path = folder.join(file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file.bytes).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn no_size_breaks_the_reader(
        seed in 0_u64..1_000,
        cards in 0_u64..12,
        steps in prop::collection::vec(step(), 1..40),
    ) {
        let folder = tempfile::tempdir().unwrap();
        library(folder.path(), seed, cards);
        let mut desk = Desk::open(Sources::find(&[folder.path().to_path_buf()]).unwrap(), 80, 24);
        for step in steps {
            match step {
                Step::Key(key) => desk.keys(key),
                Step::Paste(text) => desk.send(Msg::Pasted(text.to_owned())),
                Step::Resize(width, height) => desk.send(Msg::Resized(Size { width, height })),
                Step::Ring => desk.ring(),
            }
            // Whoever leaves sees no frame any more.
            if desk.left.iter().any(|effect| matches!(effect, Effect::Quit)) {
                break;
            }
            desk.screen();
        }
    }
}

/// Keys that open panes and move in them.
const MOVES: [&str; 14] = ["j", "k", "3j", "l", "h", "J", "ctrl-d", "ctrl-u", "G", "gg", "]", "[", "t", "z"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn sizes_move_nothing(
        seed in 0_u64..1_000,
        keys in prop::collection::vec(prop::sample::select(&MOVES[..]), 0..12),
        first in (20_u16..140, 5_u16..40),
        rings in any::<bool>(),
        sizes in prop::collection::vec((0_u16..160, 0_u16..50), 1..8),
    ) {
        let folder = tempfile::tempdir().unwrap();
        library(folder.path(), seed, 30);
        let mut desk = Desk::open(Sources::find(&[folder.path().to_path_buf()]).unwrap(), first.0, first.1);
        keys.into_iter().for_each(|key| desk.keys(key));
        if rings {
            desk.ring();
        }
        let before = desk.screen();
        for (width, height) in sizes.into_iter().chain([first]) {
            desk.send(Msg::Resized(Size { width, height }));
        }
        prop_assert_eq!(desk.screen(), before);
    }
}

#[test]
fn below_the_least_size_it_says_so_and_keys_still_work() {
    let mut desk = Desk::of_fixtures(19, 5);
    assert!(desk.screen().contains("copydesk needs 20 x"), "{}", desk.screen());
    desk.keys("j");
    assert_eq!(desk.model.list.cursor.at, 1);
    desk.send(Msg::Resized(Size { width: 40, height: 4 }));
    assert!(desk.screen().contains("copydesk needs 20 x 5 cells"), "{}", desk.screen());
    desk.send(Msg::Resized(Size { width: 20, height: 5 }));
    assert!(!desk.screen().contains("needs"), "{}", desk.screen());
    desk.send(Msg::Resized(Size { width: 1, height: 1 }));
    desk.keys("q");
    assert!(desk.left.iter().any(|effect| matches!(effect, Effect::Quit)));
}
