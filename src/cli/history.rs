//! `copydesk history`: what was decided, the newest first. What a step is, is decided in [`crate::triage`].

use jiff::tz::TimeZone;
use serde::Serialize;

use super::args::HistoryArgs;
use super::error::Failure;
use super::output::{self, Column, Format, Record, Table};
use super::{World, now};
use crate::card::{SafeText, Timestamp};
use crate::config::Config;
use crate::store::state::State;
use crate::triage::{Past, PastKind};

pub(super) fn run(args: &HistoryArgs, config: &Config, world: &mut World<'_>) -> Result<u8, Failure> {
    let steps: Vec<StepRecord> = past(args, config, world)?.iter().map(StepRecord::of).collect();
    let status = u8::from(steps.is_empty());
    if args.format == Format::Table {
        if steps.is_empty() {
            world.say("there is no step to list");
        }
        let mut table =
            Table::new(&[Column::fixed("when"), Column::number("cards"), Column::text("what"), Column::fixed("")]);
        for step in steps {
            let what = match step.kind {
                "undo" | "redo" => format!("{} {}", step.kind, step.verb),
                _ => step.verb.to_string(),
            };
            let undone = if step.undone { "undone" } else { "" };
            table.push(vec![minute(step.moment), step.cards.to_string(), what, undone.to_owned()]);
        }
        table.write(world.stdout, world.width.map(usize::from))?;
    } else {
        output::records(world.stdout, args.format, steps.into_iter())?;
    }
    Ok(status)
}

fn past(args: &HistoryArgs, config: &Config, world: &World<'_>) -> Result<Vec<Past>, Failure> {
    // Nothing was ever decided: there is nothing to make a database for.
    let Some(folder) = config.places.state.as_deref().filter(|folder| State::exists(folder)) else {
        return Ok(Vec::new());
    };
    let (state, notices) = State::open(folder, now())?;
    notices.iter().for_each(|notice| world.say(&notice.to_string()));
    let limit = args.limit.unwrap_or(usize::MAX);
    Ok(if args.all { state.history(limit) } else { state.history_of_verbs(limit) }?)
}

/// A time by the clock on the wall; empty when it lies beyond the calendar.
fn minute(at: Timestamp) -> String {
    let at = jiff::Timestamp::from_second(at.0).map(|at| at.to_zoned_datetime(TimeZone::system()));
    at.map(|at| at.strftime("%Y-%m-%d %H:%M").to_string()).unwrap_or_default()
}

/// A step. `docs/formats.md` promises these fields.
#[derive(Serialize)]
struct StepRecord {
    step: String,
    at: Option<String>,
    kind: &'static str,
    verb: SafeText,
    cards: i64,
    undone: bool,
    #[serde(skip)]
    moment: Timestamp,
}

impl StepRecord {
    fn of(past: &Past) -> Self {
        let kind = match past.kind {
            PastKind::Done => "done",
            PastKind::Undo => "undo",
            PastKind::Redo => "redo",
            PastKind::Quiet => "quiet",
        };
        Self {
            step: past.step.to_string(),
            at: output::rfc3339(Some(past.at)),
            kind,
            verb: SafeText::line(&past.verb),
            cards: past.cards,
            undone: past.undone,
            moment: past.at,
        }
    }
}

impl Record for StepRecord {
    const FIELDS: &'static [&'static str] = &["step", "at", "kind", "verb", "cards", "undone"];

    fn fields(&self) -> Vec<String> {
        vec![
            self.step.clone(),
            self.at.clone().unwrap_or_default(),
            self.kind.to_owned(),
            self.verb.to_string(),
            self.cards.to_string(),
            self.undone.to_string(),
        ]
    }
}
