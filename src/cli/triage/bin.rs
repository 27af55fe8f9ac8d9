//! `copydesk bin`: moves cards to the bin, lists it, and removes old ones from it for good.

use jiff::tz::TimeZone;
use serde::Serialize;

use super::super::args::BinArgs;
use super::super::error::Failure;
use super::super::output::{self, Column, Format, OutcomeFormat, Record, Table};
use super::super::{World, dates, now};
use super::in_bin::Bin;
use super::picked::Picked;
use super::{DECLINED, confirm, existing, finish, watched};
use crate::card::SafeText;
use crate::config::Config;
use crate::store::shown_path;
use crate::triage::parse_age;

pub(in crate::cli) fn bin(args: &BinArgs, config: &Config, world: &mut World<'_>) -> Result<u8, Failure> {
    if args.what.list {
        return list(args.format, config, world);
    }
    let format = match args.format {
        Format::Table => OutcomeFormat::Text,
        Format::Json => OutcomeFormat::Json,
        Format::Jsonl | Format::Csv => {
            let sentence = "only `bin --list` can be written as jsonl or csv; the others know table and json";
            return Err(Failure::Usage(SafeText::line(sentence)));
        }
    };
    if let Some(age) = &args.what.prune {
        return prune(age, format, config, world);
    }
    let query = args.what.query.as_deref().unwrap_or_default();
    let Picked { mut desk, picks } = Picked::find(query, config, world, |_, _| true)?;
    if !confirm::change("bin", picks.len(), world)? {
        return Ok(DECLINED);
    }
    let done = watched(world, |far| desk.bin(&picks, now(), far))?;
    finish(&desk, &done, format, world)
}

fn prune(age: &str, format: OutcomeFormat, config: &Config, world: &mut World<'_>) -> Result<u8, Failure> {
    let before = parse_age(age, now(), &TimeZone::system());
    let before = before.map_err(|error| Failure::Usage(SafeText::line(&error.to_string())))?;
    let nothing = || Failure::NoMatch(SafeText::line(&format!("no card is in the bin for {age} or longer")));
    let mut desk = existing(config, world)?.ok_or_else(nothing)?;
    let cards = desk.binned()?.iter().filter(|card| card.since <= before).count();
    if cards == 0 {
        return Err(nothing());
    }
    if !confirm::removal(cards, world)? {
        return Ok(DECLINED);
    }
    let done = desk.prune(before)?;
    finish(&desk, &done, format, world)
}

fn list(format: Format, config: &Config, world: &mut World<'_>) -> Result<u8, Failure> {
    let bin = existing(config, world)?.map(|desk| Bin::read(&desk, config, world)).transpose()?;
    let records: Vec<BinRecord> = bin.iter().flat_map(BinRecord::all).collect();
    let status = u8::from(records.is_empty());
    if format == Format::Table {
        if records.is_empty() {
            world.say("the bin is empty");
        }
        let dates = dates(config);
        let mut table = Table::new(&[Column::fixed("since"), Column::text("title"), Column::text("path")]);
        for record in records {
            table.push(vec![dates.brief(record.since), record.title.to_string(), record.path.to_string()]);
        }
        table.write(world.stdout, world.width.map(usize::from))?;
    } else {
        output::records(world.stdout, format, records.into_iter())?;
    }
    Ok(status)
}

/// A card in the bin. `docs/formats.md` promises these fields.
#[derive(Serialize)]
struct BinRecord {
    path: SafeText,
    title: SafeText,
    binned_at: Option<String>,
    file: SafeText,
    #[serde(skip)]
    since: crate::card::Timestamp,
}

impl BinRecord {
    fn all(bin: &Bin) -> impl Iterator<Item = Self> {
        bin.cards().iter().enumerate().map(|(number, card)| Self {
            path: shown_path(&card.place.absolute()),
            title: bin.title(number),
            binned_at: output::rfc3339(Some(card.since)),
            file: shown_path(&card.path),
            since: card.since,
        })
    }
}

impl Record for BinRecord {
    const FIELDS: &'static [&'static str] = &["path", "title", "binned_at", "file"];

    fn fields(&self) -> Vec<String> {
        let at = self.binned_at.clone().unwrap_or_default();
        vec![self.path.to_string(), self.title.to_string(), at, self.file.to_string()]
    }
}
