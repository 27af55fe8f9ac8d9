//! What goes wrong when a file is written, in sentences that say what became of it and what to do.

use std::io::{self, ErrorKind};

use crate::card::{Refusal, SafeText};
use crate::store::file;

/// Why a file was not saved. Unless the sentence says otherwise the file is, byte for byte, as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SaveError {
    /// The file is not what it was when the change was decided on, or was changed while it was written.
    #[error("not saved: {0} was changed by another program meanwhile; look at it again, then repeat")]
    Changed(SafeText),
    /// The change cannot be made safely.
    #[error("not saved: {path}: {refusal}; edit the file by hand")]
    Refused {
        /// The file.
        path: SafeText,
        /// What stands in the way.
        refusal: Refusal,
    },
    /// A card of the tour.
    #[error("not saved: the cards of the tour are built in, not files; try it on cards of your own")]
    BuiltIn,
    /// The edit was made, and its record failed: it cannot be taken back.
    #[error("the card was edited after another program had changed it, but that cannot be taken back: {0}")]
    NotRecorded(SafeText),
    /// The card was removed from the bin.
    #[error("not restored: {0} was removed from the bin for good")]
    Pruned(SafeText),
    /// The card is in the bin.
    #[error("not saved: {0} is in the bin; take it out first")]
    InBin(SafeText),
    /// What was recorded of an edit cannot be read.
    #[error("not done: what was recorded of the {0} of a card cannot be read")]
    Unknown(SafeText),
    /// Nothing has this path.
    #[error("not saved: {0} is not there any more: it was moved or deleted; search for its title")]
    Gone(SafeText),
    /// A symbolic link, or a folder on the way that is one, leads out of the library.
    #[error("not saved: {0} leads out of the library; add the folder it leads to, or edit the file by hand")]
    Outside(SafeText),
    /// A folder, pipe, device or, where one does not help, a symbolic link.
    #[error("not saved: {0} is not a regular file; look for it again")]
    NotRegular(SafeText),
    /// Too large to be proved in memory.
    #[error("not saved: {0} is larger than 8 MiB; do it by hand")]
    TooLarge(SafeText),
    /// The file must not be written.
    #[error("not saved: {0} is read-only; make it writable, then repeat")]
    ReadOnly(SafeText),
    /// Another instance holds the lock for longer than any write takes.
    #[error("not saved: another copydesk has been writing for {0} seconds; end it or wait, then repeat")]
    Busy(u64),
    /// What the system says.
    #[error("not saved: {path}: {reason} ({doing}); {advice}")]
    Io {
        /// The file.
        path: SafeText,
        /// What was being done, such as `writing`.
        doing: &'static str,
        /// What the system says.
        reason: SafeText,
        /// What to do.
        advice: &'static str,
    },
    /// A file that has to be written in place was written in part, and could not be put back now.
    #[error(
        "not saved: {0} was changed in part and could not be put back; start copydesk again when the disk works, which puts it back"
    )]
    Torn(SafeText),
    /// The new version is in place, but the system could not promise that it survives a power cut.
    #[error("not saved for sure: {path} is changed, but would perhaps not be after a power cut: {reason}")]
    Unsure {
        /// The file.
        path: SafeText,
        /// What the system says.
        reason: SafeText,
    },
    /// Another file of the same card is in the bin.
    #[error(
        "not moved: {0} is another file of a card that is in the bin; restore that one first, or move this one by hand"
    )]
    Shared(SafeText),
    /// Something has the name to which a file should come back.
    #[error("not restored: {0} exists already; move it away, then repeat")]
    Occupied(SafeText),
}

impl SaveError {
    /// The sentence without its verdict, for where another one stands before it.
    pub fn reason(&self) -> String {
        let sentence = self.to_string();
        ["not saved: ", "not restored: "]
            .iter()
            .find_map(|verdict| sentence.strip_prefix(verdict))
            .map(str::to_owned)
            .unwrap_or(sentence)
    }

    /// The file it is about, as it may be shown, if it is about one.
    pub fn path(&self) -> Option<&SafeText> {
        match self {
            Self::Changed(path)
            | Self::Gone(path)
            | Self::Outside(path)
            | Self::NotRegular(path)
            | Self::TooLarge(path)
            | Self::ReadOnly(path)
            | Self::Torn(path)
            | Self::Shared(path)
            | Self::InBin(path)
            | Self::Pruned(path)
            | Self::Occupied(path)
            | Self::Refused { path, .. }
            | Self::Io { path, .. }
            | Self::Unsure { path, .. } => Some(path),
            Self::BuiltIn | Self::Unknown(_) | Self::NotRecorded(_) | Self::Busy(_) => None,
        }
    }

    /// An error of the system while something was `doing` with a file.
    pub(super) fn io(path: &SafeText, doing: &'static str, error: &io::Error) -> Self {
        if error.kind() == ErrorKind::NotFound && doing == super::READING {
            return Self::Gone(path.clone());
        }
        let advice = match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room, then repeat",
            ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => "make the folder writable, then repeat",
            _ => "see to the disk, then repeat",
        };
        Self::Io { path: path.clone(), doing, reason: SafeText::line(&file::reason(error)), advice }
    }
}
