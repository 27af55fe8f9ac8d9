//! Everything that was decided so far, in memory: one reading at the start, then a card's flags are looked up by its
//! names without a query.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use rusqlite::Connection;

use super::error::damaged;
use super::meta::Meta;
use super::sums::{self, Sum};
use super::{StateError, news, row, sql};
use crate::triage::{CardId, Cursor, Flags, Identity};

/// All cards that something was decided about, by the hashes of their names.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Indexes into `cards`.
    by_name: HashMap<u64, u32, BuildHasherDefault<AsItIs>>,
    cards: Vec<(CardId, Flags)>,
    cursor: Cursor,
}

/// A card that is known by one of its names at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Which card.
    pub card: CardId,
    /// How it stands.
    pub flags: Flags,
    /// Whether every one of its names is known. If not, [`super::State::adopt`] adds those that are missing, so that
    /// it stays known when the ones that are known are gone.
    pub complete: bool,
}

impl Known {
    /// The card with these names. The first name that is known counts.
    pub fn find(&self, identity: &Identity) -> Option<Found> {
        let known = |alias: &crate::triage::Alias| self.by_name.get(&alias.hash());
        let aliases = identity.aliases();
        let (rank, index) = aliases.iter().enumerate().find_map(|(rank, alias)| Some((rank, known(alias)?)))?;
        let (card, flags) = *self.cards.get(*index as usize)?;
        // Where the file of a card in the bin was, one with another link is another card.
        if flags.binned && rank > 0 {
            return None;
        }
        Some(Found { card, flags, complete: aliases.iter().all(|alias| known(alias).is_some()) })
    }

    /// Every card.
    pub fn cards(&self) -> &[(CardId, Flags)] {
        &self.cards
    }

    /// Up to where the log was read: what came later is told by [`super::State::news_since`].
    pub fn cursor(&self) -> Cursor {
        self.cursor
    }

    /// Reads everything in one transaction, and compares it with the sums that were written with it.
    pub(super) fn read(db: &Connection) -> Result<Self, StateError> {
        let transaction = db.unchecked_transaction()?;
        let meta = Meta::read(&transaction)?;
        let mut known = Self { cursor: news::end_of_log(&transaction)?, ..Self::default() };
        let (mut cards, mut aliases, mut flags) = (Sum::default(), Sum::default(), Sum::default());

        let mut keys: Vec<i64> = Vec::new();
        let mut statement = transaction.prepare_cached(sql::CARD_ALL)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (key, id): (i64, [u8; 16]) = (row.get(0)?, row.get(1)?);
            cards.add(sums::card(key, id));
            keys.push(key);
            known.cards.push((CardId::from_bytes(id), Flags::default()));
        }
        let index_of = |key: i64| -> Option<usize> {
            // Keys count from one and no card is ever removed; searching is for the unexpected.
            let guess = usize::try_from(key).ok()?.checked_sub(1)?;
            if keys.get(guess) == Some(&key) { Some(guess) } else { keys.binary_search(&key).ok() }
        };

        let mut statement = transaction.prepare_cached(sql::FLAGS_ALL)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (key, standing): (i64, _) = (row.get(8)?, row::standing(row)?);
            flags.add(sums::standing(key, &standing));
            let slot = index_of(key).and_then(|index| known.cards.get_mut(index));
            slot.ok_or_else(|| damaged("flags belong to no card"))?.1 = standing.flags();
        }

        let mut statement = transaction.prepare_cached(sql::ALIAS_ALL)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (hash, key): (i64, i64) = (row.get(0)?, row.get(1)?);
            aliases.add(sums::alias(hash, key));
            let index = index_of(key).and_then(|index| u32::try_from(index).ok());
            let index = index.ok_or_else(|| damaged("a name leads to no card"))?;
            known.by_name.entry(hash.cast_unsigned()).or_insert(index);
        }
        if (cards, aliases, flags) != (meta.cards, meta.aliases, meta.flags) {
            return Err(damaged("its sums do not match"));
        }
        Ok(known)
    }
}

/// The hash of a name is a hash already.
#[derive(Debug, Clone, Copy, Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}
