//! Reads the cards beside the shown one before anybody asks for them.

use std::sync::Arc;

use super::super::effect::Effect;
use super::super::model::Model;
use super::super::panes::CardQuestion;
use super::card;
use crate::page::{Place, Shown};

/// Shows a page that was read ahead, if there is one. The card is read all the same: its file may have changed since.
pub(super) fn show(model: &mut Model, question: &CardQuestion) {
    let is_other = model.detail.shown.as_ref().is_none_or(|shown| shown.place != question.place);
    if let Some(shown) = model.detail.ahead.get(question).filter(|_| is_other).cloned() {
        card::put_up(model, shown);
    }
}

/// A card was read because it is shown: it is kept, and its neighbours in the list are read.
pub(super) fn go_on(model: &mut Model, shown: &Arc<Shown>, effects: &mut Vec<Effect>) {
    let Some(asked) = model.detail.asked.clone() else { return };
    model.detail.ahead.put(asked.clone(), shown.clone());
    let at = model.list.cursor.at;
    let beside = [at.checked_add(1), at.checked_sub(1)].into_iter().flatten();
    let place = |row: usize| Some(Place::card(model.file(*model.list.slots.get(row)?)?));
    let question = |row: usize| Some(CardQuestion { place: place(row)?, ..asked.clone() });
    let questions = beside.filter_map(question).filter(|question| model.detail.ahead.get(question).is_none());
    let questions: Vec<CardQuestion> = questions.collect();
    if !questions.is_empty() {
        let style = super::page_style(model, &asked);
        effects.push(Effect::ReadAhead { questions, style, library: model.library.clone() });
    }
}
