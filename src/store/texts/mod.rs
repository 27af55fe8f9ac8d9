//! Texts of cards that are too large to be kept in memory with the heads and are searched all the same: bodies, and the
//! card's own links. Which cards pass is asked by [`crate::query`]; on how many threads is decided in [`crate::work`].
//!
//! While the library is read, each segment's texts go to a *spool*, a file without a name in the cache folder, as search
//! wants them: made plain, folded, in one stretch. A search reads the stretches in order and tests every text. What else
//! was weighed, for answers within 300 ms of every key at 100,000 cards and a reader within 120 MiB:
//!
//! - *Reading the card files again*: opening and reading 100,000 files takes 0.3 s with nothing parsed, and making the
//!   texts takes 36 µs for 4 KB, 2 s in all on two cores.
//! - *The texts in memory*: 437 MB for bodies of 4 KB, 553 MiB instead of 122 with the heads. It is no faster, and what is
//!   done where the cache cannot be written.
//! - *Compressed blocks in memory*: a third of that at best, which alone is more than the reader may have, and all of it
//!   has to be unpacked for every key.
//! - *An index of words or trigrams*: as large as the texts or larger for substrings, and made anew for each change. It
//!   says nothing about queries of one or two letters, with which typing begins, and little about regular expressions:
//!   these read the texts all the same, and fast enough for them is fast enough for all.
//!
//! Measured on two cores that others used too, warm page cache, best of fifteen searches:
//!
//! | 100,000 cards | one in four with a body | all with bodies of 4 KB |
//! |---|---|---|
//! | spool: bodies and links | 35 and 24 MB | 437 and 24 MB |
//! | added to loading, in processor time | 0.4 s | 3.6 s |
//! | `a` | 4 ms | 27 ms |
//! | `ai` | 4 ms | 28 ms |
//! | `quantum budget` | 5 ms | 34 ms |
//! | `quant\w+ budget` | 6 ms | 49 ms |
//! | words that are nowhere | 7 ms | 53 ms |
//! | peak memory with and without texts | 120 and 118 MiB | 122 and 118 MiB |
//!
//! A machine short of memory reads from its disk instead. Segments know where their texts lie and nothing else, so that
//! an index of heads on disk can name a lasting file in the place of the spool.

mod excerpts;
mod find;
mod gather;
mod notices;
mod spool;
#[cfg(test)]
mod tests;
mod unnamed;

pub(super) use unnamed::read_at;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

pub use excerpts::Excerpts;
pub(crate) use find::{Buffer, Question};
pub(super) use gather::{Gathered, MOST_TEXT};
use notices::Notices;
pub use spool::Spool;

use crate::card::SafeText;
use crate::library::TextsLost;

/// Where the texts of libraries are kept, one loading after the other.
#[derive(Debug)]
pub struct Texts {
    folder: Option<PathBuf>,
    /// Where the texts of the last loading are.
    spool: Mutex<Arc<Spool>>,
    notices: Arc<Notices>,
}

impl Texts {
    /// Keeps texts in the folder `cache`, which is made when it is needed.
    pub fn new(cache: Option<PathBuf>) -> Self {
        let notices = Arc::new(Notices::default());
        let spool = Spool::new(cache.clone(), notices.clone());
        Self { folder: cache, spool: Mutex::new(Arc::new(spool)), notices }
    }

    /// A new spool, for a library that is read anew. A search in the old library goes on: its segments hold the old
    /// spool, and when the last of them is gone, its space is given back.
    pub fn begin(&self) -> Arc<Spool> {
        let spool = Arc::new(Spool::new(self.folder.clone(), self.notices.clone()));
        *self.lock() = spool.clone();
        spool
    }

    /// The spool of the last loading, for cards that are read again.
    pub fn spool(&self) -> Arc<Spool> {
        self.lock().clone()
    }

    /// What the user has to be told: that texts are kept in memory, or cannot be read back. Each is said once.
    pub fn take_notices(&self) -> Vec<SafeText> {
        self.notices.take()
    }

    /// Whether texts are kept in memory because they could not be written.
    pub fn are_in_memory(&self) -> bool {
        self.notices.told_memory()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Arc<Spool>> {
        self.spool.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Texts that were read back are no text.
fn damaged() -> TextsLost {
    TextsLost(SafeText::line("they are not what was written"))
}
