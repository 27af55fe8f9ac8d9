//! The page about the language and the examples of the help tell the truth: each is read, and each mistake is said as
//! the page has it.

use super::*;
use crate::library::SortKey;

const PAGE: &str = include_str!("../../../../docs/query.md");

/// The code in the first column of a row, and the second column.
fn row(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix("| `")?.strip_suffix(" |")?.split_once("` | ")
}

#[test]
fn every_example_of_the_page_is_read_and_read_again() {
    let (examples, mistakes) = PAGE.split_once("\n## Mistakes\n").unwrap();
    let mut read_ones = 0;
    for (example, _) in examples.lines().filter_map(row) {
        let query = read(example);
        assert_ne!(query, Query::default(), "{example}");
        assert_eq!(read(&query.to_string()), query, "{example}");
        read_ones += 1;
    }
    let rows = |text: &str| text.lines().filter(|line| line.starts_with('|')).count();
    let tables = examples.matches("|---|").count();
    assert_eq!(read_ones, rows(examples) - 2 * tables, "a row whose first column is not one example");

    for (text, said) in mistakes.lines().filter_map(row) {
        assert_eq!(parse(text, &views()).unwrap_err().to_string(), said);
    }
    assert_eq!(mistakes.lines().filter_map(row).count(), rows(mistakes) - 2);
}

#[test]
fn the_page_and_the_help_name_everything_there_is() {
    let help: String = HELP.iter().map(|(example, meaning)| format!("{example} {meaning} ")).collect();
    for word in names::all(&names::STATES).chain(names::all(&names::PARTS)).chain(names::all(&names::KEYS)) {
        assert!(PAGE.contains(&format!("`{word}")) || PAGE.contains(&format!(":{word}`")), "the page lacks {word}");
        let rare = ["updated", "body", "text", "category", "domain", "path", "link", "published"].contains(&word);
        assert!(rare || help.contains(word), "the help lacks {word}");
    }
    for key in SortKey::ALL {
        let order = PAGE.split("## Order").nth(1).unwrap();
        assert!(order.contains(&format!("`{}`", key.name())), "the page lacks the order {}", key.name());
    }
}

#[test]
fn every_example_of_the_help_is_read_and_read_again() {
    for (example, meaning) in HELP {
        let query = read(example);
        assert_eq!(read(&query.to_string()), query, "{example}");
        assert!(!meaning.is_empty());
    }
}
