//! Cards like the one that is shown: when they are looked for, and what of the page stays as it is when they are there.
//! Looking for them reads every head, so it waits until the reader stays with a card.

use std::sync::Arc;
use std::time::Duration;

use super::super::effect::{Effect, Timer};
use super::super::model::Model;
use super::super::panes::Likeness;
use super::{detail, find, resized};
use crate::library::FileRef;
use crate::page::{AlikeCard, Place, Shown, TargetKind, set_alike};

/// How long a card is on the screen before cards like it are looked for. A search takes 115 ms of one core at 100,000
/// cards, and a held key repeats every 30 ms or so.
const PATIENCE: Duration = Duration::from_millis(300);

/// Begins to wait once another card of the library is on the screen, and gives up what was asked for the one before.
pub(super) fn watch(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.layout().detail.is_none() {
        return;
    }
    let subject = subject(model);
    let before = model.detail.alike.of.as_ref().map(|(place, generation)| (place, *generation));
    if subject == before {
        return;
    }
    let of = subject.map(|(place, generation)| (place.clone(), generation));
    model.detail.alike = Likeness { of, ..Likeness::default() };
    if model.detail.alike.of.is_some() {
        let number = model.next_question();
        model.detail.alike.alarm = Some(number);
        effects.push(Effect::Wake { timer: Timer::Alike, number, after: PATIENCE });
    }
}

/// The reader has stayed with the card: looks for cards like it. Nothing is seen of that yet.
pub(super) fn rang(model: &mut Model, number: u32, effects: &mut Vec<Effect>) {
    let is_mine = model.detail.alike.alarm.take_if(|alarm| *alarm == number).is_some();
    let Some((place, _)) = model.detail.alike.of.clone().filter(|_| is_mine) else { return };
    let question = model.next_question();
    model.detail.alike.question = Some(question);
    let (library, flags) = (model.library.clone(), model.decisions.flags.clone());
    effects.push(Effect::FindAlike { question, place, library, flags });
}

/// They were found: their section goes below the page. Returns whether they were still asked for.
pub(super) fn found(model: &mut Model, question: u32, place: &Place, cards: Arc<[AlikeCard]>) -> bool {
    let is_asked = model.detail.alike.question.take_if(|asked| *asked == question).is_some();
    if !is_asked || model.current().is_none_or(|shown| shown.place != *place) {
        return false;
    }
    let selected = selected_file(model);
    let Some(shown) = &mut model.detail.shown else { return false };
    // Nobody else holds the page, unless a key has just begun a sequence: mostly nothing is copied.
    let shown = Arc::make_mut(shown);
    set_alike(shown, cards, &model.library, &model.dates);
    if let Some(file) = selected {
        let is_it = |kind| matches!(kind, TargetKind::Alike(index) if shown.alike_file(index) == Some(&file));
        model.detail.target = shown.page.targets.iter().position(|target| is_it(target.kind));
    }
    find::again(model);
    // The section before may have been longer.
    detail::scroll(model, 0);
    resized::end_moved(model);
    true
}

/// The same card was read again, perhaps for another width: what was found stays until something else is found.
pub(super) fn carry_over(model: &Model, new: &mut Arc<Shown>) {
    let before = model.detail.shown.as_ref().and_then(|shown| shown.alike.as_ref());
    if let Some(section) = before {
        set_alike(Arc::make_mut(new), section.cards.clone(), &model.library, &model.dates);
    }
}

/// The card's file is another one now: cards like it are looked for anew.
pub(super) fn begin_anew(model: &mut Model) {
    model.detail.alike = Likeness::default();
}

/// The card of the section that is selected.
fn selected_file(model: &Model) -> Option<FileRef> {
    match detail::selected(model)? {
        TargetKind::Alike(index) => model.current()?.alike_file(index).cloned(),
        TargetKind::Link(_) | TargetKind::Body(_) | TargetKind::Related(_) | TargetKind::Item(_) => None,
    }
}

/// The card of the library that is on the screen, with the loading that it is from; while the library is read, cards like
/// it are still to come.
fn subject(model: &Model) -> Option<(&Place, u32)> {
    let loading = &model.loading;
    let shown = model.current().filter(|_| !loading.running && loading.ready.is_none())?;
    Some((&shown.place, loading.generation)).filter(|(place, _)| place.nested.is_empty())
}
