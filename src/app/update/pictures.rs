//! Asks for the pictures of the shown page that are in view or about to be, one after the other, and takes what comes.

use std::sync::Arc;

use super::super::effect::Effect;
use super::super::layout::Pane;
use super::super::model::Model;
use super::detail;
use crate::page::PlacedPicture;
use crate::picture::{Painted, PictureError};

/// Asks the terminal once what it can show, and workers for the next picture.
pub(super) fn watch(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(kitty) = model.pictures.must_ask() {
        effects.push(Effect::AskTerminal { kitty });
    }
    if model.layout().rows(Pane::Detail) == 0 {
        return;
    }
    let Some(shown) = model.current().cloned() else { return };
    // A page for cells of another size is about to be replaced.
    if model.detail.asked.as_ref().is_none_or(|asked| asked.pictures != shown.page.room) {
        return;
    }
    let (top, height) = (model.detail.top, detail::height(model));
    // What is in view comes first, then what the next page shows.
    let distance = |placed: &PlacedPicture| {
        let above = top.saturating_sub(placed.end());
        let below = placed.first.saturating_sub(top + height);
        above.max(below)
    };
    let mut near: Vec<&PlacedPicture> = shown.page.pictures.iter().filter(|placed| distance(placed) < height).collect();
    near.sort_by_key(|placed| distance(placed));
    let mut missing = None;
    for placed in near {
        match model.pictures.get(&shown.place, placed).cloned() {
            Some(Ok(painted)) if distance(placed) == 0 => {
                if model.pictures.must_upload(&painted) {
                    effects.push(Effect::Upload(painted));
                }
            }
            Some(_) => {}
            None => missing = missing.or(Some(placed)),
        }
    }
    let Some(missing) = missing else { return };
    let Some(order) = model.pictures.order_for(model.last_question.wrapping_add(1), &shown.place, missing) else {
        return;
    };
    let is_asked = model.pictures.order.as_ref().is_some_and(|asked| {
        let (card, picture, size) = (&order.card, &order.picture, order.size);
        (&asked.card, &asked.picture, asked.size) == (card, picture, size)
    });
    if !is_asked {
        model.next_question();
        model.pictures.order = Some(order.clone());
        effects.push(Effect::LoadPicture(order));
    }
}

/// A picture was painted, or could not be. Returns whether anything changed.
pub(super) fn painted(
    model: &mut Model,
    question: u32,
    outcome: Result<Arc<Painted>, PictureError>,
    effects: &mut Vec<Effect>,
) -> bool {
    let forgotten = model.pictures.keep(question, outcome);
    let is_awaited = forgotten.is_some();
    effects.extend(forgotten.into_iter().flatten().map(Effect::RemoveUpload));
    is_awaited
}
