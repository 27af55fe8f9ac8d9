//! Whether an edit changed exactly what it should, asked of readers that know nothing of how it was done.

use super::{Draft, Edit, Splice};
use crate::card::fence::{self, Split};
use crate::card::read::{Reading, read};
use crate::card::tree::{Entry, Spot, Tree};
use crate::card::{Card, SafeText, yaml};

/// Whether all of this holds: the bytes outside the span, the fences and the body are the same; the parser finds the
/// same keys where the scanner found them, and all but the edited one with the same values; the edited one has the
/// wanted value; the card reads the same but for its field; and the inverse gives the old bytes.
pub(super) fn holds(draft: &Draft<'_>, edit: &Edit, splice: &Splice, bytes: &[u8]) -> bool {
    keys_agree(draft)
        && outside_is_same(draft.bytes, splice, bytes)
        && front_is_as_wanted(draft, edit, bytes)
        && card_is_as_wanted(draft, edit, bytes)
        && splice.inverse().apply(bytes).as_deref() == Some(draft.bytes)
}

/// The scanner found every top-level key, where the parser has it.
fn keys_agree(draft: &Draft<'_>) -> bool {
    let entries = entries(&draft.doc.tree);
    let parts = &draft.outline.parts;
    entries.len() == parts.len()
        && (0u32..).zip(entries.iter().zip(parts)).all(|(number, ((key, _), part))| {
            let quoted = draft.text.get(..part.key.start).is_some_and(|before| before.ends_with(['"', '\'']));
            let start = part.key.start - usize::from(quoted);
            draft.text.get(part.key.clone()) == Some(key)
                && yaml::locate(draft.text, &[number], Spot::Key) == Some(start)
        })
}

fn outside_is_same(old: &[u8], splice: &Splice, new: &[u8]) -> bool {
    let (span, end) = (splice.span(), splice.at + splice.new.len());
    old.get(..span.start) == new.get(..span.start) && old.get(span.end..) == new.get(end..)
}

/// Keys, values and their order, and everything outside the front matter.
fn front_is_as_wanted(draft: &Draft<'_>, edit: &Edit, bytes: &[u8]) -> bool {
    let Split::Found { front, .. } = fence::split(bytes) else { return false };
    if bytes.get(..front.start) != draft.bytes.get(..draft.front.start)
        || bytes.get(front.end..) != draft.bytes.get(draft.front.end..)
    {
        return false;
    }
    let Some(Ok(doc)) = bytes.get(front).and_then(|text| std::str::from_utf8(text).ok()).map(yaml::parse) else {
        return false;
    };
    let (old, new) = (entries(&draft.doc.tree), entries(&doc.tree));
    let key = edit.key();
    let (before, after) = (place(old, key), place(new, key));
    // `.nan` equals nothing, not even itself: a card that holds one is left alone.
    doc.repeated.is_empty()
        && (before.is_none() || before == after)
        && others(old, key).eq(others(new, key))
        && value(new, after).is_some_and(|new| is_wanted(edit, value(old, before), new))
}

fn place(entries: &[Entry<'_>], key: &str) -> Option<usize> {
    entries.iter().position(|(name, _)| name == key)
}

fn others<'d, 't>(entries: &'d [Entry<'t>], key: &'d str) -> impl Iterator<Item = &'d Entry<'t>> {
    entries.iter().filter(move |(name, _)| name != key)
}

fn value<'d, 't>(entries: &'d [Entry<'t>], place: Option<usize>) -> Option<&'d Tree<'t>> {
    entries.get(place?).map(|(_, value)| value)
}

fn is_wanted(edit: &Edit, old: Option<&Tree<'_>>, new: &Tree<'_>) -> bool {
    let topic = match edit {
        Edit::SetPublished(published) => return *new == Tree::Bool(*published),
        Edit::AddTopic(topic) | Edit::RemoveTopic(topic) => topic,
    };
    let (Some(old), Some(new)) = (items(old.unwrap_or(&Tree::Null)), items(new)) else { return false };
    if matches!(edit, Edit::RemoveTopic(_)) {
        return old.iter().filter(|item| !names(item, topic)).eq(new);
    }
    let Some((last, before)) = new.split_last() else { return false };
    before == old && matches!(last, Tree::Text(text) if **text == **topic)
}

/// The items of a list; nothing is an empty one.
fn items<'d, 't>(value: &'d Tree<'t>) -> Option<&'d [Tree<'t>]> {
    match value {
        Tree::Null => Some(&[]),
        Tree::List(items) => Some(items),
        _ => None,
    }
}

/// Whether an item is the topic. Numbers are compared as the card's reader shows them, in [`card_is_as_wanted`].
fn names(item: &Tree<'_>, topic: &SafeText) -> bool {
    match item {
        Tree::Text(text) => SafeText::line(text) == *topic,
        Tree::Bool(yes) => *topic == *yes.to_string(),
        Tree::Int(n) => *topic == *n.to_string(),
        Tree::Float(n) => topic.parse() == Ok(*n),
        Tree::Null | Tree::List(_) | Tree::Map(_) => false,
    }
}

/// What the program will show of the card: all as before, but for the field.
fn card_is_as_wanted(draft: &Draft<'_>, edit: &Edit, bytes: &[u8]) -> bool {
    let Reading::Card(new) = read(bytes) else { return false };
    let mut wanted: Card = draft.card.clone();
    match edit {
        Edit::SetPublished(published) => wanted.draft = !published,
        Edit::AddTopic(topic) => wanted.topics.push(topic.clone()),
        Edit::RemoveTopic(topic) => wanted.topics.retain(|known| known != topic),
    }
    !new.broken && new.card == wanted
}

fn entries<'d, 't>(tree: &'d Tree<'t>) -> &'d [Entry<'t>] {
    match tree {
        Tree::Map(entries) => entries,
        _ => &[],
    }
}
