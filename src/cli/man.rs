//! `copydesk man`: the manual page, made from the grammar: the program first, then each subcommand.

use std::io::Write;

use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::World;
use super::args::Cli;
use super::error::Failure;

const FILES: &str = "config.yaml and keymap.yaml lie in $COPYDESK_CONFIG_HOME, else in copydesk below $XDG_CONFIG_HOME \
    or ~/.config. They are yours; copydesk never writes them. `copydesk config path` names every place.";

pub(super) fn run(world: &mut World<'_>) -> Result<u8, Failure> {
    let mut grammar = Cli::grammar();
    grammar.build();
    let mut page = Vec::new();
    Man::new(grammar.clone()).title("COPYDESK").render(&mut page)?;
    sections("copydesk", &grammar, &mut page)?;
    let mut roff = Roff::new();
    roff.control("SH", ["FILES"]).text([roman(FILES)]);
    roff.to_writer(&mut page)?;
    world.stdout.write_all(&page)?;
    Ok(0)
}

/// The subcommands of a command that is called so, and theirs.
fn sections(name: &str, command: &clap::Command, page: &mut Vec<u8>) -> Result<(), Failure> {
    for subcommand in command.get_subcommands().filter(|subcommand| subcommand.get_name() != "help") {
        let name = format!("{name} {}", subcommand.get_name());
        section(&name, subcommand, page)?;
        sections(&name, subcommand, page)?;
    }
    Ok(())
}

/// One subcommand: what it does, its own arguments, and what follows its help.
fn section(name: &str, subcommand: &clap::Command, page: &mut Vec<u8>) -> Result<(), Failure> {
    let mut roff = Roff::new();
    roff.control("SH", [name.to_uppercase().as_str()]);
    if let Some(about) = subcommand.get_about() {
        roff.text([roman(about.to_string())]);
    }
    let own = subcommand.get_arguments().filter(|argument| {
        argument.get_help_heading().is_none() && argument.get_id() != "help" && argument.get_id() != "version"
    });
    for argument in own {
        let name = argument.get_value_names().and_then(|names| names.first()).map(|name| name.as_str());
        let mut head = Vec::new();
        if let Some(long) = argument.get_long() {
            head.push(bold(format!("--{long}")));
            head.push(roman(" "));
        }
        if argument.get_action().takes_values() {
            head.push(roman(name.unwrap_or_default().to_owned()));
        }
        roff.control("TP", []).text(head);
        roff.text([roman(argument.get_help().map(ToString::to_string).unwrap_or_default())]);
    }
    if let Some(after) = subcommand.get_after_help() {
        roff.control("PP", []).text([roman(after.to_string())]);
    }
    roff.to_writer(page)?;
    page.flush()?;
    Ok(())
}
