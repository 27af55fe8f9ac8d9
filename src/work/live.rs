//! Looks at files that stirred, and at what was decided about the cards in them. What is true on disk is found out in
//! [`crate::store`]; what tells that something stirred, in `watch`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::Services;
use super::decisions::Named;
use crate::app::Seen;
use crate::library::{HeadRef, Library, Slot, Stirred};
use crate::store::{Look, Looked, Names, refresh};
use crate::triage::Identity;

/// Finds out what became of files.
pub(super) fn look(
    services: &Services,
    library: &Library,
    stirred: &Stirred,
    as_they_are: &BTreeSet<PathBuf>,
    scattered: &[Slot],
) -> Seen {
    let sources = &services.sources;
    let spool = services.texts.spool();
    let binned = || services.decisions.binned_files(sources);
    let look = Look { sources, library, spool: Some(&spool), binned: &binned, scattered, as_they_are };
    let Looked { change, unfinished } = refresh(look, stirred);
    let names = Names::new(sources);
    let named = change.fresh.iter().flat_map(|fresh| {
        let rows = fresh.segment.heads().zip(&fresh.before);
        rows.map(|(head, before)| Named { now: names.of(head), before: former(&names, head, library, *before) })
    });
    let recognised = services.decisions.recognise(&named.collect::<Vec<_>>());
    let (cursor, has_new_names) =
        recognised.as_ref().map_or_else(Default::default, |found| (found.cursor, found.has_new_names));
    let known = recognised.map(|found| {
        let mut known = found.known.into_iter();
        change.fresh.iter().map(|fresh| known.by_ref().take(fresh.segment.len()).collect()).collect()
    });
    Seen { change, known, cursor, has_new_names, unfinished }
}

/// The names that a card had when it lay elsewhere.
fn former(names: &Names, head: HeadRef<'_>, library: &Library, before: Option<Slot>) -> Option<Identity> {
    let before = before.and_then(|before| library.head(before))?;
    ((before.root(), before.path()) != (head.root(), head.path())).then(|| names.of(before))
}
