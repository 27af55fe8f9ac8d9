use super::*;

#[test]
fn everything_a_card_says() {
    let path = "tests/fixtures/library/_news/2026-03-04-slow-light.md";
    let text = over_fixtures(&["show", path]).data();
    // How long ago it was depends on today.
    let text: Vec<&str> = text.lines().map(|line| line.split(" UTC (").next().unwrap()).collect();
    insta::assert_snapshot!("show_text", text.join("\n"));
    let record = over_fixtures(&["show", path, "--format", "json"]).data();
    insta::assert_snapshot!("show_json", record);
    let yaml = over_fixtures(&["show", path, "--format", "yaml"]).data();
    let from_yaml: serde_json::Value = serde_yaml::from_str(&yaml).unwrap();
    assert_eq!(from_yaml, json(&record));
}

#[test]
fn a_file_needs_no_library() {
    let home = Home::with_settings("libraries: [/no/such/library]");
    let file = fixtures("problems/inside-related.md");
    let text = home.run([OsStr::new("show"), file.as_ref()]).data();
    assert!(text.contains("  2  Not fine"), "{text}");
    assert!(text.ends_with(
        "Problems\n  line 6, column 14: related[1].quality should be a number, not \"fair\"\n  \
         line 9, column 16: related[1].images[0].width should be a whole number from 0, not \"wide\"\n"
    ));
    let complaint = home.run(["show", "tests/fixtures/problems/_data/organization.md"]).complaint(3);
    assert!(complaint.contains("is not a card"), "{complaint}");
}

#[test]
fn exactly_one_card_must_match() {
    let complaint = over_fixtures(&["show", "light"]).complaint(1);
    let mut lines = complaint.lines();
    let first = lines.next().unwrap();
    assert!(first.ends_with("cards match `light`; name one of them by its path:"), "{first}");
    assert!(lines.clone().count() > 1);
    assert!(lines.all(|line| line.starts_with("  tests/fixtures/library/")));
    assert_eq!(
        over_fixtures(&["show", "nosuchword"]).complaint(1),
        "copydesk: no card matches `nosuchword`, and there is no such file"
    );
}

#[test]
fn cards_of_the_tour_have_a_path_too() {
    let list = Home::new().run(["list", "collection", "--format", "jsonl"]).data();
    let collection = list.lines().map(json).find(|card| card["type"] == "collection").unwrap();
    let text = Home::new().run(["show", collection["path"].as_str().unwrap()]).data();
    assert!(text.contains("  1  Welcome to copydesk"), "{text}");
    assert!(text.contains("videos/a-video-that-is-not-in-this-library"), "{text}");
}
