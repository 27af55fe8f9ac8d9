//! Taxonomies beside the cards: the topic tree and the names of organizations.

use super::SafeText;

/// One taxonomy entry.
#[derive(Debug, Clone, PartialEq)]
pub enum Taxonomy {
    /// `taxonomy: topic`.
    Topic(Topic),
    /// `taxonomy: organization`.
    Organization(Organization),
    /// A taxonomy this program does not use.
    Other,
}

/// A node of the topic tree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Topic {
    /// What cards write in `topics`.
    pub name: SafeText,
    /// Shorter name for narrow places.
    pub short_name: Option<SafeText>,
    /// The name of the topic above this one.
    pub parent: Option<SafeText>,
    /// Other words for it.
    pub keywords: Vec<SafeText>,
}

/// A provider's proper name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Organization {
    /// Display name.
    pub name: SafeText,
    /// Domain that cards name.
    pub domain: SafeText,
}
