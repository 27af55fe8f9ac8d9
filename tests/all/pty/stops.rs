//! Stopping and coming back, under a shell with job control.

use rustix::process::{Pid, Signal, kill_process};

use super::terminal::{READY, Start, Terminal};

fn shell_with_copydesk() -> Terminal {
    let mut terminal = Start::interactive_shell().run();
    terminal.wait_for("shell> ").line("stty -a >before").line("\"$copydesk\" \"$library\"").wait_for(READY);
    terminal.wait("the alternate screen", vt100::Screen::alternate_screen);
    terminal
}

/// Whether the shell waits for a line.
pub(super) fn prompts(screen: &vt100::Screen) -> bool {
    let (row, column) = screen.cursor_position();
    let prompt = screen.rows(0, 100).nth(row.into()).is_some_and(|row| row.starts_with("shell> "));
    prompt && column == 7 && !screen.alternate_screen()
}

pub(super) fn quits_to_the_shell(mut terminal: Terminal) {
    terminal.send("q").wait("the shell", prompts);
    terminal.line("stty -a >after; echo status-$?-$((1+1))").wait_for("status-0-2");
    terminal.assert_restored();
}

#[test]
fn ctrl_z_stops_and_fg_brings_back() {
    let mut terminal = shell_with_copydesk();
    for _ in 0..3 {
        terminal.send("\x1a").wait("the shell", prompts);
        terminal.assert_restored();
        terminal.line("clear; echo stopped-$((1+1))").wait_for("stopped-2");
        terminal
            .line("fg")
            .wait("the program", |screen| screen.alternate_screen() && screen.contents().contains(READY));
    }
    quits_to_the_shell(terminal);
}

#[test]
fn comes_back_from_being_stopped_by_others() {
    let mut terminal = shell_with_copydesk();
    let found = std::process::Command::new("ps").args(["-o", "pid=,ppid="]).arg("-A").output().unwrap();
    let shell = terminal.pid().as_raw_nonzero().to_string();
    let text = String::from_utf8(found.stdout).unwrap();
    let mut rows = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    let child = rows.find(|row| row.get(1) == Some(&shell.as_str())).expect("the shell has a child")[0].to_owned();
    let child = Pid::from_raw(child.parse().unwrap()).unwrap();
    kill_process(child, Signal::STOP).unwrap();
    terminal.wait_for("Stopped");
    // The shell got a terminal in a mess; this is what people type then.
    terminal.line("stty sane; printf '\\033c'; echo stopped-$((1+1))").wait_for("stopped-2");
    terminal.line("fg").wait("the program", |screen| screen.alternate_screen() && screen.contents().contains(READY));
    quits_to_the_shell(terminal);
}

/// Nobody can continue an orphan, so it must not stop either; the screen comes back.
#[test]
fn an_orphan_does_not_stop() {
    let mut terminal = Start::copydesk().ready();
    terminal.send("\x1a");
    let left = |terminal: &Terminal| terminal.bytes().windows(8).filter(|bytes| bytes == b"\x1b[?1049l").count();
    terminal.wait("coming back", |screen| screen.alternate_screen() && screen.contents().contains(READY));
    terminal.send("q");
    assert_eq!(terminal.wait_for_end().exit_code(), 0);
    assert!(left(&terminal) >= 1);
}
