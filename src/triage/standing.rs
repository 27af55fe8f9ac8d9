//! How a card stands: what its changes, applied in the order of the log, add up to.

use super::{Change, Field, Value};
use crate::card::Timestamp;

/// What the list needs to know of a card's decisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flags {
    /// It was read.
    pub read: bool,
    /// It is starred.
    pub starred: bool,
    /// It is archived.
    pub archived: bool,
    /// It was put into the bin.
    pub binned: bool,
    /// It stays out of the way until then; a time that has passed means nothing any more.
    pub snoozed_until: Option<Timestamp>,
}

impl Flags {
    /// Whether it is out of the way at `now`.
    pub fn is_snoozed(self, now: Timestamp) -> bool {
        self.snoozed_until.is_some_and(|until| until > now)
    }
}

/// Everything that was decided about a card.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// See [`Field::Read`].
    pub read: bool,
    /// See [`Field::Starred`].
    pub starred: bool,
    /// See [`Field::Archived`].
    pub archived: bool,
    /// See [`Field::Snoozed`].
    pub snoozed_until: Option<Timestamp>,
    /// See [`Field::Position`].
    pub position: Option<i64>,
    /// See [`Field::Published`]: what the last edit through this program left there.
    pub published: Option<Box<str>>,
    /// See [`Field::Topics`]: what the last edit through this program left there.
    pub topics: Option<Box<str>>,
    /// See [`Field::Bin`].
    pub bin: Option<Box<str>>,
}

impl Standing {
    /// What the list needs of it.
    pub fn flags(&self) -> Flags {
        Flags {
            read: self.read,
            starred: self.starred,
            archived: self.archived,
            binned: self.bin.is_some(),
            snoozed_until: self.snoozed_until,
        }
    }

    /// The value of one field; of one that is not projected ([`Field::is_projected`]), nothing.
    pub fn get(&self, field: Field) -> Value {
        match field {
            Field::Read => Value::Flag(self.read),
            Field::Starred => Value::Flag(self.starred),
            Field::Archived => Value::Flag(self.archived),
            Field::Snoozed => self.snoozed_until.map_or(Value::Nothing, Value::At),
            Field::Position => self.position.map_or(Value::Nothing, Value::Number),
            Field::Published => Value::text(self.published.as_deref()),
            Field::Topics => Value::text(self.topics.as_deref()),
            Field::Bin => Value::text(self.bin.as_deref()),
            Field::Content => Value::Nothing,
        }
    }

    /// Sets one field, if it is projected. A value the field does not take ([`Field::takes`]) unsets it.
    pub fn set(&mut self, field: Field, value: &Value) {
        let flag = matches!(value, Value::Flag(true));
        let text = || if let Value::Text(text) = value { Some(text.clone()) } else { None };
        match field {
            Field::Read => self.read = flag,
            Field::Starred => self.starred = flag,
            Field::Archived => self.archived = flag,
            Field::Snoozed => self.snoozed_until = if let Value::At(at) = value { Some(*at) } else { None },
            Field::Position => self.position = if let Value::Number(number) = value { Some(*number) } else { None },
            Field::Published => self.published = text(),
            Field::Topics => self.topics = text(),
            Field::Bin => self.bin = text(),
            Field::Content => {}
        }
    }
}

/// What the changes of one card, in the order of the log, add up to.
pub fn project<'a>(changes: impl IntoIterator<Item = &'a Change>) -> Standing {
    let mut standing = Standing::default();
    for change in changes {
        standing.set(change.field, &change.new);
    }
    standing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::triage::{CardId, Step, StepId};

    #[test]
    fn every_field_gives_back_what_it_was_set_to() {
        for field in Field::ALL.into_iter().filter(|field| field.is_projected()) {
            let value = match field.unset() {
                Value::Flag(_) => Value::Flag(true),
                _ if field == Field::Snoozed => Value::At(Timestamp(7)),
                _ if field == Field::Position => Value::Number(9),
                _ => Value::Text("x".into()),
            };
            let mut standing = Standing::default();
            assert_eq!(standing.get(field), field.unset());
            standing.set(field, &value);
            assert_eq!(standing.get(field), value);
            standing.set(field, &field.unset());
            assert_eq!(standing, Standing::default());
        }
    }

    #[test]
    fn a_step_and_its_inverse_add_up_to_nothing() {
        let card = CardId::from(1);
        let change = |field, old, new| Change { card, field, old, new };
        let step = Step {
            id: StepId::from(2),
            verb: "try".to_owned(),
            changes: vec![
                change(Field::Read, Value::Flag(false), Value::Flag(true)),
                change(Field::Snoozed, Value::Nothing, Value::At(Timestamp(5))),
                change(Field::Snoozed, Value::At(Timestamp(5)), Value::At(Timestamp(6))),
            ],
        };
        let flags = project(&step.changes).flags();
        assert!(flags.read && flags.is_snoozed(Timestamp(5)) && !flags.is_snoozed(Timestamp(6)));
        assert_eq!(project(step.changes.iter().chain(&step.inverse())), Standing::default());
    }
}
