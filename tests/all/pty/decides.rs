//! A decision that was asked for is kept, however soon the reader is left, and time decides too.

use super::terminal::Start;

#[test]
fn what_was_decided_is_kept_when_the_reader_is_left_at_once() {
    let script = "\"$copydesk\" \"$library\"; echo left-$?; read go; \"$copydesk\" \"$library\"";
    let mut terminal = Start::shell(script).ready();
    terminal.wait_for("2 unread").send("Aq").wait_for("left-0");
    terminal.send("\r").wait_for("0 unread").send("q");
    assert_eq!(terminal.wait_for_end().exit_code(), 0);
}

#[test]
fn a_card_that_stays_open_is_read_after_a_while() {
    let start = Start::copydesk();
    let settings = start.folder().join(".config/copydesk");
    std::fs::create_dir_all(&settings).unwrap();
    std::fs::write(settings.join("config.yaml"), "dwell: 0.1s\n").unwrap();
    let mut terminal = start.ready();
    terminal.wait_for("2 unread").send("l").wait_for("1 unread").send("q").send("q");
    assert_eq!(terminal.wait_for_end().exit_code(), 0);
}

#[test]
fn a_sequence_behind_a_movement_is_one_of_its_own_when_typed_quickly() {
    let mut terminal = Start::copydesk().ready();
    terminal.wait_for("2 unread").send("GA").wait_for("1 unread").send("q");
    assert_eq!(terminal.wait_for_end().exit_code(), 0);
}
