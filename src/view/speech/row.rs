//! A row of the list as one line: its place, how the card stands, what it is. When it is said is decided here too: when the
//! reader moves to it, and when the card stands otherwise than before.

use super::Said;
use crate::app::Model;
use crate::app::whereabouts::place;
use crate::card::HeadFlags;
use crate::counts::cards;
use crate::library::{FileRef, HeadRef, Slot};
use crate::view::list::{empty, name_of};

/// A row as it was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SaidRow {
    /// The card, by its file: rows move while files change. `None`: there is no row.
    file: Option<FileRef>,
    /// How it stands, such as `unread, starred`.
    states: String,
    title: String,
    /// Provider and date.
    about: String,
    /// The next verb is about it.
    picked: bool,
}

impl SaidRow {
    /// How the card stands, and which it is.
    fn in_short(&self) -> String {
        format!("{}: {}", self.states, self.title)
    }

    /// Whether this row is of the card in that file.
    pub(super) fn is_of(&self, file: &FileRef) -> bool {
        self.file.as_ref() == Some(file)
    }
}

/// Says the row under the cursor if it is another one, if the card stands otherwise, or if it is owed.
pub(super) fn say(before: &Said, said: &mut Said, model: &Model, lines: &mut Vec<String>) {
    let now = now(model);
    said.row.clone_from(&now);
    let owed = std::mem::take(&mut said.owed);
    let Some(now) = now else { return };
    let heading = heading(model);
    match &before.row {
        Some(then) if !owed && then.file == now.file && then.title == now.title => {
            // A message has said more about it.
            if then.states != now.states && lines.is_empty() {
                lines.push(now.in_short());
            }
        }
        _ => {
            lines.extend(heading.clone().filter(|_| heading != before.heading));
            lines.push(in_full(model, &now));
        }
    }
    said.heading = heading;
}

/// The place and standing of the card under the cursor, such as `3 of 412, unread`.
pub(super) fn place_of(model: &Model, row: &SaidRow) -> String {
    let picked = if row.picked { ", selected" } else { "" };
    format!("{}, {}{picked}", place(model), row.states)
}

/// The row under the cursor as it would be said.
pub(super) fn now(model: &Model) -> Option<SaidRow> {
    let Some((slot, head)) = model.selected().zip(model.selected_head()) else {
        let title = if model.loading.running { String::new() } else { empty(model).replace('\n', " ") };
        return Some(SaidRow { file: None, states: String::new(), title, about: String::new(), picked: false });
    };
    let provider = model.library.provider_name(head.provider()).to_owned();
    let date = head.published_at().map(|at| model.dates.brief(at)).unwrap_or_default();
    let about: Vec<String> = [provider, date].into_iter().filter(|part| !part.is_empty()).collect();
    let (states, title) = (states(model, slot, head), head.title().to_owned());
    let (selection, at) = (model.list.selection.as_ref(), model.list.cursor.at);
    let picked = selection.is_some_and(|selection| selection.has(at, slot, at));
    Some(SaidRow { file: Some(head.file()), states, title, about: about.join(", "), picked })
}

fn in_full(model: &Model, row: &SaidRow) -> String {
    if row.file.is_none() {
        return row.title.clone();
    }
    let about = if row.about.is_empty() { String::new() } else { format!(", {}", row.about) };
    format!("{}: {}{about}", place_of(model, row), row.title)
}

/// The heading that the row stands under, where the list has headings.
fn heading(model: &Model) -> Option<String> {
    let headings = &model.list.answer.headings;
    let number = headings.partition_point(|heading| heading.row <= model.list.cursor.at).checked_sub(1)?;
    let heading = headings.get(number)?;
    Some(format!("Heading: {}, {}", name_of(model, heading), cards(heading.cards)))
}

/// How the card in that file stands, where it is one of the library.
pub(super) fn standing(model: &Model, file: &FileRef) -> Option<String> {
    let slot = model.library.by_path(file.root, &file.path)?;
    Some(states(model, slot, model.library.head(slot)?))
}

/// What was decided about a card, and what its file says.
fn states(model: &Model, slot: Slot, head: HeadRef<'_>) -> String {
    let flags = model.decisions.flags.get(slot);
    let of_file = head.flags();
    let states = [
        (true, if flags.read { "read" } else { "unread" }),
        (flags.starred, "starred"),
        (flags.archived, "archived"),
        (flags.is_snoozed(model.dates.now), "snoozed"),
        (flags.binned, "in the bin"),
        (of_file.has(HeadFlags::BROKEN), "broken"),
        (of_file.has(HeadFlags::REMOVED), "removed from its site"),
        (of_file.has(HeadFlags::DRAFT), "draft"),
        (of_file.has(HeadFlags::PROBLEMS) && !of_file.has(HeadFlags::BROKEN), "with problems"),
    ];
    states.into_iter().filter(|(holds, _)| *holds).map(|(_, word)| word).collect::<Vec<_>>().join(", ")
}
