//! Says what has changed in lines of text, for readers who listen, feel or print: `say` takes what was said before and the
//! model, and gives back lines to be added to the output. How lines reach the terminal is decided in [`crate::term`].

mod layers;
mod page;
mod row;
mod topics;
mod typing;

use std::sync::Arc;

pub use typing::Typing;

use self::layers::SaidLayer;
use self::page::SaidPage;
use self::row::SaidRow;
use crate::app::whereabouts::listed;
use crate::app::{Layer, Message, Model, Pane, PromptKind};
use crate::card::SafeText;
use crate::command::Command;
use crate::keymap::help;
use crate::library::Slot;

/// What was said so far, as far as it matters for what is said next.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// Anything was said.
    begun: bool,
    /// What is listed was said once.
    opened: bool,
    /// What is listed and in which order, as it was said.
    listed: Listed,
    /// The list, so that moving in it can be told from another list.
    slots: Arc<[Slot]>,
    pane: Option<Pane>,
    row: Option<SaidRow>,
    /// The heading above the row.
    heading: Option<String>,
    topic: Option<(String, bool)>,
    page: Option<SaidPage>,
    selected: Option<usize>,
    message: Option<Message>,
    asked_where: u32,
    layer: SaidLayer,
    /// Where the reader is will be said once the list is there.
    owed: bool,
    typing: Option<Typing>,
    /// The last line, which is not said twice in a row.
    last: String,
}

impl Said {
    /// The line that is being typed, if one is.
    pub fn typing(&self) -> Option<&Typing> {
        self.typing.as_ref()
    }
}

/// What makes up a list but its cards.
type Listed = (String, String, &'static str);

/// Says in lines what has changed since `before` was said, and what is said by then. Where nothing has changed there is no
/// line.
pub fn say(before: &Said, model: &Model) -> (Said, Vec<String>) {
    let mut said = Said { begun: true, ..before.clone() };
    let mut lines = Vec::new();
    if !before.begun && is_first_reading(model) {
        lines.push(format!("copydesk: reading {}", model.library_name));
    }
    said.message.clone_from(&model.message);
    said.asked_where = model.asked_where;
    let news = model.message.as_ref().filter(|_| {
        before.message.as_ref().map(|message| &message.text) != model.message.as_ref().map(|message| &message.text)
            || before.asked_where != model.asked_where
    });
    lines.extend(news.map(|message| in_words(&message.text, message.is_error)));
    layers::say(before, &mut said, model, &mut lines);
    match model.layers.last() {
        None => panes(before, &mut said, model, &mut lines),
        // The list follows what is typed, and its rows are said only where the reader moves to them.
        Some(Layer::Prompt(prompt)) if prompt.kind == PromptKind::Search => {
            if Arc::ptr_eq(&before.slots, &model.list.slots) {
                row::say(before, &mut said, model, &mut lines);
            } else {
                said.row = row::now(model);
            }
        }
        Some(_) => {}
    }
    said.slots = model.list.slots.clone();
    said.typing = typing::of(model);
    let is_apart = before.typing.is_some() || before.asked_where != model.asked_where;
    let mut last = if is_apart { String::new() } else { before.last.clone() };
    lines.retain(|line| line != std::mem::replace(&mut last, line.clone()).as_str());
    said.last = last;
    (said, lines)
}

/// What has changed in the panes, of which one is read at a time.
fn panes(before: &Said, said: &mut Said, model: &Model, lines: &mut Vec<String>) {
    let is_quiet = lines.is_empty();
    said.pane = Some(model.focus);
    said.owed |= is_quiet && !matches!(before.layer, SaidLayer::None);
    said.owed |= before.pane.is_some_and(|pane| pane != model.focus);
    let is_settled = !model.list.asked_for_more() && !is_first_reading(model) && model.list.is_counted();
    if !before.opened && is_settled {
        said.opened = true;
        said.listed = what_is_listed(model);
        lines.push(format!("{}. {}", listed(model, true), how_to_get_help(model)));
        said.owed |= !model.list.touched || model.focus != Pane::List;
    } else if before.opened && before.listed != what_is_listed(model) {
        if model.list.asked_for_more() {
            return;
        }
        said.listed = what_is_listed(model);
        lines.push(listed(model, false));
        said.owed = true;
    }
    let may_speak = said.opened || model.list.touched;
    match model.focus {
        Pane::List if may_speak && !(said.owed && model.list.asked_for_more()) => {
            row::say(before, said, model, lines);
        }
        Pane::List => {}
        Pane::Detail => page::say(before, said, model, lines),
        Pane::Topics => topics::say(before, said, model, lines),
    }
    selection(before, said, model, lines);
}

fn selection(before: &Said, said: &mut Said, model: &Model, lines: &mut Vec<String>) {
    said.selected = model.list.selection.as_ref().map(|selection| selection.count());
    match (before.selected, said.selected) {
        (then, Some(now)) if then != Some(now) => lines.push(format!("{now} selected")),
        (Some(_), None) if lines.is_empty() => lines.push("Nothing is selected any more".to_owned()),
        _ => {}
    }
}

/// Whether the library is read for the first time, while everything is still growing.
fn is_first_reading(model: &Model) -> bool {
    model.loading.running && model.loading.generation == 1
}

fn what_is_listed(model: &Model) -> Listed {
    let scope = crate::app::whereabouts::scope_words(model, ", ");
    (scope, model.scope.order().to_string(), model.scope.group.name())
}

fn how_to_get_help(model: &Model) -> String {
    let rows = help(&model.keymap).into_iter().flat_map(|group| group.rows);
    let keys = |command: Command| {
        let row = rows.clone().find(|row| row.text == command.help());
        row.map_or_else(|| format!(":{}", command.name()), |row| row.keys)
    };
    format!("{} lists the keys, {} quits", keys(Command::Help), keys(Command::BackOrQuit))
}

/// A message as it is said.
fn in_words(text: &SafeText, is_error: bool) -> String {
    if is_error { format!("Error: {text}") } else { text.to_string() }
}
