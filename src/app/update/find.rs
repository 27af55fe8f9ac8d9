//! Finding in the card: which place is the current one, and that it can be seen.

use super::super::find::Find;
use super::super::layer::{Layer, Prompt, PromptKind};
use super::super::model::Model;
use super::{detail, panes};

/// Opens the line that finds as it is typed, or finds what was given.
pub(super) fn open(model: &mut Model, given: Option<&str>) {
    if model.current().is_none() {
        model.say("No card is selected");
        return;
    }
    panes::enter_detail(model);
    let from = model.detail.top;
    match given {
        Some(text) => find(model, text, from),
        None => model.layers.push(Layer::Prompt(Prompt::for_query(PromptKind::Find { from }, ""))),
    }
}

/// Finds `text`, and goes to the first place from line `from` on. Of nothing, nothing is found.
pub(super) fn find(model: &mut Model, text: &str, from: usize) {
    if text.trim().is_empty() {
        give_up(model, from);
        return;
    }
    if model.detail.find.as_ref().is_some_and(|find| find.wanted == text) {
        return;
    }
    model.detail.find = Some(Find { wanted: text.to_owned(), ..Find::default() });
    again(model);
    if let Some(found) = &mut model.detail.find {
        let next = found.marks.iter().find(|mark| mark.line >= from);
        found.current = next.map_or(0, |mark| mark.place);
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

/// To the next place, or `by` places on; after the last comes the first.
pub(super) fn step(model: &mut Model, by: isize) {
    let Some(find) = &mut model.detail.find else { return };
    let Some(last) = find.count.checked_sub(1) else {
        let sentence = format!("`{}` is not in this card", find.wanted);
        model.say(&sentence);
        return;
    };
    let (before, count) = (find.current, find.count);
    let steps = isize::try_from(count).map_or(0, |count| by.rem_euclid(count));
    find.current = (before + steps.unsigned_abs()) % count;
    let wrapped = if by > 0 { find.current <= before && last > 0 } else { find.current >= before && last > 0 };
    if wrapped {
        model.say(if by > 0 { "From the top again" } else { "From the end again" });
    }
    show(model);
}

/// The page is another one now, of the same card: what was found is found anew.
pub(super) fn again(model: &mut Model) {
    let (Some(find), Some(shown)) = (&mut model.detail.find, &model.detail.shown) else { return };
    (find.marks, find.count) = shown.page.text.find(&shown.page.lines, &find.wanted);
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
