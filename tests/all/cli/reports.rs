use super::*;

#[test]
fn every_format_has_every_card() {
    let lines = over_fixtures(&["list", "--format", "jsonl"]).data();
    let records: Vec<serde_json::Value> = lines.lines().map(json).collect();
    assert_eq!(over_fixtures(&["count"]).data().trim(), records.len().to_string());
    assert_eq!(json(&over_fixtures(&["list", "--format", "json"]).data()), serde_json::Value::from(records.clone()));
    assert_eq!(over_fixtures(&["list"]).data().lines().count(), records.len());
    let table = over_fixtures(&["list", "--format", "csv"]).data();
    let mut csv = csv::Reader::from_reader(table.as_bytes());
    let header: Vec<String> = csv.headers().unwrap().iter().map(str::to_owned).collect();
    let mut fields: Vec<&String> = records[0].as_object().unwrap().keys().collect();
    let mut sorted: Vec<&String> = header.iter().collect();
    fields.sort();
    sorted.sort();
    assert_eq!(fields, sorted);
    let titles: Vec<String> = csv.records().map(|record| record.unwrap()[1].to_owned()).collect();
    assert_eq!(titles, records.iter().map(|record| record["title"].as_str().unwrap().to_owned()).collect::<Vec<_>>());
}

#[test]
fn the_fields_are_as_documented() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/formats.md")).unwrap();
    let mentioned = |name: &str| text.contains(&format!("`{name}`"));
    let record = json(over_fixtures(&["list", "--format", "jsonl"]).data().lines().next().unwrap());
    for field in record.as_object().unwrap().keys() {
        assert!(mentioned(field), "docs/formats.md does not mention `{field}` of list");
    }
    let card = over_fixtures(&["show", "slow", "--format", "json"]).data();
    for field in json(&card).as_object().unwrap().keys() {
        assert!(mentioned(field), "docs/formats.md does not mention `{field}` of show");
    }
}

#[test]
fn order_and_limit() {
    let titles = |arguments: &[&str]| {
        let lines = over_fixtures(&[arguments, &["--format", "jsonl"]].concat()).data();
        lines.lines().map(|line| json(line)["title"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let by_date = titles(&["list"]);
    assert_eq!(by_date[0], "Slow light in a glass of water");
    assert_eq!(titles(&["list", "--limit", "2"]), by_date[..2]);
    assert_eq!(titles(&["list", "--sort", "title", "--sort", "date"]), by_date);
    let mut by_title = titles(&["list", "--sort", "title"]);
    assert_ne!(by_title, by_date);
    by_title.reverse();
    assert_eq!(titles(&["list", "--sort", "title", "--reverse"]), by_title);
}

#[test]
fn a_path_or_a_link_is_exactly_that_card() {
    let all = over_fixtures(&["list", "--format", "jsonl"]).data();
    for line in all.lines() {
        let card = json(line);
        let path = card["path"].as_str().unwrap();
        let one = over_fixtures(&["list", path, "--format", "jsonl"]).data();
        assert_eq!(json(&one), card);
        // Without a library, the file is enough.
        assert_eq!(json(&Home::new().run(["list", path, "--format", "jsonl"]).data())["title"], card["title"]);
        if let Some(link) = card["link"].as_str() {
            let found = over_fixtures(&["list", link, "--format", "jsonl"]).data();
            assert!(found.lines().any(|line| json(line) == card), "{link}");
        }
    }
    assert!(over_fixtures(&["list", "http://"]).complaint(2).contains("http://"));
    let nothing = over_fixtures(&["list", "https://example.org/no/such/page"]);
    assert_eq!((nothing.status, nothing.out.as_str(), nothing.err.as_str()), (1, "", ""));
}

#[test]
fn nothing_matched_is_status_one() {
    for (format, text) in [("table", ""), ("json", "[]\n"), ("jsonl", "")] {
        let answer = over_fixtures(&["list", "nosuchword", "--format", format]);
        assert_eq!((answer.status, answer.out.as_str()), (1, text));
    }
    let answer = over_fixtures(&["count", "nosuchword"]);
    assert_eq!((answer.status, answer.out.as_str()), (1, "0\n"));
}

#[test]
fn topics_and_providers() {
    let topics = over_fixtures(&["topics"]).data();
    insta::assert_snapshot!("topics", topics);
    let records = json(&over_fixtures(&["topics", "--format", "json"]).data());
    assert!(records.as_array().unwrap().iter().any(|topic| topic["depth"] == 1 && topic["parent"].is_string()));
    insta::assert_snapshot!("providers", over_fixtures(&["providers", "--format", "csv"]).data());
}
