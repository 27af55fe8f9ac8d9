//! The detail pane: scrolling, selecting what is on the page, jumping to related cards and back.

use super::super::layout::Pane;
use super::super::model::Model;
use super::{list, panes};
use crate::page::{Place, TargetKind};

/// Scrolls by `by` lines. Returns whether there was anything left to scroll.
pub(super) fn scroll(model: &mut Model, by: isize) -> bool {
    let before = model.detail.top;
    model.detail.top = before.saturating_add_signed(by).min(last_top(model));
    model.detail.anchor.take_if(|_| by != 0);
    model.detail.top != before
}

/// Scrolls to the first or the last line.
pub(super) fn scroll_to(model: &mut Model, end: bool) {
    model.detail.top = if end { last_top(model) } else { 0 };
    model.detail.anchor = None;
}

/// Lines of the pane, or those that it will have when it is seen; at least one, so that paging always moves.
pub(super) fn height(model: &Model) -> usize {
    let layout = model.layout();
    let layout = if layout.detail.is_some() { layout } else { model.layout_with(Pane::Detail) };
    layout.rows(Pane::Detail).max(1)
}

/// The last line that the pane can begin with, so that the rest fills it.
pub(super) fn last_top(model: &Model) -> usize {
    let lines = model.detail.shown.as_ref().map_or(0, |shown| shown.page.lines.len());
    lines.saturating_sub(height(model))
}

/// Selects the next (`1`) or previous (`-1`) related card or link; from none, the first that is visible.
pub(super) fn step_target(model: &mut Model, by: isize) {
    let Some(shown) = model.current().cloned() else { return };
    let targets = &shown.page.targets;
    let (top, height) = (model.detail.top, height(model));
    let at = match model.detail.target {
        Some(at) => at.saturating_add_signed(by).min(targets.len().saturating_sub(1)),
        None if by > 0 => targets.iter().position(|target| target.first >= top).unwrap_or(0),
        None => targets.iter().rposition(|target| target.first < top + height).unwrap_or(0),
    };
    let Some(target) = targets.get(at) else {
        model.say("Nothing to select on this card");
        return;
    };
    model.detail.target = Some(at);
    if target.first < top {
        model.detail.top = target.first;
    } else if target.end > top + height {
        model.detail.top = target.end.saturating_sub(height).min(target.first);
    }
}

/// What is selected on the page.
pub(super) fn selected(model: &Model) -> Option<TargetKind> {
    let shown = model.current()?;
    shown.page.targets.get(model.detail.target?).map(|target| target.kind)
}

/// Shows the related card, item or card like this one that `kind` names: the library's own card where there is one, else the nested one.
pub(super) fn jump(model: &mut Model, kind: TargetKind) {
    let Some(shown) = model.current().cloned() else { return };
    let place = match kind {
        TargetKind::Related(index) => match shown.related.get(index) {
            Some(Some(file)) => Place::card(file.clone()),
            Some(None) => shown.place.related(index),
            None => return,
        },
        TargetKind::Item(index) => match shown.items.get(index) {
            Some(Some(file)) => Place::card(file.clone()),
            Some(None) => {
                model.complain("This item is not in the library");
                return;
            }
            None => return,
        },
        TargetKind::Alike(index) => match shown.alike_file(index) {
            Some(file) => Place::card(file.clone()),
            None => return,
        },
        TargetKind::Link(_) | TargetKind::Body(_) => return,
    };
    model.visits.visit(&shown.place);
    model.visits.visit(&place);
    go(model, place);
}

/// Goes one visit back, or forward.
pub(super) fn walk(model: &mut Model, back: bool) {
    let here = model.detail.wanted.clone();
    let place = if back { model.visits.back(here.as_ref()) } else { model.visits.forward() };
    match place {
        Some(place) => go(model, place),
        None if back => model.say("This is the first card you visited"),
        None => model.say("This is the last card you visited"),
    }
}

/// Shows a place, and its row where the list has it.
pub(super) fn go(model: &mut Model, place: Place) {
    if place.nested.is_empty() {
        list::select_file(model, &place.file);
    }
    model.detail.wanted = Some(place);
    model.detail.target = None;
    panes::focus(model, Pane::Detail);
}
