//! Heads that were read again because their files changed: they take the place of the old ones, and nothing moves.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::effect::Effect;
use super::super::model::Model;
use super::{count_topics, selection};
use crate::library::{FileRef, Segment, Slot};

/// Puts heads in the place of those of the same files.
pub(super) fn take_heads(model: &mut Model, heads: Vec<Arc<Segment>>, effects: &mut Vec<Effect>) {
    if heads.is_empty() {
        return;
    }
    let loading = model.loading.running || model.loading.ready.is_some();
    for segment in heads {
        let files: Vec<FileRef> = segment.heads().map(|head| head.file()).collect();
        let rows = segment.len();
        let moved = model.library.replace(segment);
        model.decisions.follow(rows, &moved);
        follow(model, &moved);
        if model.detail.wanted.as_ref().is_some_and(|wanted| files.contains(&wanted.file)) {
            model.detail.asked = None;
        }
        if loading {
            // What is being read may have been read before the change.
            model.loading.changed.extend(files);
        }
    }
    count_topics(model, effects);
}

/// Files that changed while the library was read are read once more.
pub(super) fn catch_up(model: &mut Model, effects: &mut Vec<Effect>) {
    let files = std::mem::take(&mut model.loading.changed);
    if !files.is_empty() {
        effects.push(Effect::ReadAgain { files });
    }
}

/// The list shows the new heads where the old ones were.
fn follow(model: &mut Model, moved: &[(Slot, Slot)]) {
    let moved: HashMap<Slot, Slot> = moved.iter().copied().collect();
    if model.list.slots.iter().any(|slot| moved.contains_key(slot)) {
        model.list.slots = model.list.slots.iter().map(|slot| *moved.get(slot).unwrap_or(slot)).collect();
        selection::follow(model, &moved);
    }
}
