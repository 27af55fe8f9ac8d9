//! `copydesk completions`: a script for a shell, made from the grammar.

use super::World;
use super::args::Cli;
use super::error::Failure;

pub(super) fn run(shell: clap_complete::Shell, world: &mut World<'_>) -> Result<u8, Failure> {
    // The generator writes without looking at errors, so it gets a buffer.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::grammar(), "copydesk", &mut script);
    world.stdout.write_all(&script)?;
    Ok(0)
}
