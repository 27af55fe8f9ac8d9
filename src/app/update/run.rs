//! What each command does, in one table; the doing is beside this file, by area.

use std::collections::VecDeque;

use super::super::effect::Effect;
use super::super::help::Help;
use super::super::layer::{Layer, Prompt};
use super::super::layout::Pane;
use super::super::model::Model;
use super::super::panes::Waiting;
use super::super::picker::PickerKind;
use super::{
    detail, edit, files, find, jump, links, list, load_library, messages, panes, pick, query, selection, snooze,
    sorting, status, topics, triage, views, why,
};
use crate::command::{Argument, Command, Invocation};
use crate::library::Sort;
use crate::page::TargetKind;
use crate::triage::{Direction, Mark, Turn};

/// Runs one command, or lets it wait for the card it is about.
pub(super) fn run(model: &mut Model, invocation: &Invocation, effects: &mut Vec<Effect>) {
    if needs_card(model, invocation.command) && (model.is_card_missing() || model.detail.waiting.is_some()) {
        let new = || Waiting { invocations: Vec::new(), keys: VecDeque::new() };
        model.detail.waiting.get_or_insert_with(new).invocations.push(invocation.clone());
    } else {
        run_now(model, invocation, effects);
    }
}

/// Whether what follows a command can be, as far as that takes more than its words.
///
/// # Errors
/// One sentence.
pub(super) fn check(invocation: &Invocation) -> Result<(), String> {
    match (invocation.command.argument(), &invocation.argument) {
        (Argument::Order(_), Some(text)) => text.parse::<Sort>().map(drop).map_err(|error| error.to_string()),
        _ => Ok(()),
    }
}

/// Whether a command is about what the detail pane shows.
fn needs_card(model: &Model, command: Command) -> bool {
    match command {
        Command::Open
        | Command::OpenRelated
        | Command::Hints
        | Command::Copy
        | Command::CopyMenu
        | Command::NextLink
        | Command::PreviousLink
        | Command::Find
        | Command::PageOrNext => true,
        Command::Enter => model.focus == Pane::Detail,
        _ => false,
    }
}

fn run_now(model: &mut Model, invocation: &Invocation, effects: &mut Vec<Effect>) {
    let times = invocation.count.and_then(|count| isize::try_from(count).ok()).unwrap_or(1);
    match invocation.command {
        Command::Down => by_rows(model, times),
        Command::Up => by_rows(model, -times),
        Command::HalfPageDown => by_pages(model, times, 2),
        Command::HalfPageUp => by_pages(model, -times, 2),
        Command::PageDown => by_pages(model, times, 1),
        Command::PageUp => by_pages(model, -times, 1),
        Command::First => to_row(model, invocation.count, false),
        Command::Last => to_row(model, invocation.count, true),
        Command::PageOrNext => page_or_next(model, times),
        Command::ScrollDetailDown => drop(detail::scroll(model, times)),
        Command::ScrollDetailUp => drop(detail::scroll(model, -times)),
        Command::NextCard => list::step(model, times),
        Command::PreviousCard => list::step(model, -times),

        Command::PaneLeft => panes::left(model),
        Command::PaneRight => panes::right(model),
        Command::NextPane => panes::cycle(model, true),
        Command::PreviousPane => panes::cycle(model, false),
        Command::Enter => enter(model, effects),
        Command::Zoom => panes::zoom(model),

        Command::Topics => panes::focus(model, Pane::Topics),
        Command::ToggleTopic => topics::toggle(model, effects),
        Command::ClearTopics => topics::clear(model, effects),
        Command::Sort => sorting::sort(model, invocation.argument.as_deref(), effects),
        Command::ReverseSort => sorting::reverse(model, effects),

        Command::Open => links::open(model, invocation, effects),
        Command::OpenRelated => links::open_related(model, invocation, effects),
        Command::Hints => links::hints(model),
        Command::Copy => links::copy(model, invocation, effects),
        Command::CopyMenu => links::copy_menu(model),
        Command::Edit => edit::ask(model, effects),
        Command::NextLink => step_target(model, times),
        Command::PreviousLink => step_target(model, -times),
        Command::Back => detail::walk(model, true),
        Command::Forward => detail::walk(model, false),

        Command::ToggleRead => mark(model, Mark::Read(Turn::Toggle), invocation, effects),
        Command::ToggleStar => mark(model, Mark::Star(Turn::Toggle), invocation, effects),
        Command::ToggleArchive => mark(model, Mark::Archive(Turn::Toggle), invocation, effects),
        Command::TogglePublished => files::publish(model, Turn::Toggle, invocation.count, effects),
        Command::Publish => files::publish(model, Turn::On, invocation.count, effects),
        Command::Unpublish => files::publish(model, Turn::Off, invocation.count, effects),
        Command::EditTopics => files::edit_topics(model, invocation.count),
        Command::AddTopic => {
            files::topic(model, invocation.argument.as_deref(), true, invocation.count, effects);
        }
        Command::RemoveTopic => {
            files::topic(model, invocation.argument.as_deref(), false, invocation.count, effects);
        }
        Command::ToggleBin => files::toggle_bin(model, invocation.count, effects),
        Command::Messages => messages::show(model),
        Command::History => effects.push(Effect::ReadHistory),
        Command::Snooze => snooze::snooze(model, invocation, effects),
        Command::Wake => snooze::wake(model, invocation, effects),
        Command::ReadAll => triage::mark_rows(model, Mark::Read(Turn::On), .., effects),
        Command::ReadAbove => triage::mark_rows(model, Mark::Read(Turn::On), ..model.list.cursor.at, effects),
        Command::ReadBelow => triage::mark_rows(model, Mark::Read(Turn::On), model.list.cursor.at + 1.., effects),
        Command::Select => selection::start(model),
        Command::SelectOne => selection::toggle(model),
        Command::SelectAll => selection::all(model),
        Command::InvertSelection => selection::invert(model),
        Command::LeaveSelection => leave_selection(model),
        Command::Undo => triage::turn(model, Direction::Undo, effects),
        Command::Redo => triage::turn(model, Direction::Redo, effects),
        Command::NextMatch => next_match(model, times),
        Command::PreviousMatch => next_match(model, -times),
        Command::Find => find::open(model, invocation.argument.as_deref()),
        Command::Search => query::open_search(model, invocation.argument.as_deref(), effects),
        Command::Filter => query::open_filter(model, invocation.argument.as_deref(), effects),
        Command::ClearQuery => drop(query::clear(model, effects)),
        Command::SaveView => views::save(model, invocation.argument.as_deref(), effects),
        Command::DeleteView => views::delete(model, invocation.argument.as_deref(), effects),
        Command::Jump => jump::open(model, effects),
        Command::PickTopics => pick::open(model, PickerKind::Topics),
        Command::PickProviders => pick::open(model, PickerKind::Providers),
        Command::PickTypes => pick::open(model, PickerKind::Types),
        Command::Group => sorting::group(model, invocation.argument.as_deref(), effects),
        Command::Why => why::show(model),
        Command::Like => query::like(model, effects),
        Command::View => views::enter(model, invocation.argument.as_deref(), effects),
        Command::UnreadOnly => views::unread_only(model, effects),

        Command::Status => status::say(model),
        Command::Reload => {
            model.say("Reading the library anew");
            load_library(model, effects);
        }
        Command::CommandLine => model.layers.push(Layer::Prompt(Prompt::default())),
        Command::Help => model.layers.push(Layer::Help(Help::new(&model.keymap))),
        Command::Suspend => effects.push(Effect::Suspend),
        Command::BackOrQuit => panes::back_or_quit(model, effects),
        Command::Quit => effects.push(Effect::Quit),
        Command::Cancel => cancel(model, effects),
    }
}

fn by_rows(model: &mut Model, by: isize) {
    match model.focus {
        Pane::Topics => topics::step(model, by),
        Pane::List => list::step(model, by),
        Pane::Detail => drop(detail::scroll(model, by)),
    }
}

fn by_pages(model: &mut Model, by: isize, parts: usize) {
    let rows = model.layout().rows(model.focus);
    // A whole page keeps one line in sight, so that the eye finds its place.
    let page = if parts == 1 { rows.saturating_sub(1) } else { rows / parts };
    by_rows(model, by.saturating_mul(isize::try_from(page.max(1)).unwrap_or(1)));
}

fn to_row(model: &mut Model, row: Option<u32>, end: bool) {
    let at = match row {
        Some(row) => usize::try_from(row).unwrap_or(usize::MAX).saturating_sub(1),
        None if end => usize::MAX,
        None => 0,
    };
    match model.focus {
        Pane::Topics => topics::select(model, at),
        Pane::List => list::select(model, at),
        Pane::Detail => detail::scroll_to(model, end),
    }
}

fn page_or_next(model: &mut Model, times: isize) {
    let visible = model.layout().detail.is_some();
    let page = isize::try_from(detail::height(model)).unwrap_or(1).saturating_sub(1).max(1);
    if !visible || !detail::scroll(model, page.saturating_mul(times)) {
        list::step(model, times);
    }
}

fn enter(model: &mut Model, effects: &mut Vec<Effect>) {
    match model.focus {
        Pane::Topics => topics::pick(model, effects),
        Pane::List => drop(panes::enter_detail(model)),
        Pane::Detail => match detail::selected(model) {
            Some(TargetKind::Link(_) | TargetKind::Body(_)) => {
                links::open(model, &Invocation::new(Command::Open), effects)
            }
            Some(kind) => detail::jump(model, kind),
            None => model.say("Select a related card or a link with ] first"),
        },
    }
}

fn step_target(model: &mut Model, by: isize) {
    panes::enter_detail(model);
    detail::step_target(model, by);
}

/// In the card that something was found in, to the next place; else to the next card.
fn next_match(model: &mut Model, by: isize) {
    if model.focus == Pane::Detail && model.detail.find.is_some() {
        find::step(model, by);
    } else {
        query::step(model, by);
    }
}

fn mark(model: &mut Model, mark: Mark, invocation: &Invocation, effects: &mut Vec<Effect>) {
    triage::mark(model, mark, invocation.count, effects);
}

/// Takes back what was begun last: keys that wait, a count, else the selection.
fn leave_selection(model: &mut Model) {
    if model.detail.waiting.take().is_none() && model.count.take().is_none() {
        selection::leave(model);
    }
}

/// Takes back what was begun and not finished; with nothing begun, in the list what narrows the view and in the card what
/// was found. Never leaves anything.
fn cancel(model: &mut Model, effects: &mut Vec<Effect>) {
    let begun = model.count.is_some() || model.detail.waiting.is_some();
    model.message = None;
    if model.focus == Pane::List && !begun {
        query::clear_innermost(model, effects);
    }
    if model.focus == Pane::Detail && !begun {
        model.detail.find = None;
    }
    model.count = None;
    model.detail.target = None;
    model.detail.waiting = None;
}
