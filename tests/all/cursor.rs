//! Where the terminal's cursor is: on what keys are about, for those who follow it instead of the colours.

use copydesk::app::Msg;
use copydesk::view;
use ratatui::Terminal;
use ratatui::backend::{Backend, TestBackend};
use ratatui::layout::Size;

use crate::desk::Desk;

/// What stands where the cursor is, up to the end of the row; nothing where it was not put anywhere.
fn under_cursor(desk: &Desk) -> String {
    let Size { width, height } = desk.model.size;
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| view::draw(&desk.model, frame)).unwrap();
    let at = terminal.backend_mut().get_cursor_position().unwrap();
    if (at.x, at.y) == (0, 0) {
        return String::new();
    }
    let buffer = terminal.backend().buffer();
    let row: String = (at.x..width).map(|x| buffer[(x, at.y)].symbol()).collect();
    row.split('│').next().unwrap_or_default().trim_end().to_owned()
}

#[test]
fn the_cursor_is_on_what_keys_are_about() {
    for (keys, begins) in [
        ("", "d Slow light in a glass of water "),
        ("2j", "  How a prism sorts colours"),
        ("t j", "  Optics"),
        ("l", "Slow light in a glass of water"),
        ("l ]", "See the notes for the whole table."),
        ("l ] ] ] ] ] ]", " 1  How a prism"),
        ("O", " a  Web"),
        ("?", "Moving"),
    ] {
        let mut desk = Desk::of_fixtures(100, 30);
        if !keys.is_empty() {
            desk.keys(keys);
        }
        let under = under_cursor(&desk);
        assert!(under.starts_with(begins), "{keys:?}: {under:?}");
    }
}

#[test]
fn it_shows_in_lines_of_text_only_where_that_is_wanted() {
    let mut desk = Desk::of_fixtures(100, 30);
    desk.model.cursor = false;
    assert_eq!(under_cursor(&desk), "");
    desk.keys("?");
    assert_eq!(under_cursor(&desk), "");
    desk.keys("q :");
    let mut terminal = Terminal::new(TestBackend::new(100, 30)).unwrap();
    terminal.draw(|frame| view::draw(&desk.model, frame)).unwrap();
    terminal.backend_mut().assert_cursor_position((1, 29));
    desk.send(Msg::Pasted("שלום".into()));
    terminal.draw(|frame| view::draw(&desk.model, frame)).unwrap();
    terminal.backend_mut().assert_cursor_position((1, 29));
    let row: String = (0..6).map(|x| terminal.backend().buffer()[(x, 29)].symbol()).collect();
    assert_eq!(row, ": םולש");
}
