//! Two readers on one state database: what one decides the other shows, without a key.

use std::time::{Duration, Instant};

use super::terminal::Start;

#[test]
fn what_another_process_decides_shows_at_once() {
    let mut here = Start::copydesk().ready();
    here.wait_for("2 unread");
    let home = here.folder().display().to_string();
    // The same cards by their links, in a folder of its own.
    let mut there = Start::copydesk().env("HOME", &home).ready();
    there.wait_for("2 unread").send("m").wait_for("1 unread");
    let decided = Instant::now();
    here.wait_for("1 unread");
    // A second is promised; tests share the machine.
    assert!(decided.elapsed() < Duration::from_secs(5), "took {:?}", decided.elapsed());
    here.send("A").wait_for("0 unread");
    there.wait_for("0 unread").send("q");
    assert_eq!(there.wait_for_end().exit_code(), 0);
    here.send("q");
    assert_eq!(here.wait_for_end().exit_code(), 0);
}

#[cfg(target_os = "linux")]
#[test]
fn a_system_without_a_watch_left_is_told_of_and_the_rest_works() {
    if !crate::edit::strace_is_there() {
        return;
    }
    let hit = "-e trace=inotify_add_watch -e inject=inotify_add_watch:error=ENOSPC";
    let script = format!("exec strace -f -qq -o /dev/null {hit} \"$copydesk\" \"$library\"");
    let mut terminal = Start::shell(&script).ready();
    terminal.wait_for("the system has no watch left");
    terminal.send("m").wait_for("1 unread").send("q");
    assert_eq!(terminal.wait_for_end().exit_code(), 0);
}
