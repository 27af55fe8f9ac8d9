//! `copydesk restore`: moves cards back from the bin.

use super::super::World;
use super::super::args::VerbArgs;
use super::super::error::Failure;
use super::in_bin::Bin;
use super::picked::no_match;
use super::{DECLINED, confirm, existing, finish, watched};
use crate::card::SafeText;
use crate::config::Config;
use crate::store::desk::{InBin, Pick};
use crate::triage::{Flags, Subject};

pub(in crate::cli) fn restore(args: &VerbArgs, config: &Config, world: &mut World<'_>) -> Result<u8, Failure> {
    let nothing = || Failure::NoMatch(SafeText::line("the bin is empty"));
    let mut desk = existing(config, world)?.ok_or_else(nothing)?;
    let bin = Bin::read(&desk, config, world)?;
    if bin.cards().is_empty() {
        return Err(nothing());
    }
    let wanted = bin.matching(&args.query, world)?;
    if wanted.is_empty() {
        let Failure::NoMatch(sentence) = no_match(&args.query) else { return Err(nothing()) };
        return Err(Failure::NoMatch(SafeText::line(&format!("{sentence} in the bin"))));
    }
    let picks: Vec<Pick> = bin.cards().iter().filter(|card| wanted.contains(&card.card)).map(pick).collect();
    if !confirm::change("restore", picks.len(), world)? {
        return Ok(DECLINED);
    }
    let done = watched(world, |far| desk.restore(&picks, far))?;
    finish(&desk, &done, args.format, world)
}

fn pick(card: &InBin) -> Pick {
    let flags = Flags { binned: true, ..Flags::default() };
    Pick { subject: Subject::Known(card.card), flags, place: Some(card.place.clone()) }
}
