//! Files that another process changes show without a key.

use super::terminal::Start;

/// Writes a file of the library as editors do.
fn save(path: &std::path::Path, title: &str) {
    let temporary = path.with_file_name(".new");
    let text = format!("---\ntitle: {title}\npublishedDateTime: 2021-04-10\n---\nbody\n");
    std::fs::write(&temporary, text).unwrap();
    std::fs::rename(&temporary, path).unwrap();
}

#[test]
fn what_another_process_does_to_files_shows() {
    let mut terminal = Start::copydesk().ready();
    let library = terminal.folder().join("library");
    terminal.wait_for("2 unread");
    save(&library.join("third.md"), "Third card");
    terminal.wait_for("Third card").wait_for("3 unread");
    save(&library.join("third.md"), "Changed card");
    terminal.wait_for("Changed card");
    std::fs::create_dir(library.join("news")).unwrap();
    save(&library.join("news/fourth.md"), "Fourth card");
    terminal.wait_for("Fourth card");
    std::fs::remove_file(library.join("third.md")).unwrap();
    terminal.wait("one less", |screen| !screen.contents().contains("Changed card"));
    terminal.send("q");
    assert_eq!(terminal.wait_for_end().exit_code(), 0);
}
