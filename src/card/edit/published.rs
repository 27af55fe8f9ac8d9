//! Where and how `published` is written.

use super::outline::{Outline, Value};
use super::{Change, Draft, Refusal};

/// The key.
pub(super) const KEY: &str = "published";

/// Keys of which one must be in the first block of a file, so that it is taken for the block of scalars that cards
/// begin with.
const KNOWN: [&str; 22] = [
    "category",
    "title",
    "name",
    "excerpt",
    "bio",
    "type",
    "publishedDateTime",
    "updatedDateTime",
    "originalUrl",
    "webUrl",
    "ampWebUrl",
    "cdnAmpWebUrl",
    "quality",
    "heat",
    "price",
    "length",
    "members",
    "removed",
    "deleted",
    "featuredContent",
    "secured",
    "layout",
];

/// What to write so that the card is published or not. `None` when it is as wanted: no key means published.
pub(super) fn change(draft: &Draft<'_>, published: bool) -> Result<Option<Change>, Refusal> {
    if draft.card.draft != published {
        return Ok(None);
    }
    let word = if published { "true" } else { "false" };
    let Some(part) = draft.outline.part_named(KEY) else {
        let at = place(&draft.outline);
        let new = format!("{KEY}: {word}{}", draft.ending_before(at));
        return Ok(Some(Change { span: at..at, new }));
    };
    match &part.value {
        Value::Scalar(span) => Ok(Some(Change { span: span.clone(), new: word.to_owned() })),
        Value::Empty => Ok(Some(Change { span: part.colon..part.colon, new: format!(" {word}") })),
        Value::Flow(_) | Value::Nested | Value::Other => Err(Refusal::Value(KEY)),
    }
}

/// Where a new line goes: before the blank line that ends the first block, or before the closing fence.
fn place(outline: &Outline<'_>) -> usize {
    let end = outline.text.len();
    let mut known = false;
    for part in &outline.parts {
        let is_scalar = matches!(part.value, Value::Scalar(_) | Value::Empty | Value::Other) && !part.open_end;
        if !is_scalar {
            return end;
        }
        known |= outline.text.get(part.key.clone()).is_some_and(|key| KNOWN.contains(&key));
        let (Some(last), Some(after)) = (outline.lines.get(part.lines.end - 1), outline.lines.get(part.lines.end))
        else {
            return end;
        };
        if outline.line(*after).trim_matches(' ').is_empty() {
            return if known { last.next } else { end };
        }
    }
    end
}
