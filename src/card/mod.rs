//! A card: one news item, read from the front matter and body of one file.
//!
//! This module turns untrusted bytes into safe values ([`SafeText`], [`SafeUrl`]) once, field by field, and keeps a
//! [`Problem`] for everything it could not read. It leaves finding and opening files to [`crate::store`].

mod characters;
#[cfg(test)]
mod corpus;
mod date;
mod edit;
pub(crate) mod embed;
mod fence;
mod head;
mod head_file;
mod length;
mod link;
mod markup;
mod node;
mod plain;
mod price;
mod problem;
mod quick;
mod read;
pub(crate) mod references;
mod safe_text;
mod safe_url;
mod taxonomy;
mod topic_name;
mod tree;
mod yaml;

pub use date::Timestamp;
pub use edit::{Edit, Edited, Refusal, Splice, edit};
pub use head::{Head, HeadFlags};
pub use head_file::{HeadFile, HeadReading};
pub(crate) use link::clean_link_text;
pub use link::{LinkKind, Links, UnknownLinkKind, clean_link};
pub(crate) use markup::is_html;
pub use node::Node;
pub use plain::plain_text;
pub use problem::Problem;
pub use quick::read_head;
pub use read::{CardFile, Reading, Skip, body_text, read, read_taxonomy};
pub use safe_text::SafeText;
pub use safe_url::{SafeUrl, UrlError};
pub use taxonomy::{Organization, Taxonomy, Topic};
pub use topic_name::{TopicNameError, topic_name};

/// What a card file says, field by field. Every field is optional in the file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Card {
    /// `title`, else `name`, with its character references read.
    pub title: Option<SafeText>,
    /// `excerpt`, else `bio`, as the title.
    pub excerpt: Option<SafeText>,
    /// `category`, such as `news`.
    pub category: Option<SafeText>,
    /// `type`, an open set: article, video, course, collection …
    pub kind: Option<SafeText>,
    /// `publishedDateTime`.
    pub published_at: Option<Timestamp>,
    /// `updatedDateTime`.
    pub updated_at: Option<Timestamp>,
    /// `originalUrl`, `webUrl`, `ampWebUrl`, `cdnAmpWebUrl`.
    pub links: Links,
    /// `provider`, or `affiliation` on profiles.
    pub provider: Option<Provider>,
    /// `topics`, in the file's order.
    pub topics: Vec<SafeText>,
    /// `levels`, such as `Beginner`.
    pub levels: Vec<SafeText>,
    /// `price`, as written: `Free`, `$10`, `9.99`.
    pub price: Option<SafeText>,
    /// `length`, as written, usually an ISO 8601 duration such as `PT13M34S`.
    pub length: Option<SafeText>,
    /// `members` of a community.
    pub members: Option<u64>,
    /// `ratings`.
    pub ratings: Option<Ratings>,
    /// `quality`; no unit, larger is better.
    pub quality: Option<f64>,
    /// `heat`; no unit, larger is hotter. `-1` in a file means unknown and is read as `None`.
    pub heat: Option<f64>,
    /// `published: false`: the card is a draft. Absent means published.
    pub draft: bool,
    /// `removed: true` or `deleted: true`.
    pub removed: bool,
    /// `images`.
    pub images: Vec<Image>,
    /// `related`: cards nested in this one. They have no file, body or id of their own.
    pub related: Vec<Card>,
    /// `items` of a collection: other cards, by the end of their path without extension.
    pub items: Vec<SafeText>,
    /// `actions`: downloads and the like.
    pub actions: Vec<Action>,
    /// The page behind the first `<iframe>` in `featuredContent`; behind a player that is known, the page of the video.
    pub featured: Option<SafeUrl>,
    /// Length in bytes of the opaque `secured` value, which is never decoded.
    pub locked: Option<usize>,
    /// Keys this program does not know, in the file's order.
    pub more: Vec<(SafeText, Node)>,
}

/// Who made or publishes a card.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Provider {
    /// Display name.
    pub name: Option<SafeText>,
    /// Domain, such as `hbr.org`.
    pub domain: Option<SafeText>,
    /// Names of `publishers`.
    pub publishers: Vec<SafeText>,
    /// Names of `authors`.
    pub authors: Vec<SafeText>,
    /// Logos.
    pub images: Vec<Image>,
}

/// A picture, by reference. Pictures are shown as captions; nothing is fetched.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Image {
    /// `url` as written: often relative to the site, or a `data:` link, so not a [`SafeUrl`].
    pub url: Option<SafeText>,
    /// Pixels.
    pub width: Option<u64>,
    /// Pixels.
    pub height: Option<u64>,
    /// Caption.
    pub title: Option<SafeText>,
    /// Credit.
    pub attribution: Option<SafeText>,
    /// `isCached`.
    pub cached: bool,
}

/// Something to do with a card beside reading it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Action {
    /// Where it leads, when that is an http(s) link.
    pub url: Option<SafeUrl>,
    /// `type`, such as `download`.
    pub kind: Option<SafeText>,
    /// Label.
    pub title: Option<SafeText>,
    /// Credit.
    pub attribution: Option<SafeText>,
}

/// `ratings`: how many, and their mean.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Ratings {
    /// How many people rated.
    pub count: Option<u64>,
    /// Mean, usually of five.
    pub average: Option<f64>,
}

impl Card {
    /// The title, when there is one that shows anything.
    pub fn display_title(&self) -> Option<&SafeText> {
        self.title.as_ref().filter(|title| !title.is_empty())
    }

    /// The facts that a card itself knows, also one nested in another; [`CardFile::flags`] adds those of its file.
    pub fn flags(&self) -> HeadFlags {
        let is_video = self.featured.is_some() || self.kind.as_ref().is_some_and(|k| k.eq_ignore_ascii_case("video"));
        HeadFlags::empty()
            .with(HeadFlags::DRAFT, self.draft)
            .with(HeadFlags::REMOVED, self.removed)
            .with(HeadFlags::LOCKED, self.locked.is_some())
            .with(HeadFlags::AMP, self.links.amp().is_some())
            .with(HeadFlags::CDN_AMP, self.links.cdn_amp.is_some())
            .with(HeadFlags::IMAGE, !self.images.is_empty())
            .with(HeadFlags::RELATED, !self.related.is_empty())
            .with(HeadFlags::ITEMS, !self.items.is_empty())
            .with(HeadFlags::ACTIONS, !self.actions.is_empty())
            .with(HeadFlags::VIDEO, is_video)
    }
}

impl Provider {
    /// The name, else the domain.
    pub fn display_name(&self) -> Option<&SafeText> {
        self.name.as_ref().or(self.domain.as_ref())
    }
}

impl Image {
    /// Everything that can be said without showing it: caption, size in pixels, whose it is.
    pub fn description(&self) -> Option<SafeText> {
        let size = match (self.width, self.height) {
            (Some(width), Some(height)) => Some(format!("{width}x{height}")),
            _ => None,
        };
        let parts =
            [self.caption().map(|text| text.to_string()), size, self.attribution.as_ref().map(SafeText::to_string)];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| SafeText::line(&parts.join(", ")))
    }

    /// The title, else the name of the file it lies in; `None` when neither says anything.
    pub fn caption(&self) -> Option<SafeText> {
        if let Some(title) = &self.title {
            return Some(title.clone());
        }
        let url = self.url.as_deref().filter(|url| !url.starts_with("data:"))?;
        let path = url.split(['?', '#']).next()?;
        path.rsplit('/').find(|part| !part.is_empty()).map(SafeText::line).filter(|name| !name.is_empty())
    }
}
