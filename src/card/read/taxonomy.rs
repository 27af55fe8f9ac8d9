//! Which front matter is a taxonomy, and what it says. How topics form a tree is decided in [`crate::library`].

use super::values::Values;
use crate::card::tree::{Entry, Tree};
use crate::card::{Organization, SafeText, Taxonomy, Topic};

/// `None` when there is no `taxonomy` or it is more than a word, as in sites that keep tags under that name.
pub(super) fn read<'d, 't>(values: &mut Values<'d, 't>, entries: &'d [Entry<'t>]) -> Option<Taxonomy> {
    let (_, kind) = entries.iter().rfind(|(key, _)| key == "taxonomy")?;
    let Tree::Text(kind) = kind else { return None };
    Some(match kind.trim() {
        "" => return None,
        "topic" => topic(values, entries),
        "organization" => organization(values, entries),
        _ => Taxonomy::Other,
    })
}

fn topic<'d, 't>(values: &mut Values<'d, 't>, entries: &'d [Entry<'t>]) -> Taxonomy {
    let mut topic = Topic::default();
    values.entries(entries, |values, key, value| match key {
        "name" => topic.name = values.text(value).unwrap_or_default(),
        "shortname" | "shortName" => topic.short_name = values.text(value),
        "parent" => topic.parent = values.text(value),
        "keywords" => topic.keywords = values.texts(value),
        _ => {}
    });
    nameless(values, entries, &topic.name);
    Taxonomy::Topic(topic)
}

fn organization<'d, 't>(values: &mut Values<'d, 't>, entries: &'d [Entry<'t>]) -> Taxonomy {
    let mut organization = Organization::default();
    let mut id = None;
    values.entries(entries, |values, key, value| match key {
        "name" => organization.name = values.text(value).unwrap_or_default(),
        "domain" => organization.domain = values.text(value).unwrap_or_default(),
        "_id" => id = values.text(value),
        _ => {}
    });
    if organization.domain.is_empty() {
        organization.domain = id.unwrap_or_default();
    }
    nameless(values, entries, &organization.name);
    Taxonomy::Organization(organization)
}

/// Nothing can refer to a taxonomy without a name.
fn nameless<'d, 't>(values: &mut Values<'d, 't>, entries: &'d [Entry<'t>], name: &SafeText) {
    if name.is_empty() {
        values.entries(entries, |values, key, _| {
            if key == "taxonomy" {
                values.remark("needs a name beside it");
            }
        });
    }
}
