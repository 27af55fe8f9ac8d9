//! One transaction that records a step: what every kind of step does to the log, the projection and the sums.

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use super::error::damaged;
use super::meta::Meta;
use super::schema::{self, Version};
use super::sums::{self, Digest};
use super::{ReadOnly, StateError, names, row, sql};
use crate::card::Timestamp;
use crate::triage::{
    Alias, CardId, Change, Committed, Field, Flags, Identity, Ids, RULE_VERSION, SessionId, Standing, StepId, Subject,
    Value,
};

/// What kind of step is recorded; the numbers are those in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Done = 0,
    Undo = 1,
    Redo = 2,
    Quiet = 3,
}

/// How often a transaction is tried to begin, five seconds each.
const ATTEMPTS: usize = 4;

pub(super) struct Writer<'c> {
    tx: Transaction<'c>,
    ids: Ids,
    meta: Meta,
    key: i64,
    id: StepId,
    verb: String,
    digest: Digest,
    changes: i64,
    /// How each changed card stands after the last of its changes.
    flags: Vec<(CardId, Flags)>,
}

/// A card by both its keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Card {
    pub(super) key: i64,
    pub(super) id: CardId,
    /// It was made a moment ago: nothing was decided about it yet.
    pub(super) is_new: bool,
}

/// Begins a transaction that may write, waiting for others that do.
pub(super) fn begin(db: &Connection) -> Result<Transaction<'_>, StateError> {
    let mut attempts = 1;
    let tx = loop {
        // Waiting is not first come, first served, so one long wait is not the end.
        match Transaction::new_unchecked(db, TransactionBehavior::Immediate).map_err(StateError::from) {
            Err(StateError::Busy) if attempts < ATTEMPTS => attempts += 1,
            outcome => break outcome?,
        }
    };
    match schema::version(&tx)? {
        // A newer program may have come by while this one was running.
        Version::At(version) if version > schema::newest(sql::MIGRATIONS) => {
            Err(StateError::ReadOnly(ReadOnly::Newer(version)))
        }
        _ => Ok(tx),
    }
}

impl<'c> Writer<'c> {
    /// Begins a step.
    pub(super) fn begin(
        db: &'c Connection,
        session: SessionId,
        kind: Kind,
        verb: &str,
        target: Option<i64>,
    ) -> Result<Self, StateError> {
        let tx = begin(db)?;
        let millis = jiff::Timestamp::now().as_millisecond();
        let now = Timestamp(millis.div_euclid(1000));
        let millis = u64::try_from(millis).unwrap_or_default();
        let mut meta = Meta::read(&tx)?;
        meta.time = meta.time.next(millis);
        let mut ids = Ids::new(millis, schema::random(&tx)?);
        let id: StepId = ids.make();
        let key: i64 = tx.prepare_cached(sql::STEP_NEXT)?.query_row([], |row| row.get(0))?;
        tx.prepare_cached(sql::STEP_ADD)?.execute((
            key,
            id.to_bytes(),
            meta.device,
            session.to_bytes(),
            meta.time.to_number(),
            now.0,
            kind as i64,
            verb,
            target,
        ))?;
        let digest = step_digest(id, verb);
        Ok(Self { tx, ids, meta, key, id, verb: verb.to_owned(), digest, changes: 0, flags: Vec::new() })
    }

    pub(super) fn db(&self) -> &Connection {
        &self.tx
    }

    /// Key of the step.
    pub(super) fn key(&self) -> i64 {
        self.key
    }

    /// The card that is meant; one that has none of its names known is made. Names that lead nowhere yet lead to it.
    pub(super) fn card(&mut self, subject: &Subject) -> Result<Card, StateError> {
        match subject {
            Subject::Known(id) => {
                let mut statement = self.tx.prepare_cached(sql::CARD_BY_ID)?;
                let key = statement.query_row([id.to_bytes()], |row| row.get(0)).optional()?;
                Ok(Card { key: key.ok_or(StateError::UnknownCard(*id))?, id: *id, is_new: false })
            }
            Subject::New(identity) => {
                let (found, missing) = names::find(&self.tx, identity)?;
                let card = match found {
                    Some(key) => Card { key, id: card_id(&self.tx, key)?, is_new: false },
                    None => self.make_card()?,
                };
                add_names(&self.tx, &mut self.meta, card.key, &missing)?;
                Ok(card)
            }
        }
    }

    fn make_card(&mut self) -> Result<Card, StateError> {
        let id: CardId = self.ids.make();
        let key = self.tx.prepare_cached(sql::CARD_ADD)?.insert([id.to_bytes()])?;
        self.meta.cards.add(sums::card(key, id.to_bytes()));
        Ok(Card { key, id, is_new: true })
    }

    /// How a card stands, if anything was decided about it.
    pub(super) fn standing(&self, card: Card) -> Result<Option<Standing>, StateError> {
        if card.is_new { Ok(None) } else { row::standing_of(&self.tx, card.key) }
    }

    /// Records that `field` goes from `old` to `new`, on a card that stands like `before`.
    pub(super) fn change(
        &mut self,
        card: Card,
        before: Option<&Standing>,
        field: Field,
        old: Value,
        new: Value,
    ) -> Result<(), StateError> {
        if !field.takes(&old) || !field.takes(&new) {
            return Err(StateError::WrongValue(field));
        }
        let change = Change { card: card.id, field, old, new };
        let id: StepId = self.ids.make();
        let mut statement = self.tx.prepare_cached(sql::CHANGE_ADD)?;
        statement.execute((id.to_bytes(), self.key, card.key, field.number(), &change.old, &change.new))?;
        self.digest = self.digest.with_change(&change);
        self.changes += 1;

        if let Some(before) = before {
            self.meta.flags.remove(sums::standing(card.key, before));
        }
        let mut after = before.cloned().unwrap_or_default();
        after.set(field, &change.new);
        self.meta.flags.add(sums::standing(card.key, &after));
        self.tx.prepare_cached(sql::FLAGS_WRITE)?.execute((
            card.key,
            after.read,
            after.starred,
            after.archived,
            after.snoozed_until.map(|at| at.0),
            after.position,
            after.published.as_deref(),
            after.topics.as_deref(),
            after.bin.as_deref(),
        ))?;
        self.flags.push((card.id, after.flags()));
        Ok(())
    }

    /// How many changes were recorded so far.
    pub(super) fn changes(&self) -> usize {
        self.flags.len()
    }

    /// Writes it all to disk: when this returns, the step outlives the machine's losing power.
    pub(super) fn commit(self, subjects: Vec<CardId>, conflicts: Vec<CardId>) -> Result<Committed, StateError> {
        let mut statement = self.tx.prepare_cached(sql::STEP_CLOSE)?;
        statement.execute((self.key, self.changes, self.digest.value()))?;
        drop(statement);
        self.meta.write(&self.tx)?;
        self.tx.commit()?;
        let (changes, flags) = (self.flags.len(), self.flags);
        Ok(Committed { step: Some(self.id), verb: self.verb, changes, subjects, flags, conflicts })
    }
}

/// Where the sum over a step begins.
pub(super) fn step_digest(id: StepId, verb: &str) -> Digest {
    Digest::new(crate::triage::stable_hash(verb.as_bytes())).with_id(id.to_bytes())
}

pub(super) fn card_id(db: &Connection, key: i64) -> Result<CardId, StateError> {
    let mut statement = db.prepare_cached(sql::CARD_BY_KEY)?;
    let id = statement.query_row([key], |row| row.get(0)).optional()?;
    id.map(CardId::from_bytes).ok_or_else(|| damaged("a name leads to no card"))
}

fn add_names(db: &Connection, meta: &mut Meta, card: i64, names: &[&Alias]) -> Result<(), StateError> {
    for alias in names {
        let hash = alias.hash().cast_signed();
        db.prepare_cached(sql::ALIAS_ADD)?.execute((hash, alias.as_str(), RULE_VERSION, card))?;
        meta.aliases.add(sums::alias(hash, card));
    }
    Ok(())
}

/// Adds the names that are missing to cards that are known by another. Returns how many there were.
pub(super) fn adopt(db: &Connection, identities: &[Identity]) -> Result<usize, StateError> {
    let tx = begin(db)?;
    let mut meta = Meta::read(&tx)?;
    let mut added = 0;
    for identity in identities {
        if let (Some(card), missing) = names::find(&tx, identity)? {
            add_names(&tx, &mut meta, card, &missing)?;
            added += missing.len();
        }
    }
    if added > 0 {
        meta.write(&tx)?;
        tx.commit()?;
    }
    Ok(added)
}
