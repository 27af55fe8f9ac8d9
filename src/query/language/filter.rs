//! What a query can ask of a card, as a value: it says nothing about how it is written (`parse`, `print`) or answered
//! (`eval`).

use std::ops::Bound;
use std::path::PathBuf;

use crate::card::SafeUrl;

/// A condition on a card.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Filter {
    /// Every card.
    #[default]
    Everything,
    /// All of them hold.
    All(Vec<Filter>),
    /// At least one holds; of none, none does.
    Any(Vec<Filter>),
    /// It does not hold.
    Not(Box<Filter>),
    /// A field of the card passes a test.
    Field(Field, Test),
    /// It stands so.
    Is(State),
    /// It has such a part.
    Has(Part),
    /// A number of the card lies in a range. One that is not known lies in none.
    Number(Quantity, Range),
    /// A date of the card lies in a span. One that is not known lies in none.
    Date(DateField, Span),
    /// The card is among the related ones and the items of this card: a path, or a link.
    Related(String),
    /// The card is like this one: a path, or a link.
    Like(String),
    /// The card belongs to the view of this name.
    View(String),
    /// The canonical link, cleaned, is this one. Nobody writes it: a link in place of a query means it.
    Link(SafeUrl),
    /// The card's file is this one, as an absolute path. Nobody writes it: a path in place of a query means it.
    File(PathBuf),
}

/// A text of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// Title, excerpt, topics, provider and body: what a bare word looks for, and `text:`.
    Text,
    /// The title.
    Title,
    /// The text under the front matter.
    Body,
    /// A topic of the card, or one above it in the tree.
    Topic,
    /// The provider's name.
    Provider,
    /// The provider's domain, or the host of the canonical link.
    Domain,
    /// One of the authors.
    Author,
    /// `type`.
    Type,
    /// `category`.
    Category,
    /// The path of the file inside its library folder.
    Path,
    /// Any of the card's own links.
    Link,
}

/// What a text must be like. Texts are compared folded: without case and accents.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Test {
    /// It occurs.
    Contains(String),
    /// The whole text is this one.
    Exact(String),
    /// The regular expression matches somewhere in the folded text.
    Matches(String),
}

/// How a card stands, by its file and by what was decided about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// It was not read.
    Unread,
    /// It was read.
    Read,
    /// It is starred.
    Starred,
    /// It is archived.
    Archived,
    /// It is out of the way for now.
    Snoozed,
    /// It is in the bin.
    Binned,
    /// Its file does not say `published: false`.
    Published,
    /// Its file says `published: false`.
    Draft,
    /// Its file says `removed: true` or `deleted: true`.
    Removed,
    /// Its front matter could not be read.
    Broken,
    /// It has a `secured` value.
    Locked,
}

/// What a card may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// An AMP link of either kind.
    Amp,
    /// An AMP link on a cache.
    CdnAmp,
    /// Images.
    Image,
    /// Related cards.
    Related,
    /// `type: video`, or featured content.
    Video,
    /// Text under the front matter.
    Body,
    /// Items of a collection.
    Items,
    /// Actions.
    Actions,
}

/// A number of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// `quality`.
    Quality,
    /// `heat`.
    Heat,
    /// See `library::Weights`.
    Score,
    /// The mean of the ratings.
    Rating,
    /// `members`.
    Members,
    /// `length`, in seconds.
    Length,
    /// The number in `price`; `Free` is 0.
    Price,
}

/// The numbers between two ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The lower end.
    pub low: Bound<f64>,
    /// The upper end.
    pub high: Bound<f64>,
}

/// A date of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateField {
    /// `publishedDateTime`.
    Published,
    /// `updatedDateTime`.
    Updated,
}

/// A span of time. Days begin where the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Span {
    /// This day.
    Today,
    /// The day before.
    Yesterday,
    /// From so long ago on.
    Last(u16, Unit),
    /// From the beginning of the first to the end of the second; what is missing leaves that side open. A single day,
    /// month or year is both.
    Days(Option<Day>, Option<Day>),
}

/// A unit of [`Span::Last`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// `d`
    Day,
    /// `w`
    Week,
    /// `mo`
    Month,
    /// `y`
    Year,
}

/// A day, or a whole month or year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Day {
    /// From 1 to 9999.
    pub year: i16,
    /// From 1 to 12.
    pub month: Option<i8>,
    /// From 1 to the last of the month; only with a month.
    pub day: Option<i8>,
}
