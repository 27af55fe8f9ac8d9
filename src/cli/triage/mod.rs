//! Verbs from the shell: decisions, edits of files, the bin, undo and redo. Which cards a QUERY means is decided in
//! [`super::select`]; how a verb is carried out, in [`crate::store::desk`].

mod bin;
mod confirm;
mod edit;
mod in_bin;
mod mark;
mod outcome;
mod picked;
mod restore;
mod turn;

use std::path::Path;

pub(super) use bin::bin;
pub(super) use edit::{publish, topics};
pub(super) use mark::mark;
pub(super) use restore::restore;
pub(super) use turn::turn;

use super::error::Failure;
use super::output::OutcomeFormat;
use super::progress::Progress;
use super::{World, now};
use crate::card::SafeText;
use crate::config::Config;
use crate::store::desk::{Desk, Done, Far, NO_FOLDER};
use crate::store::state::{Known, State};
use outcome::Outcome;

/// The exit status of a verb that the user did not want after all.
const DECLINED: u8 = 1;

/// Where decisions are kept.
fn state_folder(config: &Config) -> Result<&Path, Failure> {
    config.places.state.as_deref().ok_or_else(|| Failure::Refused(SafeText::line(NO_FOLDER)))
}

/// Opens the state to decide in it, and says what must be known about it.
fn open(config: &Config, world: &World<'_>) -> Result<(Desk, Known), Failure> {
    let (desk, known, notices) = Desk::open_known(state_folder(config)?, now())?;
    notices.iter().for_each(|notice| world.say(notice));
    Ok((desk, known))
}

/// The desk, unless nothing was ever decided: then there is nothing to make one for.
fn existing(config: &Config, world: &World<'_>) -> Result<Option<Desk>, Failure> {
    if !State::exists(state_folder(config)?) {
        return Ok(None);
    }
    Ok(Some(open(config, world)?.0))
}

/// Carries out a verb about files. When that takes long, says how far it is.
fn watched<T>(world: &World<'_>, act: impl FnOnce(Far<'_>) -> T) -> T {
    let progress = Progress::new(world.stderr_is_terminal && !world.quiet);
    act(&|done, of| progress.files(done, of))
}

/// Says what a verb did, and looks after the backups, which the reader does not do for who only uses the shell.
fn finish(desk: &Desk, done: &Done, format: OutcomeFormat, world: &mut World<'_>) -> Result<u8, Failure> {
    let status = Outcome::of(done).report(format, world);
    back_up(desk, world);
    status
}

fn back_up(desk: &Desk, world: &World<'_>) {
    if let Err(error) = desk.state().back_up_daily(now()) {
        world.say(&error.to_string());
    }
}
