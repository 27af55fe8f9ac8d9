use super::*;

#[test]
fn files_are_edited_and_undo_gives_back_the_same_bytes() {
    let scene = Scene::new();
    let before = scene.tree();
    for (arguments, line) in [
        (&["publish", "", "--yes"][..], "publish: 1 card"),
        (&["unpublish", "", "--yes"], "unpublish: 2 cards"),
        (&["topics", "add", "AI: a \"topic\"", "", "--yes"], "add topic AI: a \"topic\": 3 cards"),
        (&["topics", "remove", "x", ""], "remove topic x: 1 card"),
        (&["bin", "", "--yes"], "bin: 3 cards"),
    ] {
        assert_eq!(scene.says(arguments), line);
        let after = scene.tree();
        assert_ne!(after, before);
        let verb = line.rsplit_once(": ").unwrap().0;
        assert!(scene.says(&["undo"]).starts_with(&format!("undo {verb}: ")));
        assert_eq!(scene.tree(), before, "{arguments:?}");
        scene.says(&["redo"]);
        assert_eq!(scene.tree(), after, "{arguments:?}");
        scene.says(&["undo"]);
        assert_eq!(scene.tree(), before, "{arguments:?}");
    }
}

#[test]
fn what_stands_so_already_is_left_alone() {
    let scene = Scene::new();
    scene.says(&["publish", "draft"]);
    let published = DRAFT.replace("published: false", "published: true");
    assert_eq!(std::fs::read_to_string(scene.path("draft.md")).unwrap(), published);
    let before = scene.tree();
    assert_eq!(scene.says(&["publish", "draft"]), "publish: 0 cards");
    assert_eq!(scene.says(&["publish", ""]), "publish: 0 cards", "there is nothing to ask about");
    assert_eq!(scene.says(&["topics", "add", "x", "draft"]), "add topic x: 0 cards");
    assert_eq!(scene.says(&["topics", "remove", "y", ""]), "remove topic y: 0 cards");
    assert_eq!(scene.tree(), before);
    assert_eq!(scene.says(&["history"]).lines().count(), 1);
}

#[test]
fn topics_without_a_verb_are_listed() {
    let scene = Scene::new();
    assert_eq!(scene.says(&["topics"]), "1  x");
    assert_eq!(json(&scene.says(&["topics", "--format", "json"]))[0]["name"], "x");
    let library = scene.library().to_str().unwrap();
    let answer = scene.home.run(["topics", "-L", library, "add", "y", "plain", "--format", "json"]);
    assert_eq!(json(&answer.data())["verb"], "add topic y");
    let before = json(&scene.says(&["topics", "--format", "json", "remove", "y", "plain"]));
    assert_eq!(before["cards"], 1);
    assert!(scene.run(&["topics", "ad", "y", "plain"]).complaint(2).contains("'ad'"));
    assert!(scene.run(&["topics", "add", " ", "plain"]).complaint(2).contains("a topic needs a name"));
}

#[test]
fn a_topic_that_could_not_be_added_can_be_removed() {
    let scene = Scene::new();
    let long = "a".repeat(300);
    scene.write("odd.md", &format!("---\ntitle: Odd\ntopics: [\"x\\u202ey\", {long}]\n---\n"));
    for topic in ["x\u{202e}y", "x<U+202E>y", &long] {
        let count = if topic == "x<U+202E>y" { "0 cards" } else { "1 card" };
        assert!(scene.says(&["topics", "remove", topic, "odd"]).ends_with(count), "{topic:?}");
    }
    assert!(scene.run(&["topics", "remove", "", "odd"]).complaint(2).contains("a topic needs a name"));
}

#[test]
fn real_cards_are_edited_without_a_trace() {
    let Some(cards) = std::env::var_os("COPYDESK_CARDS") else {
        println!("COPYDESK_CARDS is not set: nothing was tested");
        return;
    };
    let (home, folder) = (Home::new(), tempfile::tempdir().unwrap());
    for (path, bytes) in tree(Path::new(&cards)) {
        let copy = folder.path().join(path.strip_prefix(&cards).unwrap());
        std::fs::create_dir_all(copy.parent().unwrap()).unwrap();
        std::fs::write(copy, bytes).unwrap();
    }
    let before = tree(folder.path());
    let run = |arguments: &[&str]| {
        let library = [OsStr::new("-L"), folder.path().as_os_str()];
        let answer = home.run(arguments.iter().map(OsStr::new).chain(library));
        assert_eq!((answer.status, answer.err.as_str()), (0, ""), "{arguments:?}: {answer:?}");
        answer.out
    };
    let cards_of =
        |arguments: &[&str]| json(&run(&[arguments, &["--format", "json"]].concat()))["cards"].as_u64().unwrap();
    // Every card is toggled once: the drafts are published first, so that all of them can become drafts.
    let drafts = cards_of(&["publish", "", "--yes"]);
    assert!(drafts > 0);
    assert_eq!(cards_of(&["unpublish", "", "--yes"]), 407);
    assert_eq!(cards_of(&["publish", "", "--yes"]), 407);
    for _ in 0..3 {
        run(&["undo"]);
    }
    assert_eq!(tree(folder.path()), before);
    assert_eq!(cards_of(&["topics", "add", "A topic: of \"ours\"", "", "--yes"]), 407);
    assert_eq!(run(&["undo"]), "undo add topic A topic: of \"ours\": 407 cards\n");
    assert_eq!(tree(folder.path()), before);
    assert_eq!(cards_of(&["bin", "", "--yes"]), 407);
    assert_eq!(cards_of(&["restore", "", "--yes"]), 407);
    assert_eq!(tree(folder.path()), before);
}
