//! The command line: what is asked for, and the answers that need no reader. One file a subcommand; the reader itself
//! is started by `main` from [`Action::Read`].

mod args;
mod check;
mod completions;
mod config;
mod count;
mod decided;
mod error;
mod history;
mod library;
mod list;
mod man;
mod open;
mod output;
mod progress;
mod providers;
mod select;
mod show;
mod topics;
#[cfg(unix)]
mod triage;
#[cfg(not(unix))]
#[path = "triage_elsewhere.rs"]
mod triage;
mod usage;
mod views;

use std::ffi::OsString;
use std::fmt;
use std::io::{self, Write};
use std::path::PathBuf;

use args::Command;
pub use error::Failure;

use crate::card::{SafeText, SafeUrl, Timestamp};
use crate::config::{Config, Environment, load};
use crate::dates::Dates;
use crate::query::{Context, ViewError, ViewSource, Views};
use crate::store::Sources;
use crate::store::state::ViewsFile;
use crate::triage::Direction;

/// Starts a browser on a link, or says why not.
pub type Opener<'w> = Box<dyn FnOnce(&SafeUrl) -> Result<(), SafeText> + 'w>;

/// Asks a question and gives back the line that is answered.
pub type Asker<'w> = Box<dyn FnMut(&str) -> io::Result<String> + 'w>;

/// What the command line needs of the outside world.
pub struct World<'w> {
    /// Environment variables.
    pub environment: Environment,
    /// The current folder, when there is one.
    pub folder: Option<PathBuf>,
    /// Where data goes.
    pub stdout: &'w mut dyn Write,
    /// Columns of the terminal that `stdout` is; `None` when it is none.
    pub width: Option<u16>,
    /// Whether somebody watches standard error.
    pub stderr_is_terminal: bool,
    /// How a link is opened.
    pub open: Opener<'w>,
    /// How somebody is asked; `None` when nobody is there.
    pub ask: Option<Asker<'w>>,
    /// Every question is answered with yes; set by `--yes`.
    pub yes: bool,
    /// Say nothing but errors; set by `--quiet`.
    pub quiet: bool,
    /// Say more; set by `--verbose`.
    pub verbose: bool,
}

impl fmt::Debug for World<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("World").field("folder", &self.folder).field("width", &self.width).finish_non_exhaustive()
    }
}

/// What remains to be done.
#[derive(Debug)]
pub enum Action {
    /// Nothing: the answer was written. Exit with this status, 0 or 1.
    Done(u8),
    /// Start the reader.
    Read {
        /// What to read.
        sources: Sources,
        /// Settings for this run.
        config: Box<Config>,
    },
}

/// Answers a command line, whose first word is the program's name.
///
/// # Errors
/// When it cannot be answered; see [`Failure::status`] for the exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>, world: &mut World<'_>) -> Result<Action, Failure> {
    let cli = match usage::parse(arguments) {
        Ok(cli) => cli,
        Err(error) => return usage::answer(&error, world).map(Action::Done),
    };
    let options = cli.options();
    (world.yes, world.quiet, world.verbose) = (options.yes, options.quiet, options.verbose);
    let flags = cli.flags();
    if flags.plain || world.environment.get("TERM").is_some_and(|term| term == "dumb") {
        // A line that counts is written over and over.
        world.stderr_is_terminal = false;
    }
    let settings = |world: &World<'_>| load(&world.environment, &flags);
    let status = match &cli.command {
        None => {
            usage::check_first_word(&cli.libraries)?;
            let config = Box::new(settings(world)?);
            return Ok(Action::Read { sources: library::sources(&config)?, config });
        }
        Some(Command::List(args)) => list::run(args, &settings(world)?, world)?,
        Some(Command::Count(args)) => count::run(args, &settings(world)?, world)?,
        Some(Command::Show(args)) => show::run(args, &settings(world)?, world)?,
        Some(Command::Open(args)) => open::run(args, &settings(world)?, world)?,
        Some(Command::Mark(args)) => triage::mark(args, &settings(world)?, world)?,
        Some(Command::Publish(args)) => triage::publish(true, args, &settings(world)?, world)?,
        Some(Command::Unpublish(args)) => triage::publish(false, args, &settings(world)?, world)?,
        Some(Command::Bin(args)) => triage::bin(args, &settings(world)?, world)?,
        Some(Command::Restore(args)) => triage::restore(args, &settings(world)?, world)?,
        Some(Command::Undo(args)) => triage::turn(Direction::Undo, args, &settings(world)?, world)?,
        Some(Command::Redo(args)) => triage::turn(Direction::Redo, args, &settings(world)?, world)?,
        Some(Command::History(args)) => history::run(args, &settings(world)?, world)?,
        Some(Command::Topics(args)) => topics::run(args, &settings(world)?, world)?,
        Some(Command::Providers(args)) => providers::run(args, &settings(world)?, world)?,
        Some(Command::Views(args)) => views::run(args, &settings(world)?, world)?,
        Some(Command::Check(_)) => check::run(&settings(world)?, world)?,
        Some(Command::Config(args)) => config::run(args.what, &flags, world)?,
        Some(Command::Completions(args)) => completions::run(args.shell, world)?,
        Some(Command::Man(_)) => man::run(world)?,
    };
    world.stdout.flush()?;
    Ok(Action::Done(status))
}

/// How reports write dates, from here and now.
fn dates(config: &Config) -> Dates {
    Dates { style: config.settings.dates, zone: jiff::tz::TimeZone::system(), now: now() }
}

fn now() -> Timestamp {
    Timestamp(jiff::Timestamp::now().as_second())
}

/// What queries depend on at this moment.
fn context(config: &Config) -> Context {
    // Saved views that cannot be read are told of where views are listed, and when one of them is named.
    let (views, _) = views(config, &ViewsFile::new(config.places.state.clone()));
    context_with(config, views)
}

/// The same with views that were read already.
fn context_with(config: &Config, views: Views) -> Context {
    Context { now: now(), zone: jiff::tz::TimeZone::system(), views, weights: config.settings.score }
}

/// Every view there is: built-in, from the settings, and saved ones; and what is wrong with those that are left out.
pub fn views(config: &Config, saved: &ViewsFile) -> (Views, Vec<SafeText>) {
    let mut views = Views::default();
    // The settings were checked when they were read.
    let mut notices = views.add(&config.settings.views, ViewSource::Config).iter().map(told).collect::<Vec<_>>();
    match saved.read() {
        Ok(saved) => notices.extend(views.add(&saved, ViewSource::Saved).iter().map(told)),
        Err(error) => notices.push(SafeText::line(&error.to_string())),
    }
    (views, notices)
}

fn told(error: &ViewError) -> SafeText {
    SafeText::line(&error.to_string())
}
