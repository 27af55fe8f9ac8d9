//! The command line's grammar: its options, its subcommands, and the arguments of those that only tell. The arguments of
//! verbs are in `verbs`, the longer help texts in `help`. What the subcommands do is decided in their own files.

mod help;
mod verbs;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum, ValueHint};

use self::help::{BIN_HELP, CARD_HELP, EXAMPLES, LIST_HELP, QUERY_HELP, RESTORE_HELP, SHOW_HELP, VERB_HELP};
pub(super) use self::verbs::{
    BinArgs, HistoryArgs, MarkArgs, MarkHow, TopicArgs, TopicsArgs, TopicsWhat, TurnArgs, VerbArgs,
};
use super::output::{Format, ShowFormat};
use crate::card::LinkKind;
use crate::config::{ColorChoice, Flags};
use crate::library::Sort;

/// Read a library of cards: Markdown files with YAML front matter, one for each news item.
///
/// Without a subcommand, copydesk opens its reader on the LIBRARY folders (or single card files), else on the
/// configured ones, else on a built-in tour. With a subcommand, it answers on standard output and is done.
#[derive(Debug, Parser)]
#[command(name = "copydesk", version, after_help = EXAMPLES, max_term_width = 100)]
#[command(subcommand_help_heading = "Subcommands", subcommand_value_name = "SUBCOMMAND")]
pub(super) struct Cli {
    /// Folders and card files to read.
    #[arg(value_name = "LIBRARY", value_hint = ValueHint::AnyPath)]
    pub(super) libraries: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) common: Common,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// Options that every subcommand knows.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Options of every subcommand")]
pub(super) struct Common {
    /// Read this folder or card file; repeat it for several.
    #[arg(short = 'L', long, value_name = "DIR", value_hint = ValueHint::AnyPath)]
    pub(super) library: Vec<PathBuf>,
    /// Use this settings file.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) config: Option<PathBuf>,
    /// Keep what must survive here.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) state_dir: Option<PathBuf>,
    /// Keep what can be made again here.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) cache_dir: Option<PathBuf>,
    /// When to use colors: auto, always or never.
    #[arg(long, value_name = "WHEN", hide_possible_values = true, value_parser = color_parser())]
    pub(super) color: Option<ColorChoice>,
    /// Write lines instead of drawing: for screen readers, braille and terminals that only print.
    #[arg(long)]
    pub(super) plain: bool,
    /// Do not ask before more than one card is changed.
    #[arg(long)]
    pub(super) yes: bool,
    /// Say only what was asked for.
    #[arg(short, long)]
    pub(super) quiet: bool,
    /// Say more on standard error.
    #[arg(short, long)]
    pub(super) verbose: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// List the cards that match.
    #[command(after_help = format!("{QUERY_HELP}\n\n{LIST_HELP}"))]
    List(ListArgs),
    /// Say how many cards match.
    #[command(after_help = QUERY_HELP)]
    Count(CountArgs),
    /// Show everything a card says.
    #[command(after_help = format!("{CARD_HELP}\n\n{SHOW_HELP}"))]
    Show(ShowArgs),
    /// Open a card's page in the browser.
    #[command(after_help = CARD_HELP)]
    Open(OpenArgs),
    /// Mark cards as read, starred, archived or snoozed, or not.
    #[command(after_help = VERB_HELP)]
    Mark(MarkArgs),
    /// Publish cards, in their files.
    #[command(after_help = VERB_HELP)]
    Publish(VerbArgs),
    /// Make cards drafts, in their files.
    #[command(after_help = VERB_HELP)]
    Unpublish(VerbArgs),
    /// Move cards to the bin, list it, or empty it of old ones.
    #[command(after_help = format!("{VERB_HELP}\n\n{BIN_HELP}"))]
    Bin(BinArgs),
    /// Move cards back from the bin.
    #[command(after_help = RESTORE_HELP)]
    Restore(VerbArgs),
    /// Take the last step back, whichever copydesk made it.
    Undo(TurnArgs),
    /// Do again what was taken back last.
    Redo(TurnArgs),
    /// List what was decided, the newest first.
    History(HistoryArgs),
    /// List the topics as a tree, with the number of their cards; or add and remove them.
    Topics(TopicsArgs),
    /// List the providers, with the number of their cards.
    Providers(ReportArgs),
    /// List the views, with the number of their cards and their queries.
    Views(ReportArgs),
    /// Report every problem in the library as path:line:col: message.
    Check(PlainArgs),
    /// Show, explain or check the settings.
    Config(ConfigArgs),
    /// Print completions for a shell.
    Completions(CompletionsArgs),
    /// Print the manual page, in roff.
    Man(PlainArgs),
}

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// Which cards; all of them without it.
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub(super) query: Option<OsString>,
    /// Order them by this, or several with commas; - before one turns it round. See `man copydesk`.
    #[arg(long, value_name = "KEY", allow_hyphen_values = true)]
    pub(super) sort: Option<Sort>,
    /// Turn the order around.
    #[arg(long)]
    pub(super) reverse: bool,
    /// Stop after this many cards.
    #[arg(long, value_name = "N")]
    pub(super) limit: Option<usize>,
    /// The form of the list.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(super) format: Format,
    /// Answer from the index as it is, without looking at the files again.
    #[arg(long)]
    pub(super) cached: bool,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct CountArgs {
    /// Which cards; all of them without it.
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub(super) query: Option<OsString>,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// Which card.
    #[arg(value_name = "CARD", allow_hyphen_values = true, value_hint = ValueHint::FilePath)]
    pub(super) card: OsString,
    /// The form of the answer.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(super) format: ShowFormat,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct OpenArgs {
    /// Which card.
    #[arg(value_name = "CARD", allow_hyphen_values = true, value_hint = ValueHint::FilePath)]
    pub(super) card: OsString,
    /// Which of its links: canonical, original, web, amp or cdn-amp.
    #[arg(long, value_name = "KIND", default_value = "canonical", hide_possible_values = true)]
    #[arg(value_parser = link_parser())]
    pub(super) link: LinkKind,
    /// Print the link instead.
    #[arg(long)]
    pub(super) print: bool,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    /// The form of the list.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct PlainArgs {
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct ConfigArgs {
    /// What to do with them.
    #[arg(value_name = "WHAT", value_enum)]
    pub(super) what: ConfigWhat,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ConfigWhat {
    /// The settings as they hold now, and where each comes from.
    Show,
    /// Where the settings and other files lie.
    Path,
    /// The settings as they are by default, explained.
    Default,
    /// Whether settings and keys are right.
    Check,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// For which shell.
    #[arg(value_name = "SHELL", value_enum)]
    pub(super) shell: clap_complete::Shell,
    #[command(flatten)]
    pub(super) common: Common,
}

impl Command {
    pub(super) fn common(&self) -> &Common {
        match self {
            Self::List(args) => &args.common,
            Self::Count(args) => &args.common,
            Self::Show(args) => &args.common,
            Self::Open(args) => &args.common,
            Self::Mark(args) => &args.common,
            Self::Publish(args) | Self::Unpublish(args) | Self::Restore(args) => &args.common,
            Self::Bin(args) => &args.common,
            Self::Undo(args) | Self::Redo(args) => &args.common,
            Self::History(args) => &args.common,
            Self::Topics(args) => &args.common,
            Self::Providers(args) | Self::Views(args) => &args.common,
            Self::Check(args) | Self::Man(args) => &args.common,
            Self::Config(args) => &args.common,
            Self::Completions(args) => &args.common,
        }
    }

    /// The options that follow a subcommand of this one.
    fn common_below(&self) -> Option<&Common> {
        match self {
            Self::Topics(TopicsArgs { what: Some(TopicsWhat::Add(args) | TopicsWhat::Remove(args)), .. }) => {
                Some(&args.common)
            }
            _ => None,
        }
    }
}

impl Cli {
    /// The grammar. An option given again takes the place of the first.
    pub(super) fn grammar() -> clap::Command {
        fn last_counts(command: clap::Command) -> clap::Command {
            command.args_override_self(true).mut_subcommands(last_counts)
        }
        last_counts(<Self as CommandFactory>::command())
    }

    /// Options given before and after the subcommand, taken together.
    pub(super) fn options(&self) -> Common {
        let mut options = self.common.clone();
        let command = self.command.as_ref();
        for more in command.map(Command::common).into_iter().chain(command.and_then(Command::common_below)) {
            options.library.extend(more.library.iter().cloned());
            options.config = more.config.clone().or(options.config);
            options.state_dir = more.state_dir.clone().or(options.state_dir);
            options.cache_dir = more.cache_dir.clone().or(options.cache_dir);
            options.color = more.color.or(options.color);
            options.plain |= more.plain;
            options.yes |= more.yes;
            options.quiet |= more.quiet;
            options.verbose |= more.verbose;
        }
        options
    }

    /// What the command line says about settings.
    pub(super) fn flags(&self) -> Flags {
        let Common { library, config, state_dir, cache_dir, color, plain, .. } = self.options();
        let libraries = self.libraries.iter().cloned().chain(library).collect();
        Flags { config, state_dir, cache_dir, color, plain, libraries }
    }
}

fn color_parser() -> impl clap::builder::TypedValueParser<Value = ColorChoice> {
    use clap::builder::TypedValueParser;
    PossibleValuesParser::new(ColorChoice::ALL.map(ColorChoice::name))
        .map(|name| ColorChoice::from_name(&name).unwrap_or_default())
}

fn link_parser() -> impl clap::builder::TypedValueParser<Value = LinkKind> {
    use clap::builder::TypedValueParser;
    PossibleValuesParser::new(LinkKind::ALL.map(LinkKind::name)).try_map(|name| name.parse::<LinkKind>())
}
