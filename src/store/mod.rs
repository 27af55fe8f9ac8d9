//! Files: which of them make up a library, how they are read without being harmed by them, how they are changed without
//! harming them, and the built-in tour.
//! Calls here block, and start threads only to walk folders and to read an index on all cores; when to call them is [`crate::work`]'s and
//! [`crate::cli`]'s affair.

#[cfg(unix)]
pub mod desk;
#[cfg(unix)]
pub mod edit;
mod file;
mod index;
mod load;
mod names;
mod picture;
mod read;
mod refresh;
mod scan;
mod source;
mod stamp;
pub mod state;
pub mod texts;
mod tour;
mod watch;

pub use index::{Contents, Doubt, Index, IndexError, Indexed, Opened};
pub use load::{Found, Freshness, LoadEvent, load};
pub use names::Names;
pub use picture::{PictureFile, open_picture};
pub use read::{CardText, ReadError, card_path, read_card, read_card_file, read_heads};
pub use refresh::{Look, Looked, refresh};
pub use scan::{FileProblem, Known, OtherFile, OtherKind, Outcome, ScanEvent, scan, scan_whole, verify};
pub use source::{Location, Source, SourceError, Sources, shown_path};
pub use watch::{FolderWatch, FolderWatchError, Told};
