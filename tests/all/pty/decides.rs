//! A decision that was asked for is kept, however soon the reader is left.

use super::terminal::Start;

#[test]
fn what_was_decided_is_kept_when_the_reader_is_left_at_once() {
    let script = "\"$copydesk\" \"$library\"; echo left-$?; read go; \"$copydesk\" \"$library\"";
    let mut terminal = Start::shell(script).ready();
    terminal.wait_for("2 unread").send("Aq").wait_for("left-0");
    terminal.send("\r").wait_for("0 unread").send("q");
    assert_eq!(terminal.wait_for_end().exit_code(), 0);
}
