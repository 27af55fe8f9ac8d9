//! What a line that was begun could become: commands and their words, queries, and names of topics and views.

use super::layer::{Candidate, PromptKind, TopicsLine};
use crate::command::{Argument, Command, complete};
use crate::library::{NameCount, NameCounts, Tally, TopicCount, fold};
use crate::query::{Views, language};

/// The names there are to complete with.
#[derive(Clone, Copy)]
pub(super) struct Names<'m> {
    /// The topics.
    pub(super) topics: &'m [TopicCount],
    /// Providers, types, categories.
    pub(super) names: &'m NameCounts,
    /// The views, and how many cards each has.
    pub(super) views: (&'m Views, &'m [Tally]),
}

/// Those that begin with what was typed first, then those that contain it. `cursor` counts bytes of `typed`.
pub(super) fn candidates(kind: &PromptKind, typed: &str, cursor: usize, names: Names<'_>) -> Vec<Candidate> {
    match kind {
        PromptKind::Topics(line) => topics_of_line(line, typed, names.topics),
        PromptKind::Search | PromptKind::Filter => of_query("", typed, cursor, names),
        PromptKind::Find { .. } => Vec::new(),
        PromptKind::Command => of_command(typed, cursor, names),
    }
}

fn of_command(typed: &str, cursor: usize, names: Names<'_>) -> Vec<Candidate> {
    let begun = typed.trim_start().split_once(char::is_whitespace);
    let argument = begun.and_then(|(name, rest)| Some((name, rest, Command::from_name(name)?.argument())));
    match argument {
        Some((name, begun, Argument::Topic)) => {
            let topics = matching(begun, names.topics.iter().map(|topic| &*topic.name));
            topics
                .map(|topic| Candidate {
                    line: format!("{name} {topic}"),
                    name: topic.to_owned(),
                    ..Candidate::default()
                })
                .collect()
        }
        Some((name, begun, Argument::View)) => {
            let views = names.views.0;
            let found = matching(begun, views.iter().map(|view| &*view.name));
            let note = |name: &str| views.get(name).map_or_else(String::new, |view| view.note.to_string());
            found
                .map(|view| Candidate { line: format!("{name} {view}"), name: view.to_owned(), note: note(view) })
                .collect()
        }
        Some((_, query, Argument::Query)) => {
            let (lead, query) = typed.split_at(typed.len() - query.len());
            of_query(lead, query, cursor.saturating_sub(lead.len()), names)
        }
        _ => complete(typed)
            .into_iter()
            .map(|line| {
                let command = line.split_whitespace().next().and_then(Command::from_name);
                Candidate { name: line.clone(), note: command.map_or("", Command::help).to_owned(), line }
            })
            .collect(),
    }
}

/// What could stand at the cursor of a query that stands behind `lead`.
fn of_query(lead: &str, query: &str, cursor: usize, names: Names<'_>) -> Vec<Candidate> {
    fn counts(names: &[NameCount]) -> Vec<(&str, usize)> {
        names.iter().map(|name| (name.name.as_str(), name.cards)).collect()
    }
    let topics: Vec<(&str, usize)> = names.topics.iter().map(|topic| (topic.name.as_str(), topic.cards)).collect();
    let (providers, types) = (counts(&names.names.providers), counts(&names.names.types));
    let categories = counts(&names.names.categories);
    let tallies = names.views.1.iter().map(|tally| tally.cards).chain(std::iter::repeat(0));
    let views: Vec<(&str, usize)> = names.views.0.iter().map(|view| &*view.name).zip(tallies).collect();
    let known = language::Known {
        topics: &topics,
        providers: &providers,
        types: &types,
        categories: &categories,
        views: &views,
    };
    let whole = |candidate: language::Candidate| {
        let before = query.get(..candidate.range.start).unwrap_or_default();
        let after = query.get(candidate.range.end..).unwrap_or_default();
        Candidate {
            line: format!("{lead}{before}{}{after}", candidate.text),
            name: candidate.text,
            note: candidate.note,
        }
    };
    language::complete(query, cursor, &known).into_iter().map(whole).collect()
}

/// The topic that is being typed is the last one of the line.
fn topics_of_line(line: &TopicsLine, typed: &str, topics: &[TopicCount]) -> Vec<Candidate> {
    let (before, begun) = match typed.rfind(line.separator) {
        Some(at) => (format!("{} ", typed.get(..=at).unwrap_or_default()), typed.get(at + 1..).unwrap_or_default()),
        None => (String::new(), typed),
    };
    if begun.trim().is_empty() {
        return Vec::new();
    }
    let there = line.names(typed);
    matching(begun, topics.iter().map(|topic| &*topic.name))
        .filter(|name| !there.iter().any(|other| other.as_str() == *name))
        .map(|topic| Candidate { line: format!("{before}{topic}"), name: topic.to_owned(), note: String::new() })
        .collect()
}

fn matching<'t>(begun: &str, names: impl Iterator<Item = &'t str>) -> impl Iterator<Item = &'t str> {
    let begun = fold(begun.trim());
    let mut found: Vec<(bool, &str)> = names
        .map(|name| (fold(name), name))
        .filter(|(folded, _)| folded.contains(&begun))
        .map(|(folded, name)| (!folded.starts_with(&begun), name))
        .collect();
    found.sort_by_key(|(later, _)| *later);
    found.into_iter().map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::SafeText;

    fn lines(kind: &PromptKind, typed: &str) -> Vec<String> {
        let topic = |name| TopicCount { name: SafeText::line(name), depth: 0, cards: 1, shown: Tally::default() };
        let topics = ["Mobile AI", "AI", "Rust"].map(topic);
        let (names, views) = (NameCounts::default(), Views::default());
        let names = Names { topics: &topics, names: &names, views: (&views, &[]) };
        candidates(kind, typed, typed.len(), names).into_iter().map(|candidate| candidate.line).collect()
    }

    #[test]
    fn topics_are_completed_by_name() {
        let line = PromptKind::Topics(TopicsLine { files: vec![], common: vec![], separator: ',' });
        assert_eq!(lines(&line, "Rust, ai"), ["Rust, AI", "Rust, Mobile AI"]);
        assert_eq!(lines(&line, "AI, ru"), ["AI, Rust"]);
        assert_eq!(lines(&line, "AI, "), [""; 0]);
        assert_eq!(lines(&PromptKind::Command, "add-topic a"), ["add-topic AI", "add-topic Mobile AI"]);
        assert_eq!(lines(&PromptKind::Command, "sort he"), ["sort heat"]);
    }

    #[test]
    fn queries_and_views_are_completed() {
        assert_eq!(lines(&PromptKind::Filter, "light topic:mob"), ["light topic:\"Mobile AI\""]);
        assert_eq!(lines(&PromptKind::Command, "filter light is:unr"), ["filter light is:unread"]);
        assert_eq!(lines(&PromptKind::Command, "view arch"), ["view archived"]);
    }
}
