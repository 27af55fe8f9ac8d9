//! Undo and redo: which step comes next, and recording its inverse. Nothing is ever taken out of the log.
//!
//! A change is taken back only where its card still stands as the change left it. Where a later step, this reader's or
//! another's, set the field to something else, that later decision stays, and the card is counted as a conflict. Redo
//! takes back what the undo did, by the same rule. A new step of a verb ends what can be redone in its scope.

use rusqlite::{Connection, OptionalExtension};

use super::error::damaged;
use super::writer::{Card, Kind, Writer, step_digest};
use super::{Scope, State, StateError, Turn, row, sql};
use crate::triage::{CardId, Change, Committed, Direction, Field, Step, StepId, Subject};

/// A step of a verb that can be undone or redone.
struct Next {
    id: StepId,
    verb: String,
    /// Key of the step whose changes are to be taken back: the verb's own, or its last undo or redo.
    last: i64,
}

impl State {
    /// The step that [`Self::undo`] or [`Self::redo`] would take next, with the changes that it means. Whoever has to
    /// edit files for it does that first, leaves out the changes that were refused, and calls [`Self::turn`].
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn next(&self, direction: Direction, scope: Scope) -> Result<Option<Turn>, StateError> {
        let Some(next) = self.find(direction, scope)? else { return Ok(None) };
        let changes = self.watched(step(&self.db, next.last))?.inverse();
        Ok(Some(Turn { step: next.id, verb: next.verb, direction, last: next.last, changes }))
    }

    /// Undoes the last step in `scope` that is not undone; `None` when there is none.
    ///
    /// # Errors
    /// As [`Self::commit`].
    pub fn undo(&mut self, scope: Scope) -> Result<Option<Committed>, StateError> {
        self.turn_next(Direction::Undo, scope)
    }

    /// Redoes the step in `scope` that was undone last; `None` when there is none, or a verb came after it.
    ///
    /// # Errors
    /// As [`Self::commit`].
    pub fn redo(&mut self, scope: Scope) -> Result<Option<Committed>, StateError> {
        self.turn_next(Direction::Redo, scope)
    }

    fn turn_next(&mut self, direction: Direction, scope: Scope) -> Result<Option<Committed>, StateError> {
        loop {
            let Some(turn) = self.next(direction, scope)? else { return Ok(None) };
            match self.turn(&turn) {
                // Another program took this one; there may be one more.
                Err(StateError::Overtaken) => {}
                outcome => return outcome.map(Some),
            }
        }
    }

    /// Records what [`Self::next`] gave.
    ///
    /// # Errors
    /// [`StateError::Overtaken`] when somebody undid or redid the step meanwhile; else as [`Self::commit`].
    pub fn turn(&mut self, turn: &Turn) -> Result<Committed, StateError> {
        self.check_writable()?;
        let recorded = self.watched(self.record_turn(turn));
        self.ring();
        recorded
    }

    fn record_turn(&self, turn: &Turn) -> Result<Committed, StateError> {
        let kind = match turn.direction {
            Direction::Undo => Kind::Undo,
            Direction::Redo => Kind::Redo,
        };
        let is_undone = turn.direction == Direction::Redo;
        let mut statement = self.db.prepare_cached(sql::STEP_BY_ID)?;
        let target = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let mut standing_at = || statement.query_row([turn.step.to_bytes()], target).optional();
        let (key, _, _): (i64, bool, i64) = standing_at()?.ok_or(StateError::Overtaken)?;

        let mut writer = Writer::begin(&self.db, self.session, kind, &turn.verb, Some(key))?;
        if standing_at()? != Some((key, is_undone, turn.last)) {
            return Err(StateError::Overtaken);
        }
        let mut subjects = Vec::with_capacity(turn.changes.len());
        let mut conflicts = Vec::new();
        for change in &turn.changes {
            let card = writer.card(&Subject::Known(change.card))?;
            subjects.push(card.id);
            let before = writer.standing(card)?;
            let current = before.as_ref().map_or_else(|| change.field.unset(), |before| before.get(change.field));
            // What is in a file was compared with the file, by whoever calls this.
            if current == change.old || change.field.is_in_file() {
                writer.change(card, before.as_ref(), change.field, change.old.clone(), change.new.clone())?;
            } else if current != change.new {
                conflicts.push(card.id);
            }
        }
        let step = writer.key();
        writer.db().prepare_cached(sql::STEP_TURN)?.execute((key, !is_undone, step))?;
        writer.commit(subjects, conflicts)
    }

    fn find(&self, direction: Direction, scope: Scope) -> Result<Option<Next>, StateError> {
        let next = |row: &rusqlite::Row<'_>| {
            Ok(Next { id: StepId::from_bytes(row.get(1)?), verb: row.get(2)?, last: row.get(3)? })
        };
        let found = match (direction, scope) {
            (Direction::Undo, Scope::Session) => {
                self.db.prepare_cached(sql::UNDO_SESSION)?.query_row([self.session.to_bytes()], next)
            }
            (Direction::Undo, Scope::Device) => {
                self.db.prepare_cached(sql::UNDO_DEVICE)?.query_row([self.device], next)
            }
            (Direction::Redo, Scope::Session) => {
                self.db.prepare_cached(sql::REDO_SESSION)?.query_row([self.session.to_bytes()], next)
            }
            (Direction::Redo, Scope::Device) => {
                self.db.prepare_cached(sql::REDO_DEVICE)?.query_row([self.device], next)
            }
        };
        Ok(found.optional()?)
    }
}

/// A step from the log, compared with its sum.
pub(super) fn step(db: &Connection, key: i64) -> Result<Step, StateError> {
    let (id, verb, count, sum): ([u8; 16], String, i64, i64) = db
        .prepare_cached(sql::STEP_BY_KEY)?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    let id = StepId::from_bytes(id);
    let mut digest = step_digest(id, &verb);
    let mut changes = Vec::new();
    let mut statement = db.prepare_cached(sql::CHANGE_OF_STEP)?;
    let mut rows = statement.query([key])?;
    while let Some(found) = rows.next()? {
        let card = Card { key: found.get(0)?, id: CardId::from_bytes(found.get(1)?), is_new: false };
        let field = Field::from_number(found.get(2)?).ok_or_else(|| damaged("a change is of no known field"))?;
        let value = |column| row::value(field, found.get_ref(column)?);
        let change = Change { card: card.id, field, old: value(3)?, new: value(4)? };
        digest = digest.with_change(&change);
        changes.push(change);
    }
    if i64::try_from(changes.len()) != Ok(count) || digest.value() != sum {
        return Err(damaged("a step does not match its sum"));
    }
    Ok(Step { id, verb, changes })
}
