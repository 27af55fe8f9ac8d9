//! From keys to commands: sequences, counts, and which keymap context is in force.

use super::super::effect::Effect;
use super::super::layout::Pane;
use super::super::model::Model;
use super::{begun, layers, run};
use crate::command::{Command, Invocation};
use crate::keymap::{Context, Key, KeyCode, Lookup, write};

/// Largest count that can be typed.
const COUNT_LIMIT: u32 = 99_999;

/// Most keys that wait for a card; the disk is stuck when they are reached.
const WAITING_LIMIT: usize = 256;

/// Takes one key. Whoever leaves with it has not touched the list.
pub(super) fn press(model: &mut Model, key: Key, effects: &mut Vec<Effect>) {
    let touched = std::mem::replace(&mut model.list.touched, true);
    take(model, key, effects);
    if effects.iter().any(|effect| matches!(effect, Effect::Quit)) {
        model.list.touched = touched;
    }
}

/// Until a card that keys wait for was read, a key waits behind them.
fn take(model: &mut Model, key: Key, effects: &mut Vec<Effect>) {
    let cannot_wait = model.layers.is_empty() && cannot_wait(model, key);
    if let Some(waiting) = model.detail.waiting.as_mut().filter(|_| !cannot_wait) {
        if waiting.keys.len() < WAITING_LIMIT {
            waiting.keys.push_back(key);
        } else {
            model.complain("The card is still being read; Esc gives up waiting for it");
        }
        return;
    }
    if !model.layers.is_empty() {
        layers::press(model, key, effects);
        return;
    }
    model.pending.push(key);
    let keymap = model.keymap.clone();
    match keymap.lookup(context(model), &model.pending) {
        Lookup::Found(invocations) => {
            begun::take_back(model);
            model.pending.clear();
            carry_out(model, invocations, effects);
        }
        Lookup::Begun(invocations) => {
            begun::take_back(model);
            let before = begun::remember(model);
            carry_out(model, invocations, effects);
            begun::wait(model, before, effects);
        }
        Lookup::Pending => {}
        Lookup::NotFound if model.begun.is_some() => begun::stands(model, effects),
        Lookup::NotFound => {
            let typed = std::mem::take(&mut model.pending);
            if key.code == KeyCode::Esc {
                model.count = None;
            } else if !(typed.len() == 1 && count_digit(model, key)) {
                model.count = None;
                model.say(&format!("{} does nothing here; ? lists the keys", write(&typed)));
            }
        }
    }
}

fn carry_out(model: &mut Model, invocations: &[Invocation], effects: &mut Vec<Effect>) {
    forget_message(model, invocations);
    for invocation in invocations {
        let count = model.count.filter(|_| invocation.command.takes_count());
        run::run(model, &Invocation { count, ..invocation.clone() }, effects);
    }
    model.count = None;
}

/// The card that was waited for is there, or will not be: what waits is done, as far as it does not wait again.
pub(super) fn go_on(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.is_card_missing() {
        return;
    }
    let Some(waiting) = model.detail.waiting.take() else { return };
    for invocation in &waiting.invocations {
        run::run(model, invocation, effects);
    }
    for key in waiting.keys {
        press(model, key, effects);
    }
}

/// Whether a key gives up waiting or leaves, which must work while the disk is stuck.
fn cannot_wait(model: &Model, key: Key) -> bool {
    let at_once = |invocation: &Invocation| {
        matches!(invocation.command, Command::Cancel | Command::LeaveSelection | Command::Quit | Command::Suspend)
    };
    match model.keymap.lookup(context(model), &[key]) {
        Lookup::Found(invocations) => invocations.iter().all(at_once),
        Lookup::Begun(_) | Lookup::Pending | Lookup::NotFound => false,
    }
}

/// A message stands until the next key; a link it offers stands until something is copied or done.
fn forget_message(model: &mut Model, invocations: &[Invocation]) {
    if invocations.iter().any(|invocation| invocation.command == Command::Cancel) {
        return;
    }
    let copies = invocations.iter().any(|invocation| invocation.command == Command::Copy);
    if !copies || model.message.as_ref().is_some_and(|message| message.offer.is_none()) {
        model.message = None;
    }
}

fn context(model: &Model) -> Context {
    match model.focus {
        Pane::Topics => Context::Topics,
        Pane::List if model.list.selection.is_some() => Context::Select,
        Pane::List => Context::List,
        Pane::Detail => Context::Detail,
    }
}

/// Digits that no binding takes are a count, in the list.
fn count_digit(model: &mut Model, key: Key) -> bool {
    let KeyCode::Char(digit) = key.code else { return false };
    let Some(digit) = digit.to_digit(10).filter(|_| !key.ctrl && !key.alt) else { return false };
    if model.focus != Pane::List || (digit == 0 && model.count.is_none()) {
        return false;
    }
    let count = model.count.unwrap_or(0).saturating_mul(10).saturating_add(digit);
    model.count = Some(count.min(COUNT_LIMIT));
    true
}
