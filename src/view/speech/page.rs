//! The page of a card, as much at once as the window of the detail pane holds: what comes into it is said, what was in it
//! is not said again. Headings and links are named as what they are.

use std::ops::Range;

use super::{Said, row};
use crate::app::{Menu, Model, Pane};
use crate::document::Link;
use crate::page::links::{NamedLink, links};
use crate::page::{Line, Page, Place, Role, Shown, Target, TargetKind};

/// The part of a page that was said.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SaidPage {
    /// `None` where the card could not be read.
    place: Option<Place>,
    /// Columns that it was set for, and how many lines it has then: in others its lines are others.
    width: u16,
    lines: usize,
    /// First line of the window, and one past the last.
    top: usize,
    end: usize,
    target: Option<usize>,
    /// What was found in it: the words, the place that was gone to, how many there are.
    found: Option<(String, usize, usize)>,
    /// How its card stands, such as `unread, starred`.
    standing: Option<String>,
}

/// Says what has come into the window, what was selected in it, or the whole window where it is of another card.
pub(super) fn say(before: &Said, said: &mut Said, model: &Model, lines: &mut Vec<String>) {
    let owed = std::mem::take(&mut said.owed);
    let then = before.page.as_ref().filter(|_| before.pane == said.pane);
    if let Some(reason) = model.failure() {
        said.page = Some(SaidPage {
            place: None,
            width: 0,
            lines: 0,
            top: 0,
            end: 0,
            target: None,
            found: None,
            standing: None,
        });
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
    match then.filter(|then| then.place == now.place) {
        None => {
            let row = row::now(model).filter(|row| row.is_of(&shown.place.file));
            match (&now.standing, row) {
                // Going in from its row, that was said just now.
                (Some(_), Some(row)) if before.row.as_ref() == Some(&row) => {}
                (Some(_), Some(row)) => lines.push(row::place_of(model, &row)),
                (Some(standing), None) => lines.push(format!("Not in this list, {standing}")),
                (None, _) => {}
            }
            let texts = Texts::of(shown);
            lines.extend((now.top..now.end).filter_map(|line| texts.line(line)));
            lines.push(mark(shown, &now));
        }
        Some(then) if then.target != now.target && now.target.is_some() => {
            lines.extend(now.target.and_then(|target| Texts::of(shown).target(target)));
        }
        Some(then) if then.found != now.found && now.found.is_some() => lines.extend(found(model, shown)),
        Some(then) => {
            let heard = then.heard(&now);
            let new: Vec<usize> = (now.top..now.end).filter(|line| !heard.contains(line)).collect();
            let texts = (!new.is_empty()).then(|| Texts::of(shown));
            lines.extend(new.iter().filter_map(|line| texts.as_ref()?.line(*line)));
            let goes_down = new.last().is_some_and(|last| *last >= heard.end);
            if goes_down && (new.len() > 1 || now.end == shown.page.lines.len()) {
                lines.push(mark(shown, &now));
            }
        }
    }
    // Nobody is interrupted because they have read for long enough.
    let is_by_itself =
        |then: &str, now: &str| model.detail.read_by_itself() && then.replacen("unread", "read", 1) == now;
    let then = then.filter(|then| then.place == now.place).and_then(|then| then.standing.as_deref());
    if let (Some(then), Some(standing), true) = (then, now.standing.as_deref(), lines.is_empty())
        && then != standing
        && !is_by_itself(then, standing)
    {
        lines.push(format!("{standing}: {}", shown.title));
    }
    said.page = Some(now);
    said.row = row::now(model);
    if owed && lines.is_empty() {
        lines.push(format!("In the card: {}", shown.title));
    }
}

impl SaidPage {
    /// The lines of the page as it is `now` that were said. Set for another width, the same share of it was.
    fn heard(&self, now: &Self) -> Range<usize> {
        match self.width == now.width {
            true => self.top..self.end,
            false => now.top..(self.end * now.lines).checked_div(self.lines).unwrap_or(0),
        }
    }
}

fn window(model: &Model, shown: &Shown) -> SaidPage {
    let (top, lines) = (model.detail.top, shown.page.lines.len());
    let end = lines.min(top + model.layout().rows(Pane::Detail));
    let place = &shown.place;
    let standing = place.nested.is_empty().then(|| row::standing(model, &place.file)).flatten();
    SaidPage {
        place: Some(place.clone()),
        width: shown.page.width,
        lines,
        top,
        end,
        target: model.detail.target,
        found: model.detail.find.as_ref().map(|find| (find.wanted.clone(), find.current, find.count)),
        standing,
    }
}

/// The place in the card that was gone to, with its line.
fn found(model: &Model, shown: &Shown) -> Option<String> {
    let find = model.detail.find.as_ref()?;
    let Some((first, _)) = find.lines() else { return Some(format!("{} is not in this card", find.wanted)) };
    let line = Texts::of(shown).line(first).unwrap_or_default();
    Some(format!("{}: {}", find.in_words(), line.trim()))
}

/// How much of the page is left, after a part of it was said.
fn mark(shown: &Shown, window: &SaidPage) -> String {
    match shown.page.lines.len() {
        lines if window.end < lines => format!("More, {}%", window.end * 100 / lines),
        _ => "End of the card".to_owned(),
    }
}

/// The lines of a page in words.
struct Texts<'s> {
    page: &'s Page,
    body_links: &'s [Link],
    links: Vec<NamedLink>,
    /// The letters of the links.
    letters: Vec<String>,
}

impl<'s> Texts<'s> {
    fn of(shown: &'s Shown) -> Self {
        let links = links(shown);
        Self { page: &shown.page, body_links: &shown.body_links, letters: Menu::labels(links.len()), links }
    }

    /// A line as it is said; `None` where it was said with the one above.
    fn line(&self, at: usize) -> Option<String> {
        let line = self.page.lines.get(at)?;
        // A link of the body is a part of its line.
        let is_of_line =
            |target: &&Target| (target.first..target.end).contains(&at) && !matches!(target.kind, TargetKind::Body(_));
        if let Some(target) = self.page.targets.iter().find(is_of_line) {
            return match (at == target.first, target.kind) {
                (true, _) => Some(self.name(target, &words([line]))),
                (false, TargetKind::Link(_)) => None,
                (false, _) => Some(words([line])),
            };
        }
        let above = at.checked_sub(1).and_then(|above| self.page.lines.get(above)).and_then(role);
        Some(match role(line).filter(|role| Some(*role) != above) {
            Some(Role::Title) => format!("Title: {}", in_words(line)),
            Some(Role::Section | Role::Heading) => format!("Heading: {}", in_words(line).trim_end()),
            Some(Role::Subheading) => format!("Subheading: {}", in_words(line)),
            Some(Role::Quote) => format!("Quote: {}", in_words(line)),
            Some(Role::Code) => format!("Code: {}", in_words(line)),
            _ => in_words(line).trim_end().to_owned(),
        })
    }

    /// What is selected, on one line.
    fn target(&self, number: usize) -> Option<String> {
        let target = self.page.targets.get(number)?;
        let lines = self.page.lines.get(target.first..target.end)?;
        if let TargetKind::Body(index) = target.kind {
            let link = self.body_links.get(index)?;
            let known = self.links.iter().position(|known| known.url == link.url);
            let letters = known.and_then(|known| self.letters.get(known)).map_or("", String::as_str);
            return Some(format!("Selected: link {letters}: {} {}", link.name, link.url.as_str()));
        }
        Some(format!("Selected: {}", self.name(target, &words(lines))))
    }

    /// What a target is, and its words; a link whole, however the page breaks it.
    fn name(&self, target: &Target, words: &str) -> String {
        match target.kind {
            TargetKind::Link(index) => match self.links.get(index).zip(self.letters.get(index)) {
                Some((link, letters)) => format!("link {letters}: {} {}", link.name, link.url.as_str()),
                None => format!("link: {words}"),
            },
            TargetKind::Body(_) => format!("link: {words}"),
            TargetKind::Related(_) => format!("related {words}"),
            TargetKind::Item(_) => format!("item {words}"),
            TargetKind::Alike(_) => format!("card: {words}"),
        }
    }
}

/// Lines as one, without the blanks that set columns apart.
fn words<'l>(lines: impl IntoIterator<Item = &'l Line>) -> String {
    let text = lines.into_iter().map(in_words).collect::<Vec<_>>().join(" ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a line. What sets parts apart for the eye is a comma for the ear.
fn in_words(line: &Line) -> String {
    let piece = |role: Role, text: &str| match role {
        // Lines that are drawn are for the eye.
        Role::Rule => String::new(),
        Role::Dim | Role::Topic | Role::Problem => text.replace(" · ", ", "),
        _ => text.to_owned(),
    };
    line.spans.iter().map(|span| piece(span.role, &span.text)).collect()
}

/// What a line begins with, indents and bars apart. One of a program that goes on is code behind its mark.
fn role(line: &Line) -> Option<Role> {
    let code = line.spans.last().filter(|span| span.role == Role::Code);
    code.into_iter()
        .chain(&line.spans)
        .find(|span| span.flow.is_some() || !span.text.trim().is_empty() && span.role != Role::Rule)
        .map(|span| span.role)
}
