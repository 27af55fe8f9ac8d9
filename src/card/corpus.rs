//! Tests over real cards and public test data. They read the folders that `COPYDESK_CARDS` and `COPYDESK_HOSTILE` name,
//! and leave everything that needs no folder to the tests beside the code.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::{Reading, SafeText, SafeUrl, Taxonomy, UrlError, body_text, read, read_taxonomy};

/// The folder a variable names, or a note that the test had nothing to do.
pub(super) fn folder(variable: &str) -> Option<PathBuf> {
    let folder = std::env::var_os(variable).map(PathBuf::from);
    if folder.is_none() {
        println!("{variable} is not set: nothing was tested");
    }
    folder
}

/// Every file below a folder, in the order of their paths.
pub(super) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

fn json(folder: &Path, name: &str) -> Vec<serde_json::Value> {
    let text = std::fs::read(folder.join(name)).expect(name);
    serde_json::from_slice(&text).expect(name)
}

#[test]
fn real_cards_read_without_a_problem() {
    let Some(folder) = folder("COPYDESK_CARDS") else { return };
    let (mut cards, mut topics, mut organizations) = (0, 0, 0);
    let mut count = |taxonomy: &Taxonomy| match taxonomy {
        Taxonomy::Topic(topic) if !topic.name.is_empty() => topics += 1,
        Taxonomy::Organization(org) if !org.name.is_empty() && !org.domain.is_empty() => organizations += 1,
        other => panic!("{other:?}"),
    };
    for path in files(&folder) {
        let bytes = std::fs::read(&path).expect("a file");
        if path.extension() == Some(OsStr::new("yaml")) {
            let (taxonomy, problems) = read_taxonomy(&bytes);
            assert_eq!(problems, [], "{path:?}");
            count(&taxonomy.expect("a taxonomy"));
            continue;
        }
        match read(&bytes) {
            Reading::Card(file) => {
                cards += 1;
                assert_eq!((file.broken, file.problems.as_slice()), (false, &[][..]), "{path:?}");
                assert!(file.card.display_title().is_some() && !file.card.topics.is_empty(), "{path:?}");
                let html = String::from_utf8_lossy(&bytes).contains("<iframe");
                assert_eq!(file.card.featured.is_some(), html && file.body.is_empty(), "{path:?}");
                let head = file.head(0, &path);
                assert_eq!(file.card.length.is_some(), head.length.is_some(), "{path:?}");
                assert_eq!(file.card.price.is_some(), head.price.is_some(), "{path:?}");
                let body = body_text(&bytes, &file.body);
                assert_eq!(body.is_empty(), file.body.is_empty(), "{path:?}");
            }
            Reading::Taxonomy(taxonomy, problems) => {
                assert_eq!(problems, [], "{path:?}");
                count(&taxonomy);
            }
            Reading::Skipped(skip) => panic!("{path:?}: {skip:?}"),
        }
    }
    assert_eq!((cards, topics + organizations), (407, 36));
}

#[test]
fn the_yaml_test_suite_has_one_verdict_each() {
    let Some(folder) = folder("COPYDESK_HOSTILE") else { return };
    let mut seen = 0;
    for path in files(&folder.join("yaml-test-suite")) {
        let yaml = std::fs::read_to_string(&path).expect("a file");
        for text in [format!("---\n{yaml}\n"), format!("---\nall: |\n  {}\n---\n", yaml.replace('\n', "\n  "))] {
            assert_eq!(format!("{:?}", read(text.as_bytes())), format!("{:?}", read(text.as_bytes())), "{path:?}");
        }
        // Each file is a list of cases with the YAML in question, in visible blanks.
        let cases = super::yaml::parse(&yaml).expect("valid").tree.to_node(&mut Vec::new(), &|_| false);
        let super::Node::List(cases) = cases else { panic!("{path:?}") };
        for case in cases {
            let super::Node::Map(case) = case else { panic!("{path:?}") };
            let Some((_, super::Node::Text(case))) = case.into_iter().find(|(key, _)| key == "yaml") else { continue };
            let case = case.replace('␣', " ").replace(['»', '—'], "\t").replace('←', "\r").replace('⇔', "\u{feff}");
            let case = case.replace('↵', "").replace("∎\n", "");
            seen += 1;
            for text in [format!("---\n{case}\n---\n"), case.clone()] {
                let once = format!("{:?} {:?}", read(text.as_bytes()), read_taxonomy(text.as_bytes()));
                let twice = format!("{:?} {:?}", read(text.as_bytes()), read_taxonomy(text.as_bytes()));
                assert_eq!(once, twice, "{path:?}");
            }
        }
    }
    assert!(seen >= 351, "{seen} cases");
}

#[test]
fn naughty_strings_become_safe() {
    let Some(folder) = folder("COPYDESK_HOSTILE") else { return };
    let strings = json(&folder, "blns.json");
    assert!(strings.len() > 400);
    for raw in strings.iter().filter_map(|value| value.as_str()) {
        let (line, block) = (SafeText::line(raw), SafeText::block(raw));
        assert!(!line.chars().any(char::is_control), "{raw:?}");
        assert!(!block.chars().any(|c| c.is_control() && c != '\n'), "{raw:?}");
        assert_eq!((SafeText::line(&line), SafeText::block(&block)), (line, block));
        let card = format!("---\ntitle: {raw}\ntopics: [{raw}]\nwebUrl: {raw:?}\n---\n{raw}");
        let _ = read(card.as_bytes());
    }
}

#[test]
fn a_link_is_accepted_if_and_only_if_it_leads_to_the_web() {
    let Some(folder) = folder("COPYDESK_HOSTILE") else { return };
    let (mut accepted, mut refused) = (0, 0);
    for case in json(&folder, "urltestdata.json") {
        let Some(input) = case.get("input").and_then(|input| input.as_str()) else { continue };
        // What needs a base to be a link is relative here.
        let base = case.get("base").and_then(|base| base.as_str());
        let href = case.get("href").and_then(|href| href.as_str()).filter(|_| case.get("failure").is_none());
        match SafeUrl::parse(input) {
            Ok(link) => {
                accepted += 1;
                assert!(link.as_str().starts_with("http://") || link.as_str().starts_with("https://"));
                // With a base of the same scheme `http:x` is relative there, and absolute without one.
                let scheme_only = base.is_some() && !input.contains("//");
                assert!(href == Some(link.as_str()) || scheme_only, "{input:?} is {link}, not {href:?}");
            }
            Err(error) => {
                refused += 1;
                let web = href.is_some_and(|href| href.starts_with("http://") || href.starts_with("https://"));
                let stricter = matches!(error, UrlError::Control(_) | UrlError::Invisible(_) | UrlError::Empty);
                let relative = base.is_some() && (error == UrlError::Relative || !input.contains("//"));
                assert!(!web || stricter || relative, "{input:?} is refused: {error}");
            }
        }
    }
    assert!(accepted > 100 && refused > 400, "{accepted} accepted, {refused} refused");
}
