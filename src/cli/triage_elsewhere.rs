//! Verbs on systems where files cannot be written yet as safely as this program promises: each is refused.

use super::World;
use super::args::{BinArgs, MarkArgs, TopicsWhat, TurnArgs, VerbArgs};
use super::error::Failure;
use super::output::OutcomeFormat;
use crate::card::SafeText;
use crate::config::Config;
use crate::triage::Direction;

fn refused() -> Result<u8, Failure> {
    Err(Failure::Refused(SafeText::line("not saved: cards cannot be decided about from the shell on this system yet")))
}

pub(super) fn mark(_: &MarkArgs, _: &Config, _: &mut World<'_>) -> Result<u8, Failure> {
    refused()
}

pub(super) fn publish(_: bool, _: &VerbArgs, _: &Config, _: &mut World<'_>) -> Result<u8, Failure> {
    refused()
}

pub(super) fn topics(_: &TopicsWhat, _: OutcomeFormat, _: &Config, _: &mut World<'_>) -> Result<u8, Failure> {
    refused()
}

pub(super) fn bin(_: &BinArgs, _: &Config, _: &mut World<'_>) -> Result<u8, Failure> {
    refused()
}

pub(super) fn restore(_: &VerbArgs, _: &Config, _: &mut World<'_>) -> Result<u8, Failure> {
    refused()
}

pub(super) fn turn(_: Direction, _: &TurnArgs, _: &Config, _: &mut World<'_>) -> Result<u8, Failure> {
    refused()
}
