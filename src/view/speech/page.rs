//! The page of a card, as much at once as the window of the detail pane holds: what comes into it is said, what was in it
//! is not said again. Headings and links are named as what they are.

use super::{Said, row};
use crate::app::page::links::links;
use crate::app::page::{Line, Page, Role, Target, TargetKind};
use crate::app::whereabouts::above;
use crate::app::{Menu, Model, Pane, Place, Shown};

/// The part of a page that was said.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SaidPage {
    /// `None` where the card could not be read.
    place: Option<Place>,
    /// Columns that it was set for: in others its lines are others.
    width: u16,
    /// First line of the window, and one past the last.
    top: usize,
    end: usize,
    target: Option<usize>,
}

/// Says what has come into the window, what was selected in it, or the whole window where it is of another card.
pub(super) fn say(before: &Said, said: &mut Said, model: &Model, lines: &mut Vec<String>) {
    let owed = std::mem::take(&mut said.owed);
    let then = before.page.as_ref().filter(|_| before.pane == said.pane);
    if let Some(reason) = model.failure() {
        said.page = Some(SaidPage { place: None, width: 0, top: 0, end: 0, target: None });
        if then.is_none_or(|then| then.place.is_some()) {
            lines.push(format!("Error: {reason}"));
        }
        return;
    }
    let Some(shown) = model.current() else {
        said.owed = owed;
        return;
    };
    let now = window(model, shown);
    let texts = Texts::of(shown);
    match then.filter(|then| then.place == now.place) {
        None => {
            let own = shown.place.nested.is_empty().then(|| row::now(model)).flatten();
            let row = own.filter(|row| row.is_of(&shown.place.file));
            // Going in from its row, that was said just now.
            if let Some(row) = row.filter(|row| before.row.as_ref() != Some(row)) {
                lines.push(row::place_of(model, &row));
                said.row = Some(row);
            }
            lines.extend((now.top..now.end).map(|line| texts.line(line)));
            lines.push(mark(model, shown, &now));
        }
        // The same page for another width, or another text of it: what was said of it stays so.
        Some(then) if then.width != now.width => {}
        Some(then) if then.target != now.target && now.target.is_some() => {
            lines.extend(now.target.and_then(|target| texts.target(target)));
        }
        Some(then) => {
            let new: Vec<usize> = (now.top..now.end).filter(|line| !(then.top..then.end).contains(line)).collect();
            lines.extend(new.iter().map(|line| texts.line(*line)));
            let goes_down = new.last().is_some_and(|last| *last >= then.end);
            if goes_down && (new.len() > 1 || now.end == shown.page.lines.len()) {
                lines.push(mark(model, shown, &now));
            }
        }
    }
    said.page = Some(now);
    row::say_standing(before, said, model, lines);
    if owed && lines.is_empty() {
        lines.push(format!("Card: {}, {}% of it above", shown.title, above(model)));
    }
}

fn window(model: &Model, shown: &Shown) -> SaidPage {
    let top = model.detail.top;
    let end = shown.page.lines.len().min(top + model.layout().rows(Pane::Detail));
    let target = model.detail.target;
    SaidPage { place: Some(shown.place.clone()), width: shown.page.width, top, end, target }
}

/// How much of the page is left, after a part of it was said.
fn mark(model: &Model, shown: &Shown, window: &SaidPage) -> String {
    let lines = shown.page.lines.len();
    if window.end == lines || model.detail.wanted.is_none() {
        return "End of the card".to_owned();
    }
    format!("More, {}%", window.end * 100 / lines.max(1))
}

/// The lines of a page in words.
struct Texts<'s> {
    page: &'s Page,
    /// The letters of its links.
    letters: Vec<String>,
}

impl<'s> Texts<'s> {
    fn of(shown: &'s Shown) -> Self {
        Self { page: &shown.page, letters: Menu::labels(links(shown).len()) }
    }

    /// A line as it is said.
    fn line(&self, at: usize) -> String {
        let Some(line) = self.page.lines.get(at) else { return String::new() };
        let targets = &self.page.targets;
        let target = targets.get(targets.partition_point(|target| target.end <= at));
        if let Some(target) = target.filter(|target| target.first <= at) {
            // Columns are set apart by blanks.
            let words = in_words(line).split_whitespace().collect::<Vec<_>>().join(" ");
            return if at == target.first { self.name(target, &words) } else { words };
        }
        let above = at.checked_sub(1).and_then(|above| self.page.lines.get(above)).and_then(role);
        match role(line).filter(|role| Some(*role) != above) {
            Some(Role::Title) => format!("Title: {}", in_words(line)),
            Some(Role::Heading) => format!("Heading: {}", in_words(line)),
            _ => in_words(line).trim_end().to_owned(),
        }
    }

    /// What can be selected, on one line.
    fn target(&self, number: usize) -> Option<String> {
        let target = self.page.targets.get(number)?;
        let lines = self.page.lines.get(target.first..target.end)?;
        let words = lines.iter().map(in_words).collect::<Vec<_>>().join(" ");
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(format!("Selected: {}", self.name(target, &words)))
    }

    /// What a target is, before its words.
    fn name(&self, target: &Target, words: &str) -> String {
        match target.kind {
            TargetKind::Link(index) => match self.letters.get(index) {
                Some(letters) => format!("link {letters}: {words}"),
                None => format!("link: {words}"),
            },
            TargetKind::Related(_) => format!("related {words}"),
            TargetKind::Item(_) => format!("item {words}"),
            TargetKind::Alike(_) => format!("card: {words}"),
        }
    }
}

/// The words of a line. What sets parts apart for the eye is a comma for the ear.
fn in_words(line: &Line) -> String {
    let piece = |role: Role, text: &str| match role {
        Role::Dim | Role::Topic | Role::Problem => text.replace(" · ", ", "),
        _ => text.to_owned(),
    };
    line.spans.iter().map(|span| piece(span.role, &span.text)).collect()
}

/// What a line begins with.
fn role(line: &Line) -> Option<Role> {
    line.spans.first().map(|span| span.role)
}
