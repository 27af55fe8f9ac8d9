//! `copydesk count`: how many cards match.

use super::args::CountArgs;
use super::decided::Decided;
use super::error::Failure;
use super::library::Loaded;
use super::select::{Selection, search};
use super::{World, context};
use crate::config::Config;

pub(super) fn run(args: &CountArgs, config: &Config, world: &mut World<'_>) -> Result<u8, Failure> {
    let context = context(config);
    let selection = Selection::of_query(args.query.as_deref(), &context.views)?;
    let query = selection.query();
    let sources = selection.sources(config)?;
    let decided = Decided::read(&sources, config, world);
    let loaded = Loaded::read_decided(sources, &decided, Some(&query), &context.views, config, world);
    let count = search(&loaded, &query, &context).len();
    writeln!(world.stdout, "{count}")?;
    Ok(u8::from(count == 0))
}
