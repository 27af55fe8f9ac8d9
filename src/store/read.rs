//! Reads one whole card from its file, for showing it. Many cards at once are read in [`mod@super::scan`].

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::file::{self, CARD_LIMIT, Extent, Fault, HEAD_LIMIT};
use super::source::{Source, shown_path};
use super::texts::{Gathered, MOST_TEXT, Spool};
use super::{Sources, tour};
use crate::card::{CardFile, HeadFile, HeadReading, Problem, Reading, SafeText, body_text, read, read_head};
use crate::library::{FileRef, Segment, SegmentBuilder};

/// A card with the bytes it was read from.
#[derive(Debug, Clone)]
pub struct CardText {
    /// The card, and where its body lies in `bytes`.
    pub file: CardFile,
    /// The file, or the beginning of it.
    pub bytes: Vec<u8>,
    /// The file is so long that the body's end was not read.
    pub cut: bool,
}

impl CardText {
    /// The body, made safe for the screen.
    pub fn body(&self) -> SafeText {
        body_text(&self.bytes, &self.file.body)
    }
}

/// Why a card cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The file is not there.
    #[error("{0} is not there any more: it was moved or deleted; search for its title")]
    Gone(SafeText),
    /// It became a link, a pipe or the like.
    #[error("{0} is not a regular file, so it is not read")]
    NotRegular(SafeText),
    /// What the system says.
    #[error("{path} cannot be read: {reason}")]
    Io {
        /// The file.
        path: SafeText,
        /// What the system says.
        reason: SafeText,
    },
    /// It is part of the program.
    #[error("{0} is built into the program, so there is no file to edit")]
    BuiltIn(SafeText),
    /// There is no front matter, or it describes a topic or an organization.
    #[error("{path} is not a card: {reason}")]
    NotACard {
        /// The file.
        path: SafeText,
        /// What it is instead.
        reason: &'static str,
    },
}

/// Where the file of a card lies, absolute, for another program to open.
///
/// # Errors
/// One sentence, when it is not there any more, or never was a file.
pub fn card_path(sources: &Sources, card: &FileRef) -> Result<PathBuf, ReadError> {
    let Some(location) = sources.locate(card) else { return Err(ReadError::Gone(shown_path(&card.path))) };
    let path = shown_path(&location.given);
    let Some(absolute) = location.absolute else { return Err(ReadError::BuiltIn(path)) };
    match absolute.symlink_metadata() {
        Ok(found) if found.is_file() => Ok(absolute),
        Ok(_) => Err(ReadError::NotRegular(path)),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(ReadError::Gone(path)),
        Err(error) => Err(ReadError::Io { path, reason: SafeText::line(&file::reason(&error)) }),
    }
}

/// Reads a card: its front matter and up to 8 MiB of body.
///
/// # Errors
/// One sentence, when the file cannot be read or is not a card. A card with broken front matter is no error.
pub fn read_card(sources: &Sources, card: &FileRef) -> Result<CardText, ReadError> {
    let path = sources.locate(card).map_or_else(|| shown_path(&card.path), |location| shown_path(&location.given));
    let root = sources.root(card.root).ok_or_else(|| ReadError::Gone(path.clone()))?;
    let mut bytes = Vec::new();
    let cut = if root.source == Source::Tour {
        bytes.extend(tour::bytes(&card.path).ok_or_else(|| ReadError::Gone(path.clone()))?);
        false
    } else {
        file::read(&root.folder.join(&card.path), CARD_LIMIT, &mut bytes).map_err(|fault| told(fault, &path))?.cut
    };
    understand(bytes, cut, path)
}

/// Reads a card from a file that is not where it belongs, as those in the bin.
///
/// # Errors
/// As [`read_card`].
pub fn read_card_file(file: &Path) -> Result<CardText, ReadError> {
    let path = shown_path(file);
    let mut bytes = Vec::new();
    let cut = file::read(file, CARD_LIMIT, &mut bytes).map_err(|fault| told(fault, &path))?.cut;
    understand(bytes, cut, path)
}

/// Reads the heads of files, each given with what the library calls it and where it lies. What is no card any more, or
/// not there, is left out. With a `spool`, bodies and links go into it.
pub fn read_heads(files: &[(FileRef, PathBuf)], spool: Option<&Spool>) -> Vec<Arc<Segment>> {
    let mut segments = Vec::new();
    let (mut builder, mut texts) = (SegmentBuilder::default(), Gathered::default());
    let mut finish = |builder: SegmentBuilder, texts: Gathered| {
        let texts = spool.and_then(|spool| spool.keep(texts));
        segments.push(Arc::new(builder.finish().with_texts(texts)));
    };
    let (mut bytes, now) = (Vec::new(), SystemTime::now());
    for (card, path) in files {
        let Ok(Extent { cut, facts }) = file::read(path, HEAD_LIMIT, &mut bytes) else { continue };
        let HeadReading::Card(mut read) = read_head(&bytes) else { continue };
        if builder.is_full() || texts.len() > MOST_TEXT {
            finish(std::mem::take(&mut builder), std::mem::take(&mut texts));
        }
        // A head too large for an empty segment cannot be: heads are cut when they are read.
        read.place(card.root, card.path.clone(), cut);
        if builder.push_stamped(&read.head, facts.stamp(now)).is_ok() && spool.is_some() {
            texts.push(&read, &bytes, cut.then_some(path.as_path()));
        }
    }
    if !builder.is_empty() {
        finish(builder, texts);
    }
    segments
}

/// What a file is listed as that is there and cannot be read.
pub(super) fn unreadable(error: &io::Error) -> HeadFile {
    let message = SafeText::line(&format!("the file cannot be read: {}", file::reason(error)));
    let problem = Problem { line: 1, column: 1, message };
    HeadFile::unread(problem)
}

fn told(fault: Fault, path: &SafeText) -> ReadError {
    match fault {
        Fault::Gone => ReadError::Gone(path.clone()),
        Fault::NotRegular => ReadError::NotRegular(path.clone()),
        Fault::Io(error) => ReadError::Io { path: path.clone(), reason: SafeText::line(&file::reason(&error)) },
    }
}

fn understand(bytes: Vec<u8>, cut: bool, path: SafeText) -> Result<CardText, ReadError> {
    match read(&bytes) {
        Reading::Card(file) => Ok(CardText { file: *file, bytes, cut }),
        Reading::Taxonomy(..) => {
            Err(ReadError::NotACard { path, reason: "its front matter describes a topic or an organization" })
        }
        Reading::Skipped(_) => Err(ReadError::NotACard { path, reason: "it does not begin with a line ---" }),
    }
}
