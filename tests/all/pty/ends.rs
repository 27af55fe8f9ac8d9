//! How the program ends: on its own, by signals, and with its terminal.

use std::time::Duration;

use rustix::process::Signal;

use super::terminal::Start;

#[test]
fn quits_and_leaves_the_terminal_as_it_was() {
    let script = "stty -a >before; \"$copydesk\" \"$library\"; echo status-$?; stty -a >after; echo compare-$((1+1))";
    let mut terminal = Start::shell(script).ready();
    assert!(terminal.bytes().windows(8).any(|bytes| bytes == b"\x1b[?1049h"));
    terminal.send("q").wait_for("status-0").wait_for("compare-2");
    terminal.assert_restored();
    let read = |name: &str| std::fs::read_to_string(terminal.folder().join(name)).unwrap();
    assert_eq!(read("before"), read("after"));
}

#[test]
fn ctrl_c_quits() {
    let mut terminal = Start::copydesk().ready();
    terminal.send("\x03");
    assert_eq!(terminal.wait_for_end().exit_code(), 0);
    terminal.assert_restored();
}

#[test]
fn signals_end_it_within_a_second() {
    for (signal, status) in [(Signal::TERM, 143), (Signal::INT, 130), (Signal::HUP, 129), (Signal::QUIT, 131)] {
        let mut terminal = Start::copydesk().ready();
        terminal.signal(signal);
        assert_eq!(terminal.ends_within(Duration::from_secs(3)).exit_code(), status, "{signal:?}");
        terminal.assert_restored();
    }
}

#[test]
fn a_terminal_that_takes_no_output_cannot_hold_it_up() {
    let mut terminal = Start::copydesk().ready();
    terminal.stall();
    for turn in 0..400 {
        terminal.resize(24 + turn % 2, 100);
        std::thread::sleep(Duration::from_millis(2));
    }
    terminal.signal(Signal::TERM);
    let status = terminal.ends_within(Duration::from_secs(4));
    assert_eq!(status.exit_code(), 143);
}

#[test]
fn a_closed_terminal_ends_it() {
    let mut terminal = Start::copydesk().ready();
    terminal.hang_up();
    assert_eq!(terminal.ends_within(Duration::from_secs(3)).exit_code(), 129);
}

#[test]
fn a_closed_terminal_ends_it_even_if_hang_ups_are_ignored() {
    let mut terminal = Start::shell("trap '' HUP; exec \"$copydesk\" \"$library\"").ready();
    terminal.hang_up();
    assert_eq!(terminal.ends_within(Duration::from_secs(3)).exit_code(), 129);
}

#[test]
fn the_next_visit_begins_where_a_signal_ended_the_last_one() {
    let mut terminal = Start::copydesk().ready();
    // Each card may come in a batch of its own.
    terminal.wait_for("1/2").send("Stj").wait_for("title A-Z").wait_for("2/2").signal(Signal::TERM);
    assert_eq!(terminal.wait_for_end().exit_code(), 143);
    let [home, library] = ["", "library"].map(|name| terminal.folder().join(name).display().to_string());
    let again = || Start::shell("exec \"$copydesk\" \"$library\"").env("HOME", &home).env("library", &library);
    let mut next = again().ready();
    next.wait_for("title A-Z").wait_for("2/2").send("q");
    assert_eq!(next.wait_for_end().exit_code(), 0);

    let file = terminal.folder().join(".local/state/copydesk/visit.json");
    std::fs::write(&file, "what is this").unwrap();
    let mut next = again().ready();
    next.wait_for("visit.json").send("q");
    assert_eq!(next.wait_for_end().exit_code(), 0);
    let mut next = again().ready();
    next.wait_for("inbox · date").send("q");
    assert_eq!(next.wait_for_end().exit_code(), 0);
}
