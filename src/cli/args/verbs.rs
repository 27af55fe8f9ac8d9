//! The arguments of verbs: which cards, what is decided about them, and the form of what is said. What verbs do is decided
//! in [`crate::cli`]'s own files.

use std::ffi::OsString;

use clap::{Args, Subcommand};

use super::Common;
use super::help::VERB_HELP;
use crate::cli::output::{Format, OutcomeFormat};

/// A verb that needs no more than to know which cards.
#[derive(Debug, Args)]
pub(in crate::cli) struct VerbArgs {
    /// Which cards.
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub(in crate::cli) query: OsString,
    /// The form of what is said about it.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(in crate::cli) format: OutcomeFormat,
    #[command(flatten)]
    pub(in crate::cli) common: Common,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct MarkArgs {
    /// Which cards.
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub(in crate::cli) query: OsString,
    #[command(flatten)]
    pub(in crate::cli) how: MarkHow,
    /// The form of what is said about it.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(in crate::cli) format: OutcomeFormat,
    #[command(flatten)]
    pub(in crate::cli) common: Common,
}

/// One of them, so that one undo takes it back.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(in crate::cli) struct MarkHow {
    /// They were read.
    #[arg(long)]
    pub(in crate::cli) read: bool,
    /// They were not.
    #[arg(long)]
    pub(in crate::cli) unread: bool,
    /// Star them.
    #[arg(long)]
    pub(in crate::cli) star: bool,
    /// Take the star away.
    #[arg(long)]
    pub(in crate::cli) unstar: bool,
    /// Done with them.
    #[arg(long)]
    pub(in crate::cli) archive: bool,
    /// Not done with them.
    #[arg(long)]
    pub(in crate::cli) unarchive: bool,
    /// Out of the way until then: 30min, 3h, 2d, 1w, 1mo, tomorrow, 2030-01-31 or 2030-01-31T09:00.
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub(in crate::cli) snooze: Option<String>,
    /// Back at once.
    #[arg(long)]
    pub(in crate::cli) unsnooze: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct BinArgs {
    #[command(flatten)]
    pub(in crate::cli) what: BinWhat,
    /// The form of what is said; jsonl and csv for --list only.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(in crate::cli) format: Format,
    #[command(flatten)]
    pub(in crate::cli) common: Common,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(in crate::cli) struct BinWhat {
    /// Which cards go there.
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub(in crate::cli) query: Option<OsString>,
    /// List what is there, the newest first.
    #[arg(long)]
    pub(in crate::cli) list: bool,
    /// Remove for good what is there for so long or longer: 90d, 12w or 3mo.
    #[arg(long, value_name = "AGE", allow_hyphen_values = true)]
    pub(in crate::cli) prune: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct TurnArgs {
    /// Leave files alone that were changed since or are gone, and go on with the rest.
    #[arg(long)]
    pub(in crate::cli) skip: bool,
    /// The form of what is said about it.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(in crate::cli) format: OutcomeFormat,
    #[command(flatten)]
    pub(in crate::cli) common: Common,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct HistoryArgs {
    /// Stop after this many steps.
    #[arg(long, value_name = "N")]
    pub(in crate::cli) limit: Option<usize>,
    /// Also what undo passes by, such as how far cards were read.
    #[arg(long)]
    pub(in crate::cli) all: bool,
    /// The form of the list.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(in crate::cli) format: Format,
    #[command(flatten)]
    pub(in crate::cli) common: Common,
}

#[derive(Debug, Args)]
#[command(subcommand_help_heading = "Subcommands", subcommand_value_name = "SUBCOMMAND")]
pub(in crate::cli) struct TopicsArgs {
    #[command(subcommand)]
    pub(in crate::cli) what: Option<TopicsWhat>,
    /// The form of the list.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(in crate::cli) format: Format,
    #[command(flatten)]
    pub(in crate::cli) common: Common,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum TopicsWhat {
    /// Add a topic to cards, in their files.
    #[command(after_help = VERB_HELP)]
    Add(TopicArgs),
    /// Remove a topic from cards, in their files.
    #[command(after_help = VERB_HELP)]
    Remove(TopicArgs),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct TopicArgs {
    /// Its name, as it is or will be written in the cards.
    #[arg(value_name = "TOPIC")]
    pub(in crate::cli) topic: String,
    /// Which cards.
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub(in crate::cli) query: OsString,
    /// The form of what is said about it.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(in crate::cli) format: OutcomeFormat,
    #[command(flatten)]
    pub(in crate::cli) common: Common,
}
