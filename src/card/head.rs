//! The head of a card: what lists, filters and sorting need of it, and nothing that must be read from the file again.
//! How heads are stored by the hundred thousand is decided in [`crate::library`].

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{SafeText, SafeUrl, Timestamp};

/// What the list needs of one card.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Head {
    /// Where the file is, relative to its library folder. Byte-exact, so never shown as it is.
    pub path: PathBuf,
    /// Which of the library's folders [`Head::path`] starts from: an index into the list that was opened.
    pub root: u16,
    /// What the list shows: the title, else the file's name.
    pub title: SafeText,
    /// One to a few sentences, or empty.
    pub excerpt: SafeText,
    /// `type`, or empty.
    pub kind: SafeText,
    /// Provider's name, else its domain, else empty.
    pub provider: SafeText,
    /// `category`, or empty.
    pub category: SafeText,
    /// The provider's domain as written, or empty.
    pub domain: SafeText,
    /// In the file's order.
    pub topics: Vec<SafeText>,
    /// The provider's authors, in the file's order.
    pub authors: Vec<SafeText>,
    /// `publishedDateTime`.
    pub published_at: Option<Timestamp>,
    /// `updatedDateTime`.
    pub updated_at: Option<Timestamp>,
    /// No unit, larger is better.
    pub quality: Option<f64>,
    /// No unit, larger is hotter.
    pub heat: Option<f64>,
    /// Mean of the ratings, usually of five.
    pub rating: Option<f64>,
    /// Members of a community.
    pub members: Option<u64>,
    /// How long it takes to watch, hear or do, in seconds; `None` where `length` is none that can be read.
    pub length: Option<u32>,
    /// The number in `price`, of whatever currency; 0 when it is free, `None` where there is no one number.
    pub price: Option<f64>,
    /// The canonical link.
    pub canonical: Option<SafeUrl>,
    /// Yes-or-no facts.
    pub flags: HeadFlags,
}

/// Yes-or-no facts about a card, one bit each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadFlags(u16);

impl HeadFlags {
    /// `published: false`.
    pub const DRAFT: Self = Self(1);
    /// `removed: true` or `deleted: true`.
    pub const REMOVED: Self = Self(1 << 1);
    /// The front matter could not be read at all.
    pub const BROKEN: Self = Self(1 << 2);
    /// Something in the card could not be read.
    pub const PROBLEMS: Self = Self(1 << 3);
    /// There is a `secured` value.
    pub const LOCKED: Self = Self(1 << 4);
    /// There is an AMP link.
    pub const AMP: Self = Self(1 << 5);
    /// There are images.
    pub const IMAGE: Self = Self(1 << 6);
    /// There are related cards.
    pub const RELATED: Self = Self(1 << 7);
    /// There is text under the front matter.
    pub const BODY: Self = Self(1 << 8);
    /// The card is a collection.
    pub const ITEMS: Self = Self(1 << 9);
    /// There are actions.
    pub const ACTIONS: Self = Self(1 << 10);
    /// `type: video`, or featured content.
    pub const VIDEO: Self = Self(1 << 11);
    /// There is an AMP link on a cache, `cdnAmpWebUrl`.
    pub const CDN_AMP: Self = Self(1 << 12);

    /// No fact holds.
    pub const fn empty() -> Self {
        Self(0)
    }

    /// Whether every fact of `other` holds.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Adds the facts of `other` when `yes`.
    pub const fn with(self, other: Self, yes: bool) -> Self {
        if yes { Self(self.0 | other.0) } else { self }
    }
}
