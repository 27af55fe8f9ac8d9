//! Right-to-left text on the screen: in which order it stands, and where.

use std::fs;
use std::path::Path;

use copydesk::app::Msg;
use copydesk::bidi::Order;
use copydesk::store::Sources;
use copydesk::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::Color;
use tempfile::TempDir;

use crate::desk::Desk;

const HEBREW: &str =
    "---\ntitle: \"שלום עולם (2026)\"\npublishedDateTime: 2026-03-01T10:00:00Z\n---\nפסקה [ראשונה] עם Rust ועוד.\n";
const LATIN: &str = "---\ntitle: First of all\npublishedDateTime: 2026-03-02T10:00:00Z\n---\nText.\n";

fn desk(order: Order) -> (TempDir, Desk) {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(Path::new(folder.path()).join(name), text).unwrap();
    write("hebrew.md", HEBREW);
    write("latin.md", LATIN);
    let mut desk = Desk::open(Sources::find(&[folder.path().to_path_buf()]).unwrap(), 40, 14);
    desk.model.order = order;
    (folder, desk)
}

fn drawn(desk: &Desk) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(desk.model.size.width, desk.model.size.height)).unwrap();
    terminal.draw(|frame| view::draw(&desk.model, frame)).unwrap();
    terminal.backend().buffer().clone()
}

fn row(buffer: &Buffer, y: u16) -> String {
    (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect()
}

#[test]
fn a_title_stands_in_its_column_as_it_is_read() {
    let (_folder, desk) = desk(Order::Visual);
    assert!(row(&drawn(&desk), 2).starts_with("  (2026) םלוע םולש  "), "{}", row(&drawn(&desk), 2));
}

#[test]
fn a_terminal_that_reorders_gets_what_is_spoken() {
    let (_folder, desk) = desk(Order::Logical);
    assert!(row(&drawn(&desk), 2).starts_with("  שלום עולם (2026)  "));
}

#[test]
fn what_was_found_is_set_apart_where_it_stands() {
    let (_folder, mut desk) = desk(Order::Visual);
    desk.keys("/");
    desk.send(Msg::Pasted("עולם".to_owned()));
    // The line is at the bottom, its next letter on the left of what was typed.
    assert!(row(&drawn(&desk), 13).starts_with("/ םלוע"), "{}", row(&drawn(&desk), 13));
    desk.keys("enter t");
    desk.keys("h l");
    let buffer = drawn(&desk);
    desk.keys("l");
    let page = drawn(&desk);
    let marked = |buffer: &Buffer, y| -> String {
        (0..40).filter(|x| buffer[(*x, y)].bg == Color::Yellow).map(|x| buffer[(x, y)].symbol()).collect()
    };
    assert_eq!(marked(&buffer, 1), "", "not under the bar of the selection");
    assert_eq!((marked(&page, 1), row(&page, 1)), ("םלוע".into(), format!("{:>39} ", "(2026) םלוע םולש")));
}

#[test]
fn a_paragraph_begins_on_the_right_of_the_page() {
    let (_folder, mut desk) = desk(Order::Visual);
    desk.keys("j l");
    let buffer = drawn(&desk);
    let rows: Vec<String> = (0..14).map(|y| row(&buffer, y)).collect();
    let seen = format!("{:>39} ", ".דועו Rust םע [הנושאר] הקספ");
    assert!(rows.contains(&seen), "{rows:#?}");
}

/// The page of a card with this body.
fn page(body: &str, order: Order) -> Desk {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("card.md"), format!("---\ntitle: T\n---\n{body}\n")).unwrap();
    let mut desk = Desk::open(Sources::find(&[folder.path().to_path_buf()]).unwrap(), 40, 12);
    desk.model.order = order;
    desk.keys("l");
    desk
}

/// Three rows of its body.
fn rows(desk: &Desk) -> [String; 3] {
    let buffer = drawn(desk);
    [3, 4, 5].map(|y| row(&buffer, y))
}

const PHRASE: &str = "ספר חדש ומעניין מאוד (הספר הגדול and small) words";

#[test]
fn what_is_over_the_end_of_a_line_stands_as_in_its_paragraph() {
    let seen = [format!("{:>39} ", "and לודגה רפסה) דואמ ןיינעמו שדח רפס"), format!("{:>39} ", "words (small")];
    assert_eq!(rows(&page(PHRASE, Order::Visual))[..2], seen);
    let spoken = [format!(" {:<39}", "ספר חדש ומעניין מאוד (הספר הגדול and"), format!(" {:<39}", "small) words")];
    assert_eq!(rows(&page(PHRASE, Order::Logical))[..2], spoken);
}

#[test]
fn what_is_found_over_the_end_of_a_line_is_set_apart_where_it_stands() {
    let mut desk = page(PHRASE, Order::Visual);
    desk.keys("/");
    desk.send(Msg::Pasted("and small) w".to_owned()));
    desk.keys("enter");
    let buffer = drawn(&desk);
    let plain = buffer[(0, 3)].bg;
    let marked = |y| -> String {
        (0..40).map(|x| if buffer[(x, y)].bg == plain { "." } else { buffer[(x, y)].symbol() }).collect()
    };
    let dots = |count| ".".repeat(count);
    assert_eq!(marked(3), format!("{}and{}", dots(3), dots(34)));
    assert_eq!(marked(4), format!("{}w{} (small.", dots(27), dots(4)));
}

#[test]
fn a_table_that_runs_from_right_to_left_is_drawn_so() {
    let table = "<table dir=rtl><tr><th>שם<th>Price<tr><td>נול [חדש]<td>1,200</table>";
    assert_eq!(
        rows(&page(table, Order::Visual)),
        ["Price         םש", "─────  ─────────", "1,200  [שדח] לונ"].map(|line| format!("{line:>39} "))
    );
    assert_eq!(
        rows(&page(table, Order::Logical)),
        ["שם         Price", "─────────  ─────", "נול [חדש]  1,200"].map(|line| format!(" {line:<39}"))
    );
}
