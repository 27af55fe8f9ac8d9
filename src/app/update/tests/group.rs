//! Headings in the list.

use super::*;
use crate::app::{ListLine, list_lines};
use crate::library::HeadingOf;

fn headings(desk: &Desk) -> Vec<(usize, usize, String)> {
    let name = |of: &HeadingOf| match of {
        HeadingOf::Day(day) => day.to_string(),
        HeadingOf::Name(name) => name.to_string(),
        HeadingOf::Unknown => "-".to_owned(),
    };
    desk.model.list.answer.headings.iter().map(|heading| (heading.row, heading.cards, name(&heading.of))).collect()
}

/// Whether the line of the cursor is on the screen.
fn is_visible(desk: &Desk) -> bool {
    let model = &desk.model;
    let height = model.layout().rows(Pane::List);
    let lines = list_lines(&model.list.answer.headings, model.list.cursor.top, model.list.slots.len(), height);
    lines.contains(&ListLine::Row(model.list.cursor.at))
}

#[test]
fn headings_by_day_by_topic_and_none() {
    let mut desk = Desk::new();
    desk.keys("j g S d");
    let day = |row: usize, day: &str| (row, 1, day.to_owned());
    let days = [day(0, "2026-01-05"), day(1, "2026-01-04"), day(2, "2026-01-03"), day(3, "2026-01-02"), day(4, "-")];
    assert_eq!((headings(&desk), desk.selected()), (days.to_vec(), "Bravo"));
    desk.keys("g S t");
    let topics = [(0, 2, "Rust".to_owned()), (2, 1, "Terminals".to_owned()), (3, 2, "-".to_owned())];
    assert_eq!((headings(&desk), desk.selected()), (topics.to_vec(), "Bravo"));
    assert_eq!(desk.titles(), ["Bravo", "Charlie", "Alpha", "Delta", "Echo"]);
    desk.keys("/ c h");
    assert_eq!(headings(&desk), [(0, 1, "Rust".to_owned()), (1, 1, "-".to_owned())], "a search has its own");
    desk.keys("esc : g r o u p space n o n e enter");
    assert_eq!((headings(&desk), desk.selected()), (vec![], "Charlie"));
}

#[test]
fn the_cursor_is_visible_at_any_height() {
    for height in 5..24 {
        for width in [40, 80, 160] {
            let mut desk = Desk::empty(width, height);
            desk.load();
            for keys in
                ["g S d", "G", "k", "k", "gg", "3j", "ctrl-d", "g S t", "G", "k k k k", "/ a", "down down", "esc"]
            {
                desk.keys(keys);
                assert!(is_visible(&desk), "{width}x{height} after {keys}");
            }
            for height in [5, 24, 6, 17, 7] {
                update(&mut desk.model, Msg::Resized(Size { width, height }));
                assert!(is_visible(&desk), "{width}x{height}");
            }
        }
    }
}
