use super::*;

#[test]
fn every_class_of_problem_is_found_where_it_is() {
    let expected = std::fs::read_to_string(fixtures("problems.txt")).unwrap();
    let mut command = Home::new().command(["check", "-L", "problems"]);
    let answer = Answer::of(command.current_dir(fixtures("")).output().unwrap());
    assert_eq!(answer.out, expected);
    assert_eq!(answer.status, 1);
    assert_eq!(answer.err, "copydesk: 22 cards; 2 topics and organizations; 35 problems\n");
}

#[test]
fn paths_start_at_the_current_folder_when_they_can() {
    let line = "quote-not-closed.md:2:8: a quoted text that begins here is not closed\n";
    let file = fixtures("problems/quote-not-closed.md");
    let from = |folder: &Path| {
        let mut command = Home::new().command([OsStr::new("check"), "-qL".as_ref(), file.as_ref()]);
        Answer::of(command.current_dir(folder).output().unwrap()).out
    };
    assert_eq!(from(&fixtures("problems")), line);
    assert_eq!(from(&fixtures("")), format!("problems/{line}"));
    let elsewhere = tempfile::tempdir().unwrap();
    assert_eq!(from(elsewhere.path()), format!("{}/{line}", fixtures("problems").display()));
}

#[test]
fn a_clean_library_says_nothing() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.md"), "---\ntitle: a\n---\n").unwrap();
    std::fs::write(folder.path().join("b.md"), "no card").unwrap();
    std::fs::write(folder.path().join(".c.md"), "hidden").unwrap();
    let answer = Home::new().run([OsStr::new("check"), "-L".as_ref(), folder.path().as_ref()]);
    assert_eq!(answer.err, "copydesk: 1 card; no problems; skipped: 1 without front matter, 1 hidden\n");
    assert_eq!(answer.data(), "");
    let quiet = Home::new().run([OsStr::new("check"), "-q".as_ref(), "-L".as_ref(), folder.path().as_ref()]);
    assert_eq!((quiet.status, quiet.out, quiet.err), (0, String::new(), String::new()));
}

#[test]
fn the_tour_has_one_problem_on_purpose() {
    let answer = Home::new().run(["check"]);
    assert_eq!(answer.status, 1);
    let lines: Vec<&str> = answer.out.lines().collect();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("tour:/_news/2026-10-31-a-card-broken-on-purpose.md:7:8: "), "{}", lines[0]);
}

#[test]
fn real_cards_are_clean_and_complete() {
    let Some(cards) = std::env::var_os("COPYDESK_CARDS") else {
        println!("COPYDESK_CARDS is not set: nothing was tested");
        return;
    };
    let run = |arguments: &[&str]| {
        let arguments = arguments.iter().map(OsStr::new).chain([OsStr::new("-L"), &cards]);
        Home::new().run(arguments)
    };
    assert_eq!(run(&["check"]).data(), "");
    assert_eq!(run(&["list", "--format", "jsonl"]).data().lines().count(), 407);
    assert_eq!(run(&["count"]).data(), "407\n");

    let path = Path::new(&cards).join("2021-04-12-getting-ai-to-scale.md");
    let shown = json(&Home::new().run([OsStr::new("show"), path.as_ref(), "--format=json".as_ref()]).data());
    assert_eq!(shown["topics"].as_array().unwrap().len(), 2);
    let links = shown["links"].as_object().unwrap();
    assert_eq!(links.iter().filter(|(kind, link)| *kind != "canonical" && link.is_string()).count(), 4);
    let related = shown["related"].as_array().unwrap();
    assert_eq!(related.len(), 3);
    assert!(related.iter().all(|card| card["links"]["web"].is_string()));
    assert_eq!((&shown["draft"], shown["locked_bytes"].is_u64()), (&true.into(), true));
    let text = Home::new().run([OsStr::new("show"), path.as_ref()]).data();
    for words in ["AI Hardware, AI", "draft; locked, ", "  3  Big Tech Making Moves", "  cdn-amp   https://hbr-org"] {
        assert!(text.contains(words), "{words} is missing in {text}");
    }
}
