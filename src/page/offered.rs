//! Which cards a page offers as more like its own. How alike two cards are is decided in [`crate::library::like`], how the
//! section looks in [`super::alike`].

use std::sync::Arc;

use crate::library::{FileRef, Library, Shared, Stopped, like};
use crate::query::FlagTable;

/// Cards that a page offers.
const OFFERED: usize = 5;
/// Cards that are looked at for that: some of them may be in the bin or archived.
const ASKED: usize = 20;

/// A card that is like the one of a page. Named by its file, because slots change their meaning with the library.
#[derive(Debug, Clone, PartialEq)]
pub struct AlikeCard {
    /// Its file.
    pub file: FileRef,
    /// As [`crate::library::Alike::score`].
    pub score: f32,
    /// As [`crate::library::Alike::shared`].
    pub shared: Vec<Shared>,
}

/// The cards most like that of `file`, most alike first, at most five; without those in the bin and archived ones.
///
/// # Errors
/// [`Stopped`] when `stop` said so.
pub fn find_alike(
    library: &Library,
    file: &FileRef,
    flags: &FlagTable,
    stop: &dyn Fn() -> bool,
) -> Result<Arc<[AlikeCard]>, Stopped> {
    let Some(slot) = library.by_path(file.root, &file.path) else { return Ok(Arc::default()) };
    let found = like(library, slot, ASKED, stop)?.into_iter().filter(|alike| {
        let flags = flags.get(alike.slot);
        !flags.binned && !flags.archived
    });
    let named = found.filter_map(|alike| {
        let file = library.head(alike.slot)?.file();
        Some(AlikeCard { file, score: alike.score, shared: alike.shared })
    });
    Ok(named.take(OFFERED).collect())
}
