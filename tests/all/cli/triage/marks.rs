use copydesk::card::Timestamp;
use copydesk::store::state::State;
use copydesk::triage::{Draft, Identity, LibraryId, Mark, Subject, Turn};

use super::*;

#[test]
fn every_mark_is_told_by_list_and_taken_back_by_undo() {
    let scene = Scene::new();
    let before = scene.tree();
    for (on, off, field, verb) in [
        ("--read", "--unread", "read", "mark read"),
        ("--star", "--unstar", "starred", "star"),
        ("--archive", "--unarchive", "archived", "archive"),
    ] {
        assert_eq!(scene.card("plain")[field], false);
        assert_eq!(scene.says(&["mark", "plain", on]), format!("{verb}: 1 card"));
        assert_eq!(scene.card("plain")[field], true);
        assert_eq!(scene.card("linked")[field], false);
        assert_eq!(scene.says(&["mark", "plain", on]), format!("{verb}: 0 cards"), "it stands so already");
        scene.says(&["mark", off, "plain"]);
        assert_eq!(scene.card("plain")[field], false);
        scene.says(&["undo"]);
        assert_eq!(scene.card("plain")[field], true);
        assert_eq!(scene.says(&["undo"]), format!("undo {verb}: 1 card"));
        assert_eq!(scene.card("plain")[field], false);
        assert_eq!(scene.says(&["redo"]), format!("redo {verb}: 1 card"));
        assert_eq!(scene.card("plain")[field], true);
        scene.says(&["undo"]);
    }
    assert_eq!(scene.says(&["mark", "plain", "--snooze", "2d"]), "snooze: 1 card");
    assert!(scene.card("plain")["snoozed_until"].is_string());
    assert_eq!(scene.says(&["mark", "plain", "--unsnooze"]), "unsnooze: 1 card");
    assert!(scene.card("plain")["snoozed_until"].is_null());
    assert_eq!(scene.tree(), before, "marks are not in the files");
}

#[test]
fn a_query_means_what_it_means_to_list() {
    let scene = Scene::new();
    assert_eq!(scene.says(&["mark", "-words", "--star"]), "star: 1 card");
    assert_eq!(scene.card("draft")["starred"], true);
    assert_eq!(scene.says(&["mark", "https://example.org/linked?utm_source=x", "--star"]), "star: 1 card");
    assert_eq!(scene.says(&["mark", "", "--star", "--yes"]), "star: 1 card", "two of three stand so already");
    assert_eq!(scene.says(&["list"]).lines().filter(|line| line.starts_with('*')).count(), 3);
    let shown = scene.says(&["show", "draft"]);
    assert!(shown.contains("Decided    starred\n"), "{shown}");
    assert_eq!(json(&scene.says(&["show", "draft", "--format", "json"]))["starred"], true);
}

#[test]
fn a_file_is_the_same_card_with_and_without_its_library() {
    let scene = Scene::new();
    let plain = scene.path("news/plain.md");
    let alone = |arguments: &[&str]| {
        let arguments = arguments.iter().map(OsStr::new).chain([plain.as_os_str()]);
        scene.home.run(arguments).data()
    };
    scene.says(&["mark", "plain", "--archive"]);
    assert_eq!(json(&alone(&["list", "--format=jsonl"]))["archived"], true);
    assert_eq!(alone(&["mark", "--unarchive"]), "unarchive: 1 card\n");
    assert_eq!(scene.card("plain")["archived"], false);
    // Of one that is not known yet, only the settings can tell.
    let home = Home::with_settings(&format!("libraries: [{}]\n", scene.library().display()));
    let arguments = [OsStr::new("mark"), plain.as_os_str(), "--star".as_ref()];
    assert_eq!(home.run(arguments).data(), "star: 1 card\n");
    assert_eq!(json(&home.run(["list", "plain", "--format", "jsonl"]).data())["starred"], true);
}

#[test]
fn the_forms_for_programs() {
    let scene = Scene::new();
    let starred = json(&scene.says(&["mark", "", "--star", "--yes", "--format", "json"]));
    assert_eq!((&starred["verb"], &starred["cards"], &starred["refused"]), (&"star".into(), &3.into(), &json("[]")));
    let step = starred["step"].as_str().unwrap().to_owned();
    scene.says(&["undo", "--format", "json"]);
    scene.says(&["mark", "plain", "--read"]);
    let history: Vec<serde_json::Value> = scene.says(&["history", "--format", "jsonl"]).lines().map(json).collect();
    let told: Vec<_> = history.iter().map(|past| format!("{} {}", past["kind"], past["verb"])).collect();
    assert_eq!(told, [r#""done" "mark read""#, r#""undo" "star""#, r#""done" "star""#]);
    assert_eq!(
        (&history[2]["step"], &history[2]["undone"], &history[2]["cards"]),
        (&step.into(), &true.into(), &3.into())
    );
    assert_eq!(json(&scene.says(&["history", "--format", "json"])).as_array().unwrap(), &history);
    let table = scene.says(&["history"]);
    assert!(table.lines().nth(1).unwrap().ends_with("3  undo star"), "{table}");
    assert!(table.lines().nth(2).unwrap().ends_with("undone"), "{table}");
    let csv = scene.says(&["history", "--limit", "1", "--format", "csv"]);
    assert!(csv.starts_with("step,at,kind,verb,cards,undone\n") && csv.lines().count() == 2, "{csv}");
    let text = std::fs::read_to_string("docs/formats.md").unwrap();
    for field in history[0].as_object().unwrap().keys().chain(starred.as_object().unwrap().keys()) {
        assert!(text.contains(&format!("`{field}`")), "docs/formats.md does not mention `{field}`");
    }
}

#[test]
fn quiet_steps_are_told_when_asked_for() {
    let scene = Scene::new();
    scene.says(&["mark", "plain", "--read"]);
    let (mut state, _) = State::open(&scene.state(), Timestamp(0)).unwrap();
    let library = LibraryId::of(&scene.library().canonicalize().unwrap());
    let subject = Subject::New(Identity::new(library, Path::new("news/plain.md"), None));
    state.commit(&Draft::position(subject, None, Some(7))).unwrap();
    assert_eq!(
        scene.says(&["history", "--limit", "1", "--format", "jsonl"]).lines().map(json).next().unwrap()["kind"],
        "done"
    );
    let all: Vec<_> = scene.says(&["history", "--all", "--format", "jsonl"]).lines().map(json).collect();
    assert_eq!((&all[0]["kind"], all.len()), (&"quiet".into(), 2));
}

#[test]
fn verbs_and_an_open_reader_do_not_mind_each_other() {
    let scene = Scene::new();
    let (mut state, _) = State::open(&scene.state(), Timestamp(0)).unwrap();
    assert!(!state.changed_elsewhere().unwrap());
    let before = scene.tree();
    scene.says(&["mark", "", "--read", "--yes"]);
    scene.says(&["publish", "draft"]);
    scene.says(&["bin", "plain"]);
    assert!(state.changed_elsewhere().unwrap());
    let known = state.known().unwrap();
    assert!(known.cards().len() == 3 && known.cards().iter().all(|(_, flags)| flags.read));
    assert_eq!(known.cards().iter().filter(|(_, flags)| flags.binned).count(), 1);
    // What the other one does last is what the shell takes back first.
    let starring = Mark::Star(Turn::On).draft(known.cards().iter().map(|(id, flags)| (Subject::Known(*id), *flags)));
    state.commit(&starring).unwrap();
    assert_eq!(scene.says(&["undo"]), "undo star: 3 cards");
    assert_eq!(scene.says(&["undo"]), "undo bin: 1 card");
    assert_eq!(scene.says(&["undo"]), "undo publish: 1 card");
    assert_eq!(scene.tree(), before);
    state.check().unwrap();
}

#[test]
fn who_only_looks_makes_no_state() {
    let scene = Scene::new();
    scene.says(&["list"]);
    scene.says(&["count"]);
    scene.says(&["show", "draft"]);
    scene.says(&["topics"]);
    for (arguments, sentence) in [
        (&["history"][..], "copydesk: there is no step to list"),
        (&["bin", "--list"], "copydesk: the bin is empty"),
        (&["history", "-q"], ""),
        (&["undo"], "copydesk: there is nothing to undo"),
        (&["redo"], "copydesk: there is nothing to redo"),
        (&["restore", "x"], "copydesk: the bin is empty"),
        (&["bin", "--prune", "1d"], "copydesk: no card is in the bin for 1d or longer"),
    ] {
        let answer = scene.run(arguments);
        assert_eq!((answer.status, answer.out.as_str(), answer.err.trim_end()), (1, "", sentence), "{arguments:?}");
    }
    for report in [&["history"][..], &["bin", "--list"]] {
        for (format, first) in [("json", Some("[]")), ("jsonl", None), ("csv", Some(""))] {
            let answer = scene.run(&[report, &["--format", format]].concat());
            assert_eq!((answer.status, answer.err.as_str()), (1, ""), "{report:?} {format}");
            let is_header = format == "csv" && answer.out.lines().count() == 1;
            assert!(is_header || answer.out.lines().next() == first, "{report:?} {format}: {:?}", answer.out);
        }
    }
    assert!(!scene.home.path().join(".local").exists());
}

#[test]
fn a_list_comes_whatever_became_of_the_state() {
    let scene = Scene::new();
    let file = scene.home.path().join("file");
    std::fs::write(&file, "x").unwrap();
    let in_the_way = scene.run(&["list", "--state-dir", file.to_str().unwrap()]);
    assert_eq!((in_the_way.status, in_the_way.out.lines().count()), (0, 3), "{in_the_way:?}");
    scene.says(&["mark", "plain", "--star"]);
    // A journal that lies there and a head that is none.
    std::fs::write(scene.state().join("state.db"), [7; 9000]).unwrap();
    let damaged = scene.run(&["list"]);
    assert_eq!((damaged.status, damaged.out.lines().count(), damaged.err.lines().count()), (0, 3, 1), "{damaged:?}");
    assert!(damaged.err.starts_with("copydesk: the state database was damaged"), "{damaged:?}");
}
