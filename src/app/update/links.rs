//! Opening and copying: which link is meant, from the list, the page or a menu.

use std::sync::Arc;

use super::super::effect::Effect;
use super::super::layer::Layer;
use super::super::layout::Pane;
use super::super::menu::{Choice, Menu};
use super::super::model::Model;
use super::{detail, panes, triage};
use crate::card::{Card, LinkKind, Links, SafeText, SafeUrl};
use crate::command::Invocation;
use crate::library::FileRef;
use crate::page::links::links;
use crate::page::{Shown, TargetKind};

/// Opens the selected link; a link of the selected related card; or one of the card. A kind asked for by name is the
/// card's, whatever link is selected.
pub(super) fn open(model: &mut Model, invocation: &Invocation, effects: &mut Vec<Effect>) {
    let kind: Option<LinkKind> = invocation.argument.as_deref().and_then(|name| name.parse().ok());
    let Some(shown) = current(model) else { return };
    if kind.is_none()
        && let Some(url) = selected_link(model, &shown)
    {
        open_url(model, url, effects);
        return;
    }
    let kind = kind.unwrap_or(LinkKind::Canonical);
    let Some(subject) = subject(model, &shown) else { return };
    match subject.links.get(kind) {
        Some(url) => {
            open_url(model, url.clone(), effects);
            if subject.path.is_some() {
                triage::mark_opened(model, &shown.place, effects);
            }
        }
        None => model.complain(&format!("{} has no {} link", subject.title, kind.name())),
    }
}

/// Opens the canonical link of related card `number`, from 1.
pub(super) fn open_related(model: &mut Model, invocation: &Invocation, effects: &mut Vec<Effect>) {
    let Some(shown) = current(model) else { return };
    let number: usize = invocation.argument.as_deref().and_then(|number| number.parse().ok()).unwrap_or(0);
    let Some(card) = number.checked_sub(1).and_then(|index| shown.card.related.get(index)) else {
        let count = shown.card.related.len();
        model.complain(&match count {
            0 => "This card has no related cards".to_owned(),
            1 => "This card has one related card".to_owned(),
            _ => format!("This card has {count} related cards"),
        });
        return;
    };
    match card.links.canonical() {
        Some(url) => open_url(model, url.clone(), effects),
        None => model.complain(&format!("Related card {number} has no link")),
    }
}

/// Starts the browser and says so.
pub(super) fn open_url(model: &mut Model, url: SafeUrl, effects: &mut Vec<Effect>) {
    let warning = if url.has_userinfo() { " (mind the name before the @: the site is " } else { "" };
    let site = if warning.is_empty() { String::new() } else { format!("{})", url.host()) };
    model.say(&format!("Opening {url}{warning}{site}"));
    if let Some(place) = model.detail.wanted.clone() {
        model.visits.visit(&place);
    }
    effects.push(Effect::Open(url));
}

/// Copies a link, or another text of what is selected.
pub(super) fn copy(model: &mut Model, invocation: &Invocation, effects: &mut Vec<Effect>) {
    let what = invocation.argument.as_deref();
    if what.is_none()
        && let Some(offer) = model.message.as_mut().and_then(|message| message.offer.take())
    {
        copy_text(model, SafeText::line(offer.as_str()), effects);
        return;
    }
    let Some(shown) = current(model) else { return };
    if what.is_none()
        && let Some(url) = selected_link(model, &shown)
    {
        copy_text(model, SafeText::line(url.as_str()), effects);
        return;
    }
    let Some(subject) = subject(model, &shown) else { return };
    let link = |kind| subject.links.get(kind).map(|url| SafeText::line(url.as_str()));
    let what = what.unwrap_or("canonical");
    let text = match what {
        "title" => Some(subject.title.clone()),
        "path" => subject.path.clone(),
        "markdown" => subject.links.canonical().map(|url| SafeText::line(&markdown_link(&subject.title, url))),
        name => name.parse().ok().and_then(link),
    };
    match text {
        Some(text) => copy_text(model, text, effects),
        None => model.complain(&format!("{} has no {what} to copy", subject.title)),
    }
}

/// Copies `text` and says so.
pub(super) fn copy_text(model: &mut Model, text: SafeText, effects: &mut Vec<Effect>) {
    model.say(&format!("Copied {text}"));
    effects.push(Effect::Copy(text));
}

/// Lists everything that can be copied.
pub(super) fn copy_menu(model: &mut Model) {
    let Some(shown) = current(model) else { return };
    let mut choices = vec![("Title", shown.title.clone())];
    if let Some(url) = shown.card.links.canonical() {
        choices.push(("Markdown link", SafeText::line(&markdown_link(&shown.title, url))));
    }
    let named = links(&shown).into_iter().map(|link| (link.name, SafeText::line(link.url.as_str())));
    let file = ("File", shown.path.clone());
    let choices = choices.into_iter().chain([file]).map(|(name, text)| (SafeText::line(name), text)).chain(named);
    let menu = Menu::new("Copy", choices.map(|(name, text)| (name, text.clone(), Choice::Copy(text))));
    model.layers.push(Layer::Menu(menu));
}

/// Lists every link of the card, each with its letters.
pub(super) fn hints(model: &mut Model) {
    let Some(shown) = current(model) else { return };
    let choices = links(&shown).into_iter().map(|link| {
        let note = SafeText::line(link.url.as_str());
        (link.name, note, Choice::Open(link.url))
    });
    let menu = Menu::new("Open", choices);
    if menu.entries.is_empty() {
        model.complain("This card has no links");
    } else {
        model.layers.push(Layer::Menu(menu));
    }
}

/// The card that a verb about links is about.
struct Subject {
    links: Links,
    title: SafeText,
    /// Its file, when it has one of its own here.
    path: Option<SafeText>,
}

/// The link that is selected on the page.
fn selected_link(model: &Model, shown: &Shown) -> Option<SafeUrl> {
    match detail::selected(model).filter(|_| model.focus == Pane::Detail)? {
        TargetKind::Link(index) => links(shown).into_iter().nth(index).map(|link| link.url),
        TargetKind::Body(index) => shown.body_links.get(index).map(|link| link.url.clone()),
        TargetKind::Related(_) | TargetKind::Item(_) | TargetKind::Alike(_) => None,
    }
}

/// The selected related card, item or card like this one, else the card itself.
fn subject(model: &mut Model, shown: &Shown) -> Option<Subject> {
    let card = |card: &Card, title: SafeText, path| Subject { links: card.links.clone(), title, path };
    match detail::selected(model).filter(|_| model.focus == Pane::Detail) {
        None | Some(TargetKind::Link(_) | TargetKind::Body(_)) => {
            Some(card(&shown.card, shown.title.clone(), Some(shown.path.clone())))
        }
        Some(TargetKind::Related(index)) => {
            let related = shown.card.related.get(index)?;
            let title = related.title.clone().unwrap_or_else(|| SafeText::line("The related card"));
            Some(card(related, title, None))
        }
        Some(TargetKind::Item(index)) => {
            let file = shown.items.get(index)?.as_ref();
            listed(model, file, "This item is not in the library")
        }
        Some(TargetKind::Alike(index)) => {
            listed(model, shown.alike_file(index), "This card is not in the library any more")
        }
    }
}

/// Another card of the library, as the list knows it; without one, says `otherwise`.
fn listed(model: &mut Model, file: Option<&FileRef>, otherwise: &str) -> Option<Subject> {
    let slot = file.and_then(|file| model.library.by_path(file.root, &file.path));
    let Some(head) = slot.and_then(|slot| model.library.head(slot)) else {
        model.complain(otherwise);
        return None;
    };
    // The list knows the canonical link only; Enter shows the card with all of them.
    let web = head.canonical().and_then(|url| SafeUrl::parse(url).ok());
    let title = SafeText::line(head.title());
    Some(Subject { links: Links { web, ..Links::default() }, title, path: None })
}

/// The card in the detail pane; without one, says why.
fn current(model: &mut Model) -> Option<Arc<Shown>> {
    if let Some(shown) = model.current() {
        return Some(shown.clone());
    }
    match model.failure().cloned() {
        Some(reason) => model.complain(&reason),
        None => panes::say_no_card(model),
    }
    None
}

fn markdown_link(title: &SafeText, url: &SafeUrl) -> String {
    let title = title.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
    let url = url.as_str().replace('(', "%28").replace(')', "%29");
    format!("[{title}]({url})")
}
