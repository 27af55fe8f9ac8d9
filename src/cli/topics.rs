//! `copydesk topics`: the topic tree with the number of cards. How topics form a tree is decided in
//! [`crate::library`]; adding and removing them, in [`super::triage`].

use serde::Serialize;

use super::args::TopicsArgs;
use super::error::Failure;
use super::library::{self, Loaded};
use super::output::{self, Column, Format, OutcomeFormat, Record, Table};
use super::{World, triage};
use crate::card::SafeText;
use crate::config::Config;

pub(super) fn run(args: &TopicsArgs, config: &Config, world: &mut World<'_>) -> Result<u8, Failure> {
    if let Some(what) = &args.what {
        // It may stand before `add` as well as behind.
        let format = if args.format == Format::Table { OutcomeFormat::Text } else { OutcomeFormat::Json };
        return triage::topics(what, format, config, world);
    }
    let loaded = Loaded::read(library::sources(config)?, config, world);
    let mut line: Vec<SafeText> = Vec::new();
    let mut topics: Vec<TopicRecord> = Vec::new();
    for topic in loaded.library.topic_counts() {
        line.truncate(usize::from(topic.depth));
        topics.push(TopicRecord {
            name: topic.name.clone(),
            parent: line.last().cloned(),
            depth: topic.depth,
            cards: topic.cards,
        });
        line.push(topic.name);
    }
    let status = u8::from(topics.is_empty());
    if args.format == Format::Table {
        let mut table = Table::new(&[Column::number("cards"), Column::text("topic")]);
        for topic in topics {
            let indent = "  ".repeat(usize::from(topic.depth));
            table.push(vec![topic.cards.to_string(), format!("{indent}{}", topic.name)]);
        }
        table.write(world.stdout, world.width.map(usize::from))?;
    } else {
        output::records(world.stdout, args.format, topics.into_iter())?;
    }
    Ok(status)
}

#[derive(Serialize)]
struct TopicRecord {
    name: SafeText,
    parent: Option<SafeText>,
    depth: u16,
    cards: usize,
}

impl Record for TopicRecord {
    const FIELDS: &'static [&'static str] = &["name", "parent", "depth", "cards"];

    fn fields(&self) -> Vec<String> {
        vec![
            self.name.to_string(),
            self.parent.as_deref().unwrap_or_default().to_owned(),
            self.depth.to_string(),
            self.cards.to_string(),
        ]
    }
}
