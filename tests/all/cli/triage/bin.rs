use super::*;

#[test]
fn the_bin_is_listed_and_given_back_by_path_link_and_words() {
    let scene = Scene::new();
    scene.write("news/untitled.md", "---\nexcerpt: nothing\n---\n");
    let before = scene.tree();
    let plain = scene.path("news/plain.md");
    scene.says(&["bin", "", "--yes"]);
    assert!(scene.tree().is_empty());
    let listed: Vec<serde_json::Value> =
        scene.says(&["bin", "--list", "--format", "jsonl"]).lines().map(json).collect();
    let mut titles: Vec<&str> = listed.iter().map(|card| card["title"].as_str().unwrap()).collect();
    titles.sort_unstable();
    assert_eq!(titles, ["Draft   of a plan", "Linked words", "Plain words", "untitled.md"]);
    for card in &listed {
        let (path, file) = (card["path"].as_str().unwrap(), card["file"].as_str().unwrap());
        assert_eq!(std::fs::read(file).unwrap(), before[Path::new(path)]);
    }
    assert!(scene.says(&["bin", "--list", "--format", "csv"]).starts_with("path,title,binned_at,file\n"));
    assert_eq!(scene.says(&["bin", "--list"]).lines().count(), 4);

    assert_eq!(scene.says(&["restore", plain.to_str().unwrap()]), "restore: 1 card");
    assert!(plain.exists());
    let mut command = scene.command(&["restore", "news/linked.md"]);
    assert_eq!(Answer::of(command.current_dir(scene.library()).output().unwrap()).data(), "restore: 1 card\n");
    scene.says(&["bin", "linked"]);
    assert_eq!(scene.says(&["restore", "https://example.org/linked"]), "restore: 1 card");
    assert_eq!(scene.says(&["restore", "draft -words"]), "restore: 1 card");
    assert_eq!(scene.says(&["restore", "untitled"]), "restore: 1 card", "its path has the word");
    assert_eq!(scene.tree(), before);
    assert_eq!(scene.run(&["restore", ""]).complaint(1), "copydesk: the bin is empty");
    // Restoring is undone by binning again.
    scene.says(&["undo"]);
    assert!(!scene.path("news/untitled.md").exists());
    assert_eq!(scene.run(&["restore", "plain"]).complaint(1), "copydesk: no card matches `plain` in the bin");
    // Another library has nothing in the bin.
    let other = tempfile::tempdir().unwrap();
    let answer = scene.home.run([OsStr::new("restore"), "".as_ref(), "-L".as_ref(), other.path().as_os_str()]);
    assert_eq!(answer.complaint(1), "copydesk: the bin is empty");
    assert_eq!(scene.home.run(["restore", "untitled"]).data(), "restore: 1 card\n");
    assert_eq!(scene.tree(), before);
}

#[test]
fn a_folder_that_is_gone_is_made_again() {
    let scene = Scene::new();
    let before = scene.tree();
    scene.says(&["bin", "words", "--yes"]);
    std::fs::remove_dir(scene.path("news")).unwrap();
    scene.says(&["restore", scene.path("news/plain.md").to_str().unwrap()]);
    scene.says(&["restore", "linked"]);
    assert_eq!(scene.tree(), before);
}

#[test]
fn a_place_that_is_taken_is_said_and_nothing_is_overwritten() {
    let scene = Scene::new();
    scene.says(&["bin", "plain"]);
    scene.write("news/plain.md", "---\ntitle: New\n---\n");
    let answer = scene.run(&["restore", "plain"]);
    assert_eq!((answer.status, answer.out.as_str()), (3, "restore: 0 cards\n"), "{answer:?}");
    assert!(answer.err.contains("exists already"), "{answer:?}");
    assert_eq!(std::fs::read_to_string(scene.path("news/plain.md")).unwrap(), "---\ntitle: New\n---\n");
    assert_eq!(scene.says(&["bin", "--list"]).lines().count(), 1);
}

#[test]
fn what_is_pruned_is_gone_for_good_and_only_after_a_yes() {
    let scene = Scene::new();
    scene.says(&["bin", "plain"]);
    assert_eq!(scene.run(&["bin", "--prune", "90d"]).complaint(1), "copydesk: no card is in the bin for 90d or longer");
    let complaint = scene.run(&["bin", "--prune", "0d"]).complaint(2);
    assert_eq!(
        complaint,
        "copydesk: this would remove 1 card from the bin for good; add --yes to have it done without a question. \
         Undo cannot bring it back."
    );
    assert_eq!(scene.says(&["bin", "--list"]).lines().count(), 1);
    assert_eq!(scene.says(&["bin", "--prune", "0d", "--yes"]), "prune: 1 card");
    assert_eq!(scene.run(&["bin", "--list"]).complaint(1), "copydesk: the bin is empty");
    assert_eq!(tree(&scene.state().join("bin")).len(), 0);
    assert_eq!(scene.run(&["undo"]).status, 3);
}
