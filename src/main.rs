//! The program: hands the outside world to the command line, and starts the reader when that is what was asked for.
//! Everything else is decided in the library.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Arc;

use copydesk::app::Options;
use copydesk::card::{SafeText, SafeUrl};
use copydesk::cli::{self, Action, Asker, Failure, World};
use copydesk::config::{Config, keymap};
use copydesk::reader;
use copydesk::store::state::{ViewsFile, VisitFile};
use copydesk::store::texts::Texts;
use copydesk::store::{Index, Sources};
use copydesk::term::{self, Edge};
use copydesk::work::browser::{Browser, detached};
use copydesk::work::{Keeper, Services};

fn main() -> ExitCode {
    detached::become_if_asked();
    let stdout = io::stdout();
    let width = if stdout.is_terminal() { Some(term::size().width).filter(|width| *width > 0) } else { None };
    let mut out = io::BufWriter::with_capacity(64 * 1024, stdout.lock());
    let mut world = World {
        environment: std::env::vars_os().collect(),
        folder: std::env::current_dir().ok(),
        stdout: &mut out,
        width,
        stderr_is_terminal: io::stderr().is_terminal(),
        open: Box::new(open),
        ask: asker(),
        yes: false,
        quiet: false,
        verbose: false,
    };
    let answer = cli::run(std::env::args_os(), &mut world);
    drop(world);
    let flushed = out.flush();
    // What could not be written must not be tried again on the way out.
    let (lock, _unwritten) = out.into_parts();
    drop(lock);
    match answer.and_then(|action| flushed.map(|()| action).map_err(Failure::from)) {
        Ok(Action::Done(status)) => ExitCode::from(status),
        Ok(Action::Read { sources, config }) => read(sources, &config),
        Err(failure) => {
            if let Some(sentence) = failure.sentence() {
                complain(&sentence);
            }
            ExitCode::from(failure.status())
        }
    }
}

/// Opens a link for the command line, which names it itself.
fn open(link: &SafeUrl) -> Result<(), SafeText> {
    Browser::from_env().open(link).map_err(|error| SafeText::line(&error.reason.to_string()))
}

/// Questions are asked where somebody sees them and can answer.
fn asker() -> Option<Asker<'static>> {
    let somebody = io::stdin().is_terminal() && io::stderr().is_terminal();
    somebody.then(|| -> Asker<'static> {
        Box::new(|question| {
            write!(io::stderr(), "copydesk: {question} ")?;
            let mut answer = String::new();
            io::stdin().read_line(&mut answer)?;
            Ok(answer)
        })
    })
}

/// The reader, until the user leaves.
fn read(sources: Sources, config: &Config) -> ExitCode {
    let keymap = match keymap(&config.places) {
        Ok(keymap) => Arc::new(keymap),
        Err(error) => {
            complain(&error.to_string());
            return ExitCode::from(2);
        }
    };
    let saved = ViewsFile::new(config.places.state.clone());
    let (views, notices) = cli::views(config, &saved);
    term::install_panic_hook();
    let now = term::now();
    let colors = config.settings.colors.on(true);
    let options = Options {
        keymap,
        sort: config.settings.sort,
        views,
        weights: config.settings.score,
        last_visit: None,
        dates: config.settings.dates,
        dwell: config.settings.dwell.0,
        zone: jiff::tz::TimeZone::system(),
        library_name: sources.name(),
        size: term::size(),
        now,
        colors,
        text_width: config.settings.text_width.0,
        center_text: config.settings.center_text.0,
        linear: config.settings.plain,
        order: config.settings.bidi.order(term::reorders(|name| std::env::var(name).ok())),
        cursor: config.settings.cursor.0,
        pictures: config.settings.pictures.plan(&std::env::vars_os().collect(), colors),
        cell: term::cell_size(),
    };
    let visits = VisitFile::new(config.places.state.clone(), sources.clone());
    match reader::run(
        options,
        notices,
        Services {
            watch: config.settings.watch.0,
            index: Index::new(config.places.cache.clone()),
            ..Services::new(
                sources,
                Browser::from_env(),
                Keeper::new(config.places.state.clone(), now),
                saved,
                Texts::new(config.places.cache.clone()),
            )
        },
        &visits,
        &Edge { plain: config.settings.plain, ..Edge::from_env() },
    ) {
        Ok(ended) => ExitCode::from(u8::try_from(ended.status()).unwrap_or(1)),
        Err(error) => {
            complain(&error.to_string());
            ExitCode::from(error.status())
        }
    }
}

fn complain(sentence: &str) {
    // Whoever closed standard error does not want to hear it.
    let _ = writeln!(io::stderr(), "copydesk: {sentence}");
}
