//! Why: the sum that the score of a card is, and what it shares with the selected card that is like it, as a menu that
//! is only read. The numbers are [`crate::library`]'s.

use super::super::layer::Layer;
use super::super::layout::Pane;
use super::super::menu::{Choice, Menu, MenuEntry};
use super::super::model::Model;
use super::{detail, panes};
use crate::card::SafeText;
use crate::library::{HeadRef, ScorePart, ScoreTerm, SharedKind, explain_score, score};
use crate::page::TargetKind;

/// Shows the reasons, or says that there is no card.
pub(super) fn show(model: &mut Model) {
    let Some(mut entries) = subject(model).map(|head| score_entries(model, head)) else {
        let is_nested = model.focus == Pane::Detail && model.detail.wanted.is_some();
        match is_nested {
            true => model.say("This card is not in the library, and has no score"),
            false => panes::say_no_card(model),
        }
        return;
    };
    entries.extend(likeness_entries(model));
    model.layers.push(Layer::Menu(Menu::labelled("Why", entries)));
}

/// The card in the detail pane where keys go there, else that of the row. Nested cards have no head.
fn subject(model: &Model) -> Option<HeadRef<'_>> {
    match model.detail.wanted.as_ref().filter(|_| model.focus == Pane::Detail) {
        Some(place) if place.nested.is_empty() => {
            model.library.head(model.library.by_path(place.file.root, &place.file.path)?)
        }
        Some(_) => None,
        None => model.selected_head(),
    }
}

fn score_entries(model: &Model, head: HeadRef<'_>) -> Vec<MenuEntry> {
    let (now, weights) = (model.dates.now, &model.weights);
    let first = match score(head, now, weights) {
        Some(score) => entry(&format!("score {score:.1}"), head.title()),
        None => entry("score unknown", "nothing that counts is known of this card"),
    };
    let terms = explain_score(head, now, weights);
    [first].into_iter().chain(terms.iter().map(|term| entry(name(term.part), &in_words(term)))).collect()
}

fn name(part: ScorePart) -> &'static str {
    match part {
        ScorePart::Quality => "quality",
        ScorePart::Heat => "heat",
        ScorePart::Freshness => "freshness",
    }
}

/// A term such as `72 becomes 0.51, weighs 0.33, adds 16.9`.
fn in_words(term: &ScoreTerm) -> String {
    let Some(value) = term.value else { return "unknown, left out".to_owned() };
    let unit = if term.part == ScorePart::Freshness { " days old" } else { "" };
    // One digit after the point, and none where it is 0.
    let value = (value * 10.0).round() / 10.0;
    let ScoreTerm { normalised, weight, contribution, .. } = term;
    format!("{value}{unit} becomes {normalised:.2}, weighs {weight:.2}, adds {contribution:.1}")
}

/// What the selected card of the section "More like this" shares with the card of the page.
fn likeness_entries(model: &Model) -> Vec<MenuEntry> {
    let selected = detail::selected(model).filter(|_| model.focus == Pane::Detail);
    let Some(TargetKind::Alike(index)) = selected else { return Vec::new() };
    let section = model.current().and_then(|shown| shown.alike.as_ref());
    let Some(card) = section.and_then(|section| section.cards.get(index)) else { return Vec::new() };
    let slot = model.library.by_path(card.file.root, &card.file.path);
    let title = slot.and_then(|slot| model.library.head(slot)).map_or("", HeadRef::title);
    let shared = card.shared.iter().map(|shared| {
        let kind = match shared.what {
            SharedKind::Topic => "topic",
            SharedKind::Word => "word",
        };
        entry(&format!("{kind} {}", shared.text), &format!("both have it, adds {:.2}", shared.weight))
    });
    [entry(&format!("likeness {:.2}", card.score), title)].into_iter().chain(shared).collect()
}

fn entry(name: &str, note: &str) -> MenuEntry {
    let (name, note) = (SafeText::line(name), SafeText::line(note));
    MenuEntry { label: String::new(), name, note, choice: Choice::Close }
}
