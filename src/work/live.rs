//! Looks at files that stirred, and at what was decided about the cards in them. What is true on disk is found out in
//! [`crate::store`]; what tells that something stirred, in `watch`.

use std::collections::{BTreeSet, HashSet};
use std::path::PathBuf;

use super::Services;
use crate::app::Seen;
use crate::library::{FileRef, HeadRef, Library, Slot, Stirred};
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
    let binned = || -> HashSet<FileRef> { services.decisions.binned_files(sources) };
    let look = Look { sources, library, spool: Some(&spool), binned: &binned, scattered, as_they_are };
    let Looked { change, unfinished } = refresh(look, stirred);
    let names = Names::new(sources);
    let identities = change.fresh.iter().flat_map(|fresh| {
        let rows = fresh.segment.heads().zip(&fresh.before);
        rows.map(|(head, before)| name(&names, head, before.and_then(|before| library.head(before))))
    });
    let recognised = services.decisions.recognise(&identities.collect::<Vec<_>>());
    let (known, cursor) =
        recognised.map_or_else(|| (None, Default::default()), |(known, cursor)| (Some(known), cursor));
    let known = known.map(|known| {
        let mut known = known.into_iter();
        change.fresh.iter().map(|fresh| known.by_ref().take(fresh.segment.len()).collect()).collect()
    });
    Seen { change, known, cursor, unfinished }
}

/// The names of a card, with those that it had when it lay elsewhere.
fn name(names: &Names, head: HeadRef<'_>, before: Option<HeadRef<'_>>) -> Identity {
    let name = names.of(head);
    let moved = before.filter(|before| (before.root(), before.path()) != (head.root(), head.path()));
    moved.map_or_else(|| name.clone(), |before| name.clone().with(&names.of(before)))
}
