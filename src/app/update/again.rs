//! Heads that were read again because their files changed: they take the place of the old ones, and nothing moves. Each
//! time they are a small segment of their own, which stays until the library is read anew.

use std::sync::Arc;

use super::super::effect::Effect;
use super::super::model::Model;
use super::super::moved::Moved;
use super::{alike, ask_for_list, count_topics, live, selection};
use crate::library::{FileRef, Library, Segment};

/// Puts heads in the place of those of the same files. `asked` is the library when they were asked for: if another was read
/// since, they may be older than what is known, and are read once more.
pub(super) fn take_heads(
    model: &mut Model,
    heads: Vec<Arc<Segment>>,
    asked: Option<&Library>,
    effects: &mut Vec<Effect>,
) {
    if heads.is_empty() {
        return;
    }
    let may_be_older = !asked.is_some_and(|asked| asked.is_same(&model.library));
    let loading = model.loading.running || model.loading.ready.is_some();
    for segment in heads {
        let files: Vec<FileRef> = segment.heads().map(|head| head.file()).collect();
        let rows = segment.len();
        let moved = Moved::new(model.library.replace(segment));
        if may_be_older {
            live::read_once_more(model, moved.iter().map(|(_, now)| now).collect(), effects);
        } else {
            live::read_anew(model, &moved, effects);
        }
        model.decisions.follow(rows, &moved);
        model.unsaved.follow(&moved);
        follow(model, &moved);
        if model.detail.wanted.as_ref().is_some_and(|wanted| files.contains(&wanted.file)) {
            model.detail.asked = None;
            alike::begin_anew(model);
        }
        if loading {
            // What is being read may have been read before the change.
            model.loading.changed.extend(files);
        }
    }
    if model.list.asked.waiting {
        // The list that is on its way knows the old heads only.
        ask_for_list(model, effects, false);
    }
    count_topics(model, effects);
}

/// Has files read again whose heads may be others now.
pub(super) fn ask(model: &mut Model, mut files: Vec<FileRef>, effects: &mut Vec<Effect>) {
    files.sort_unstable();
    files.dedup();
    if !files.is_empty() {
        model.loading.again.push_back(model.library.clone());
        effects.push(Effect::ReadAgain { files });
    }
}

/// They were read.
pub(super) fn answered(model: &mut Model, heads: Vec<Arc<Segment>>, effects: &mut Vec<Effect>) {
    let asked = model.loading.again.pop_front();
    take_heads(model, heads, asked.as_ref(), effects);
}

/// Files that changed while the library was read are read once more.
pub(super) fn catch_up(model: &mut Model, effects: &mut Vec<Effect>) {
    let files = std::mem::take(&mut model.loading.changed);
    ask(model, files, effects);
}

/// The list shows the new heads where the old ones were.
fn follow(model: &mut Model, moved: &Moved) {
    if model.list.slots.iter().any(|slot| moved.to(*slot).is_some()) {
        model.list.slots = model.list.slots.iter().map(|slot| moved.to(*slot).unwrap_or(*slot)).collect();
        selection::follow(model, moved);
    }
    if moved.iter().next().is_some() {
        model.list.answer.follow(|slot| moved.to(slot));
    }
}
