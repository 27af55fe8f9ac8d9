//! Which fields a card has and what stands in for them.
//! What a value may look like is decided in [`super::values`].

use super::embed;
use super::values::Values;
use crate::card::tree::{Entry, Tree};
use crate::card::{Action, Card, Image, Node, Provider, Ratings, SafeText, SafeUrl};

/// Deepest nesting of related cards, the card of the file not counted.
const RELATED_DEPTH: usize = 4;

/// Unknown keys, in the file's order.
type More = Vec<(SafeText, Node)>;

/// Reads a card from its entries. `depth` is 0 for the card of a file.
pub(super) fn card<'d, 't>(values: &mut Values<'d, 't>, entries: &'d [Entry<'t>], depth: usize) -> Card {
    let mut card = Card::default();
    // What stands in for a field is kept as an unknown key where the field itself is there.
    let (has_title, has_excerpt) = (has_text(entries, "title"), has_text(entries, "excerpt"));
    let has_provider = has_mapping(entries, "provider") || has_text(entries, "provider");
    values.entries(entries, |values, key, value| match key {
        // A title that cannot be used must not take away the name that stands in for it.
        "title" => card.title = values.prose(value).or(card.title.take()),
        "name" if !has_title => card.title = values.prose(value),
        "excerpt" => card.excerpt = values.prose(value).or(card.excerpt.take()),
        "bio" if !has_excerpt => card.excerpt = values.prose(value),
        "category" => card.category = values.text(value),
        "type" => card.kind = values.text(value),
        "publishedDateTime" => card.published_at = values.date(value),
        "updatedDateTime" => card.updated_at = values.date(value),
        "originalUrl" => card.links.original = values.link(value),
        "webUrl" => card.links.web = values.link(value),
        "ampWebUrl" => card.links.amp = values.link(value),
        "cdnAmpWebUrl" => card.links.cdn_amp = values.link(value),
        "provider" => card.provider = provider(values, value, &mut card.more).or(card.provider.take()),
        "affiliation" if !has_provider => card.provider = provider(values, value, &mut card.more),
        "topics" => card.topics = values.texts(value),
        "levels" => card.levels = values.texts(value),
        "price" => card.price = values.text(value),
        "length" => card.length = values.text(value),
        "members" => card.members = values.count(value),
        "ratings" => card.ratings = ratings(values, value, &mut card.more),
        "quality" => card.quality = values.known_number(value),
        "heat" => card.heat = values.known_number(value),
        "published" => card.draft = values.yes(value) == Some(false),
        "removed" | "deleted" => card.removed |= values.yes(value) == Some(true),
        "images" => card.images = images(values, value, "images", &mut card.more),
        "related" => card.related = related(values, value, depth),
        "items" => card.items = values.texts(value),
        "actions" => card.actions = actions(values, value, &mut card.more),
        "featuredContent" => {
            card.featured = featured(values, value);
            // Content without a frame leads nowhere, but it is there.
            if card.featured.is_none() && matches!(value, Tree::Text(html) if !html.trim().is_empty()) {
                card.more.push((SafeText::line(key), values.node(value)));
            }
        }
        "secured" => card.locked = locked(values, value),
        _ => card.more.push((SafeText::line(key), values.node(value))),
    });
    card
}

/// Whether a field can be used as text, so that nothing needs to stand in for it.
fn has_text(entries: &[Entry<'_>], name: &str) -> bool {
    entries.iter().rfind(|(key, _)| key == name).is_some_and(|(_, value)| match value {
        Tree::Null | Tree::List(_) | Tree::Map(_) => false,
        Tree::Text(text) => !text.trim().is_empty(),
        Tree::Bool(_) | Tree::Int(_) | Tree::Float(_) => true,
    })
}

fn has_mapping(entries: &[Entry<'_>], name: &str) -> bool {
    let found = entries.iter().rfind(|(key, _)| key == name);
    found.is_some_and(|(_, value)| matches!(value, Tree::Map(entries) if !entries.is_empty()))
}

fn provider<'d, 't>(values: &mut Values<'d, 't>, value: &'d Tree<'t>, more: &mut More) -> Option<Provider> {
    let mut provider = Provider::default();
    match value {
        Tree::Null => {}
        Tree::Map(entries) => values.entries(entries, |values, key, value| match key {
            "name" => provider.name = values.text(value),
            "domain" => provider.domain = values.text(value),
            "publishers" | "authors" => {
                let place = format!("provider.{key}");
                let names = values.list(value, "a list of names", |values, value| name(values, value, &place, more));
                match key {
                    "authors" => provider.authors = names,
                    _ => provider.publishers = names,
                }
            }
            "images" => provider.images = images(values, value, "provider.images", more),
            _ => keep(more, values, "provider", key, value),
        }),
        Tree::List(_) => values.mismatch("a mapping with name and domain", value),
        _ => {
            provider.name = values.text(value);
            if provider.name.is_some() {
                values.mismatch("a mapping with name and domain", value);
            }
        }
    }
    (provider != Provider::default()).then_some(provider)
}

/// Keeps an unknown key of something inside the card, under the name of its place.
fn keep(more: &mut More, values: &Values<'_, '_>, place: &str, key: &str, value: &Tree<'_>) {
    more.push((SafeText::line(&format!("{place}.{key}")), values.node(value)));
}

/// An author or publisher: a mapping with a name, or just the name.
fn name<'d, 't>(values: &mut Values<'d, 't>, value: &'d Tree<'t>, place: &str, more: &mut More) -> Option<SafeText> {
    let Tree::Map(entries) = value else { return values.text(value) };
    let mut name = None;
    values.entries(entries, |values, key, value| match key {
        "name" => name = values.text(value),
        _ => keep(more, values, place, key, value),
    });
    name
}

fn ratings<'d, 't>(values: &mut Values<'d, 't>, value: &'d Tree<'t>, more: &mut More) -> Option<Ratings> {
    let mut ratings = Ratings::default();
    match value {
        Tree::Null => {}
        Tree::Text(text) if text.trim().is_empty() => {}
        Tree::Map(entries) => values.entries(entries, |values, key, value| match key {
            "count" => ratings.count = values.count(value),
            "average" => ratings.average = values.number(value),
            _ => keep(more, values, "ratings", key, value),
        }),
        _ => values.mismatch("a mapping with count and average", value),
    }
    (ratings != Ratings::default()).then_some(ratings)
}

fn images<'d, 't>(values: &mut Values<'d, 't>, value: &'d Tree<'t>, place: &str, more: &mut More) -> Vec<Image> {
    values.list(value, "a list of images", |values, value| image(values, value, place, more))
}

/// A mapping, or just the place of the image.
fn image<'d, 't>(values: &mut Values<'d, 't>, value: &'d Tree<'t>, place: &str, more: &mut More) -> Option<Image> {
    let mut image = Image::default();
    match value {
        Tree::Map(entries) => values.entries(entries, |values, key, value| match key {
            "url" => image.url = values.text(value),
            "width" => image.width = values.count(value),
            "height" => image.height = values.count(value),
            "title" => image.title = values.prose(value),
            "attribution" => image.attribution = values.prose(value),
            "isCached" => image.cached = values.yes(value) == Some(true),
            _ => keep(more, values, place, key, value),
        }),
        Tree::Text(_) => image.url = values.text(value),
        Tree::Null => {}
        _ => values.mismatch("an image", value),
    }
    (image != Image::default()).then_some(image)
}

fn actions<'d, 't>(values: &mut Values<'d, 't>, value: &'d Tree<'t>, more: &mut More) -> Vec<Action> {
    values.list(value, "a list of actions", |values, value| {
        let mut action = Action::default();
        match value {
            Tree::Map(entries) => values.entries(entries, |values, key, value| match key {
                "url" => action.url = values.action_link(value),
                "type" => action.kind = values.text(value),
                "title" => action.title = values.prose(value),
                "attribution" => action.attribution = values.prose(value),
                _ => keep(more, values, "actions", key, value),
            }),
            Tree::Null => {}
            _ => values.mismatch("an action with a url", value),
        }
        (action != Action::default()).then_some(action)
    })
}

fn related<'d, 't>(values: &mut Values<'d, 't>, value: &'d Tree<'t>, depth: usize) -> Vec<Card> {
    values.list(value, "a list of cards", |values, value| match value {
        Tree::Null => None,
        Tree::Map(_) if depth >= RELATED_DEPTH => {
            values.remark(&format!("is left out: related cards are read {RELATED_DEPTH} levels deep"));
            None
        }
        Tree::Map(entries) => Some(card(values, entries, depth + 1)),
        _ => {
            values.mismatch("a card", value);
            None
        }
    })
}

fn featured<'d, 't>(values: &mut Values<'d, 't>, value: &'d Tree<'t>) -> Option<SafeUrl> {
    match value {
        Tree::Text(html) => embed::first_frame(html),
        Tree::Null => None,
        _ => {
            values.mismatch("HTML", value);
            None
        }
    }
}

fn locked<'d, 't>(values: &mut Values<'d, 't>, value: &'d Tree<'t>) -> Option<usize> {
    match values.exact(value) {
        Some(text) => Some(text.len()).filter(|length| *length > 0),
        None => {
            if *value != Tree::Null {
                values.mismatch("text", value);
            }
            None
        }
    }
}
