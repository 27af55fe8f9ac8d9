//! `copydesk config`: what is set, where, and whether it is right. What can be set is decided in [`crate::config`].

use std::path::Path;

use super::World;
use super::args::ConfigWhat;
use super::error::Failure;
use crate::card::SafeText;
use crate::config::{Config, DEFAULT, Environment, Flags, Origin, keymap, load};
use crate::store::{Sources, shown_path};

pub(super) fn run(what: ConfigWhat, flags: &Flags, world: &mut World<'_>) -> Result<u8, Failure> {
    match what {
        ConfigWhat::Show => show(&load(&world.environment, flags)?, world)?,
        ConfigWhat::Path => path(flags, world)?,
        ConfigWhat::Default => world.stdout.write_all(DEFAULT.as_bytes())?,
        ConfigWhat::Check => return check(flags, world),
    }
    Ok(0)
}

fn show(config: &Config, world: &mut World<'_>) -> Result<(), Failure> {
    let rows = config.rows();
    let lines: Vec<String> = rows.iter().map(|(name, value, _)| format!("{name}: {value}")).collect();
    let width = lines.iter().map(|line| line.chars().count()).max().unwrap_or_default().min(60);
    for (line, (_, _, origin)) in lines.iter().zip(&rows) {
        let origin = match origin {
            Origin::Default => "default".to_owned(),
            Origin::File => {
                config.file.as_deref().map_or_else(|| "file".to_owned(), |path| shown_path(path).to_string())
            }
            Origin::Environment(name) => format!("environment: {name}"),
            Origin::Flag => "command line".to_owned(),
        };
        writeln!(world.stdout, "{line:<width$}  # {origin}")?;
    }
    Ok(())
}

fn path(flags: &Flags, world: &mut World<'_>) -> Result<(), Failure> {
    let places = Config::without_settings(&world.environment, flags).places;
    let rows = [
        ("config.yaml", flags.config.clone().or_else(|| places.config_file())),
        ("keymap.yaml", places.keymap_file()),
        ("state", places.state),
        ("cache", places.cache),
    ];
    for (name, path) in rows {
        let path = path.as_deref().map_or_else(|| SafeText::line("unknown: HOME is not set"), shown_path);
        writeln!(world.stdout, "{name:<11}  {path}")?;
    }
    Ok(())
}

/// Settings, the libraries they name, and keys. One line for each thing that is wrong, on standard output.
fn check(flags: &Flags, world: &mut World<'_>) -> Result<u8, Failure> {
    let (wrong, file) = faults(&world.environment, flags);
    for fault in &wrong {
        writeln!(world.stdout, "{fault}")?;
    }
    if wrong.is_empty() {
        let from = file.map_or_else(
            || "the defaults hold; there is no settings file".to_owned(),
            |path| format!("{path} is right"),
        );
        world.say(&from);
    }
    Ok(u8::from(!wrong.is_empty()))
}

fn faults(environment: &Environment, flags: &Flags) -> (Vec<String>, Option<SafeText>) {
    let mut wrong = Vec::new();
    let mut file = None;
    let places = match load(environment, flags) {
        Ok(config) => {
            file = config.file.as_deref().map(shown_path);
            let named = file.as_ref().map_or_else(|| "command line".to_owned(), ToString::to_string);
            for library in &config.settings.libraries {
                if let Err(error) = Sources::find(std::slice::from_ref(library)) {
                    wrong.push(format!("{named}: libraries: {error}"));
                }
            }
            config.places
        }
        Err(error) => {
            wrong.push(error.to_string());
            Config::without_settings(environment, flags).places
        }
    };
    if let Err(error) = keymap(&places) {
        wrong.push(error.to_string());
    }
    file = file.or_else(|| {
        places.keymap_file().filter(|path: &std::path::PathBuf| Path::exists(path)).map(|path| shown_path(&path))
    });
    (wrong, file)
}
