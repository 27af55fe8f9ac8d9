//! `copydesk mark`: what is decided about cards without touching their files.

use jiff::tz::TimeZone;

use super::super::args::{MarkArgs, MarkHow};
use super::super::error::Failure;
use super::super::{World, now};
use super::picked::Picked;
use super::{DECLINED, confirm, finish};
use crate::card::SafeText;
use crate::config::Config;
use crate::triage::{Mark, Turn, parse_when};

pub(in crate::cli) fn mark(args: &MarkArgs, config: &Config, world: &mut World<'_>) -> Result<u8, Failure> {
    let mark = meant(&args.how)?;
    let Picked { mut desk, picks } = Picked::find(&args.query, config, world, |_, _| true)?;
    let draft = mark.draft(picks.iter().map(|pick| (pick.subject.clone(), pick.flags)));
    if !confirm::change(&draft.verb, draft.wishes.len(), world)? {
        return Ok(DECLINED);
    }
    let done = desk.mark(mark, &picks)?;
    finish(&desk, &done, args.format, world)
}

/// The parser lets exactly one of them through.
fn meant(how: &MarkHow) -> Result<Mark, Failure> {
    if let Some(when) = &how.snooze {
        let until = parse_when(when, now(), &TimeZone::system());
        let until = until.map_err(|error| Failure::Usage(SafeText::line(&error.to_string())))?;
        return Ok(Mark::Snooze(Some(until)));
    }
    let marks = [
        (how.read, Mark::Read(Turn::On)),
        (how.unread, Mark::Read(Turn::Off)),
        (how.star, Mark::Star(Turn::On)),
        (how.unstar, Mark::Star(Turn::Off)),
        (how.archive, Mark::Archive(Turn::On)),
        (how.unarchive, Mark::Archive(Turn::Off)),
    ];
    Ok(marks.into_iter().find(|(asked, _)| *asked).map_or(Mark::Snooze(None), |(_, mark)| mark))
}
