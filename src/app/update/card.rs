//! A card that was asked for arrives: it takes the place of the one before, or of itself in another shape.

use std::sync::Arc;

use super::super::effect::Effect;
use super::super::model::Model;
use super::{ahead, alike, find, keys, position, resized};
use crate::card::SafeText;
use crate::page::{Place, Shown, TargetKind};

/// The card that was asked for was read, or could not be.
pub(super) fn shown(model: &mut Model, place: Place, shown: Result<Arc<Shown>, SafeText>, effects: &mut Vec<Effect>) {
    match shown {
        Ok(shown) => {
            ahead::go_on(model, &shown, effects);
            put_up(model, shown);
        }
        Err(reason) => {
            // A page that was read ahead is of a file that is not so any more.
            model.detail.ahead.forget(&place);
            model.detail.shown.take_if(|shown| shown.place == place);
            model.detail.failed = Some((place, reason));
        }
    }
    keys::go_on(model, effects);
}

/// This is the card that is shown from now on.
pub(super) fn put_up(model: &mut Model, mut shown: Arc<Shown>) {
    if model.detail.shown.as_ref().is_some_and(|before| before.place == shown.place) {
        alike::carry_over(model, &mut shown);
        put_in_place(model, &shown);
    } else {
        position::resume(model, &shown);
        model.detail.target = None;
        model.detail.find = None;
        model.detail.anchor = None;
        model.detail.shown = Some(shown);
    }
    model.detail.failed = None;
    find::again(model);
}

/// The same card again: the selected target stays selected, and in another shape the text at the top stays there.
fn put_in_place(model: &mut Model, new: &Arc<Shown>) {
    let Some(old) = model.detail.shown.replace(new.clone()) else { return };
    let kind = |index: usize| old.page.targets.get(index).map(|target| target.kind);
    let selected: Option<TargetKind> = model.detail.target.and_then(kind);
    model.detail.target = selected.and_then(|kind| new.page.targets.iter().position(|target| target.kind == kind));
    if (old.page.width, old.page.room) == (new.page.width, new.page.room) {
        model.detail.top = model.detail.top.min(new.page.lines.len().saturating_sub(1));
    } else {
        let anchor = resized::anchor(model, &old.page);
        resized::settle(model, anchor);
    }
}
