//! The names of the language: one table for each kind of thing that has a name, with what completion says about it.
//! Where a name may stand is decided in [`mod@super::parse`].

use super::filter::{DateField, Field, Part, Quantity, State};

/// What stands before a `:` or a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    /// A text of the card.
    Text(Field),
    /// `is`
    Is,
    /// `has`
    Has,
    /// A number of the card.
    Number(Quantity),
    /// A date of the card.
    Date(DateField),
    /// `related`
    Related,
    /// `like`
    Like,
    /// `view`
    View,
    /// `sort`
    Sort,
    /// `limit`
    Limit,
}

/// One row of a table: a name, what it stands for, and what is said about it.
pub(super) type Row<T> = (&'static str, T, &'static str);

/// Every key, in the order menus show them.
pub(super) const KEYS: [Row<Key>; 27] = [
    ("title", Key::Text(Field::Title), "text in the title"),
    ("topic", Key::Text(Field::Topic), "a topic, or one above it"),
    ("provider", Key::Text(Field::Provider), "the provider's name"),
    ("is", Key::Is, "how the card stands"),
    ("has", Key::Has, "what the card has"),
    ("date", Key::Date(DateField::Published), "day of publication"),
    ("updated", Key::Date(DateField::Updated), "day of the last update"),
    ("quality", Key::Number(Quantity::Quality), "a number, as in quality>50"),
    ("heat", Key::Number(Quantity::Heat), "a number, as in heat:10..20"),
    ("score", Key::Number(Quantity::Score), "a number, as in score>=0.5"),
    ("rating", Key::Number(Quantity::Rating), "the mean of the ratings"),
    ("members", Key::Number(Quantity::Members), "how many members"),
    ("length", Key::Number(Quantity::Length), "how long it plays, as in length<10m"),
    ("price", Key::Number(Quantity::Price), "a number, or free"),
    ("type", Key::Text(Field::Type), "article, video, …"),
    ("category", Key::Text(Field::Category), "the category"),
    ("author", Key::Text(Field::Author), "one of the authors"),
    ("domain", Key::Text(Field::Domain), "the provider's domain"),
    ("body", Key::Text(Field::Body), "text under the front matter"),
    ("text", Key::Text(Field::Text), "text anywhere, as a bare word"),
    ("path", Key::Text(Field::Path), "path of the file in its library"),
    ("link", Key::Text(Field::Link), "any of the card's links"),
    ("related", Key::Related, "cards related to this one"),
    ("like", Key::Like, "cards like this one"),
    ("view", Key::View, "cards of a view"),
    ("sort", Key::Sort, "the order, at the end"),
    ("limit", Key::Limit, "at most so many, at the end"),
];

/// What `is:` takes.
pub(super) const STATES: [Row<State>; 11] = [
    ("unread", State::Unread, "not read yet"),
    ("read", State::Read, "was read"),
    ("starred", State::Starred, "has a star"),
    ("archived", State::Archived, "in the archive"),
    ("snoozed", State::Snoozed, "out of the way for now"),
    ("published", State::Published, "the file does not say published: false"),
    ("draft", State::Draft, "the file says published: false"),
    ("removed", State::Removed, "the file says removed or deleted"),
    ("broken", State::Broken, "front matter that cannot be read"),
    ("locked", State::Locked, "has a secured value"),
    ("binned", State::Binned, "in the bin"),
];

/// What `has:` takes.
pub(super) const PARTS: [Row<Part>; 8] = [
    ("amp", Part::Amp, "an AMP link"),
    ("cdn-amp", Part::CdnAmp, "an AMP link on a cache"),
    ("image", Part::Image, "images"),
    ("related", Part::Related, "related cards"),
    ("video", Part::Video, "a video"),
    ("body", Part::Body, "text under the front matter"),
    ("items", Part::Items, "items of a collection"),
    ("actions", Part::Actions, "actions"),
];

/// The row called `name`, without regard to the case of letters.
pub(super) fn find<T: Copy>(table: &[Row<T>], name: &str) -> Option<(&'static str, T)> {
    table.iter().find(|(known, ..)| known.eq_ignore_ascii_case(name)).map(|(known, value, _)| (*known, *value))
}

/// What `value` is called.
pub(super) fn name<T: PartialEq>(table: &[Row<T>], value: &T) -> &'static str {
    table.iter().find(|(_, known, _)| known == value).map_or("", |(name, ..)| name)
}

/// The names of a table.
pub(super) fn all<T>(table: &[Row<T>]) -> impl Iterator<Item = &'static str> {
    table.iter().map(|(name, ..)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_has_one_name() {
        use Field::{Author, Body, Category, Domain, Link, Path, Provider, Text, Title, Topic, Type};
        for field in [Text, Title, Body, Topic, Provider, Domain, Author, Type, Category, Path, Link] {
            assert_ne!(name(&KEYS, &Key::Text(field)), "", "{field:?}");
        }
        let mut names: Vec<_> = all(&KEYS).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), KEYS.len());
        assert_eq!(find(&KEYS, "QUALITY"), Some(("quality", Key::Number(Quantity::Quality))));
        assert_eq!(find(&STATES, "cdn-amp"), None);
    }
}
