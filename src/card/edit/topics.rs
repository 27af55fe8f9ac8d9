//! Where and how `topics` is written.

use std::borrow::Cow;

use super::list::{List, Quotes, Shape};
use super::outline::Value;
use super::{Change, Draft, Refusal, quote};
use crate::card::SafeText;
use crate::card::tree::Tree;

/// The key.
pub(super) const KEY: &str = "topics";

/// What to write so that the card has a topic. `None` when it has it.
pub(super) fn add(draft: &Draft<'_>, topic: &SafeText) -> Result<Option<Change>, Refusal> {
    if topic.is_empty() {
        return Err(Refusal::EmptyTopic);
    }
    if draft.card.topics.contains(topic) {
        return Ok(None);
    }
    let text = draft.text;
    let Some(part) = draft.outline.part_named(KEY) else {
        let scalar = quote::scalar(topic, Quotes::None);
        let new = format!("{KEY}: [{scalar}]{}", draft.ending_before(text.len()));
        return Ok(Some(Change { span: text.len()..text.len(), new }));
    };
    let nothing = matches!(value(draft), Some(Tree::Null));
    // Below a name without a value there can be comments.
    if nothing && matches!(part.value, Value::Empty | Value::Nested) {
        let line = draft.outline.lines.get(part.lines.start).ok_or(Refusal::Value(KEY))?;
        let new = format!("  - {}{}", quote::scalar(topic, Quotes::None), draft.outline.ending(*line));
        return Ok(Some(Change { span: line.next..line.next, new }));
    }
    if let (Value::Scalar(span), true) = (&part.value, nothing) {
        let new = format!("[{}]", quote::scalar(topic, Quotes::None));
        return Ok(Some(Change { span: span.clone(), new }));
    }
    let (list, _) = list(draft)?;
    let scalar = quote::scalar(topic, list.quotes(text));
    let change = match (&list.shape, list.items.as_slice()) {
        (Shape::Lines, [.., last]) => {
            let lead = text.get(last.line.start..last.scalar.start).unwrap_or_default();
            let new = format!("{lead}{scalar}{}", draft.outline.ending(last.line));
            Change { span: last.line.next..last.line.next, new }
        }
        (Shape::Lines, []) => {
            let line = draft.outline.lines.get(part.lines.start).ok_or(Refusal::Value(KEY))?;
            let new = format!("  - {scalar}{}", draft.outline.ending(*line));
            Change { span: line.next..line.next, new }
        }
        (Shape::Brackets(inside), []) => Change { span: inside.clone(), new: scalar },
        (Shape::Brackets(_), [.., before, last]) => {
            // What stands between the last two stands between the last and the new one.
            let between = text.get(before.scalar.end..last.scalar.start).unwrap_or(", ");
            Change { span: last.scalar.end..last.scalar.end, new: format!("{between}{scalar}") }
        }
        (Shape::Brackets(_), [last]) => Change { span: last.scalar.end..last.scalar.end, new: format!(", {scalar}") },
    };
    Ok(Some(change))
}

/// What to write so that the card does not have a topic. `None` when it has not.
pub(super) fn remove(draft: &Draft<'_>, topic: &SafeText) -> Result<Option<Change>, Refusal> {
    if !draft.card.topics.contains(topic) {
        return Ok(None);
    }
    let text = draft.text;
    let (list, known) = list(draft)?;
    let mut spans = Vec::new();
    for (number, item) in list.items.iter().enumerate().filter(|(number, _)| known.get(*number) == Some(topic)) {
        let kept_before = known.iter().take(number).any(|known| known != topic);
        spans.push(match (&list.shape, list.items.get(number.wrapping_sub(1)), list.items.get(number + 1)) {
            (Shape::Lines, ..) => item.line.start..item.line.next,
            (Shape::Brackets(inside), ..) if known.iter().all(|known| known == topic) => inside.clone(),
            (Shape::Brackets(_), Some(before), _) if kept_before => before.scalar.end..item.scalar.end,
            (Shape::Brackets(_), _, Some(next)) => item.scalar.start..next.scalar.start,
            (Shape::Brackets(_), ..) => item.scalar.clone(),
        });
    }
    spans.dedup();
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return Err(Refusal::Value(KEY)) };
    let whole = first.start..last.end;
    // What stands between two that go stays.
    let new = spans.iter().zip(spans.iter().skip(1)).filter_map(|(a, b)| text.get(a.end..b.start)).collect();
    Ok(Some(Change { span: whole, new }))
}

/// The list as it is written, and its items as readers see them.
fn list(draft: &Draft<'_>) -> Result<(List, Vec<SafeText>), Refusal> {
    let part = draft.outline.part_named(KEY).ok_or(Refusal::NotAList)?;
    let Some(Tree::List(read)) = value(draft) else { return Err(Refusal::NotAList) };
    let list = match &part.value {
        Value::Nested => List::of_lines(&draft.outline, part),
        Value::Flow(brackets) => List::of_brackets(&draft.outline, brackets.clone()),
        Value::Empty | Value::Scalar(_) | Value::Other => None,
    };
    let list = list.filter(|list| list.items.len() == read.len()).ok_or(Refusal::Value(KEY))?;
    let mut known = Vec::with_capacity(read.len());
    for (item, read) in list.items.iter().zip(read) {
        let text = match read {
            Tree::Text(text) => text.clone(),
            // The exact text of a number, as the reader of cards takes it.
            Tree::Bool(_) | Tree::Int(_) | Tree::Float(_) => {
                Cow::Borrowed(draft.text.get(item.scalar.clone()).unwrap_or_default())
            }
            Tree::Null => Cow::Borrowed(""),
            Tree::List(_) | Tree::Map(_) => return Err(Refusal::Value(KEY)),
        };
        known.push(SafeText::line(&text));
    }
    Ok((list, known))
}

/// What the YAML parser says the value is.
fn value<'d, 'b>(draft: &'d Draft<'b>) -> Option<&'d Tree<'b>> {
    let Tree::Map(entries) = &draft.doc.tree else { return None };
    entries.iter().find(|(key, _)| key == KEY).map(|(_, value)| value)
}
