//! What reaches the program from a terminal, and what must not.

use super::terminal::Start;

#[test]
fn follows_the_size_of_the_terminal() {
    let mut terminal = Start::copydesk().ready();
    for (rows, cols) in [(50, 160), (12, 40), (2, 3), (1, 1), (30, 100)] {
        terminal.resize(rows, cols);
    }
    terminal.wait("a frame of the last size", |screen| {
        screen.contents().contains(super::terminal::READY) && screen.rows(0, 100).count() == 30
    });
    terminal.send("q");
    assert_eq!(terminal.wait_for_end().exit_code(), 0);
}

/// A terminal hands input over in blocks; keys must not stay behind until the next one is pressed.
#[test]
fn a_flood_of_keys_is_taken_in_whole() {
    let mut terminal = Start::copydesk().ready();
    let keys = format!("{}q", "jk".repeat(1800));
    terminal.send(&keys);
    assert_eq!(terminal.wait_for_end().exit_code(), 0);
}

#[test]
fn pasted_text_and_answers_of_the_terminal_press_no_keys() {
    let mut terminal = Start::copydesk().ready();
    terminal.send("\x1b[200~q q\rQ\x03\x1b[201~");
    terminal.send("\x1b]11;rgb:qqqq/qqqq/qqqq\x07\x1b[?62;qc\x1b[<0;1;1M\x1bPq\x1b\\");
    // Read after all that, and only then by a program that has not been left.
    terminal.send("?").wait_for("page down");
    terminal.send("q").wait("the list", |screen| !screen.contents().contains("page down"));
    terminal.send("q");
    assert_eq!(terminal.wait_for_end().exit_code(), 0);
}
