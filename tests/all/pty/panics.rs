//! Faults of the program itself: the terminal is restored first, then the fault is told.

use super::terminal::{READY, Start};

/// Runs under a shell that compares the terminal before and after, and fails at `place` once `keys` were typed.
fn fails_at(place: &str, keys: &str) {
    let script = "stty -a >before; \"$copydesk\" \"$library\"; echo status-$?; stty -a >after; echo compare-$((1+1))";
    let mut terminal = Start::shell(script).env("COPYDESK_PANIC_AT", place).run();
    if !keys.is_empty() {
        terminal.wait_for(READY).send(keys);
    }
    terminal.wait_for("fault of its own").wait_for("status-101").wait_for("compare-2");
    terminal.assert_restored();
    let screen = terminal.screen();
    assert!(screen.contains("COPYDESK_PANIC_AT"), "{screen}");
    let read = |name: &str| std::fs::read_to_string(terminal.folder().join(name)).unwrap();
    assert_eq!(read("before"), read("after"), "{place}");
    let written = terminal.bytes();
    let at = |text: &[u8]| written.windows(text.len()).rposition(|bytes| bytes == text).unwrap();
    assert!(at(b"\x1b[?1049l") < at(b"fault of its own"), "told before the terminal was restored");
}

#[test]
fn while_handling_a_key() {
    fails_at("key", "j");
}

#[test]
fn while_drawing() {
    fails_at("draw", "");
}

#[test]
fn on_a_worker() {
    fails_at("worker", "j");
}
