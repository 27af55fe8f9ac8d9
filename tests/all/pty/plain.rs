//! Reading line by line in a terminal: that lines are all it gets, and how it is given back.

use super::stops::{prompts, quits_to_the_shell};
use super::terminal::{READY, Start, Terminal};

/// What a terminal that knows control sequences may be sent: the line that is being typed is erased, and pastes are told
/// from typing.
const ALLOWED: [&str; 3] = ["\x1b[K", "\x1b[?2004h", "\x1b[?2004l"];

fn written(terminal: &Terminal) -> String {
    String::from_utf8(terminal.bytes()).unwrap()
}

/// Waits until a line with this text has ended.
fn wait_for_line(terminal: &mut Terminal, text: &str) {
    terminal.wait(&format!("a line with {text:?}"), |screen| {
        screen.contents().contains(text) && screen.cursor_position().1 == 0
    });
}

#[test]
fn nothing_but_lines_is_written() {
    for (option, term, allowed) in [
        ("--plain", "xterm-256color", &ALLOWED[..]),
        ("--plain", "", &[]),
        ("", "dumb", &[]),
        // What is set aside is also what is drawn with.
        ("--plain --color always", "dumb", &[]),
    ] {
        let mut terminal = Start::shell(&format!("exec \"$copydesk\" {option} \"$library\"")).env("TERM", term).run();
        wait_for_line(&mut terminal, "1 of 2, unread: First card of all, 12 Apr 21");
        terminal.send("j");
        wait_for_line(&mut terminal, "2 of 2, unread: Second card, 11 Apr 21");
        terminal.send("m");
        wait_for_line(&mut terminal, "\nread: Second card");
        terminal.send("\r");
        wait_for_line(&mut terminal, "End of the card");
        terminal.send("q:stst").wait_for(":stst").send("\x7f\x7fatus\r");
        wait_for_line(&mut terminal, "inbox; 2 cards, 1 unread; by date; card 2 of 2");
        terminal.send("q");
        assert_eq!(terminal.wait_for_end().exit_code(), 0);
        terminal.assert_restored();
        let written = written(&terminal);
        let rest = allowed.iter().fold(written.clone(), |text, sequence| text.replace(sequence, ""));
        assert!(!rest.contains('\x1b'), "{option} {term}: {written:?}");
        assert!(!rest.replace("\r\n", "").contains('\n'), "{option} {term}: {written:?}");
        let lines: Vec<&str> = written.lines().collect();
        assert!(lines.windows(2).all(|pair| pair[0] != pair[1]), "{option} {term}: {written:?}");
    }
}

#[test]
fn nothing_is_written_while_nothing_changes() {
    let mut terminal = Start::copydesk().env("TERM", "dumb").run();
    wait_for_line(&mut terminal, READY);
    let before = terminal.bytes().len();
    terminal.resize(30, 60);
    terminal.send("kgg");
    terminal.send("j");
    wait_for_line(&mut terminal, "Second card");
    let written = terminal.bytes().split_off(before);
    assert_eq!(String::from_utf8(written).unwrap(), "2 of 2, unread: Second card, 11 Apr 21\r\n");
}

#[test]
fn what_was_copied_is_there_to_be_taken() {
    let mut terminal = Start::copydesk().env("TERM", "dumb").run();
    wait_for_line(&mut terminal, READY);
    terminal.send("y");
    wait_for_line(&mut terminal, "has no clipboard");
    assert!(terminal.screen().contains("Copied https://example.org/first"), "{}", terminal.screen());
    assert!(!terminal.bytes().contains(&0x1b));
}

#[test]
fn stops_in_the_middle_of_a_line_and_comes_back() {
    let mut terminal = Start::interactive_shell().run();
    terminal.wait_for("shell> ").line("stty -a >before").line("\"$copydesk\" --plain \"$library\"");
    wait_for_line(&mut terminal, READY);
    terminal.send(":un").wait_for(":un").send("\x1a").wait("the shell", prompts);
    terminal.assert_restored();
    terminal.line("clear; echo stopped-$((1+1))").wait_for("stopped-2");
    terminal.line("fg").wait("the line", |screen| {
        let row = screen.rows(0, 100).nth(screen.cursor_position().0.into());
        row.is_some_and(|row| row.trim_end() == ":un")
    });
    terminal.send("\x03");
    wait_for_line(&mut terminal, "1 of 2, unread: First card of all");
    quits_to_the_shell(terminal);
}

#[test]
fn a_fault_is_told_below_what_was_said() {
    let mut terminal = Start::copydesk().env("TERM", "dumb").env("COPYDESK_PANIC_AT", "key").run();
    wait_for_line(&mut terminal, READY);
    terminal.send("j");
    assert_eq!(terminal.wait_for_end().exit_code(), 101);
    terminal.wait_for("because of a fault of its own");
    assert!(!terminal.bytes().contains(&0x1b));
}
