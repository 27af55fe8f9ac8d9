//! What a verb would change: a step that is not recorded yet. Changes that change nothing are not in it.

use super::{CardId, Field, Flags, Identity, Value};
use crate::card::Timestamp;

/// Which card is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// One that something was decided about before.
    Known(CardId),
    /// One that may never have been decided about. It gets its id when the step is recorded, or that of the card its
    /// names lead to by then.
    New(Identity),
}

/// One field that is to go from `old` to `new`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Whose field.
    pub subject: Subject,
    /// Which.
    pub field: Field,
    /// What it is as far as the caller knows. Only for fields in files ([`Field::is_in_file`]) it is recorded as given.
    pub old: Value,
    /// What it shall be.
    pub new: Value,
}

/// A step that is not recorded yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// What the user asked for, such as `archive`.
    pub verb: String,
    /// What it would change.
    pub wishes: Vec<Wish>,
    /// Whether undo passes it by, as it does with reading positions.
    pub quiet: bool,
}

impl Draft {
    /// A step called `verb`.
    pub fn new(verb: &str, wishes: Vec<Wish>) -> Self {
        Self { verb: verb.to_owned(), wishes, quiet: false }
    }

    /// How far a card was read. Undo passes it by.
    pub fn position(subject: Subject, old: Option<i64>, new: Option<i64>) -> Self {
        let value = |number: Option<i64>| number.map_or(Value::Nothing, Value::Number);
        let wish = Wish { subject, field: Field::Position, old: value(old), new: value(new) };
        let wishes = if old == new { Vec::new() } else { vec![wish] };
        Self { verb: "position".to_owned(), wishes, quiet: true }
    }
}

/// Which way a flag goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// On for all.
    On,
    /// Off for all.
    Off,
    /// On for all as long as it is off for one, else off for all.
    Toggle,
}

/// A verb on flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Read or unread.
    Read(Turn),
    /// Starred or not.
    Star(Turn),
    /// Archived or not.
    Archive(Turn),
    /// Out of the way until then, or back at once.
    Snooze(Option<Timestamp>),
}

impl Mark {
    /// What this verb changes on cards that stand like this.
    pub fn draft(self, cards: impl IntoIterator<Item = (Subject, Flags)>) -> Draft {
        let cards: Vec<(Subject, Flags)> = cards.into_iter().collect();
        let (field, new, verb) = self.aim(&cards);
        let wishes = cards.into_iter().filter_map(|(subject, flags)| {
            let old = value(flags, field);
            (old != new).then(|| Wish { subject, field, old, new: new.clone() })
        });
        Draft::new(verb, wishes.collect())
    }

    /// The field, the value all cards get, and what the step is called.
    fn aim(self, cards: &[(Subject, Flags)]) -> (Field, Value, &'static str) {
        let (field, turn, [on, off]) = match self {
            Self::Read(turn) => (Field::Read, turn, ["mark read", "mark unread"]),
            Self::Star(turn) => (Field::Starred, turn, ["star", "unstar"]),
            Self::Archive(turn) => (Field::Archived, turn, ["archive", "unarchive"]),
            Self::Snooze(Some(until)) => return (Field::Snoozed, Value::At(until), "snooze"),
            Self::Snooze(None) => return (Field::Snoozed, Value::Nothing, "unsnooze"),
        };
        let set = match turn {
            Turn::On => true,
            Turn::Off => false,
            Turn::Toggle => cards.iter().any(|(_, flags)| value(*flags, field) == Value::Flag(false)),
        };
        (field, Value::Flag(set), if set { on } else { off })
    }
}

fn value(flags: Flags, field: Field) -> Value {
    match field {
        Field::Read => Value::Flag(flags.read),
        Field::Starred => Value::Flag(flags.starred),
        Field::Archived => Value::Flag(flags.archived),
        Field::Snoozed => flags.snoozed_until.map_or(Value::Nothing, Value::At),
        _ => Value::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(number: u128, flags: Flags) -> (Subject, Flags) {
        (Subject::Known(CardId::from(number)), flags)
    }

    const READ: Flags = Flags { read: true, starred: false, archived: false, binned: false, snoozed_until: None };

    #[test]
    fn only_what_changes_is_in_it() {
        let cards = [card(1, READ), card(2, Flags::default())];
        for (mark, verb, changed) in [
            (Mark::Read(Turn::On), "mark read", &[2][..]),
            (Mark::Read(Turn::Off), "mark unread", &[1]),
            (Mark::Read(Turn::Toggle), "mark read", &[2]),
            (Mark::Star(Turn::Toggle), "star", &[1, 2]),
            (Mark::Archive(Turn::Off), "unarchive", &[]),
            (Mark::Snooze(Some(Timestamp(9))), "snooze", &[1, 2]),
            (Mark::Snooze(None), "unsnooze", &[]),
        ] {
            let draft = mark.draft(cards.clone());
            assert_eq!(draft.verb, verb);
            let subjects: Vec<Subject> = draft.wishes.iter().map(|wish| wish.subject.clone()).collect();
            let wanted: Vec<Subject> = changed.iter().map(|n| Subject::Known(CardId::from(*n))).collect();
            assert_eq!(subjects, wanted, "{mark:?}");
            assert!(draft.wishes.iter().all(|wish| wish.old != wish.new && wish.field.takes(&wish.new)));
        }
        let draft = Mark::Read(Turn::Toggle).draft([card(1, READ)]);
        assert_eq!((draft.verb.as_str(), &draft.wishes[0].new), ("mark unread", &Value::Flag(false)));
    }

    #[test]
    fn a_position_that_stays_is_no_wish() {
        let subject = Subject::Known(CardId::from(1));
        assert!(Draft::position(subject.clone(), Some(3), Some(3)).wishes.is_empty());
        assert!(Draft::position(subject, None, Some(3)).quiet);
    }
}
