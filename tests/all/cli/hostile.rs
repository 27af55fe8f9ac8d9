use super::*;

/// Cards that try to get at the terminal, and files that try to get at the program.
fn hostile_folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &[u8]| std::fs::write(dir.path().join(name), text).unwrap();
    let escapes = "\x1b]0;owned\x07 \x1b[31m \u{9b}31m \u{202e}gpj.exe";
    write("body.md", format!("---\ntitle: t\n---\n{escapes}\n").as_bytes());
    write("title.md", b"---\ntitle: \"\\e[2J\\x9b31m\\u202Eexe\"\nexcerpt: \"a\\tb\\nc\"\n---\n");
    write("entities.html", b"---\ntitle: e\n---\n<p>&#27;[31m &#x9b;31m &#7;</p>");
    write("more.md", b"---\ntitle: m\n\"k\\e[0m\": {\"\\x07\": [\"\\e]0;x\\a\"]}\n---\n");
    write("topic.md", b"---\ntitle: z\ntopics: [\"\\e[1mbold\"]\nprovider: {name: \"\\e[1mP\"}\n---\n");
    write("message.md", b"---\ntitle: x\nquality: \"\\e[31mhigh\"\n\"\\e[2J\": 1\n\"\\e[2J\": 2\n---\n");
    write("name\x1b[31m.md", b"---\n---\n");
    write("new\nline.md", b"---\nquality: x\n---\n");
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::ffi::OsStrExt;
        std::fs::write(dir.path().join(OsStr::from_bytes(b"\xff\xfe\x1b.md")), "---\nquality: x\n---\n").unwrap();
    }
    dir
}

/// [`Answer::of`] refuses raw control characters.
fn try_everything(folder: &Path) {
    let home = Home::new();
    let run =
        |arguments: &[&str]| home.run(arguments.iter().map(OsStr::new).chain([OsStr::new("-L"), folder.as_ref()]));
    let listed = run(&["list", "--format", "jsonl"]).out;
    let count: usize = run(&["count"]).out.trim().parse().unwrap();
    assert_eq!(listed.lines().count(), count);
    for format in ["table", "json", "csv"] {
        for report in ["list", "topics", "providers"] {
            run(&[report, "--format", format]);
        }
    }
    let table = run(&["list"]).out;
    assert_eq!(table.lines().count(), count, "a file name or title breaks the line: {table}");
    for line in run(&["check"]).out.lines() {
        let mut parts = line.rsplitn(2, ": ");
        assert!(parts.next().is_some() && line.contains(".md:") || line.contains(".html:"), "{line}");
    }
    run(&["check", "-v"]);
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        for format in ["text", "json", "yaml"] {
            let arguments = [OsStr::new("show"), "--format".as_ref(), format.as_ref(), path.as_ref()];
            let answer = home.run(arguments);
            // A folder is no card, whatever its name.
            let statuses: &[i32] = if path.is_dir() { &[2] } else { &[0, 1, 3] };
            assert!(statuses.contains(&answer.status), "{path:?}: {answer:?}");
        }
        home.run([OsStr::new("open"), "--print".as_ref(), path.as_ref()]);
        home.run([path.as_os_str(), "nosuchfolder".as_ref()]);
    }
}

#[test]
fn nothing_raw_reaches_the_terminal() {
    try_everything(hostile_folder().path());
}

#[test]
fn file_names_as_arguments_are_shown_safely() {
    for arguments in
        [&["\x1b[31mlst"][..], &["list", "--\x1b]0;x\x07"], &["show", "\x1b[2J"], &["list", "a", "\x1b[31mb"]]
    {
        let answer = Home::new().run(arguments);
        assert!([1, 2].contains(&answer.status), "{answer:?}");
    }
}

#[test]
#[cfg(unix)]
fn what_is_named_like_a_card_and_is_none_is_said_to_be_none() {
    let dir = tempfile::tempdir().unwrap();
    let (gone, dangling) = (dir.path().join("gone.md"), dir.path().join("dangling.md"));
    std::os::unix::fs::symlink(&gone, &dangling).unwrap();
    let home = Home::new();
    for (path, reason) in [(gone, "is not there"), (dangling, "is not a regular file")] {
        for verb in ["show", "open", "count"] {
            let answer = home.run([OsStr::new(verb), path.as_os_str()]);
            assert_eq!(answer.status, 1, "{answer:?}");
            assert!(answer.err.contains(reason), "{answer:?}");
        }
    }
}

#[test]
fn every_hostile_card_is_listed_or_reported() {
    // `COPYDESK_HOSTILE` names a folder; its neighbour `tools/hostile-cards` writes the library.
    let Some(tool) = std::env::var_os("COPYDESK_HOSTILE")
        .map(|folder| Path::new(&folder).join("../tools/hostile-cards"))
        .filter(|tool| tool.exists())
    else {
        println!("COPYDESK_HOSTILE is not set: nothing was tested");
        return;
    };
    let dir = tempfile::tempdir().unwrap();
    assert!(Command::new(tool).arg(dir.path()).stdout(Stdio::null()).status().unwrap().success());
    let regular = std::fs::read_dir(dir.path())
        .unwrap()
        .filter(|entry| entry.as_ref().is_ok_and(|entry| entry.file_type().is_ok_and(|kind| kind.is_file())));
    let regular = regular.count();
    let answer = Home::new().run([
        OsStr::new("list"),
        "-v".as_ref(),
        "--format=jsonl".as_ref(),
        "-L".as_ref(),
        dir.path().as_ref(),
    ]);
    // One is hidden, two have no front matter; the program says so.
    assert_eq!(answer.out.lines().count(), regular - 3);
    assert!(answer.err.contains("skipped: 2 without front matter, 1 hidden, 4 not a regular file"), "{}", answer.err);
    try_everything(dir.path());
}
