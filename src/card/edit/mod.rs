//! Edits of a card's front matter that leave every byte alone but those of one value.
//!
//! A small scanner of its own ([`outline`], [`list`]) finds where the value lies, in a subset of YAML that it can be
//! sure about; the YAML parser, which knows nothing of the scanner, then has to agree that exactly this value changed
//! ([`proof`]). Whatever is outside the subset, or not proved, is a [`Refusal`]. Files are written elsewhere.

mod list;
mod outline;
mod proof;
mod published;
mod quote;
mod refusal;
mod splice;
#[cfg(test)]
mod tests;
mod token;
mod topics;

use std::ops::Range;

pub use refusal::Refusal;
pub use splice::Splice;

use super::fence::{self, Split};
use super::read::{Reading, read};
use super::{Card, SafeText, yaml};
use outline::Outline;

/// What to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Makes the card published, or a draft. A card without the key is published: publishing it changes nothing.
    SetPublished(bool),
    /// Adds a topic at the end, unless the card has it.
    AddTopic(SafeText),
    /// Removes a topic wherever the list has it.
    RemoveTopic(SafeText),
}

/// A file with one value changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// What was changed; its inverse brings the same bytes back.
    pub splice: Splice,
    /// Whether anything was: `false` when the card already is as wanted.
    pub changed: bool,
}

/// A card about to be edited.
struct Draft<'b> {
    bytes: &'b [u8],
    /// Where the front matter is in `bytes`.
    front: Range<usize>,
    /// The front matter.
    text: &'b str,
    outline: Outline<'b>,
    doc: yaml::Doc<'b>,
    card: Card,
}

/// What to put where in the front matter.
#[derive(Debug, PartialEq, Eq)]
struct Change {
    span: Range<usize>,
    new: String,
}

/// Changes one value in the bytes of a card file.
///
/// Where a key has to be inserted: `published` goes to the end of the first block of lines, before the blank line that
/// ends it, where that block is scalars and one of them is a known key; else before the closing fence. `topics` goes
/// before the closing fence, as `topics: [name]`. An inserted line ends as the line before it. A topic is added in the
/// list's own shape, indentation and quotes. A list that loses its last item keeps its name: `topics:` with nothing
/// below, which reads as no topics and takes the next one in the same shape as before, or `[]` in brackets.
///
/// # Errors
/// When it cannot be done safely, or not be proved to have changed exactly the one value.
pub fn edit(bytes: &[u8], edit: &Edit) -> Result<Edited, Refusal> {
    let draft = Draft::of(bytes)?;
    let change = match edit {
        Edit::SetPublished(published) => published::change(&draft, *published)?,
        Edit::AddTopic(topic) => topics::add(&draft, topic)?,
        Edit::RemoveTopic(topic) => topics::remove(&draft, topic)?,
    };
    let Some(change) = change else {
        return Ok(Edited { bytes: bytes.to_vec(), splice: Splice::default(), changed: false });
    };
    let span = draft.front.start + change.span.start..draft.front.start + change.span.end;
    let unproven = Refusal::Unproven(edit.key());
    let old = bytes.get(span.clone()).ok_or(unproven)?.to_vec();
    let splice = Splice { at: span.start, old, new: change.new.into_bytes() };
    let changed = splice.apply(bytes).ok_or(unproven)?;
    if !proof::holds(&draft, edit, &splice, &changed) {
        return Err(unproven);
    }
    Ok(Edited { bytes: changed, splice, changed: true })
}

impl Edit {
    /// The key that changes.
    fn key(&self) -> &'static str {
        match self {
            Self::SetPublished(_) => published::KEY,
            Self::AddTopic(_) | Self::RemoveTopic(_) => topics::KEY,
        }
    }
}

impl<'b> Draft<'b> {
    fn of(bytes: &'b [u8]) -> Result<Self, Refusal> {
        let front = match fence::split(bytes) {
            Split::None => return Err(Refusal::NotACard),
            Split::Broken(_) => return Err(Refusal::Broken),
            Split::Found { front, .. } => front,
        };
        let text = bytes.get(front.clone()).unwrap_or_default();
        let text = std::str::from_utf8(text).map_err(|_| Refusal::NotUtf8)?;
        let doc = yaml::parse(text).map_err(|_| Refusal::Broken)?;
        if !doc.repeated.is_empty() {
            return Err(Refusal::Repeated);
        }
        let card = match read(bytes) {
            Reading::Card(file) if file.broken => return Err(Refusal::Broken),
            Reading::Card(file) => file.card,
            Reading::Taxonomy(..) | Reading::Skipped(_) => return Err(Refusal::NotACard),
        };
        let outline = Outline::of(text)?;
        Ok(Self { bytes, front, text, outline, doc, card })
    }

    /// The end of the line before the byte `at` of the front matter; that of the opening fence for the first line.
    fn ending_before(&self, at: usize) -> &'b str {
        match self.outline.lines.iter().rfind(|line| line.next <= at) {
            Some(line) => self.outline.ending(*line),
            None => {
                let before = self.bytes.get(..self.front.start).unwrap_or_default();
                if before.ends_with(b"\r\n") {
                    "\r\n"
                } else if before.ends_with(b"\r") {
                    "\r"
                } else {
                    "\n"
                }
            }
        }
    }
}
