//! `copydesk check`: every problem in the library, as compilers write them. What a problem is, is decided in
//! [`crate::card`].

use std::path::{Path, PathBuf};

use super::World;
use super::error::Failure;
use super::library::{self, Loaded};
use crate::card::SafeText;
use crate::config::Config;
use crate::library::FileRef;
use crate::store::shown_path;

pub(super) fn run(config: &Config, world: &mut World<'_>) -> Result<u8, Failure> {
    let loaded = Loaded::read_files(library::sources(config)?, world);
    let below = world.folder.as_deref().and_then(|folder| folder.canonicalize().ok());
    let mut lines: Vec<(PathBuf, usize, usize, &SafeText)> = loaded
        .problems
        .iter()
        .map(|problem| {
            let path = path(&loaded, &problem.file, below.as_deref());
            (path, problem.problem.line, problem.problem.column, &problem.problem.message)
        })
        .collect();
    lines.sort();
    for (path, line, column, message) in &lines {
        writeln!(world.stdout, "{}:{line}:{column}: {message}", shown_path(path))?;
    }
    for failure in &loaded.failures {
        writeln!(world.stdout, "{failure}")?;
    }
    world.stdout.flush()?;
    if !world.verbose {
        world.say(&loaded.summary());
    }
    Ok(u8::from(!lines.is_empty() || !loaded.failures.is_empty()))
}

/// Relative to the current folder when the file lies below it, else as the user named the library.
fn path(loaded: &Loaded, file: &FileRef, folder: Option<&Path>) -> PathBuf {
    let Some(location) = loaded.sources.locate(file) else { return file.path.clone() };
    let relative = location.absolute.as_deref().and_then(|path| path.strip_prefix(folder?).ok());
    relative.map_or_else(|| location.given.clone(), Path::to_path_buf)
}
