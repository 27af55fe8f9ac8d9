//! Opening links from within the program, with stand-ins for the desktop's openers.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::terminal::{LINK, Start, Terminal};
use crate::browser::{read_log, write_script};

/// The program with nothing on its PATH but a stand-in that does `then`.
fn with_opener(name: &str, then: &str) -> (Terminal, PathBuf) {
    let start = Start::copydesk();
    let bin = start.folder().join("bin");
    std::fs::create_dir(&bin).unwrap();
    let log = write_script(&bin.join(name), then);
    let path = bin.display().to_string();
    (start.env("PATH", &path).ready(), log)
}

#[test]
fn o_opens_the_link_away_from_the_terminal() {
    let (mut terminal, log) = with_opener("xdg-open", "exit 0");
    terminal.send("o");
    assert_eq!(read_log(&log), ["argc=1", &format!("arg={LINK}"), "tty=no"]);
    terminal.send("q");
    assert_eq!(terminal.wait_for_end().exit_code(), 0);
    let written = String::from_utf8_lossy(&terminal.bytes()).into_owned();
    assert!(!written.contains("noise"), "{written}");
}

#[test]
fn an_opener_that_stays_holds_nothing_up() {
    let (mut terminal, log) = with_opener("xdg-open", "sleep 8");
    terminal.send("o");
    read_log(&log);
    let start = Instant::now();
    terminal.send("Q");
    assert_eq!(terminal.wait_for_end().exit_code(), 0);
    assert!(start.elapsed() < Duration::from_secs(5), "took {:?}", start.elapsed());
}

#[test]
fn an_opener_that_fails_is_told_of() {
    let (mut terminal, log) = with_opener("xdg-open", "exit 4");
    terminal.send("o");
    read_log(&log);
    terminal.wait_for("link opener failed");
}
