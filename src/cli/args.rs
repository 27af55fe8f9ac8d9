//! The command line's grammar and its help. What the subcommands do is decided in their own files.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum, ValueHint};

use super::output::{Format, OutcomeFormat, ShowFormat};
use crate::card::LinkKind;
use crate::config::{ColorChoice, Flags};
use crate::library::Sort;

const EXAMPLES: &str = "\
Examples:
  copydesk                         the configured libraries, else the built-in tour
  copydesk ~/cards                 the reader on a folder of Markdown cards
  copydesk list ethics -L ~/cards  the cards with this word in title, excerpt or topics
  copydesk list 'power -flow' --format jsonl | jq .title
  copydesk show ~/cards/2021-04-12-getting-ai-to-scale.md
  copydesk open ~/cards/2021-04-12-getting-ai-to-scale.md --link amp --print
  copydesk mark 'drones -ethics' --archive --yes
  copydesk publish ~/cards/2021-04-12-getting-ai-to-scale.md
  copydesk topics add Ethics 'ethics bias' --yes
  copydesk undo                    takes the last step back, files included
  copydesk check -L ~/cards        every problem as path:line:col: message

Only the first word can be a subcommand: `copydesk ./list` reads a folder of that name.

Exit status:
  0    done
  1    nothing matched, the answer was no, or problems were found
  2    the command line or the settings are wrong, or --yes is missing
  3    something asked for could not be done
  130  interrupted";

const QUERY_HELP: &str = "\
QUERY is one argument, quoted by the shell: words that must all occur in title, excerpt, topics, provider or \
body, \"phrases\", /regular expressions/, OR, -word for what must not occur, and fields such as topic:AI, is:unread, \
quality>50, date:30d or view:starred; sort:quality,-date and limit:20 may stand at its end. The path of a card file, or an http(s) link, stands for exactly \
that card.";

const VERB_HELP: &str = "\
QUERY is one argument, quoted by the shell: words that must all occur in title, excerpt, topics, provider or \
body, \"phrases\", /regular expressions/, OR, -word for what must not occur, and fields such as topic:AI, is:unread, \
quality>50, date:30d or view:starred; sort:quality,-date and limit:20 may stand at its end; '' means every card. The path of a card file, or an http(s) link, \
stands for exactly that card. Without such a path, a library has to be named, with -L or in config.yaml. Before more \
than one card is changed you are asked; without a terminal, --yes is needed. Everything can be taken back with \
`copydesk undo`, or in the reader, which may be open meanwhile.";

const LIST_HELP: &str = "\
In the table, cards that were decided about are marked in front: * starred, r read, a archived, z snoozed, b binned.";

const RESTORE_HELP: &str = "\
QUERY is the path that a card had, or its http(s) link, or words in what it says or in its path; '' means every card in \
the bin, or all of those that came from the folders named with -L. `copydesk bin --list` shows what there is.";

const BIN_HELP: &str = "\
What is in the bin can be had back with `copydesk restore` or `copydesk undo`, byte for byte, until it is removed for \
good with --prune.";

const CARD_HELP: &str = "\
CARD is the path of a card file, which needs no library, or an http(s) link, or a query that matches exactly one \
card. When it matches several, they are listed and the exit status is 1.";

const SHOW_HELP: &str = "\
The text of the card is set as wide as the terminal, up to 100 columns, or 80 columns where there is none. Links in it \
have numbers, and their addresses stand below it.";

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

/// A verb that needs no more than to know which cards.
#[derive(Debug, Args)]
pub(super) struct VerbArgs {
    /// Which cards.
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub(super) query: OsString,
    /// The form of what is said about it.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(super) format: OutcomeFormat,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct MarkArgs {
    /// Which cards.
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub(super) query: OsString,
    #[command(flatten)]
    pub(super) how: MarkHow,
    /// The form of what is said about it.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(super) format: OutcomeFormat,
    #[command(flatten)]
    pub(super) common: Common,
}

/// One of them, so that one undo takes it back.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(super) struct MarkHow {
    /// They were read.
    #[arg(long)]
    pub(super) read: bool,
    /// They were not.
    #[arg(long)]
    pub(super) unread: bool,
    /// Star them.
    #[arg(long)]
    pub(super) star: bool,
    /// Take the star away.
    #[arg(long)]
    pub(super) unstar: bool,
    /// Done with them.
    #[arg(long)]
    pub(super) archive: bool,
    /// Not done with them.
    #[arg(long)]
    pub(super) unarchive: bool,
    /// Out of the way until then: 30min, 3h, 2d, 1w, 1mo, tomorrow, 2030-01-31 or 2030-01-31T09:00.
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub(super) snooze: Option<String>,
    /// Back at once.
    #[arg(long)]
    pub(super) unsnooze: bool,
}

#[derive(Debug, Args)]
pub(super) struct BinArgs {
    #[command(flatten)]
    pub(super) what: BinWhat,
    /// The form of what is said; jsonl and csv for --list only.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(super) struct BinWhat {
    /// Which cards go there.
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub(super) query: Option<OsString>,
    /// List what is there, the newest first.
    #[arg(long)]
    pub(super) list: bool,
    /// Remove for good what is there for so long or longer: 90d, 12w or 3mo.
    #[arg(long, value_name = "AGE", allow_hyphen_values = true)]
    pub(super) prune: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct TurnArgs {
    /// Leave files alone that were changed since or are gone, and go on with the rest.
    #[arg(long)]
    pub(super) skip: bool,
    /// The form of what is said about it.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(super) format: OutcomeFormat,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct HistoryArgs {
    /// Stop after this many steps.
    #[arg(long, value_name = "N")]
    pub(super) limit: Option<usize>,
    /// Also what undo passes by, such as how far cards were read.
    #[arg(long)]
    pub(super) all: bool,
    /// The form of the list.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
#[command(subcommand_help_heading = "Subcommands", subcommand_value_name = "SUBCOMMAND")]
pub(super) struct TopicsArgs {
    #[command(subcommand)]
    pub(super) what: Option<TopicsWhat>,
    /// The form of the list.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Subcommand)]
pub(super) enum TopicsWhat {
    /// Add a topic to cards, in their files.
    #[command(after_help = VERB_HELP)]
    Add(TopicArgs),
    /// Remove a topic from cards, in their files.
    #[command(after_help = VERB_HELP)]
    Remove(TopicArgs),
}

#[derive(Debug, Args)]
pub(super) struct TopicArgs {
    /// Its name, as it is or will be written in the cards.
    #[arg(value_name = "TOPIC")]
    pub(super) topic: String,
    /// Which cards.
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub(super) query: OsString,
    /// The form of what is said about it.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(super) format: OutcomeFormat,
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
