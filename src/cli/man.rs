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
    for subcommand in grammar.get_subcommands().filter(|subcommand| subcommand.get_name() != "help") {
        section(subcommand, &mut page)?;
    }
    let mut roff = Roff::new();
    roff.control("SH", ["FILES"]).text([roman(FILES)]);
    roff.to_writer(&mut page)?;
    world.stdout.write_all(&page)?;
    Ok(0)
}

/// One subcommand: what it does, its own arguments, and what follows its help.
fn section(subcommand: &clap::Command, page: &mut Vec<u8>) -> Result<(), Failure> {
    let mut roff = Roff::new();
    let title = format!("copydesk {}", subcommand.get_name()).to_uppercase();
    roff.control("SH", [title.as_str()]);
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
