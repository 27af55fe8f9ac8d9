//! From arguments to a command line that makes sense, and what to say when it does not. The grammar is in
//! [`super::args`].

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::FromArgMatches;
use clap::error::ErrorKind;

use super::World;
use super::args::Cli;
use super::error::Failure;
use crate::card::SafeText;
use crate::nearest::nearest;
use crate::store::shown_path;

/// Reads the arguments.
///
/// # Errors
/// An error of the grammar, or a request for help or the version, which is one for the parser.
pub(super) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    let escaped = arguments.iter().position(|word| word == "--").unwrap_or(arguments.len());
    let escaped = arguments.split_off(escaped);
    let mut seen_word = false;
    let split = |(number, argument): (usize, OsString)| {
        let words = split_library(argument, seen_word);
        seen_word |= number > 0 && words.iter().all(|word| !word.to_string_lossy().starts_with('-'));
        words
    };
    arguments = arguments.into_iter().enumerate().flat_map(split).chain(escaped).collect();
    refuse_unknown_options(&arguments)?;
    Cli::from_arg_matches(&Cli::grammar().try_get_matches_from(arguments)?)
}

/// `-Lfolder` would be taken for a QUERY that begins with a hyphen. Where a QUERY can stand it is one, unless there is
/// such a folder: `list -Linux` looks for cards without this word.
fn split_library(argument: OsString, query_can_stand: bool) -> Vec<OsString> {
    let folder = argument.to_str().and_then(|text| text.strip_prefix("-L"));
    let folder = folder.map(|folder| folder.strip_prefix('=').unwrap_or(folder)).filter(|folder| !folder.is_empty());
    match folder {
        Some(folder) if !query_can_stand || Path::new(folder).exists() => vec!["-L".into(), folder.into()],
        _ => vec![argument],
    }
}

/// A QUERY may begin with one hyphen, so the parser takes any unknown option for one; with two hyphens it is a
/// mistyped option.
fn refuse_unknown_options(arguments: &[OsString]) -> Result<(), clap::Error> {
    let grammar = Cli::grammar();
    let Some(subcommand) = subcommand_of(arguments, &grammar) else { return Ok(()) };
    let known: Vec<&str> =
        subcommand.get_arguments().filter_map(clap::Arg::get_long).chain(["help", "version"]).collect();
    let words = arguments.iter().skip(1).take_while(|word| *word != "--").map(|word| word.to_string_lossy());
    for word in words {
        let Some(option) = word.strip_prefix("--") else { continue };
        let option = option.split('=').next().unwrap_or(option);
        if known.contains(&option) {
            continue;
        }
        let tip = match nearest(option, known.iter().copied()) {
            Some(meant) => format!("did you mean '--{meant}'?"),
            None => format!("`copydesk {} --help` lists the options", subcommand.get_name()),
        };
        let message = format!("there is no option '--{option}'; {tip}");
        return Err(clap::Error::raw(ErrorKind::UnknownArgument, message));
    }
    Ok(())
}

/// The subcommand that the first word names, if it does.
fn subcommand_of<'g>(arguments: &[OsString], grammar: &'g clap::Command) -> Option<&'g clap::Command> {
    let mut words = arguments.iter().skip(1);
    while let Some(word) = words.next() {
        let word = word.to_str()?;
        let Some(option) = word.strip_prefix('-') else { return grammar.find_subcommand(word) };
        let takes_value =
            grammar.get_arguments().filter(|argument| argument.get_action().takes_values()).any(|argument| {
                argument.get_short().is_some_and(|short| option.strip_prefix(short) == Some(""))
                    || argument.get_long().is_some_and(|long| option.strip_prefix('-') == Some(long))
            });
        if takes_value {
            words.next();
        }
    }
    None
}

/// Writes help or the version, which is data; anything else is an error.
pub(super) fn answer(error: &clap::Error, world: &mut World<'_>) -> Result<u8, Failure> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            write!(world.stdout, "{}", error.render())?;
            world.stdout.flush()?;
            Ok(0)
        }
        // Arguments can be the names of hostile files: `copydesk show *`.
        _ => Err(Failure::Usage(message(error))),
    }
}

fn message(error: &clap::Error) -> SafeText {
    let text = error.render().to_string();
    let text = text.trim_end();
    SafeText::block(text.strip_prefix("error: ").unwrap_or(text))
}

/// A first word that is neither a subcommand nor there was meant to be one of the two.
pub(super) fn check_first_word(libraries: &[PathBuf]) -> Result<(), Failure> {
    let grammar = Cli::grammar();
    let subcommands: Vec<&str> = grammar.get_subcommands().map(clap::Command::get_name).collect();
    for (number, path) in libraries.iter().enumerate() {
        let Some(word) = path.to_str().filter(|word| !word.contains(std::path::is_separator)) else { continue };
        if path.symlink_metadata().is_ok() {
            continue;
        }
        let shown = shown_path(path);
        if number > 0 {
            if subcommands.contains(&word) {
                let message = format!("only the first word can be a subcommand: `copydesk {shown} -L LIBRARY`");
                return Err(Failure::Usage(SafeText::line(&message)));
            }
            continue;
        }
        let tip = match nearest(word, subcommands.iter().copied()) {
            Some(meant) => format!("did you mean `copydesk {meant}`?"),
            None => format!("the subcommands are {}", subcommands.join(", ")),
        };
        let message = format!("`{shown}` is neither a subcommand nor a file or folder; {tip}");
        return Err(Failure::Usage(SafeText::line(&message)));
    }
    Ok(())
}
