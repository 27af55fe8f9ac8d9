//! Verbs about card files: publishing, topics, the bin. Which cards they are about is decided in
//! [`super::selection`].

use super::super::effect::Effect;
use super::super::layer::{Layer, Prompt, TopicsLine};
use super::super::model::Model;
use super::super::unsaved::What;
use super::selection;
use crate::card::{SafeText, TopicNameError, topic_name};
use crate::command::{Command, Invocation};
use crate::library::Slot;
use crate::triage::{FileChange, Flags, Turn};

/// Publishes what is chosen, makes drafts of it, or whichever it is not.
pub(super) fn publish(model: &mut Model, turn: Turn, count: Option<u32>, effects: &mut Vec<Effect>) {
    let slots = selection::chosen(model, count);
    change(model, FileChange::Publish(turn), slots, effects);
}

/// Puts what is chosen into the bin; when all of it is there, takes it back out.
pub(super) fn toggle_bin(model: &mut Model, count: Option<u32>, effects: &mut Vec<Effect>) {
    let slots = selection::chosen(model, count);
    change(model, FileChange::Bin(Turn::Toggle), slots, effects);
}

/// Whether a topic can have the name that a command gives it.
///
/// # Errors
/// One sentence when it cannot.
pub(super) fn check(invocation: &Invocation) -> Result<(), TopicNameError> {
    match (invocation.command, &invocation.argument) {
        (Command::AddTopic, Some(topic)) => topic_name(topic).map(drop),
        _ => Ok(()),
    }
}

/// Adds or removes the topic that follows the command's name. One that goes may have any name, for cards have all kinds.
pub(super) fn topic(model: &mut Model, topic: Option<&str>, add: bool, count: Option<u32>, effects: &mut Vec<Effect>) {
    let Some(topic) = topic else { return };
    let names = match topic_name(topic) {
        Err(error) if add => {
            model.complain(&error.to_string());
            return;
        }
        _ => vec![SafeText::line(topic)],
    };
    let slots = selection::chosen(model, count);
    let (add, remove) = if add { (names, Vec::new()) } else { (Vec::new(), names) };
    change(model, FileChange::Topics { add, remove }, slots, effects);
}

/// Opens a line with the topics that all of the cards have, to be edited.
pub(super) fn edit_topics(model: &mut Model, count: Option<u32>) {
    let slots = selection::looked_at(model, count);
    if slots.is_empty() {
        // Says why.
        selection::chosen(model, count);
        return;
    }
    let comma = model.topics.rows.iter().any(|topic| topic.name.contains(','));
    let files = slots.iter().filter_map(|slot| model.file(*slot)).collect();
    let line = TopicsLine { files, common: common_topics(model, &slots), separator: if comma { ';' } else { ',' } };
    model.layers.push(Layer::Prompt(Prompt::for_topics(line)));
}

/// What was made of the line of topics.
///
/// # Errors
/// One sentence when a topic cannot have the name that it would get; nothing is asked for then.
pub(super) fn topics_edited(
    model: &mut Model,
    line: &TopicsLine,
    text: &str,
    effects: &mut Vec<Effect>,
) -> Result<(), TopicNameError> {
    line.check(text)?;
    let (add, remove) = line.difference(text);
    if add.is_empty() && remove.is_empty() {
        return Ok(());
    }
    let slots = line.files.iter().filter_map(|file| model.library.by_path(file.root, &file.path)).collect();
    selection::leave(model);
    change(model, FileChange::Topics { add, remove }, slots, effects);
    Ok(())
}

fn change(model: &mut Model, change: FileChange, slots: Vec<Slot>, effects: &mut Vec<Effect>) {
    if slots.is_empty() {
        return;
    }
    model.unsaved.push(What::Files, &slots, &model.library);
    let cards: Vec<(Slot, Flags)> = slots.into_iter().map(|slot| (slot, model.decisions.flags.get(slot))).collect();
    effects.push(Effect::ChangeFiles { change, cards, library: model.library.clone() });
}

/// The topics that every one of the cards has, in the order of the first.
fn common_topics(model: &Model, slots: &[Slot]) -> Vec<SafeText> {
    let topics = |slot: &Slot| model.library.head(*slot).into_iter().flat_map(|head| head.topics()).collect::<Vec<_>>();
    let Some((first, rest)) = slots.split_first() else { return Vec::new() };
    let mut common = topics(first);
    for slot in rest {
        let theirs = topics(slot);
        common.retain(|topic| theirs.contains(topic));
    }
    common.into_iter().map(SafeText::line).collect()
}
