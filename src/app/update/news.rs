//! What was decided elsewhere, by another reader or a command: when to ask for it, and taking note of it. The list stays
//! as it is, as after the reader's own decisions.

use super::super::decisions::Decisions;
use super::super::effect::Effect;
use super::super::model::Model;
use super::super::msg::Heard;
use super::{again, count};
use crate::card::SafeText;
use crate::library::{FileRef, Library, Slot};
use crate::triage::{CardId, Cursor};

/// A loading begins with what was decided up to `cursor`.
pub(super) fn begin(model: &mut Model, cursor: Cursor) {
    match &mut model.loading.incoming {
        Some((_, decisions)) => decisions.cursor = cursor,
        None => model.decisions.cursor = cursor,
    }
}

/// What a reload read may be newer than answers that came meanwhile or are still to come: somebody else may have decided
/// in between. Then the news are those since what was known before, and asked for behind all answers.
pub(super) fn go_back(model: &mut Model, reloaded: &mut Decisions, noted: bool) {
    if noted || !model.unsaved.is_empty() || !model.loading.again.is_empty() {
        reloaded.cursor = model.decisions.cursor;
        model.loading.news = true;
    }
}

/// Asks for the news. While the library is being read that waits: the heads that come bring their flags with them, as
/// they were at the beginning.
pub(super) fn ask(model: &mut Model, effects: &mut Vec<Effect>) {
    model.loading.news = model.loading.running || model.loading.ready.is_some();
    if !model.loading.news {
        let (generation, since) = (model.loading.generation, model.decisions.cursor);
        model.loading.hearing.push_back(model.library.clone());
        effects.push(Effect::HearNews { generation, since, library: model.library.clone() });
    }
}

/// Cards came about whom is known what was decided up to `cursor`. What was decided later and is known already, or is on its
/// way, was looked up without them: that is asked for again.
pub(super) fn ask_since(model: &mut Model, cursor: Cursor, effects: &mut Vec<Effect>) {
    let known = model.decisions.cursor;
    let is_older = cursor.change < known.change || cursor.alias < known.alias;
    if std::mem::take(&mut model.live.decided) || is_older || !model.loading.hearing.is_empty() {
        let (change, alias) = (cursor.change.min(known.change), cursor.alias.min(known.alias));
        model.decisions.cursor = Cursor { change, alias };
        ask(model, effects);
    }
}

/// A decision of this reader is known that was asked for when the library was another one: cards may have come since that
/// it is about, too.
pub(super) fn ask_for_new_cards(model: &mut Model, asked: &Library, effects: &mut Vec<Effect>) {
    if !asked.is_same(&model.library) {
        ask(model, effects);
    }
}

/// The library was read: asks for what had to wait for that.
pub(super) fn catch_up(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.loading.news {
        ask(model, effects);
    }
}

/// Cards were found by the names that they had in `asked`. One without a link whose file has another name by now gets
/// that, too, unless it is another card's.
pub(super) fn keep_names(model: &mut Model, asked: &Library, cards: &[(Slot, CardId)], effects: &mut Vec<Effect>) {
    let now = &model.library;
    if asked.is_same(now) {
        return;
    }
    let places = cards.iter().filter_map(|(slot, _)| Some((*slot, now.current(*slot)?)));
    let is_renamed = |(was, is): &(Slot, Slot)| {
        let heads = asked.head(*was).zip(now.head(*is));
        heads.is_some_and(|(was, is)| is.has_link_of(was) && !is.has_name_of(was))
    };
    let renamed: Vec<(Slot, Slot)> = places.filter(is_renamed).collect();
    if !renamed.is_empty() {
        effects.push(Effect::KeepNames { renamed, before: asked.clone(), now: now.clone() });
        // Which card has the new name is known then.
        ask(model, effects);
    }
}

/// The news are there. Heads whose files were changed elsewhere are read again.
pub(super) fn heard(model: &mut Model, outcome: Result<Heard, SafeText>, asked: &Library, effects: &mut Vec<Effect>) {
    let heard = match outcome {
        Err(reason) => return model.complain(&reason),
        Ok(heard) => heard,
    };
    model.decisions.cursor = heard.cursor;
    keep_names(model, asked, &heard.cards, effects);
    for (slot, card) in heard.cards {
        // A head may have been read again since the question. Which card it is then was found out with that.
        if let Some(slot) = model.library.same_card(slot, asked) {
            model.decisions.learn(slot, card);
        }
    }
    for (card, flags) in heard.flags {
        model.decisions.set(card, flags);
    }
    let slots: Vec<Slot> = heard.edited.iter().flat_map(|card| model.decisions.slots(*card)).copied().collect();
    let files: Vec<FileRef> = slots.into_iter().filter_map(|slot| model.file(slot)).collect();
    again::ask(model, files, effects);
    count(model, effects);
}
