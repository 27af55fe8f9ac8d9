use super::*;

#[test]
fn help_is_for_strangers() {
    insta::assert_snapshot!("help", Home::new().run(["--help"]).data());
    insta::assert_snapshot!("help_list", Home::new().run(["list", "--help"]).data());
    insta::assert_snapshot!("help_mark", Home::new().run(["mark", "--help"]).data());
    insta::assert_snapshot!("help_open", Home::new().run(["open", "--help"]).data());
    assert_eq!(Home::new().run(["--version"]).data(), format!("copydesk {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn only_the_first_word_is_a_subcommand() {
    let complaint = |arguments: &[&str]| Home::new().run(arguments).complaint(2);
    assert_eq!(
        complaint(&["lsit"]),
        "copydesk: `lsit` is neither a subcommand nor a file or folder; did you mean `copydesk list`?"
    );
    assert!(complaint(&["frobnicate"]).contains("the subcommands are list, count, show"));
    assert_eq!(
        complaint(&["tests", "list"]),
        "copydesk: only the first word can be a subcommand: `copydesk list -L LIBRARY`"
    );
    assert!(complaint(&["./list"]).starts_with("copydesk: there is no file or folder ./list"));
    assert!(complaint(&["list", "-L", "no/where"]).starts_with("copydesk: there is no file or folder no/where"));
}

#[test]
fn a_query_may_begin_with_a_hyphen() {
    let all = over_fixtures(&["list"]).data().lines().count();
    let without = over_fixtures(&["list", "-prism"]).data().lines().count();
    let with = over_fixtures(&["list", "prism"]).data().lines().count();
    assert!(with > 0 && without > 0);
    assert_eq!(with + without, all);
    assert_eq!(over_fixtures(&["count", "-prism", "-q"]).data(), format!("{without}\n"));
    assert_eq!(over_fixtures(&["count", "-Light", "-q"]).data(), over_fixtures(&["count", "-light", "-q"]).data());
    for escaped in ["-prism", "-Lprism", "--prism"] {
        let answer = Home::new().run(["count", "-q", "-L", "tests/fixtures/library", "--", escaped]);
        assert!(answer.err.is_empty() && answer.out.ends_with('\n'), "{answer:?}");
    }
    for (arguments, complaint) in [
        (&["list", "--limt", "3"][..], "copydesk: there is no option '--limt'; did you mean '--limit'?"),
        (&["count", "--sort=date"], "copydesk: there is no option '--sort'; `copydesk count --help` lists the options"),
        (
            &["-q", "-L", "tests", "show", "--jsn"],
            "copydesk: there is no option '--jsn'; `copydesk show --help` lists the options",
        ),
    ] {
        assert_eq!(Home::new().run(arguments).complaint(2), complaint);
    }
    assert!(Home::new().run(["list", "a", "b"]).complaint(2).contains("unexpected argument 'b'"));
    assert!(
        Home::new()
            .run(["list", "--sort", "size"])
            .complaint(2)
            .contains("date, updated, quality, heat, score, title, provider")
    );
}

#[test]
fn libraries_add_up_wherever_they_are_named() {
    let count = |arguments: &[&str]| Home::new().run(arguments).data().trim().parse::<usize>().unwrap();
    let one = count(&["count", "-L", "tests/fixtures/library"]);
    let other = count(&["count", "-L", "tests/fixtures/problems"]);
    assert!(one > 0 && other > 0 && one != other);
    assert_eq!(count(&["-L", "tests/fixtures/library", "count", "-Ltests/fixtures/problems"]), one + other);
    assert_eq!(count(&["count", "-L", "tests/fixtures", "-L", "tests/fixtures/library"]), one + other);
}

#[test]
fn without_a_terminal_there_is_no_reader() {
    let complaint = Home::new().run(["tests/fixtures/library"]).complaint(2);
    assert!(complaint.starts_with("copydesk: "), "{complaint}");
    assert_eq!(complaint.lines().count(), 1);
}

#[test]
fn completions_and_manual() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let answer = Home::new().command(["completions", shell]).output().unwrap();
        assert!(answer.status.success());
        assert!(String::from_utf8_lossy(&answer.stdout).contains("providers"), "{shell}");
    }
    let manual = Home::new().run(["man"]).data();
    for words in [".TH COPYDESK", "COPYDESK LIST", "COPYDESK OPEN", "COPYDESK TOPICS ADD", "snooze", ".SH FILES"] {
        assert!(manual.contains(words), "{words} is missing");
    }
}
