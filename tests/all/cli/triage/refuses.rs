use super::*;

#[test]
fn bad_input_is_a_usage_error_and_changes_nothing() {
    let scene = Scene::new();
    let before = scene.tree();
    for (arguments, words) in [
        (&["mark", "plain"][..], "--read|--unread|--star"),
        (&["mark", "plain", "--read", "--unread"], "'--read' cannot be used with '--unread'"),
        (&["mark", "plain", "--snooze", "2020-01-01"], "\"2020-01-01\" is past"),
        (&["mark", "plain", "--snooze", "2030-02-31"], "\"2030-02-31\" is no time"),
        (&["mark", "plain", "--snooze", "9999-12-31"], "\"9999-12-31\" is beyond the calendar"),
        (&["mark", "plain", "--snooze", "200000mo"], "\"200000mo\" is beyond the calendar"),
        (&["mark", "plain", "--snooze", "-3d"], "\"-3d\" is no time"),
        (&["mark", "plain", "--satr"], "did you mean '--star'?"),
        (&["publish", "plain", "--read"], "there is no option '--read'"),
        (&["publish"], "<QUERY>"),
        (&["bin"], "<QUERY|--list|--prune <AGE>>"),
        (&["bin", "plain", "--list"], "cannot be used with"),
        (&["bin", "plain", "--format", "csv"], "only `bin --list` can be written as jsonl or csv"),
        (&["bin", "--prune", "3h", "--yes"], "\"3h\" is no age: say 90d, 12w or 3mo"),
        (&["topics", "add", "x"], "<QUERY>"),
        (&["topics", "add", "a\x1bb", "plain"], "a topic is one line of plain text; leave out the character U+001B"),
        (&["topics", "add", "a\nb", "plain"], "leave out the character U+000A"),
        (&["topics", "add", "a\u{202e}b", "plain"], "leave out the character U+202E"),
        (&["topics", "add", &"a".repeat(201), "plain"], "a topic has at most 200 characters; this one has 201"),
        (&["undo", "plain"], "unexpected argument 'plain'"),
        (&["publish", "https://"], "https://"),
    ] {
        let complaint = scene.run(arguments).complaint(2);
        assert!(complaint.contains(words), "{arguments:?}: {complaint}");
    }
    for verb in [&["mark", "nosuchword", "--star"][..], &["publish", "nosuchword"], &["bin", "nosuchword"]] {
        assert_eq!(scene.run(verb).complaint(1), "copydesk: no card matches `nosuchword`");
    }
    assert_eq!((scene.tree(), scene.run(&["history"]).status), (before, 1));
}

#[test]
fn without_a_place_for_decisions_nothing_is_done() {
    let scene = Scene::new();
    let before = scene.tree();
    let file = scene.home.path().join("file");
    std::fs::write(&file, "in the way").unwrap();
    for arguments in
        [&["mark", "plain", "--star"][..], &["publish", "draft"], &["topics", "add", "T", "plain"], &["bin", "plain"]]
    {
        let complaint = scene.run(&[arguments, &["--state-dir", file.to_str().unwrap()]].concat()).complaint(3);
        assert!(complaint.starts_with("copydesk: decisions cannot be kept in "), "{complaint}");
        assert_eq!(complaint.lines().count(), 1);
    }
    assert_eq!(scene.tree(), before);
    let mut homeless = scene.command(&["mark", "plain", "--star"]);
    let answer = Answer::of(homeless.env_remove("HOME").output().unwrap());
    assert!(answer.complaint(3).contains("name one with --state-dir"));
}

#[test]
fn a_card_that_cannot_be_edited_safely_is_named_and_the_others_are_edited() {
    let scene = Scene::new();
    let odd = "---\ntitle: Odd draft\npublished: &x false\n---\n";
    scene.write("odd.md", odd);
    scene.write("broken.md", "---\ntitle: \"draft\n---\n");
    let before = scene.tree();
    let answer = scene.run(&["publish", "", "--yes", "--format", "json"]);
    assert_eq!(answer.status, 3, "{answer:?}");
    let said = json(&answer.out);
    assert_eq!((&said["verb"], &said["cards"]), (&"publish".into(), &1.into()));
    let mut paths: Vec<&str> =
        said["refused"].as_array().unwrap().iter().map(|one| one["path"].as_str().unwrap()).collect();
    paths.sort_unstable();
    assert!(paths.len() == 2 && paths[0].ends_with("broken.md") && paths[1].ends_with("odd.md"), "{paths:?}");
    assert_eq!(answer.err.lines().count(), 2);
    assert!(answer.err.lines().all(|line| line.starts_with("copydesk: not saved: ")), "{}", answer.err);
    assert_eq!(std::fs::read_to_string(scene.path("odd.md")).unwrap(), odd);
    scene.says(&["undo"]);
    assert_eq!(scene.tree(), before);
}

#[test]
fn many_refusals_are_cut_short() {
    let scene = Scene::new();
    for number in 0..12 {
        scene.write(&format!("odd{number}.md"), "---\ntitle: Odd\npublished: &x true\n---\n");
    }
    let answer = scene.run(&["unpublish", "odd", "--yes"]);
    assert_eq!((answer.status, answer.out.as_str()), (3, "unpublish: 0 cards\n"));
    let lines: Vec<&str> = answer.err.lines().collect();
    assert_eq!(lines.len(), 11, "{lines:?}");
    assert!(lines[0].contains("the value of published is written in a way"), "{lines:?}");
    assert_eq!(lines[10], "copydesk: and 2 more");
    assert_eq!(scene.run(&["mark", "odd", "--star", "--yes", "-q"]).status, 0, "marks are not in the files");
}

#[test]
fn verbs_need_a_library_and_reports_have_the_tour() {
    let home = Home::new();
    for arguments in [
        &["mark", "", "--read", "--yes"][..],
        &["mark", "tour:/_news/2026-11-05-the-same-library-from-the-shell.md", "--read"],
        &["publish", "", "--yes"],
        &["unpublish", "", "--yes"],
        &["bin", "", "--yes"],
        &["topics", "add", "x", "", "--yes"],
        &["topics", "remove", "x", "", "--yes"],
    ] {
        let sentence =
            "copydesk: no library is named: name one with -L or in config.yaml, or a card by the path of its file";
        assert_eq!(home.run(arguments).complaint(2), sentence, "{arguments:?}");
    }
    assert!(!home.path().join(".local").exists());
    for arguments in [&["list"][..], &["count"], &["topics"], &["providers"], &["show", "title:shell"]] {
        assert_eq!(home.run(arguments).status, 0, "{arguments:?}");
    }
    let scene = Scene::new();
    let plain = scene.path("news/plain.md");
    assert_eq!(home.run([OsStr::new("mark"), plain.as_os_str(), "--read".as_ref()]).data(), "mark read: 1 card\n");
    let home = Home::with_settings(&format!("libraries: [{}]\n", scene.library().display()));
    assert_eq!(home.run(["mark", "", "--read", "--yes"]).data(), "mark read: 3 cards\n");
}

#[test]
fn a_folder_is_no_query() {
    let scene = Scene::new();
    let before = scene.tree();
    let there =
        |arguments: &[&str]| Answer::of(scene.command(arguments).current_dir(scene.path("news")).output().unwrap());
    let whole = scene.path("news");
    std::fs::create_dir(whole.join("words")).unwrap();
    for folder in [".", "..", "./words", "words/", "../news", whole.to_str().unwrap()] {
        for verb in [&["mark", folder, "--star", "--yes"][..], &["bin", folder, "--yes"]] {
            let sentence = format!("copydesk: `{folder}` is a folder, and a folder is no QUERY; name it with -L");
            assert_eq!(there(verb).complaint(2), sentence);
        }
        assert_eq!(there(&["list", folder]).status, 2);
    }
    assert_eq!((scene.tree(), scene.run(&["history"]).status), (before, 1));
    assert_eq!(there(&["mark", "words", "--star", "--yes"]).data(), "star: 2 cards\n", "it is a word all the same");
}

#[test]
fn what_is_gone_is_said_without_a_word_about_the_reader() {
    let scene = Scene::new();
    scene.says(&["publish", "draft"]);
    std::fs::remove_file(scene.path("draft.md")).unwrap();
    let complaint = scene.run(&["undo"]).complaint(3);
    assert!(
        complaint.contains(
            "draft.md is not there any more: it was moved or deleted; search for its title; `copydesk undo --skip`"
        ),
        "{complaint}"
    );
}

#[test]
fn undo_leaves_alone_what_somebody_else_changed() {
    let scene = Scene::new();
    scene.says(&["unpublish", "words", "--yes"]);
    scene.write("news/plain.md", "---\ntitle: Theirs\n---\n");
    let theirs = || std::fs::read_to_string(scene.path("news/plain.md")).unwrap();
    for _ in 0..2 {
        let answer = scene.run(&["undo"]);
        assert_eq!((answer.status, answer.out.as_str()), (3, ""), "{answer:?}");
        assert!(answer.err.contains("was changed by another program meanwhile"), "{answer:?}");
        assert!(answer.err.ends_with("`copydesk undo --skip` leaves that file as it is and goes on\n"), "{answer:?}");
        assert_eq!(theirs(), "---\ntitle: Theirs\n---\n");
    }
    let answer = scene.run(&["undo", "--skip"]);
    assert_eq!((answer.status, answer.out.as_str()), (3, "undo unpublish: 1 card\n"), "{answer:?}");
    assert_eq!(theirs(), "---\ntitle: Theirs\n---\n");
    assert_eq!(scene.run(&["undo"]).status, 1, "it is passed by");
}

#[cfg(unix)]
#[test]
fn a_folder_that_must_not_be_written_is_said() {
    use std::os::unix::fs::PermissionsExt;
    let scene = Scene::new();
    let before = scene.tree();
    let mode = |mode| std::fs::set_permissions(scene.path("news"), std::fs::Permissions::from_mode(mode)).unwrap();
    mode(0o555);
    if std::fs::write(scene.path("news/probe"), "").is_ok() {
        println!("permissions do not bind this user: nothing was tested");
        return;
    }
    let answer = scene.run(&["bin", "plain"]);
    mode(0o755);
    assert_eq!((answer.status, answer.out.as_str()), (3, "bin: 0 cards\n"), "{answer:?}");
    assert!(answer.err.starts_with("copydesk: not saved: "), "{answer:?}");
    assert_eq!(scene.tree(), before);
}

#[test]
fn what_was_done_stays_done_when_nobody_reads_the_answer() {
    let scene = Scene::new();
    for arguments in
        [&["mark", "", "--star", "--yes", "--format", "json"][..], &["history"], &["bin", "plain"], &["bin", "--list"]]
    {
        let mut child = scene.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(
            (output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()),
            (Some(0), ""),
            "{arguments:?}"
        );
    }
    assert_eq!(scene.card("linked")["starred"], true);
    assert!(!scene.path("news/plain.md").exists());
}
