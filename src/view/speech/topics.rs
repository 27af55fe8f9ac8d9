//! A row of the topics pane as one line: the topic or view, and how many of its cards are unread. What is counted is
//! decided in [`crate::app`].

use super::Said;
use crate::app::{Model, Row};
use crate::counts::number;
use crate::library::Tally;

/// Says the row under the cursor if it is another one, was chosen or is so no more, or is owed.
pub(super) fn say(before: &Said, said: &mut Said, model: &Model, lines: &mut Vec<String>) {
    let at = model.topics.cursor.at;
    let (name, is_chosen, tally) = match model.topics.row(at) {
        Some(Row::Topic(number)) => {
            let Some(topic) = model.topics.rows.get(number) else { return };
            let is_chosen = model.scope.picks.topics.contains(&topic.name);
            let below = if topic.depth == 0 { String::new() } else { format!("level {}, ", topic.depth + 1) };
            (format!("{below}{}", topic.name), is_chosen, Some(topic.shown))
        }
        Some(Row::View(number)) => {
            let Some(view) = model.views.iter().nth(number) else { return };
            let tally = model.topics.views.get(number).copied();
            (format!("view {}", view.name), view.name == model.scope.view.name, tally)
        }
        Some(Row::All | Row::Heading) | None => {
            ("All".to_owned(), model.scope.picks.topics.is_empty(), model.topics.all)
        }
    };
    let key = Some((name.clone(), is_chosen));
    // Counts follow every decision, and are said with the row only.
    if !std::mem::take(&mut said.owed) && key == before.topic {
        return;
    }
    said.topic = key;
    if before.pane != said.pane {
        lines.push("Topics".to_owned());
    }
    let chosen = if is_chosen { ", chosen" } else { "" };
    let counts = tally.map(|tally| format!(", {}", in_words(tally))).unwrap_or_default();
    lines.push(format!("{} of {}: {name}{counts}{chosen}", number(at + 1), number(model.topics.len())));
}

fn in_words(tally: Tally) -> String {
    match tally.unread {
        0 => crate::counts::cards(tally.cards),
        unread => format!("{} unread of {}", number(unread), number(tally.cards)),
    }
}
