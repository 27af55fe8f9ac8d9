//! By which names the cards of a library are known in the state database.

use std::path::Path;

use crate::card::SafeUrl;
use crate::library::HeadRef;
use crate::store::Sources;
use crate::triage::{Identity, LibraryId};

/// Says by which names the cards of a library are known.
#[derive(Debug)]
pub(super) struct Names {
    libraries: Vec<LibraryId>,
}

impl Names {
    pub(super) fn new(sources: &Sources) -> Self {
        Self { libraries: sources.folders().iter().map(|folder| LibraryId::of(folder)).collect() }
    }

    pub(super) fn of(&self, head: HeadRef<'_>) -> Identity {
        let library = self.libraries.get(usize::from(head.root())).copied();
        let library = library.unwrap_or_else(|| LibraryId::of(Path::new("")));
        let link = head.canonical().and_then(|link| SafeUrl::parse(link).ok());
        Identity::new(library, head.path(), link.as_ref())
    }
}
