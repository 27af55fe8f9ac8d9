//! Editing the file of a card in the user's own editor: which file, handing over, and what follows when the editor was
//! left. Lending the terminal is [`crate::term`]'s.

use super::super::effect::Effect;
use super::super::layout::Pane;
use super::super::model::{Editing, Model};
use super::super::msg::Editable;
use super::super::unsaved::What;
use super::{again, panes};
use crate::card::SafeText;
use crate::library::FileRef;

/// Has the file of the selected card prepared, or of the one in the detail pane where that has the keys. A related card
/// that is nested in another lies in the other's file.
pub(super) fn ask(model: &mut Model, effects: &mut Vec<Effect>) {
    let shown = || model.detail.wanted.as_ref().map(|place| place.file.clone());
    let selected = || model.selected().and_then(|slot| model.file(slot));
    let Some(file) = (if model.focus == Pane::Detail { shown() } else { selected() }) else {
        panes::say_no_card(model);
        return;
    };
    let slot = model.library.by_path(file.root, &file.path);
    if slot.is_some_and(|slot| model.decisions.flags.get(slot).binned) {
        model.complain("This card is in the bin; take it out to edit it");
    } else if model.editing.is_none() {
        // Keys typed ahead do not start a second editor.
        model.editing = Some(Editing::default());
        effects.push(Effect::PrepareEdit { file });
    }
}

/// The file is there to be edited, or not.
pub(super) fn ready(model: &mut Model, file: FileRef, outcome: Result<Editable, SafeText>, effects: &mut Vec<Effect>) {
    match outcome {
        Ok(Editable { path, before }) => {
            model.editing = Some(Editing { before: Some(before) });
            effects.push(Effect::RunEditor { file, path });
        }
        Err(reason) => {
            model.editing = None;
            model.complain(&reason);
        }
    }
}

/// The editor was left. Whatever it said, the file may be another now: what it made of it is kept, and shown.
pub(super) fn edited(model: &mut Model, file: FileRef, outcome: Result<(), SafeText>, effects: &mut Vec<Effect>) {
    let editing = model.editing.take();
    match editing.and_then(|editing| editing.before) {
        Some(Ok(before)) => {
            let slot = model.library.by_path(file.root, &file.path);
            model.unsaved.push(What::Edit, slot.as_slice(), &model.library);
            effects.push(Effect::RecordEdit { file: file.clone(), before, library: model.library.clone() });
        }
        Some(Err(reason)) => model.complain(&format!("What was edited cannot be taken back with u: {reason}")),
        None => {}
    }
    if let Err(reason) = outcome {
        model.complain(&reason);
    }
    if model.detail.wanted.as_ref().is_some_and(|place| place.file == file) {
        model.detail.asked = None;
    }
    // Also when it cannot be kept, the list shows what the file says.
    again::ask(model, vec![file], effects);
}
