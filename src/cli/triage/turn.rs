//! `copydesk undo` and `redo`: takes the last step of this device back, or does it again. Neither asks, because the other
//! one brings everything back.

use super::super::World;
use super::super::args::TurnArgs;
use super::super::error::Failure;
use super::outcome::Outcome;
use super::state_folder;
use crate::card::SafeText;
use crate::config::Config;
use crate::store::state::{Scope, State};
use crate::triage::Direction;

pub(in crate::cli) fn turn(
    direction: Direction,
    args: &TurnArgs,
    config: &Config,
    world: &mut World<'_>,
) -> Result<u8, Failure> {
    let name = match direction {
        Direction::Undo => "undo",
        Direction::Redo => "redo",
    };
    let nothing = || Failure::NoMatch(SafeText::line(&format!("there is nothing to {name}")));
    if !State::exists(state_folder(config)?) {
        return Err(nothing());
    }
    let (mut desk, _) = super::open(config, world)?;
    let done = desk.turn(direction, Scope::Device)?.ok_or_else(nothing)?;
    Outcome::of(&done).called(&format!("{name} {}", done.committed.verb)).report(args.format, world)
}
