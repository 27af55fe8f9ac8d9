//! The library as it is read: heads that arrive, what is asked of them while they do, and the end of it.

use std::sync::Arc;

use super::super::decisions::Decisions;
use super::super::effect::Effect;
use super::super::model::Model;
use super::super::moved::Moved;
use super::super::msg::KnownRows;
use super::{again, ask_for_list, count_topics, live, news, search_again};
use crate::card::{SafeText, Taxonomy};
use crate::counts::cards;
use crate::library::{Census, Library, LibraryChange, Segment};
use crate::triage::{CardId, Flags};

/// A segment that was read.
pub(super) struct Heads<'a> {
    pub(super) segment: Arc<Segment>,
    pub(super) dead: &'a [u16],
    pub(super) known: &'a [Option<(CardId, Flags)>],
}

/// Some more heads are there.
pub(super) fn heads_loaded(model: &mut Model, heads: Heads<'_>, taxonomies: Vec<Taxonomy>, effects: &mut Vec<Effect>) {
    if let Some((library, decisions)) = &mut model.loading.incoming {
        add(library, decisions, heads, taxonomies);
        return;
    }
    add(&mut model.library, &mut model.decisions, heads, taxonomies);
    ask_again(model, effects);
}

/// Some files are not as the heads say that are there.
pub(super) fn files_compared(
    model: &mut Model,
    asked: &Library,
    change: LibraryChange,
    known: &[KnownRows],
    effects: &mut Vec<Effect>,
) {
    if let Some((library, decisions)) = &mut model.loading.incoming {
        let applied = library.apply(change, asked);
        let moved = Moved::new(applied.moved);
        decisions.take_up(&applied.added, |number, row| library.slot(number, row), &moved, Some(known));
        return;
    }
    live::take_up(model, change, asked, Some(known));
    ask_again(model, effects);
}

/// Asks for the list and the counts of everything that was read, unless that was done.
pub(super) fn ask_for_all(model: &mut Model, effects: &mut Vec<Effect>) {
    if !std::mem::replace(&mut model.loading.settled, true) {
        search_again(model, effects);
        count_topics(model, effects);
    }
}

/// The library has grown: asks for the list and the counts anew, if it is time.
fn ask_again(model: &mut Model, effects: &mut Vec<Effect>) {
    model.loading.settled = false;
    let (cards, now) = (model.library.len(), model.dates.now);
    if model.loading.listing.is_due(cards, now) {
        search_again(model, effects);
    }
    if model.loading.counting.is_due(cards, now) {
        count_topics(model, effects);
    }
}

fn add(library: &mut Library, decisions: &mut Decisions, heads: Heads<'_>, taxonomies: Vec<Taxonomy>) {
    let Heads { segment, dead, known } = heads;
    library.learn(taxonomies);
    if !segment.is_empty() {
        let (number, rows) = (library.segments().count(), segment.len());
        library.push_without(segment, dead);
        decisions.push(rows, |row| library.slot(number, row), known);
    }
}

/// Every file was looked at.
pub(super) fn library_loaded(
    model: &mut Model,
    generation: u32,
    census: Census,
    failures: &[SafeText],
    effects: &mut Vec<Effect>,
) {
    model.loading.running = false;
    model.loading.census = census;
    model.loading.failures = failures.len();
    model.loading.ready = model.loading.incoming.take();
    if model.loading.ready.is_some() {
        ask_for_list(model, effects, false);
    } else {
        ask_for_all(model, effects);
        again::catch_up(model, effects);
        live::catch_up(model, effects);
    }
    if model.loading.ready.is_none() && generation > 1 {
        model.say(&format!("Read {} anew", cards(model.library.len())));
    }
    news::catch_up(model, effects);
    match failures {
        [] => {}
        [only] => model.complain(only),
        [first, rest @ ..] => model.complain(&format!("{first} (and {} more; see `copydesk check`)", rest.len())),
    }
}
