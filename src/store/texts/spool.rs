//! Takes the texts of one loading and gives them back: a file as long as it can be written, memory from then on. What
//! the texts are is decided in [`super::gather`].

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::gather::Gathered;
use super::notices::Notices;
use super::unnamed;
use crate::card::SafeText;
use crate::library::{Stretch, TextSource, TextsLost};
use crate::store::file::reason;
use crate::store::shown_path;

/// Where the texts of one loading go. The file is made with the first text, and its space is given back when the spool
/// and every segment with texts in it are gone.
#[derive(Debug)]
pub struct Spool {
    /// `None` when the system has no place for what can be made again.
    folder: Option<PathBuf>,
    state: Mutex<State>,
    notices: Arc<Notices>,
}

#[derive(Debug)]
enum State {
    Unopened,
    Open {
        file: Arc<SpoolFile>,
        end: u64,
    },
    /// It could not be made or written: texts stay in memory.
    Unusable,
}

impl Spool {
    pub(super) fn new(folder: Option<PathBuf>, notices: Arc<Notices>) -> Self {
        Self { folder, state: Mutex::new(State::Unopened), notices }
    }

    /// Keeps texts. `None` when there are none.
    pub(in crate::store) fn keep(&self, texts: Gathered) -> Option<Stretch> {
        let Gathered { bodies, links, excerpts, ends } = texts;
        let length = ends.len();
        if length == 0 {
            return None;
        }
        if let Some((file, mut at)) = self.space(length) {
            let start = at;
            let written =
                [&bodies, &links, &excerpts].into_iter().try_for_each(|texts: &String| -> std::io::Result<()> {
                    unnamed::write_at(&file.0, texts.as_bytes(), at)?;
                    at += texts.len() as u64;
                    Ok(())
                });
            match written {
                Ok(()) => return Some(Stretch::new(file, start, ends)),
                Err(error) => self.give_up(&reason(&error)),
            }
        }
        let memory = Arc::new(Memory((bodies + &links + &excerpts).into_bytes().into_boxed_slice()));
        Some(Stretch::new(memory, 0, ends))
    }

    /// Room for so many bytes, and where it begins. Several threads write at once, each in its own.
    fn space(&self, length: u64) -> Option<(Arc<SpoolFile>, u64)> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*state, State::Unopened) {
            *state = match self.create() {
                Ok(file) => State::Open { file: Arc::new(SpoolFile(file)), end: 0 },
                Err(why) => {
                    self.notices.kept_in_memory(&why);
                    State::Unusable
                }
            };
        }
        match &mut *state {
            State::Open { file, end } => {
                let at = *end;
                *end += length;
                Some((file.clone(), at))
            }
            State::Unopened | State::Unusable => None,
        }
    }

    fn create(&self) -> Result<File, String> {
        let folder = self.folder.as_deref().ok_or("there is no folder for caches")?;
        unnamed::create(folder).map_err(|error| unwritable(folder, &reason(&error)))
    }

    fn give_up(&self, why: &str) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = State::Unusable;
        self.notices.kept_in_memory(&self.folder.as_deref().map_or_else(String::new, |folder| unwritable(folder, why)));
    }
}

fn unwritable(folder: &Path, why: &str) -> String {
    format!("{} cannot be written: {why}", shown_path(folder))
}

#[derive(Debug)]
struct SpoolFile(File);

impl TextSource for SpoolFile {
    fn read_at(&self, from: u64, buffer: &mut [u8]) -> Result<(), TextsLost> {
        unnamed::read_at(&self.0, from, buffer).map_err(|error| TextsLost(SafeText::line(&reason(&error))))
    }
}

#[derive(Debug)]
struct Memory(Box<[u8]>);

impl TextSource for Memory {
    fn read_at(&self, from: u64, buffer: &mut [u8]) -> Result<(), TextsLost> {
        let start = usize::try_from(from).unwrap_or(usize::MAX);
        let end = start.saturating_add(buffer.len());
        let bytes = self.0.get(start..end).ok_or_else(|| TextsLost(SafeText::line("the texts end before")))?;
        buffer.copy_from_slice(bytes);
        Ok(())
    }
}

#[cfg(test)]
impl Spool {
    /// A spool whose file refuses to be written.
    pub(super) fn refusing(notices: Arc<Notices>, file: File) -> Self {
        let state = State::Open { file: Arc::new(SpoolFile(file)), end: 0 };
        Self { folder: Some("/cache".into()), state: Mutex::new(state), notices }
    }
}
