//! Editing the file of a card in the user's own editor: which file, handing over, and what follows when the editor was
//! left. Lending the terminal is [`crate::term`]'s.

use std::path::PathBuf;

use super::super::effect::Effect;
use super::super::layout::Pane;
use super::super::model::Model;
use crate::card::SafeText;
use crate::library::FileRef;

/// Has the file of the selected card prepared, or of the one in the detail pane where that has the keys. A related card
/// that is nested in another lies in the other's file.
pub(super) fn ask(model: &mut Model, effects: &mut Vec<Effect>) {
    let shown = || model.detail.wanted.as_ref().map(|place| place.file.clone());
    let selected = || model.selected().and_then(|slot| model.file(slot));
    let Some(file) = (if model.focus == Pane::Detail { shown() } else { selected() }) else {
        model.say("No card is selected");
        return;
    };
    let slot = model.library.by_path(file.root, &file.path);
    if slot.is_some_and(|slot| model.decisions.flags.get(slot).binned) {
        model.complain("This card is in the bin; take it out to edit it");
    } else if !model.editing {
        // Keys typed ahead do not start a second editor.
        model.editing = true;
        effects.push(Effect::PrepareEdit { file });
    }
}

/// The file is there to be edited, or not.
pub(super) fn ready(model: &mut Model, file: FileRef, path: Result<PathBuf, SafeText>, effects: &mut Vec<Effect>) {
    match path {
        Ok(path) => effects.push(Effect::RunEditor { file, path }),
        Err(reason) => {
            model.editing = false;
            model.complain(&reason);
        }
    }
}

/// The editor was left. Whatever it said, the file may be another now.
pub(super) fn edited(model: &mut Model, file: &FileRef, outcome: Result<(), SafeText>) {
    model.editing = false;
    if let Err(reason) = outcome {
        model.complain(&reason);
    }
    read_again(model, file);
}

/// Shows what the file says now. The list goes on showing what it said when the library was read.
fn read_again(model: &mut Model, file: &FileRef) {
    if model.detail.wanted.as_ref().is_some_and(|place| place.file == *file) {
        model.detail.asked = None;
    }
}
