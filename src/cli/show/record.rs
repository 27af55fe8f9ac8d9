//! One card for programs: the fields of `show --format json|yaml`, which `docs/formats.md` promises.

use serde::{Serialize, Serializer};

use super::super::output::{rfc3339, wide_score};
use super::{Known, Shown};
use crate::card::{Action, Card, Image, LinkKind, Node, Provider, Ratings, SafeText, SafeUrl};
use crate::cli::now;

#[derive(Serialize)]
pub(super) struct CardRecord<'c> {
    path: &'c SafeText,
    broken: bool,
    #[serde(flatten)]
    card: Fields<'c>,
    related: Vec<RelatedRecord<'c>>,
    items: Vec<ItemRecord<'c>>,
    body: SafeText,
    body_cut: bool,
    problems: Vec<ProblemRecord<'c>>,
    read: bool,
    starred: bool,
    archived: bool,
    snoozed_until: Option<String>,
    binned: bool,
}

/// What a card and a related card have in common.
#[derive(Serialize)]
struct Fields<'c> {
    title: Option<&'c SafeText>,
    excerpt: Option<&'c SafeText>,
    category: Option<&'c SafeText>,
    r#type: Option<&'c SafeText>,
    published_at: Option<String>,
    updated_at: Option<String>,
    links: LinksRecord<'c>,
    provider: Option<ProviderRecord<'c>>,
    topics: &'c [SafeText],
    levels: &'c [SafeText],
    price: Option<&'c SafeText>,
    length: Option<&'c SafeText>,
    members: Option<u64>,
    ratings: Option<RatingsRecord>,
    #[serde(serialize_with = "wide_score")]
    quality: Option<f64>,
    #[serde(serialize_with = "wide_score")]
    heat: Option<f64>,
    draft: bool,
    removed: bool,
    locked_bytes: Option<usize>,
    featured: Option<&'c SafeUrl>,
    images: Vec<ImageRecord<'c>>,
    actions: Vec<ActionRecord<'c>>,
    #[serde(serialize_with = "mapping")]
    more: &'c [(SafeText, Node)],
}

#[derive(Serialize)]
struct LinksRecord<'c> {
    canonical: Option<&'c SafeUrl>,
    original: Option<&'c SafeUrl>,
    web: Option<&'c SafeUrl>,
    amp: Option<&'c SafeUrl>,
    cdn_amp: Option<&'c SafeUrl>,
}

#[derive(Serialize)]
struct ProviderRecord<'c> {
    name: Option<&'c SafeText>,
    domain: Option<&'c SafeText>,
    publishers: &'c [SafeText],
    authors: &'c [SafeText],
}

#[derive(Serialize)]
struct RatingsRecord {
    count: Option<u64>,
    #[serde(serialize_with = "wide_score")]
    average: Option<f64>,
}

#[derive(Serialize)]
struct ImageRecord<'c> {
    url: Option<&'c SafeText>,
    width: Option<u64>,
    height: Option<u64>,
    title: Option<&'c SafeText>,
    attribution: Option<&'c SafeText>,
}

#[derive(Serialize)]
struct ActionRecord<'c> {
    url: Option<&'c SafeUrl>,
    r#type: Option<&'c SafeText>,
    title: Option<&'c SafeText>,
    attribution: Option<&'c SafeText>,
}

#[derive(Serialize)]
struct RelatedRecord<'c> {
    number: usize,
    path: Option<SafeText>,
    #[serde(flatten)]
    card: Fields<'c>,
}

#[derive(Serialize)]
struct ItemRecord<'c> {
    item: &'c SafeText,
    path: Option<SafeText>,
    title: Option<SafeText>,
}

#[derive(Serialize)]
struct ProblemRecord<'c> {
    line: usize,
    column: usize,
    message: &'c SafeText,
}

impl<'c> CardRecord<'c> {
    pub(super) fn of(shown: &'c Shown<'c>) -> Self {
        let file = &shown.text.file;
        let related = file.card.related.iter().enumerate().map(|(index, card)| RelatedRecord {
            number: index + 1,
            path: shown.related(card).map(|known| known.path),
            card: Fields::of(card),
        });
        let items = file.card.items.iter().map(|item| {
            let (path, title) = shown.item(item).map(|Known { path, title }| (path, title)).unzip();
            ItemRecord { item, path, title }
        });
        let problems = file.problems.iter().map(|problem| ProblemRecord {
            line: problem.line,
            column: problem.column,
            message: &problem.message,
        });
        Self {
            path: &shown.path,
            broken: file.broken,
            card: Fields::of(&file.card),
            related: related.collect(),
            items: items.collect(),
            body: shown.text.body(),
            body_cut: shown.text.cut,
            problems: problems.collect(),
            read: shown.flags.read,
            starred: shown.flags.starred,
            archived: shown.flags.archived,
            snoozed_until: rfc3339(shown.flags.snoozed_until.filter(|until| *until > now())),
            binned: shown.flags.binned,
        }
    }
}

impl<'c> Fields<'c> {
    fn of(card: &'c Card) -> Self {
        Self {
            title: card.title.as_ref(),
            excerpt: card.excerpt.as_ref(),
            category: card.category.as_ref(),
            r#type: card.kind.as_ref(),
            published_at: rfc3339(card.published_at),
            updated_at: rfc3339(card.updated_at),
            links: LinksRecord {
                canonical: card.links.canonical(),
                original: card.links.original.as_ref(),
                web: card.links.web.as_ref(),
                amp: card.links.amp.as_ref(),
                cdn_amp: card.links.get(LinkKind::CdnAmp),
            },
            provider: card.provider.as_ref().map(ProviderRecord::of),
            topics: &card.topics,
            levels: &card.levels,
            price: card.price.as_ref(),
            length: card.length.as_ref(),
            members: card.members,
            ratings: card.ratings.map(|Ratings { count, average }| RatingsRecord { count, average }),
            quality: card.quality,
            heat: card.heat,
            draft: card.draft,
            removed: card.removed,
            locked_bytes: card.locked,
            featured: card.featured.as_ref(),
            images: card.images.iter().map(ImageRecord::of).collect(),
            actions: card.actions.iter().map(ActionRecord::of).collect(),
            more: &card.more,
        }
    }
}

impl<'c> ProviderRecord<'c> {
    fn of(provider: &'c Provider) -> Self {
        Self {
            name: provider.name.as_ref(),
            domain: provider.domain.as_ref(),
            publishers: &provider.publishers,
            authors: &provider.authors,
        }
    }
}

impl<'c> ImageRecord<'c> {
    fn of(image: &'c Image) -> Self {
        Self {
            url: image.url.as_ref(),
            width: image.width,
            height: image.height,
            title: image.title.as_ref(),
            attribution: image.attribution.as_ref(),
        }
    }
}

impl<'c> ActionRecord<'c> {
    fn of(action: &'c Action) -> Self {
        Self {
            url: action.url.as_ref(),
            r#type: action.kind.as_ref(),
            title: action.title.as_ref(),
            attribution: action.attribution.as_ref(),
        }
    }
}

/// Keys can look the same once they are safe; programs then see the last one, as YAML itself would have it.
fn mapping<S: Serializer>(more: &[(SafeText, Node)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(more.iter().map(|(key, value)| (key, value)))
}
