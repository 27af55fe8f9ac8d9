//! `copydesk providers`: who the cards come from. Which names and domains belong together is decided in
//! [`crate::library`].

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::Serialize;

use super::World;
use super::args::ReportArgs;
use super::error::Failure;
use super::library::{self, Loaded};
use super::output::{self, Column, Format, Record, Table};
use crate::config::Config;

pub(super) fn run(args: &ReportArgs, config: &Config, world: &mut World<'_>) -> Result<u8, Failure> {
    let loaded = Loaded::read(library::sources(config)?, config, world);
    let library = &loaded.library;
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (_, head) in library.heads().filter(|(_, head)| !head.provider().is_empty()) {
        *counts.entry(library.provider_name(head.provider())).or_default() += 1;
    }
    let mut providers: Vec<ProviderRecord<'_>> = counts
        .into_iter()
        .map(|(name, cards)| ProviderRecord { name, domain: library.provider_domain(name), cards })
        .collect();
    providers.sort_unstable_by_key(|provider| (Reverse(provider.cards), provider.name));
    let status = u8::from(providers.is_empty());
    if args.format == Format::Table {
        let mut table = Table::new(&[Column::number("cards"), Column::text("provider"), Column::text("domain")]);
        for provider in providers {
            let domain = provider.domain.unwrap_or_default().to_owned();
            table.push(vec![provider.cards.to_string(), provider.name.to_owned(), domain]);
        }
        table.write(world.stdout, world.width.map(usize::from))?;
    } else {
        output::records(world.stdout, args.format, providers.into_iter())?;
    }
    Ok(status)
}

#[derive(Serialize)]
struct ProviderRecord<'l> {
    name: &'l str,
    domain: Option<&'l str>,
    cards: usize,
}

impl Record for ProviderRecord<'_> {
    const FIELDS: &'static [&'static str] = &["name", "domain", "cards"];

    fn fields(&self) -> Vec<String> {
        vec![self.name.to_owned(), self.domain.unwrap_or_default().to_owned(), self.cards.to_string()]
    }
}
