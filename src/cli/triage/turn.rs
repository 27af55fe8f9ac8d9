//! `copydesk undo` and `redo`: takes the last step of this device back, or does it again. Neither asks, because the other
//! one brings everything back.

use super::super::World;
use super::super::args::TurnArgs;
use super::super::error::Failure;
use super::outcome::Outcome;
use super::{back_up, existing, watched};
use crate::card::SafeText;
use crate::config::Config;
use crate::store::desk::{DeskError, OnRefusal};
use crate::store::state::Scope;
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
    let mut desk = existing(config, world)?.ok_or_else(nothing)?;
    let on_refusal = if args.skip { OnRefusal::PassBy } else { OnRefusal::Stop };
    let done = match watched(world, |far| desk.turn(direction, Scope::Device, on_refusal, far)) {
        Err(error @ DeskError::NotTurned { .. }) => {
            let sentence = format!("{error}; `copydesk {name} --skip` leaves that file as it is and goes on");
            return Err(Failure::Refused(SafeText::line(&sentence)));
        }
        done => done?.ok_or_else(nothing)?,
    };
    let status = Outcome::of(&done).called(&format!("{name} {}", done.committed.verb)).report(args.format, world);
    back_up(&desk, world);
    status
}
