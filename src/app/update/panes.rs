//! Which pane keys go to, and what is open for it. Nothing else changes the focus, so that it is always on a pane that
//! is seen.

use super::super::effect::Effect;
use super::super::layout::Pane;
use super::super::model::Model;
use super::super::whereabouts::scope_words;
use super::{list, topics};

/// Gives the keys to `pane`. The topics are open while they have them; only the detail can be alone.
pub(super) fn focus(model: &mut Model, pane: Pane) {
    model.focus = pane;
    model.topics.open = pane == Pane::Topics;
    model.zoomed &= pane == Pane::Detail;
    if pane == Pane::List && model.detail.waiting.is_none() {
        // Whatever was jumped to, from the list keys are about the row they are on.
        list::follow_selection(model);
    }
    list::keep_in_view(model);
    topics::keep_in_view(model);
}

/// Says that there is no card to do something with, and what leaves none.
pub(super) fn say_no_card(model: &mut Model) {
    let is_narrowed = model.list.slots.is_empty() && model.scope.is_narrowed() && !model.loading.running;
    let words = is_narrowed.then(|| format!("No card matches {}", scope_words(model, " · ")));
    model.say(words.as_deref().unwrap_or("No card is selected"));
}

/// Goes into the detail pane. Returns whether there is a card to go to.
pub(super) fn enter_detail(model: &mut Model) -> bool {
    let Some(place) = model.detail.wanted.clone() else {
        say_no_card(model);
        return false;
    };
    if model.focus != Pane::Detail {
        focus(model, Pane::Detail);
        model.visits.visit(&place);
    }
    true
}

/// To the pane on the left.
pub(super) fn left(model: &mut Model) {
    match model.focus {
        Pane::Detail if model.zoomed => zoom(model),
        Pane::Detail => focus(model, Pane::List),
        Pane::List => focus(model, Pane::Topics),
        Pane::Topics => {}
    }
}

/// To the pane on the right.
pub(super) fn right(model: &mut Model) {
    match model.focus {
        Pane::Topics => focus(model, Pane::List),
        Pane::List => drop(enter_detail(model)),
        Pane::Detail => {}
    }
}

/// To the next pane, or the previous one, round and round.
pub(super) fn cycle(model: &mut Model, forward: bool) {
    match (model.focus, forward) {
        (Pane::Topics, true) | (Pane::Detail, false) => focus(model, Pane::List),
        (Pane::List, true) | (Pane::Topics, false) => drop(enter_detail(model)),
        (Pane::Detail, true) | (Pane::List, false) => focus(model, Pane::Topics),
    }
}

/// Only the detail, and back.
pub(super) fn zoom(model: &mut Model) {
    if model.zoomed {
        model.zoomed = false;
        list::keep_in_view(model);
    } else {
        model.zoomed = enter_detail(model);
    }
}

/// Out of the innermost thing that is open; from the list, out of the program.
pub(super) fn back_or_quit(model: &mut Model, effects: &mut Vec<Effect>) {
    match model.focus {
        Pane::Detail if model.zoomed => zoom(model),
        Pane::Detail | Pane::Topics => focus(model, Pane::List),
        Pane::List => effects.push(Effect::Quit),
    }
}
