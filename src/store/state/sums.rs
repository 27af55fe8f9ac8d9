//! Sums over the rows that are read at every start. SQLite notices when its structure is broken, not when a value
//! changed by itself; these do, at no cost beyond reading.

use crate::triage::{Change, Standing, Value, stable_hash};

/// Mixes words one after the other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Digest(u64);

impl Digest {
    pub(super) fn new(first: u64) -> Self {
        Self(0).with(first)
    }

    #[must_use]
    pub(super) fn with(self, word: u64) -> Self {
        let state = (self.0 ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Self(state ^ (state >> 32))
    }

    #[must_use]
    pub(super) fn with_id(self, id: [u8; 16]) -> Self {
        self.with(stable_hash(&id))
    }

    #[must_use]
    fn with_text(self, text: Option<&str>) -> Self {
        text.map_or(self.with(0), |text| self.with(1).with(stable_hash(text.as_bytes())))
    }

    #[must_use]
    fn with_number(self, number: Option<i64>) -> Self {
        number.map_or(self.with(0), |number| self.with(1).with(number.cast_unsigned()))
    }

    #[must_use]
    fn with_value(self, value: &Value) -> Self {
        match value {
            Value::Nothing => self.with(0),
            Value::Flag(flag) => self.with(1).with(u64::from(*flag)),
            Value::Number(number) => self.with(2).with(number.cast_unsigned()),
            Value::At(at) => self.with(3).with(at.0.cast_unsigned()),
            Value::Text(text) => self.with(4).with_text(Some(text)),
        }
    }

    #[must_use]
    pub(super) fn with_change(self, change: &Change) -> Self {
        self.with_id(change.card.to_bytes())
            .with(u64::from(change.field.number()))
            .with_value(&change.old)
            .with_value(&change.new)
    }

    pub(super) fn value(self) -> i64 {
        self.0.cast_signed()
    }
}

/// A sum over rows, in whatever order they come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sum(pub(super) i64);

impl Sum {
    pub(super) fn add(&mut self, row: Digest) {
        self.0 = self.0.wrapping_add(row.value());
    }

    pub(super) fn remove(&mut self, row: Digest) {
        self.0 = self.0.wrapping_sub(row.value());
    }
}

/// A row of `card`.
pub(super) fn card(key: i64, id: [u8; 16]) -> Digest {
    Digest::new(key.cast_unsigned()).with_id(id)
}

/// A row of `alias`.
pub(super) fn alias(hash: i64, card: i64) -> Digest {
    Digest::new(hash.cast_unsigned()).with(card.cast_unsigned())
}

/// A row of `flags`.
pub(super) fn standing(card: i64, standing: &Standing) -> Digest {
    let bits = u64::from(standing.read) | u64::from(standing.starred) << 1 | u64::from(standing.archived) << 2;
    Digest::new(card.cast_unsigned())
        .with(bits)
        .with_number(standing.snoozed_until.map(|at| at.0))
        .with_number(standing.position)
        .with_text(standing.published.as_deref())
        .with_text(standing.topics.as_deref())
        .with_text(standing.bin.as_deref())
}
