//! Editing in the user's own editor: the terminal is lent, and taken back whatever the editor did to it.

use super::stops::{prompts, quits_to_the_shell};
use super::terminal::{READY, Start, Terminal};
use crate::browser::write_executable;

/// An editor that does `then`, in the shell's words; `$file` is the file, and `log` a file beside it.
fn with_editor(start: Start, then: &str) -> Start {
    let editor = start.folder().join("editor");
    write_executable(&editor, &format!("#!/bin/sh\nfile=$2\nlog=$(dirname \"$0\")/log\n{then}\n"));
    let words = format!("{} --wait", editor.display());
    start.env("VISUAL", &words).env("EDITOR", "/nonexistent")
}

fn log(terminal: &Terminal) -> String {
    std::fs::read_to_string(terminal.folder().join("log")).unwrap()
}

fn in_the_reader(screen: &vt100::Screen, text: &str) -> bool {
    screen.alternate_screen() && screen.contents().contains(READY) && screen.contents().contains(text)
}

#[test]
fn the_editor_has_the_terminal_and_the_card_shows_what_it_left() {
    let then = r#"echo "$# $1 $file" >"$log"; stty -a </dev/tty | tr ' ' '\n' | grep -x -e icanon -e echo >>"$log"
        printf 'which text? ' >/dev/tty; read -r text </dev/tty; echo "$text" >>"$file""#;
    let mut terminal = with_editor(Start::copydesk(), then).ready();
    terminal.send("E").wait("the editor", |screen| {
        !screen.alternate_screen() && !screen.hide_cursor() && screen.contents().contains("which text?")
    });
    // Every key is the editor's, also those that mean something here.
    terminal.send("qQ from the editor\r").wait("the reader", |screen| in_the_reader(screen, "qQ from the editor"));
    let file = terminal.folder().canonicalize().unwrap().join("library/first.md");
    assert_eq!(log(&terminal), format!("2 --wait {}\nicanon\necho\n", file.display()));
    terminal.send("j").wait_for("Second card").send("q");
    assert_eq!(terminal.wait_for_end().exit_code(), 0);
    terminal.assert_restored();
}

#[test]
fn a_ctrl_c_in_the_editor_is_the_editors() {
    // The number of the turn, because the screen still shows what was said in the one before. A shell that reads misses an
    // interrupt that comes just before it waits; one that comes before a short sleep is found after it.
    let then = r#"trap 'echo interrupted >"$log"; exit 3' INT
        echo >>"$log.turns"; printf 'waiting-%s' $(wc -l <"$log.turns") >/dev/tty; while :; do sleep 0.1; done"#;
    let mut terminal = with_editor(Start::copydesk(), then).ready();
    for turn in 1..=3 {
        terminal.send("E").wait_for(&format!("waiting-{turn}")).send("\x03");
        terminal.wait("the reader", |screen| in_the_reader(screen, "ended with status 3"));
        assert_eq!(log(&terminal), "interrupted\n");
        terminal.send("\x1b").wait("the message gone", |screen| !screen.contents().contains("status 3"));
    }
    terminal.send("q");
    assert_eq!(terminal.wait_for_end().exit_code(), 0);
    terminal.assert_restored();
}

#[test]
fn an_editor_that_is_killed_leaves_nothing_behind() {
    let then = r#"stty raw -echo </dev/tty; printf '\033[?1003h\033[?1049hgone' >/dev/tty; kill -9 $$"#;
    let script = "stty -a >before; \"$copydesk\" \"$library\"; stty -a >after; echo compare-$((1+1))";
    let mut terminal = with_editor(Start::shell(script), then).ready();
    terminal.send("E").wait("the reader", |screen| in_the_reader(screen, "ended with a signal"));
    terminal.send("q").wait_for("compare-2");
    terminal.assert_restored();
    let read = |name: &str| std::fs::read_to_string(terminal.folder().join(name)).unwrap();
    assert_eq!(read("before"), read("after"));
}

#[test]
fn an_editor_that_is_missing_is_said_to_be() {
    let mut terminal = Start::copydesk().env("VISUAL", "/no/such/editor").ready();
    terminal.send("E").wait("the reader", |screen| in_the_reader(screen, "there is no such program"));
    terminal.send("q");
    assert_eq!(terminal.wait_for_end().exit_code(), 0);
}

#[test]
fn ctrl_z_in_the_editor_stops_both_and_fg_brings_both_back() {
    let then = r#"printf 'which text? ' >/dev/tty; read -r text </dev/tty; echo "$text" >>"$file""#;
    let mut terminal = with_editor(Start::interactive_shell(), then).run();
    terminal.wait_for("shell> ").line("stty -a >before").line("\"$copydesk\" \"$library\"");
    terminal.wait("the reader", |screen| in_the_reader(screen, ""));
    terminal.send("E").wait_for("which text?").send("\x1a").wait("the shell", prompts);
    terminal.line("clear; echo stopped-$((1+1))").wait_for("stopped-2");
    terminal.line("fg").wait_for("library");
    terminal.send("after the stop\r").wait("the reader", |screen| in_the_reader(screen, "after the stop"));
    quits_to_the_shell(terminal);
}
