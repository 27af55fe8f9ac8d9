//! Why a picture is not shown, in words for the reader. What is shown in its place is decided by the page.

use super::Pixels;
use crate::card::SafeText;

/// Why a picture is not shown. Every message ends a sentence that begins with "not shown:".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// It is on the network, or the link is none that could be followed.
    #[error("it is not in the library")]
    Elsewhere,
    /// Nothing has this path.
    #[error("there is no such file")]
    Missing,
    /// The path, or a symbolic link on it, leads out of the library.
    #[error("its file is outside the library")]
    Outside,
    /// A folder, pipe, device or the like.
    #[error("it is not a regular file")]
    NotRegular,
    /// The file is longer than this many MiB.
    #[error("its file has more than {0} MiB")]
    TooLong(u64),
    /// Decoded it would take too much memory.
    #[error("{}x{} pixels are too many", .0.width, .0.height)]
    TooLarge(Pixels),
    /// It is there to take up room, or to count readers.
    #[error("it is too small to show anything")]
    TooSmall,
    /// What the decoder says.
    #[error("it cannot be decoded: {0}")]
    Undecodable(SafeText),
    /// What the system says.
    #[error("it cannot be read: {0}")]
    Unreadable(SafeText),
}

impl PictureError {
    /// Whether the reader should know. Pictures elsewhere are the rule, and a site has its pictures in folders of its own.
    pub fn is_notable(&self) -> bool {
        !matches!(self, Self::Elsewhere | Self::Missing | Self::TooSmall)
    }
}
