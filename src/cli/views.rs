//! `copydesk views`: the named queries, and how many cards each has. Which match is decided in [`crate::query`].

use serde::Serialize;

use super::args::ReportArgs;
use super::decided::Decided;
use super::error::Failure;
use super::library::{self, Loaded};
use super::output::{self, Column, Format, Record, Table};
use super::select::search;
use super::{World, context_with};
use crate::card::SafeText;
use crate::config::Config;
use crate::query::Query;
use crate::store::state::ViewsFile;

pub(super) fn run(args: &ReportArgs, config: &Config, world: &mut World<'_>) -> Result<u8, Failure> {
    let sources = library::sources(config)?;
    let decided = Decided::read(&sources, config, world);
    let (views, notices) = super::views(config, &ViewsFile::new(config.places.state.clone()));
    for notice in notices {
        world.say(&notice);
    }
    let context = context_with(config, views);
    let loaded = Loaded::read_decided(sources, &decided, None, &context.views, config, world);
    let records = context.views.iter().map(|view| {
        // A view may be ordered and limited; what it counts is every card of it.
        let slots = search(&loaded, &Query::of(view.query.filter.clone()), &context);
        let unread = slots.iter().filter(|slot| !loaded.flags.get(**slot).read).count();
        ViewRecord {
            name: SafeText::line(&view.name),
            source: view.source.name(),
            cards: slots.len(),
            unread,
            query: SafeText::line(&view.query.to_string()),
        }
    });
    if args.format == Format::Table {
        let mut table = Table::new(&[
            Column::number("unread"),
            Column::number("cards"),
            Column::fixed("view"),
            Column::text("query"),
        ]);
        for ViewRecord { name, cards, unread, query, .. } in records {
            table.push(vec![unread.to_string(), cards.to_string(), name.to_string(), query.to_string()]);
        }
        table.write(world.stdout, world.width.map(usize::from))?;
    } else {
        output::records(world.stdout, args.format, records)?;
    }
    Ok(0)
}

/// What a report says of a view. `docs/formats.md` promises these fields.
#[derive(Serialize)]
struct ViewRecord {
    name: SafeText,
    source: &'static str,
    cards: usize,
    unread: usize,
    query: SafeText,
}

impl Record for ViewRecord {
    const FIELDS: &'static [&'static str] = &["name", "source", "cards", "unread", "query"];

    fn fields(&self) -> Vec<String> {
        vec![
            self.name.to_string(),
            self.source.to_owned(),
            self.cards.to_string(),
            self.unread.to_string(),
            self.query.to_string(),
        ]
    }
}
