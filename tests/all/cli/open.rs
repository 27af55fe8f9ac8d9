use super::*;

const CARD: &str = "tests/fixtures/library/_news/2026-03-04-slow-light.md";

#[test]
fn links_are_printed_by_kind() {
    for (kind, link) in [
        ("canonical", "https://www.example.org/2026/03/slow-light\n"),
        ("amp", "https://www.example.org/amp/2026/03/slow-light\n"),
    ] {
        assert_eq!(Home::new().run(["open", CARD, "--print", "--link", kind]).data(), link);
    }
    assert!(Home::new().run(["open", CARD, "--link", "gopher"]).complaint(2).contains("cdn-amp"));
}

#[test]
fn a_missing_link_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let card = folder.path().join("a.md");
    let open = |kind: &str| {
        let arguments = [OsStr::new("open"), card.as_ref(), "--print".as_ref(), "--link".as_ref(), kind.as_ref()];
        Home::new().run(arguments).complaint(3)
    };
    std::fs::write(&card, "---\noriginalUrl: https://example.org/\n---\n").unwrap();
    assert!(open("amp").ends_with("a.md has no amp link, only: original"));
    std::fs::write(&card, "---\ntitle: none\n---\n").unwrap();
    assert!(open("canonical").ends_with("a.md has no link"));
}

#[cfg(unix)]
#[test]
fn the_browser_gets_the_link_alone() {
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("browser");
    let log = crate::browser::write_script(&script, "");
    let mut command = Home::new().command(["open", CARD, "--link", "amp"]);
    let answer = Answer::of(command.env("BROWSER", &script).env("PATH", "/usr/bin:/bin").output().unwrap());
    assert_eq!((answer.status, answer.out.as_str()), (0, ""), "{answer:?}");
    assert_eq!(answer.err, "copydesk: opened https://www.example.org/amp/2026/03/slow-light\n");
    let log = crate::browser::read_log(&log);
    assert_eq!(log, ["argc=1", "arg=https://www.example.org/amp/2026/03/slow-light", "tty=no"]);

    let mut command = Home::new().command(["open", CARD]);
    let answer = Answer::of(command.env("BROWSER", "/no/such/browser").output().unwrap());
    let complaint = answer.complaint(3);
    assert!(
        complaint.starts_with("copydesk: https://www.example.org/2026/03/slow-light was not opened: "),
        "{complaint}"
    );
}
