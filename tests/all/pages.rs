//! The page of a card that has everything: how it looks at each size, in which styles, and what is found on it.

use copydesk::app::Msg;
use copydesk::store::Sources;
use copydesk::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Cell;
use ratatui::layout::Size;
use ratatui::style::{Color, Modifier};

use crate::desk::Desk;

fn desk(width: u16, height: u16) -> Desk {
    Desk::open(Sources::find(&["tests/all/page".into()]).unwrap(), width, height)
}

/// The screen with the style of each piece before it, where it has one: letters for attributes, a name for a colour.
fn styled(desk: &Desk) -> String {
    let Size { width, height } = desk.model.size;
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| view::draw(&desk.model, frame)).unwrap();
    let buffer = terminal.backend().buffer();
    let mut out = String::new();
    for y in 0..height {
        let mut before = String::new();
        let mut line = String::new();
        for x in 0..width {
            let cell = &buffer[(x, y)];
            let style = name(cell);
            if style != before {
                line.push_str(&format!("{{{style}}}"));
                before = style;
            }
            line.push_str(cell.symbol());
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

fn name(cell: &Cell) -> String {
    let letters = [
        (Modifier::BOLD, 'b'),
        (Modifier::DIM, 'd'),
        (Modifier::ITALIC, 'i'),
        (Modifier::UNDERLINED, 'u'),
        (Modifier::REVERSED, 'r'),
        (Modifier::CROSSED_OUT, 's'),
    ];
    let mut name: String = letters.iter().filter(|(one, _)| cell.modifier.contains(*one)).map(|(_, c)| c).collect();
    for color in [cell.fg, cell.bg].into_iter().filter(|color| *color != Color::Reset) {
        name.push_str(&format!(" {color:?}").to_lowercase());
    }
    name.trim().to_owned()
}

#[test]
fn the_top_at_every_size() {
    for (width, height) in [(40, 12), (60, 20), (100, 30), (160, 50)] {
        let mut desk = desk(width, height);
        desk.keys("l");
        insta::assert_snapshot!(format!("top_{width}x{height}"), desk.screen());
    }
}

#[test]
fn the_whole_page() {
    for width in [40, 60, 100] {
        let mut desk = desk(width, 130);
        desk.keys("z");
        insta::assert_snapshot!(format!("whole_{width}"), desk.screen());
    }
}

#[test]
fn the_styles_of_both_themes() {
    let mut desk = desk(80, 100);
    desk.keys("z / l i n e enter ] ]");
    insta::assert_snapshot!("styles_colors", styled(&desk));
    desk.model.colors = false;
    insta::assert_snapshot!("styles_monochrome", styled(&desk));
}

#[test]
fn what_the_list_was_searched_for_is_set_apart_over_pieces_and_lines() {
    let folder = tempfile::tempdir().unwrap();
    let body = "<p>one <b>two</b> three and so many words that the line is full, then four five</p>";
    std::fs::write(folder.path().join("a.md"), format!("---\ntitle: A\n---\n{body}\n")).unwrap();
    let mut desk = Desk::open(Sources::find(&[folder.path().to_path_buf()]).unwrap(), 60, 20);
    desk.keys("/ \" o n e space t w o space t h r e e \" enter z");
    assert_eq!(marked(&desk), "one two three");
    for width in 30..70 {
        desk.send(Msg::Resized(Size { width, height: 20 }));
        desk.keys("z h / ctrl-u \" f u l l , space t h e n space f o u r \" enter z");
        assert_eq!(marked(&desk).replace(' ', ""), "full,thenfour", "{width}");
    }
}

/// What is set apart on the screen, line by line.
fn marked(desk: &Desk) -> String {
    let Size { width, height } = desk.model.size;
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| view::draw(&desk.model, frame)).unwrap();
    let buffer = terminal.backend().buffer();
    let cells = (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).map(|at| &buffer[at]);
    cells.filter(|cell| matches!(cell.bg, Color::Yellow | Color::Magenta)).map(Cell::symbol).collect()
}

#[test]
fn a_text_is_found_wherever_lines_end() {
    for width in 24..90 {
        let mut desk = desk(width, 30);
        desk.keys("z / l o n g space e n o u g h space t o space B E space b r o k e n enter");
        let find = desk.model.detail.find.as_ref().unwrap();
        assert_eq!((find.current, find.count), (0, 2), "{width}");
        assert!(marked(&desk).replace(' ', "").starts_with("longenoughtobebroken"), "{width}: {}", marked(&desk));
    }
}

#[test]
fn a_narrow_text_stands_in_the_middle() {
    let mut desk = desk(120, 20);
    desk.keys("z");
    let first = |desk: &Desk| desk.screen().lines().nth(1).unwrap().find("Everything").unwrap();
    assert_eq!(first(&desk), 1 + 1 + (120 - 2 - 80) / 2);
    desk.model.center_text = false;
    assert_eq!(first(&desk), 2);
}
