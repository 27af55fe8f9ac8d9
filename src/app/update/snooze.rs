//! Putting cards out of the way until a time, and bringing them back.

use super::super::effect::Effect;
use super::super::layer::{Layer, Prompt};
use super::super::menu::{Choice, Menu, MenuEntry};
use super::super::model::Model;
use super::{prompt, selection, triage};
use crate::card::{SafeText, Timestamp};
use crate::command::{Command, Invocation};
use crate::dates::Dates;
use crate::triage::{Mark, WhenError, parse_when};

/// The times of the menu, as they are typed, and in words.
const TIMES: [(&str, &str); 7] = [
    ("1h", "an hour"),
    ("3h", "three hours"),
    ("tomorrow", "tomorrow"),
    ("3d", "three days"),
    ("1w", "a week"),
    ("2w", "two weeks"),
    ("1mo", "a month"),
];

/// Snoozes what is chosen until the time that follows the command, or asks for one.
pub(super) fn snooze(model: &mut Model, invocation: &Invocation, effects: &mut Vec<Effect>) {
    match invocation.argument.as_deref().map(|text| until(text, &model.dates)) {
        Some(Ok(until)) => triage::mark(model, Mark::Snooze(Some(until)), invocation.count, effects),
        Some(Err(error)) => model.complain(&error.to_string()),
        None => ask(model, invocation.count),
    }
}

/// Brings what is chosen back at once.
pub(super) fn wake(model: &mut Model, invocation: &Invocation, effects: &mut Vec<Effect>) {
    triage::mark(model, Mark::Snooze(None), invocation.count, effects);
}

/// What is wrong with the time that follows the command, if one does.
pub(super) fn check(invocation: &Invocation, dates: &Dates) -> Result<(), WhenError> {
    match &invocation.argument {
        Some(text) if invocation.command == Command::Snooze => until(text, dates).map(drop),
        _ => Ok(()),
    }
}

fn until(text: &str, dates: &Dates) -> Result<Timestamp, WhenError> {
    parse_when(text, dates.now, &dates.zone)
}

fn ask(model: &mut Model, count: Option<u32>) {
    if selection::looked_at(model, count).is_empty() {
        // Says why.
        selection::chosen(model, count);
        return;
    }
    let (flags, now) = (&model.decisions.flags, model.dates.now);
    let any_snoozed = selection::looked_at(model, count).iter().any(|slot| flags.get(*slot).is_snoozed(now));
    let run = |command, argument: Option<&str>| {
        Choice::Run(Invocation { command, argument: argument.map(str::to_owned), count })
    };
    let entry = |label: &str, name: &str, note: &str, choice| MenuEntry {
        label: label.to_owned(),
        name: SafeText::line(name),
        note: SafeText::line(note),
        choice,
    };
    let time = |(text, name): (&str, &str)| {
        let until = until(text, &model.dates).ok()?;
        let label = if text == "tomorrow" { "t" } else { text };
        let note = model.dates.soon(until);
        Some(entry(label, name, &note, run(Command::Snooze, Some(text))))
    };
    let mut entries: Vec<MenuEntry> = TIMES.into_iter().filter_map(time).collect();
    let line = format!("{} ", Command::Snooze.name());
    entries.push(entry("o", "another time…", "30min, 2030-01-31, 2030-01-31T09:00", Choice::Type { line, count }));
    if any_snoozed {
        entries.push(entry("n", "now", "wake what is snoozed", run(Command::Wake, None)));
    }
    let free = Some((format!("{} ", Command::Snooze.name()), count));
    model.layers.push(Layer::Menu(Menu { free, ..Menu::labelled("Snooze until", entries) }));
}

/// Opens the command line with its beginning typed in.
pub(super) fn type_in(model: &mut Model, line: &str, count: Option<u32>) {
    let mut line_of_text = Prompt { input: line.to_owned().into(), count, ..Prompt::default() };
    prompt::edited(&mut line_of_text, prompt::Aids::of(model));
    model.layers.push(Layer::Prompt(line_of_text));
}
