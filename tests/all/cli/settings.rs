use super::*;

#[test]
fn each_value_says_where_it_comes_from() {
    let home = Home::with_settings("dates: iso\nlibraries: [~/cards]\n");
    let mut command = home.command(["config", "show"]);
    let out = Answer::of(command.env("NO_COLOR", "1").output().unwrap()).data();
    let out = out.replace(home.path().to_str().unwrap(), "HOME");
    let words: Vec<String> = out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(
        words,
        [
            "libraries: [\"HOME/cards\"] # HOME/.config/copydesk/config.yaml",
            "sort: date # default",
            "dates: iso # HOME/.config/copydesk/config.yaml",
            "dwell: 2s # default",
            "watch: true # default",
            "score: {quality: 1, heat: 1, freshness: 1, half-life: 30d} # default",
            "text_width: 80 # default",
            "center_text: true # default",
            "views: {} # default",
            "colors: never # environment: NO_COLOR",
            "plain: false # default",
            "bidi: auto # default",
            "cursor: true # default",
            "pictures: auto # default",
        ]
    );
}

#[test]
fn what_is_shown_can_be_saved() {
    let shown = Home::with_settings("sort: title\nlibraries: ['/a: b # \"c\"']").run(["config", "show"]).data();
    let again = Home::with_settings(&shown).run(["config", "show"]).data();
    let values = |text: &str| text.lines().map(|line| line.split("  #").next().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(values(&shown), values(&again));
    let default = Home::new().run(["config", "default"]).data();
    assert_eq!(Home::with_settings(&default).run(["config", "check"]).data(), "");
}

#[test]
fn faults_have_a_place() {
    let home = Home::with_settings("dates: iso\nsort: dat\n");
    let complaint = home.run(["list"]).complaint(2).replace(home.path().to_str().unwrap(), "HOME");
    let fault = "HOME/.config/copydesk/config.yaml:2:7: sort: there is no order `dat`; did you mean `date`?";
    assert_eq!(complaint, format!("copydesk: {fault}"));
    let check = home.run(["config", "check"]);
    assert_eq!((check.status, check.out.replace(home.path().to_str().unwrap(), "HOME")), (1, format!("{fault}\n")));
    // What does not need them works all the same.
    for what in ["path", "default"] {
        home.run(["config", what]).data();
    }
    home.run(["man"]).data();
    assert!(Home::new().run(["list", "--config", "nowhere.yaml"]).complaint(2).contains("nowhere.yaml"));
}

#[test]
fn the_configured_library_is_read() {
    let library = fixtures("library");
    let home = Home::with_settings(&format!("libraries: [{}]\nsort: title\n", library.display()));
    let titles = home.run(["list", "--format", "jsonl"]).data();
    let sorted = over_fixtures(&["list", "--format", "jsonl", "--sort", "title"]).data();
    let only = |text: &str| text.lines().map(|line| json(line)["title"].to_string()).collect::<Vec<_>>();
    assert_eq!(only(&titles), only(&sorted));
    assert_eq!(home.run(["count", "-L", "tests/fixtures/problems"]).data(), "22\n");
    let gone = Home::with_settings("libraries: [/no/such/place]");
    assert!(gone.run(["list"]).complaint(2).contains("/no/such/place"));
    assert_eq!(gone.run(["config", "check"]).status, 1);
}

#[test]
fn places_follow_the_environment() {
    let mut command = Home::new().command(["config", "path", "--cache-dir", "/c"]);
    let out = Answer::of(command.env("COPYDESK_CONFIG_HOME", "/mine").env("XDG_STATE_HOME", "/s").output().unwrap());
    let expected =
        "config.yaml  /mine/config.yaml\nkeymap.yaml  /mine/keymap.yaml\nstate        /s/copydesk\ncache        /c\n";
    assert_eq!(out.data(), expected);
}
