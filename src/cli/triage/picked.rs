//! The cards that a verb is about. What a QUERY means is decided in [`super::super::select`].

use std::ffi::OsStr;

use super::super::decided::Decided;
use super::super::error::Failure;
use super::super::library::Loaded;
use super::super::select::{Selection, search};
use super::super::{World, context};
use crate::card::SafeText;
use crate::config::Config;
use crate::library::HeadRef;
use crate::store::Sources;
use crate::store::desk::{Desk, Pick};
use crate::triage::Flags;

/// Cards, and the desk at which to decide about them.
pub(super) struct Picked {
    pub(super) desk: Desk,
    pub(super) picks: Vec<Pick>,
}

impl Picked {
    /// Finds the cards that `query` means. Those that stand already as the verb would have them, as `would_change`
    /// tells, are left out.
    ///
    /// # Errors
    /// When no card matches, no library is named, or library or state cannot be used.
    pub(super) fn find(
        query: &OsStr,
        config: &Config,
        world: &World<'_>,
        would_change: impl Fn(HeadRef<'_>, Flags) -> bool,
    ) -> Result<Self, Failure> {
        let context = context(config);
        let selection = Selection::parse(query, &context.views)?;
        let mut wanted = selection.query();
        wanted.sort = wanted.sort.or(Some(config.settings.sort));
        let sources = named(&selection, config)?;
        let (desk, known) = super::open(config, world)?;
        let decided = Decided::new(known, &sources, config);
        let loaded = Loaded::read_decided(sources, &decided, Some(&wanted), &context.views, config, world);
        let slots = search(&loaded, &wanted, &context);
        if slots.is_empty() {
            return Err(no_match(query));
        }
        let heads = slots.iter().filter_map(|slot| Some((loaded.library.head(*slot)?, loaded.flags.get(*slot))));
        let changing = heads.filter(|(head, flags)| would_change(*head, *flags));
        let picks = changing.map(|(head, flags)| Pick::of(head, flags, decided.names(), &loaded.sources)).collect();
        Ok(Self { desk, picks })
    }
}

/// What was named to decide about. The tour is there to be read: who names no library has forgotten to.
fn named(selection: &Selection, config: &Config) -> Result<Sources, Failure> {
    if config.settings.libraries.is_empty() && !matches!(selection, Selection::File { .. }) {
        let sentence = "no library is named: name one with -L or in config.yaml, or a card by the path of its file";
        return Err(Failure::Usage(SafeText::line(sentence)));
    }
    selection.sources(config)
}

/// What is said when no card is meant.
pub(super) fn no_match(query: &OsStr) -> Failure {
    let query = SafeText::line(query.to_string_lossy().trim());
    let sentence =
        if query.is_empty() { "there are no cards".to_owned() } else { format!("no card matches `{query}`") };
    Failure::NoMatch(SafeText::line(&sentence))
}
