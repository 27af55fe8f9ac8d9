//! What lies over the panes, as lines: menus and pickers with what is selected in them, the help a page at a time, what a
//! line that is being typed could become. The line itself is in [`super::typing`].

use super::{Said, in_words};
use crate::app::{Help, HelpLine, Jump, Layer, Menu, MenuEntry, Model, Picker, PickerKind, PickerRow, Prompt};
use crate::card::SafeText;
use crate::counts::{cards, number};

/// The topmost layer as it was said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum SaidLayer {
    /// There is none.
    #[default]
    None,
    /// The help: what is looked for, and the window.
    Help { filter: String, top: usize, end: usize },
    /// A menu: what it is for, and its row.
    Menu { title: &'static str, at: usize },
    /// A picker or the jump: what is selected, of how many, and what is picked in which way.
    Rows { row: Option<String>, count: usize, title: &'static str, picked: Vec<SafeText> },
    /// A line: what was typed, what Tab has put in, and what was said to be wrong.
    Prompt { line: String, chosen: Option<usize>, error: Option<String> },
}

/// Says what has changed in the topmost layer.
pub(super) fn say(before: &Said, said: &mut Said, model: &Model, lines: &mut Vec<String>) {
    let room = usize::from(model.size.height.saturating_sub(3)).max(5);
    said.layer = match model.layers.last() {
        None => SaidLayer::None,
        Some(Layer::Help(help)) => say_help(&before.layer, help, model, room, lines),
        Some(Layer::Menu(menu)) => say_menu(&before.layer, menu, room, lines),
        Some(Layer::Picker(picker)) => say_picker(&before.layer, picker, room, lines),
        Some(Layer::Jump(jump)) => say_jump(&before.layer, jump, model, lines),
        Some(Layer::Prompt(prompt)) => say_prompt(&before.layer, prompt, lines),
    };
}

fn say_help(before: &SaidLayer, help: &Help, model: &Model, room: usize, lines: &mut Vec<String>) -> SaidLayer {
    let width = usize::from(Help::width(model.size.width).saturating_sub(2));
    let all = help.lines(width);
    let (top, end) = (help.top, all.len().min(help.top + room));
    let filter = help.filter.value().to_owned();
    let then = match before {
        // What is looked for is said when it is typed out.
        SaidLayer::Help { .. } if help.filtering => return before.clone(),
        SaidLayer::Help { filter: then, top, end } if *then == filter => *top..*end,
        _ => {
            lines.push("Help, / searches, q closes".to_owned());
            0..0
        }
    };
    let new: Vec<usize> = (top..end).filter(|line| !then.contains(line)).collect();
    let mut rows: Vec<String> = Vec::new();
    for line in new.iter().filter_map(|line| all.get(*line)) {
        match (line, rows.last_mut()) {
            (HelpLine::Blank, _) => {}
            (HelpLine::Title(title), _) => rows.push(format!("Heading: {title}")),
            // It was broken for the eye.
            (HelpLine::Row(keys, text), Some(row)) if keys.is_empty() => row.extend([" ", text]),
            (HelpLine::Row(keys, text), None) if keys.is_empty() => rows.push(text.clone()),
            (HelpLine::Row(keys, text), _) => rows.push(format!("{keys}: {text}")),
        }
    }
    lines.extend(rows);
    match new.last() {
        None if all.is_empty() => lines.push("Nothing has these words.".to_owned()),
        Some(last) if *last >= then.end && end == all.len() => lines.push("End of the help".to_owned()),
        Some(last) if *last >= then.end && new.len() > 1 => lines.push(format!("More, {}%", end * 100 / all.len())),
        _ => {}
    }
    SaidLayer::Help { filter, top, end }
}

fn say_menu(before: &SaidLayer, menu: &Menu, room: usize, lines: &mut Vec<String>) -> SaidLayer {
    let now = SaidLayer::Menu { title: menu.title, at: menu.cursor.at };
    match before {
        SaidLayer::Menu { title, at } if *title == menu.title => {
            let entry = menu.entries.get(menu.cursor.at).filter(|_| *at != menu.cursor.at);
            lines.extend(entry.map(entry_in_words));
        }
        _ => {
            let what = if menu.title.is_empty() { "Menu" } else { menu.title };
            lines.push(format!("{what}: letter or Enter, Esc closes"));
            lines.extend(menu.entries.iter().take(room).map(entry_in_words));
            lines.extend(rest(menu.entries.len(), room));
        }
    }
    now
}

/// An entry, such as `a: Web, https://example.org`.
fn entry_in_words(entry: &MenuEntry) -> String {
    let label = if entry.label.trim().is_empty() { String::new() } else { format!("{}: ", entry.label) };
    let note = if entry.note.is_empty() { String::new() } else { format!(", {}", entry.note) };
    format!("{label}{}{note}", entry.name)
}

/// That there are more than were said.
fn rest(count: usize, room: usize) -> Option<String> {
    (count > room).then(|| format!("{} more", number(count - room)))
}

fn say_picker(before: &SaidLayer, picker: &Picker, room: usize, lines: &mut Vec<String>) -> SaidLayer {
    let visible = picker.visible();
    let title = match (picker.kind, picker.all) {
        (PickerKind::Topics, false) => "Topics, any of them",
        (PickerKind::Topics, true) => "Topics, all of them",
        (PickerKind::Providers, _) => "Providers",
        (PickerKind::Types, _) => "Types",
    };
    let in_words = |row: &PickerRow| {
        let picked = if picker.chosen.contains(&row.name) { ", picked" } else { "" };
        format!("{}, {}{picked}", row.name, cards(row.cards))
    };
    let row = visible.get(picker.cursor.at).map(|row| in_words(row));
    let count = visible.len();
    match before {
        SaidLayer::Rows { row: then, count: counted, title: titled, picked } => {
            if *titled != title {
                lines.push(title.to_owned());
            }
            let more = picker.chosen.iter().filter(|name| !picked.contains(name));
            lines.extend(more.map(|name| format!("{name}, picked")));
            let fewer = picked.iter().filter(|name| !picker.chosen.contains(name));
            lines.extend(fewer.map(|name| format!("{name}, not picked any more")));
            if (then, *counted) != (&row, count) {
                lines.push(selected(row.as_deref(), picker.cursor.at, count, "nothing of that name"));
            }
        }
        _ => {
            lines.push(format!("{title}: type to narrow, Tab picks, Enter closes, Esc gives up"));
            lines.extend(visible.iter().take(room).map(|row| in_words(row)));
            lines.extend(rest(count, room));
        }
    }
    SaidLayer::Rows { row, count, title, picked: picker.chosen.clone() }
}

fn say_jump(before: &SaidLayer, jump: &Jump, model: &Model, lines: &mut Vec<String>) -> SaidLayer {
    const TITLE: &str = "Jump to a title: type some of its letters, Enter goes there, Esc gives up";
    let hit = jump.hits.get(jump.cursor.at).and_then(|hit| jump.library.head(hit.slot));
    let row = hit.map(|head| {
        let provider = jump.library.provider_name(head.provider());
        let date = head.published_at().map(|at| model.dates.brief(at)).unwrap_or_default();
        let parts = [head.title(), provider, &date];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    });
    let count = jump.hits.len();
    match before {
        SaidLayer::Rows { row: then, count: counted, .. } => {
            if (then, *counted) != (&row, count) {
                lines.push(selected(row.as_deref(), jump.cursor.at, count, "no title has these letters"));
            }
        }
        _ => lines.push(TITLE.to_owned()),
    }
    SaidLayer::Rows { row, count, title: TITLE, picked: Vec::new() }
}

/// What is selected, such as `1 of 5: AI, 88 cards`.
fn selected(row: Option<&str>, at: usize, count: usize, nothing: &str) -> String {
    match row {
        Some(row) => format!("{} of {}: {row}", number(at + 1), number(count)),
        None => nothing.to_owned(),
    }
}

fn say_prompt(before: &SaidLayer, prompt: &Prompt, lines: &mut Vec<String>) -> SaidLayer {
    let line = prompt.input.value().to_owned();
    let error = prompt.error.as_ref().map(|error| in_words(error, true));
    let (then, chosen, told) = match before {
        SaidLayer::Prompt { line, chosen, error } => (Some(line), *chosen, error.as_ref()),
        _ => (None, None, None),
    };
    // Nobody is interrupted while they type; what is wrong is said when the line is to be run.
    let is_run = then == Some(&line);
    if is_run && told != error.as_ref() {
        lines.extend(error.clone());
    }
    if prompt.chosen != chosen
        && let Some((at, candidate)) = prompt.chosen.and_then(|at| Some((at, prompt.candidates.get(at)?)))
    {
        let note = if candidate.note.is_empty() { String::new() } else { format!(", {}", candidate.note) };
        lines.push(format!("{} of {}: {}{note}", at + 1, prompt.candidates.len(), candidate.name));
    }
    SaidLayer::Prompt { line, chosen: prompt.chosen, error: error.filter(|_| is_run) }
}
