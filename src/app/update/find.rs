//! Finding in the card: which place is the current one, and that it can be seen.

use super::super::find::Find;
use super::super::layer::{Layer, Prompt, PromptKind};
use super::super::model::Model;
use super::{detail, panes};
use crate::page::Found;

const FROM_THE_TOP: &str = "From the top again";

/// Opens the line that finds as it is typed, or finds what was given.
pub(super) fn open(model: &mut Model, given: Option<&str>) {
    if model.current().is_none() {
        panes::say_no_card(model);
        return;
    }
    panes::enter_detail(model);
    let from = model.detail.top;
    if let Some(find) = &mut model.detail.find {
        find.from = None;
    }
    match given {
        Some(text) if is_at(model, text) => step(model, 1),
        Some(text) => find(model, text, from),
        None => model.layers.push(Layer::Prompt(Prompt::for_query(PromptKind::Find { from }, ""))),
    }
}

/// Whether a place of `text` is gone to and can be seen.
fn is_at(model: &Model, text: &str) -> bool {
    model.detail.find.as_ref().is_some_and(|find| find.wanted == text && is_seen(model, find))
}

/// Whether the current place can be seen.
fn is_seen(model: &Model, find: &Find) -> bool {
    let (top, height) = (model.detail.top, detail::height(model));
    find.lines().is_some_and(|(first, last)| first >= top && last < top + height)
}

/// What was typed is complete: says so if its place is above where the reader began.
pub(super) fn entered(model: &mut Model, text: &str, from: usize) {
    find(model, text, from);
    let lines = model.detail.find.as_ref().and_then(Find::lines);
    if lines.is_some_and(|(_, last)| last < from) {
        model.say(FROM_THE_TOP);
    }
}

/// Finds `text`, and goes to the first place from line `from` on. Of nothing, nothing is found.
pub(super) fn find(model: &mut Model, text: &str, from: usize) {
    if text.trim().is_empty() {
        give_up(model, from);
        return;
    }
    if model.detail.find.as_ref().is_some_and(|find| find.wanted == text && find.from == Some(from)) {
        return;
    }
    model.detail.find = Some(Find { wanted: text.to_owned(), from: Some(from), ..Find::default() });
    again(model);
    if let Some(found) = &mut model.detail.find {
        found.current = found.first_from(from).unwrap_or(0);
    }
    model.detail.top = from;
    show(model);
}

/// Nothing is looked for any more, and the page stands as when that began.
pub(super) fn give_up(model: &mut Model, from: usize) {
    if model.detail.find.take().is_some() {
        model.detail.top = from;
        detail::scroll(model, 0);
    }
}

/// To the next place, or `by` places on; after the last comes the first. Whoever has scrolled away from the current place
/// goes on from where they are.
pub(super) fn step(model: &mut Model, by: isize) {
    let Some(find) = &model.detail.find else { return };
    let count = isize::try_from(find.count).unwrap_or(isize::MAX);
    if count == 0 {
        let sentence = format!("`{}` is not in this card", find.wanted);
        model.say(&sentence);
        return;
    }
    let ahead = by > 0;
    let (begins, steps) = if is_seen(model, find) {
        (Some(find.current), by)
    } else {
        let top = model.detail.top;
        (if ahead { find.first_from(top) } else { find.last_above(top) }, by - by.signum())
    };
    let round = if ahead { 0 } else { count - 1 };
    let to = begins.map_or(round, |place| place.cast_signed()).saturating_add(steps);
    let is_round = begins.is_none() || (count > 1 && !(0..count).contains(&to));
    if let Some(find) = &mut model.detail.find {
        find.current = to.rem_euclid(count).unsigned_abs();
    }
    if is_round {
        model.say(if ahead { FROM_THE_TOP } else { "From the end again" });
    }
    show(model);
}

/// The page is another one now, of the same card: what was found is found anew.
pub(super) fn again(model: &mut Model) {
    let (Some(find), Some(shown)) = (&mut model.detail.find, &model.detail.shown) else { return };
    let Found { marks, count, is_more } = shown.page.text.find(&shown.page.lines, &find.wanted);
    (find.marks, find.count, find.is_more) = (marks, count, is_more);
    find.current = find.current.min(find.count.saturating_sub(1));
}

/// Scrolls so that the current place can be seen, with some lines above it.
fn show(model: &mut Model) {
    let Some((first, last)) = model.detail.find.as_ref().and_then(Find::lines) else { return };
    let (top, height) = (model.detail.top, detail::height(model));
    if first < top || last >= top + height {
        model.detail.top = first.saturating_sub(height / 3);
    }
    detail::scroll(model, 0);
}
