//! A change: one field of one card goes from one value to another. Changes are recorded for ever; undoing is one more
//! change the other way.

use super::{CardId, StepId};
use crate::card::Timestamp;

/// What of a card can be decided. The numbers are those in the database and never change their meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Field {
    /// Whether it was read: [`Value::Flag`].
    Read = 1,
    /// Whether it is starred: [`Value::Flag`].
    Starred = 2,
    /// Whether it is archived: [`Value::Flag`].
    Archived = 3,
    /// Until when it is snoozed: [`Value::At`], or nothing.
    Snoozed = 4,
    /// How far it was read: [`Value::Number`], or nothing. The unit is the reader's.
    Position = 5,
    /// `published` in the file, as text of the edit that made it. The file is what counts.
    Published = 6,
    /// `topics` in the file, as text of the edit that made it. The file is what counts.
    Topics = 7,
    /// Where in the bin its file lies: [`Value::Text`], or nothing while it is where it belongs.
    Bin = 8,
    /// Any bytes of the file, as text of the edit that an editor made to it. The file is what counts.
    Content = 9,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 9] = [
        Self::Read,
        Self::Starred,
        Self::Archived,
        Self::Snoozed,
        Self::Position,
        Self::Published,
        Self::Topics,
        Self::Bin,
        Self::Content,
    ];

    /// Its number in the database.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The field with this number.
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|field| i64::from(field.number()) == number)
    }

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Starred => "starred",
            Self::Archived => "archived",
            Self::Snoozed => "snoozed",
            Self::Position => "position",
            Self::Published => "published",
            Self::Topics => "topics",
            Self::Bin => "bin",
            Self::Content => "content",
        }
    }

    /// Whether its truth is the card's file, so that this program's record of it may be out of date.
    pub fn is_in_file(self) -> bool {
        matches!(self, Self::Published | Self::Topics | Self::Content)
    }

    /// The value that stands when nothing was decided.
    pub fn unset(self) -> Value {
        match self {
            Self::Read | Self::Starred | Self::Archived => Value::Flag(false),
            _ => Value::Nothing,
        }
    }

    /// Whether it is part of how a card stands. What became of a whole file is told by the file alone.
    pub fn is_projected(self) -> bool {
        self != Self::Content
    }

    /// Whether `value` is of the kind this field takes.
    pub fn takes(self, value: &Value) -> bool {
        match self {
            Self::Read | Self::Starred | Self::Archived => matches!(value, Value::Flag(_)),
            Self::Snoozed => matches!(value, Value::Nothing | Value::At(_)),
            Self::Position => matches!(value, Value::Nothing | Value::Number(_)),
            Self::Published | Self::Topics | Self::Bin | Self::Content => {
                matches!(value, Value::Nothing | Value::Text(_))
            }
        }
    }
}

/// What a field can hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Value {
    /// Not set.
    #[default]
    Nothing,
    /// Yes or no.
    Flag(bool),
    /// A count.
    Number(i64),
    /// A point in time.
    At(Timestamp),
    /// Text, kept byte for byte.
    Text(Box<str>),
}

impl Value {
    /// Text, or nothing.
    pub fn text(text: Option<&str>) -> Self {
        text.map_or(Self::Nothing, |text| Self::Text(text.into()))
    }
}

/// One field of one card went from `old` to `new`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Whose field.
    pub card: CardId,
    /// Which.
    pub field: Field,
    /// What it was.
    pub old: Value,
    /// What it is now.
    pub new: Value,
}

impl Change {
    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { card: self.card, field: self.field, old: self.new.clone(), new: self.old.clone() }
    }
}

/// Everything that one command changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which step.
    pub id: StepId,
    /// What the user asked for, such as `archive`.
    pub verb: String,
    /// The changes, in the order they were made.
    pub changes: Vec<Change>,
}

impl Step {
    /// The changes that take all of this back: the inverse of each, last first.
    pub fn inverse(&self) -> Vec<Change> {
        self.changes.iter().rev().map(Change::inverse).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_keep_their_numbers() {
        let numbers: Vec<u8> = Field::ALL.into_iter().map(Field::number).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        for field in Field::ALL {
            assert_eq!(Field::from_number(i64::from(field.number())), Some(field));
            assert!(field.takes(&field.unset()));
        }
        assert_eq!(Field::from_number(0), None);
        assert!(!Field::Read.takes(&Value::Nothing));
        assert!(!Field::Snoozed.takes(&Value::Flag(true)));
    }
}
