//! What a line that was begun could become: commands and their words, and topics by name.

use super::layer::{PromptKind, TopicsLine};
use crate::command::{Argument, Command, complete};
use crate::library::{TopicCount, fold};

/// Whole lines, those that begin with what was typed first, then those that contain it.
pub(super) fn candidates(kind: &PromptKind, typed: &str, topics: &[TopicCount]) -> Vec<String> {
    match kind {
        PromptKind::Topics(line) => topics_of_line(line, typed, topics),
        PromptKind::Command => match typed.trim_start().split_once(char::is_whitespace) {
            Some((name, begun)) if takes_topic(name) => {
                matching(begun, topics, |_| true).map(|topic| format!("{name} {topic}")).collect()
            }
            _ => complete(typed),
        },
    }
}

fn takes_topic(name: &str) -> bool {
    Command::from_name(name).is_some_and(|command| command.argument() == Argument::Topic)
}

/// The topic that is being typed is the last one of the line.
fn topics_of_line(line: &TopicsLine, typed: &str, topics: &[TopicCount]) -> Vec<String> {
    let (before, begun) = match typed.rfind(line.separator) {
        Some(at) => (format!("{} ", typed.get(..=at).unwrap_or_default()), typed.get(at + 1..).unwrap_or_default()),
        None => (String::new(), typed),
    };
    if begun.trim().is_empty() {
        return Vec::new();
    }
    let there = line.names(typed);
    matching(begun, topics, |name| !there.iter().any(|other| other.as_str() == name))
        .map(|topic| format!("{before}{topic}"))
        .collect()
}

fn matching<'t>(begun: &str, topics: &'t [TopicCount], wanted: impl Fn(&str) -> bool) -> impl Iterator<Item = &'t str> {
    let begun = fold(begun.trim());
    let mut found: Vec<(bool, &str)> = topics
        .iter()
        .map(|topic| (fold(&topic.name), topic.name.as_str()))
        .filter(|(folded, name)| folded.contains(&begun) && wanted(name))
        .map(|(folded, name)| (!folded.starts_with(&begun), name))
        .collect();
    found.sort_by_key(|(later, _)| *later);
    found.into_iter().map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::SafeText;

    fn topics() -> Vec<TopicCount> {
        let topic = |name| TopicCount {
            name: SafeText::line(name),
            depth: 0,
            cards: 1,
            shown: crate::library::Tally::default(),
        };
        ["Mobile AI", "AI", "Rust"].map(topic).into()
    }

    #[test]
    fn topics_are_completed_by_name() {
        let line = PromptKind::Topics(TopicsLine { files: vec![], common: vec![], separator: ',' });
        assert_eq!(candidates(&line, "Rust, ai", &topics()), ["Rust, AI", "Rust, Mobile AI"]);
        assert_eq!(candidates(&line, "AI, ru", &topics()), ["AI, Rust"]);
        assert_eq!(candidates(&line, "AI, ", &topics()), [""; 0]);
        assert_eq!(candidates(&PromptKind::Command, "add-topic a", &topics()), ["add-topic AI", "add-topic Mobile AI"]);
        assert_eq!(candidates(&PromptKind::Command, "sort he", &topics()), ["sort heat"]);
    }
}
