//! Every link of a card by name, in the order pages and menus show them.

use std::collections::{HashMap, HashSet};

use super::address::is_beginning_of;
use super::featured::featured;
use super::shown::Shown;
use crate::card::{Card, LinkKind, SafeText, SafeUrl};

/// A link and what to call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedLink {
    /// What it is.
    pub name: SafeText,
    /// Where it leads.
    pub url: SafeUrl,
}

/// Hints have at most this many entries; a body may hold thousands of links.
const LIMIT: usize = 400;

/// The links of the card itself: named ones, the featured page, actions. Pages list these. Kinds that lead to the same
/// page are one link with both names, as `webUrl` and `originalUrl` mostly do.
pub(super) fn own_links(card: &Card) -> Vec<NamedLink> {
    let named = [
        (LinkKind::Web, "Web"),
        (LinkKind::Original, "Original"),
        (LinkKind::Amp, "AMP"),
        (LinkKind::CdnAmp, "CDN-AMP"),
    ];
    let mut found: Vec<NamedLink> = Vec::new();
    for (kind, name) in named {
        let url = match kind {
            // Asked for by name, the AMP link may be the CDN's; here each is listed as what it is.
            LinkKind::Amp => card.links.amp.as_ref(),
            kind => card.links.get(kind),
        };
        match (url, found.iter_mut().find(|link| Some(&link.url) == url)) {
            (Some(_), Some(same)) => same.name = SafeText::line(&format!("{}, {name}", same.name)),
            (Some(url), None) => found.push(NamedLink { name: SafeText::line(name), url: url.clone() }),
            (None, _) => {}
        }
    }
    let actions = card.actions.iter().filter_map(|action| {
        let name = action.title.as_ref().or(action.kind.as_ref());
        let name = name.cloned().unwrap_or_else(|| SafeText::line("Action"));
        Some(NamedLink { name, url: action.url.clone()? })
    });
    found.into_iter().chain(featured(card)).chain(actions).collect()
}

/// The card's own links, then those of its related cards, then those in its body that lead anywhere else, each once.
pub fn links(shown: &Shown) -> Vec<NamedLink> {
    let own = own_links(&shown.card);
    let related = shown.card.related.iter().enumerate().filter_map(|(index, card)| {
        let title = card.title.as_deref().unwrap_or("Related card");
        let name = SafeText::line(&format!("{} {title}", index + 1));
        Some(NamedLink { name, url: card.links.canonical()?.clone() })
    });
    // The page lists every link of the card itself, so each of them is here.
    let limit = LIMIT.max(own.len());
    let mut all: Vec<NamedLink> = own.into_iter().chain(related).collect();
    let mut urls: HashSet<SafeUrl> = all.iter().map(|link| link.url.clone()).collect();
    // A picture that leads to the same page as the words below it has no name but its address.
    let mut names: HashMap<&SafeUrl, &SafeText> = HashMap::new();
    for link in shown.body_links.iter().filter(|link| !is_beginning_of(&link.name, &link.url)) {
        names.entry(&link.url).or_insert(&link.name);
    }
    let body = shown.body_links.iter().filter(|link| urls.insert(link.url.clone()));
    all.extend(body.map(|link| {
        let name = names.get(&link.url).copied().unwrap_or(&link.name).clone();
        NamedLink { name, url: link.url.clone() }
    }));
    all.truncate(limit);
    all
}
