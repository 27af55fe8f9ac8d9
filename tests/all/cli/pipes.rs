use std::io::Read;
use std::time::{Duration, Instant};

use super::*;

/// A library whose list is longer than any pipe.
fn long_library() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("---\ntitle: t\nexcerpt: {}\n---\n{}", "word ".repeat(400), "text ".repeat(60_000));
    for number in 0..200 {
        std::fs::write(folder.path().join(format!("{number}.md")), &text).unwrap();
    }
    folder
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = long_library();
    let card = folder.path().join("1.md");
    let library = |format| {
        vec![
            OsStr::new("list"),
            OsStr::new("-L"),
            folder.path().as_os_str(),
            OsStr::new("--format"),
            OsStr::new(format),
        ]
    };
    let mut calls: Vec<Vec<&OsStr>> = ["table", "json", "jsonl", "csv"].map(library).into();
    for format in ["text", "json", "yaml"] {
        calls.push(vec![OsStr::new("show"), card.as_os_str(), OsStr::new("--format"), OsStr::new(format)]);
    }
    for arguments in calls {
        let home = Home::new();
        let mut child = home.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut out = child.stdout.take().unwrap();
        out.read_exact(&mut [0; 100]).unwrap();
        drop(out);
        let started = Instant::now();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {output:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
        assert!(started.elapsed() < Duration::from_secs(20));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = Home::new().command(["list"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("copydesk: the output could not be written: "));
}
