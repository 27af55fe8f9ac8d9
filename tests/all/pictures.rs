//! What is on the screen where a card has pictures: files of a library, painted by real workers, in cells.

use copydesk::picture::{CellSize, Plan, Protocol};
use copydesk::store::Sources;
use copydesk::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

use crate::desk::Desk;

const WIDTH: u16 = 100;
const HEIGHT: u16 = 30;

/// A reader on a card with a picture of 20 by 6 cells and a long text.
fn reader(protocol: Protocol) -> (tempfile::TempDir, Desk) {
    let images = "images: [{url: ../a.png}, {url: a.png, title: The caption}, {url: b.png}]\n";
    reader_of(protocol, images, &"A line of text.\n\n".repeat(60))
}

fn reader_of(protocol: Protocol, images: &str, body: &str) -> (tempfile::TempDir, Desk) {
    let library = tempfile::tempdir().unwrap();
    let color = |x: u32, y: u32| image::Rgb([x as u8, (y * 2) as u8, (x ^ y) as u8]);
    image::RgbImage::from_fn(200, 120, color).save(library.path().join("a.png")).unwrap();
    std::fs::write(library.path().join("card.md"), format!("---\ntitle: A card\n{images}---\n{body}")).unwrap();
    let sources = Sources::find(&[library.path().to_path_buf()]).unwrap();
    let desk = Desk::showing(sources, Plan::Fixed(protocol), CellSize { width: 10, height: 20 }, WIDTH, HEIGHT);
    (library, desk)
}

fn drawn(desk: &Desk) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(WIDTH, HEIGHT)).unwrap();
    terminal.draw(|frame| view::draw(&desk.model, frame)).unwrap();
    terminal.backend().buffer().clone()
}

/// Cells with control characters in them.
fn controls(buffer: &Buffer) -> usize {
    buffer.content.iter().filter(|cell| cell.symbol().contains(char::is_control)).count()
}

/// Rows with at least as many coloured cells as the picture has columns.
fn colored_rows(buffer: &Buffer) -> Vec<u16> {
    let is_colored = |x: u16, y: u16| matches!(buffer[(x, y)].bg, ratatui::style::Color::Rgb(..));
    (0..HEIGHT).filter(|y| (0..WIDTH).filter(|x| is_colored(*x, *y)).count() >= 15).collect()
}

#[test]
fn a_picture_that_is_one_thing_is_drawn_whole_or_not_at_all() {
    for protocol in [Protocol::Sixel, Protocol::Iterm2] {
        let (_library, mut desk) = reader(protocol);
        assert_eq!(controls(&drawn(&desk)), 1, "in its first cell");
        for (open, close) in [("?", "Esc"), ("ctrl-p", "Esc")] {
            desk.keys(open);
            assert_eq!(controls(&drawn(&desk)), 0, "something lies over it");
            desk.keys(close);
            assert_eq!(controls(&drawn(&desk)), 1, "and is gone again");
        }
        desk.keys("Enter j");
        assert_eq!(controls(&drawn(&desk)), 1, "it is whole in view");
        desk.keys("j j j j");
        assert_eq!(controls(&drawn(&desk)), 0, "a part of it is out of view");
        desk.keys("g g");
        assert_eq!(controls(&drawn(&desk)), 1);
    }
}

#[test]
fn a_picture_in_cells_is_cut_where_its_page_is() {
    let (_library, mut desk) = reader(Protocol::HalfBlocks);
    let before = drawn(&desk);
    let rows = colored_rows(&before);
    assert_eq!(rows.len(), 6, "{rows:?}");
    desk.keys("Enter j");
    let moved = colored_rows(&drawn(&desk));
    assert_eq!(moved, rows.iter().map(|row| row - 1).collect::<Vec<_>>(), "it moves with the text");
    desk.keys("j j j");
    let cut = drawn(&desk);
    assert!(colored_rows(&cut).len() < 6 && !colored_rows(&cut).is_empty());
    assert_eq!((controls(&before), controls(&cut)), (0, 0));
}

#[test]
fn a_picture_in_the_text_is_drawn_where_it_stands() {
    let (_library, desk) = reader_of(Protocol::HalfBlocks, "", "Above\n\n> ![The caption](a.png)\n\nBelow");
    let screen = desk.screen();
    let row = |text: &str| screen.lines().position(|line| line.contains(text)).unwrap() as u16;
    let rows = colored_rows(&drawn(&desk));
    assert_eq!(rows, (row("The caption") - 6..row("The caption")).collect::<Vec<_>>(), "{screen}");
    assert!(row("Above") < rows[0] && row("The caption") < row("Below"));
}

#[test]
fn kittys_pictures_have_no_control_characters_in_cells() {
    let (_library, desk) = reader(Protocol::Kitty);
    let buffer = drawn(&desk);
    assert_eq!(controls(&buffer), 0);
    assert_eq!(buffer.content.iter().filter(|cell| cell.symbol().contains('\u{10eeee}')).count(), 120);
}

#[test]
fn what_is_not_shown_has_its_caption_and_the_reason() {
    let (library, desk) = reader(Protocol::HalfBlocks);
    let page = |desk: &Desk| {
        let shown = desk.model.detail.shown.as_ref().unwrap();
        let line = |line: &copydesk::page::Line| line.spans.iter().map(|span| span.text.as_str()).collect();
        shown.page.lines.iter().map(line).collect::<Vec<String>>().join(" ")
    };
    let shown = page(&desk);
    assert!(shown.contains("a.png · not shown: its file is outside the library"), "{shown}");
    assert_eq!(shown.matches("The caption").count(), 1, "below the picture");
    assert!(shown.ends_with("b.png"), "nobody looked for it: {shown}");
    // From now on it cannot be decoded: what is there says so, and nothing stops.
    let bytes = std::fs::read(library.path().join("a.png")).unwrap();
    std::fs::write(library.path().join("a.png"), &bytes[..bytes.len() / 2]).unwrap();
    let sources = Sources::find(&[library.path().to_path_buf()]).unwrap();
    let cell = CellSize { width: 10, height: 20 };
    let desk = Desk::showing(sources, Plan::Fixed(Protocol::HalfBlocks), cell, WIDTH, HEIGHT);
    let screen = desk.screen();
    let above = screen.lines().zip(screen.lines().skip(1)).find(|(_, below)| below.contains("The caption"));
    let (above, _) = above.expect("a caption");
    assert!(above.contains("not shown: it cannot be decoded"), "right above the caption: {screen}");
    assert!(colored_rows(&drawn(&desk)).is_empty());
}
