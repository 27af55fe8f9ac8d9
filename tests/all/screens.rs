//! What is on the screen: snapshots at three sizes and a small one, and no size that breaks it.

use copydesk::app::{self, Effect, Msg, Timer};
use copydesk::keymap::Key;
use copydesk::store::Sources;
use ratatui::layout::Size;

use crate::desk::Desk;

/// Sizes at which a reader is looked at: one pane, two, three, and the smallest that is promised.
const SIZES: [(u16, u16); 4] = [(60, 20), (100, 30), (160, 50), (40, 12)];

fn look(name: &str, keys: &str) {
    for (width, height) in SIZES {
        let mut desk = Desk::of_fixtures(width, height);
        if !keys.is_empty() {
            desk.keys(keys);
        }
        insta::assert_snapshot!(format!("{name}_{width}x{height}"), desk.screen());
    }
}

#[test]
fn first_screen() {
    look("first", "");
}

#[test]
fn the_card() {
    look("card", "l");
}

#[test]
fn the_end_of_the_card() {
    look("card_end", "l G");
}

#[test]
fn a_broken_card() {
    look("broken", "G l");
}

#[test]
fn the_topics() {
    look("topics", "t j space");
}

#[test]
fn a_selected_related_card() {
    // Above it stand a link in the text and four of the card.
    look("related", "l ] ] ] ] ] ]");
}

#[test]
fn the_help() {
    look("help", "?");
}

#[test]
fn the_link_hints() {
    look("hints", "O");
}

#[test]
fn the_command_line() {
    look("command_line", ": o p");
    look("command_chosen", ": o p tab tab");
}

#[test]
fn only_the_card() {
    look("zoomed", "z");
}

#[test]
fn a_message() {
    look("message", "G a");
}

#[test]
fn the_times_to_snooze_for() {
    look("snooze", "Z");
}

#[test]
fn a_card_that_takes_long_to_be_read() {
    let mut desk = Desk::of_fixtures(100, 30);
    app::update(&mut desk.model, Msg::Key(Key::char('2')));
    let effects = app::update(&mut desk.model, Msg::Key(Key::char('j')));
    let alarm = effects.iter().find_map(|effect| match effect {
        Effect::Wake { timer: Timer::Card, number, .. } => Some(*number),
        _ => None,
    });
    assert!(desk.screen().contains("bench experiment"), "the page before stays for a moment");
    app::update(&mut desk.model, Msg::Rang { timer: Timer::Card, number: alarm.unwrap() });
    insta::assert_snapshot!("late_100x30", desk.screen());
}

#[test]
fn decisions_that_are_not_on_disk_yet() {
    let mut desk = Desk::of_fixtures(100, 30);
    desk.keys_alone("2m 3j s");
    insta::assert_snapshot!("unsaved_100x30", desk.screen());
}

#[test]
fn selected_cards() {
    look("selected", "j s k v 2j space j space k");
}

#[test]
fn a_search_while_it_is_typed() {
    look("search", "/ l i g h t");
}

#[test]
fn a_search_that_is_kept() {
    look("searched", "/ l i g h t enter f i s : u n r e a d space O R space t i t l e : p r i s m enter");
}

#[test]
fn the_filter_line() {
    look("filter", "f l i g h t space t o p i c : tab");
}

#[test]
fn a_mistake_in_a_query() {
    look("mistake", "/ l i g h t space i s : x");
}

#[test]
fn the_pickers() {
    look("pick_topics", "g t tab");
    look("pick_providers", "g p");
    look("pick_types", "g y v");
}

#[test]
fn the_orders() {
    look("orders", "S");
}

#[test]
fn the_jump_to_a_title() {
    look("jump", "ctrl-p l i g h t");
}

#[test]
fn finding_in_the_card() {
    look("find", "l / t h e enter n");
}

#[test]
fn the_messages() {
    look("messages", "N m g m");
}

#[test]
fn the_views() {
    look("views", "'");
}

#[test]
fn headings() {
    look("by_day", "g S d 2j");
    look("by_topic", "g S t G");
}

#[test]
fn the_help_on_queries() {
    look("help_queries", "? / q u e r i e s enter");
}

#[test]
fn cards_like_the_one_that_is_read() {
    let mut desk = Desk::of_fixtures(100, 30);
    desk.keys("l");
    desk.ring();
    desk.keys("G");
    insta::assert_snapshot!("alike_100x30", desk.screen());
}

#[test]
fn why_a_card_is_where_it_is() {
    let mut desk = Desk::of_fixtures(100, 30);
    desk.keys("l");
    desk.ring();
    desk.keys(&"] ".repeat(20));
    desk.keys("[ [ gw");
    insta::assert_snapshot!("why_100x30", desk.screen());
}

#[test]
fn nothing_breaks_at_any_size() {
    for keys in [
        "/ l i g h t",
        "/ \" x",
        "f t o p i c : tab",
        "g t",
        "'",
        "g S d G",
        "g S t",
        "f l i g h t enter",
        "l",
        "l / l i g h t",
        "l ] ]",
        "t",
        "?",
        "?/x",
        "O",
        "Y",
        ":o",
        "S",
        "z",
        "G",
        "v*j",
        "gw",
        "ctrl-p a",
    ] {
        let mut desk = Desk::of_fixtures(80, 24);
        desk.keys(keys);
        desk.ring();
        for (width, height) in (0..=24).flat_map(|width| (0..=8).map(move |height| (width, height))) {
            desk.send(Msg::Resized(Size { width, height }));
            desk.screen();
        }
        for (width, height) in [(300, 1), (1, 300), (300, 300), (59, 16), (60, 15), (119, 40), (120, 40)] {
            desk.send(Msg::Resized(Size { width, height }));
            desk.screen();
        }
    }
}

#[test]
fn an_empty_library_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(Sources::find(&[folder.path().to_path_buf()]).unwrap(), 60, 20);
    insta::assert_snapshot!("empty_60x20", desk.screen());
}
