//! Places in which there is nothing to read in.

use std::process::{Command, Stdio};

use super::terminal::{COPYDESK, Start};

#[test]
fn without_a_terminal_it_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(COPYDESK);
    command.arg(folder.path()).env("HOME", folder.path()).env("TERM", "xterm").stdin(Stdio::null());
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("needs a terminal") && told.contains("copydesk list"), "{told}");
    assert!(output.stdout.is_empty());
}

#[test]
fn into_a_pipe_it_says_what_to_do() {
    let mut terminal = Start::shell("\"$copydesk\" \"$library\" | cat; echo end-$((1+1))").run();
    terminal.wait_for("standard output is none").wait_for("end-2");
    terminal.assert_restored();
}

#[test]
fn a_terminal_of_which_nothing_is_known_is_not_drawn_on() {
    let mut terminal = Start::copydesk().env("TERM", "").run();
    assert_eq!(terminal.wait_for_end().exit_code(), 2);
    terminal.wait_for("TERM is not set").wait_for("copydesk --plain");
    assert!(!terminal.bytes().contains(&0x1b));
}
