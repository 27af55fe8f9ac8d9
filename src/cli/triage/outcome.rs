//! What a verb says once it is done: one line, or one object. `docs/formats.md` promises its fields.

use std::collections::HashSet;

use serde::Serialize;

use super::super::World;
use super::super::error::Failure;
use super::super::library::count;
use super::super::output::OutcomeFormat;
use crate::card::SafeText;
use crate::store::desk::Done;
use crate::store::edit::SaveError;

/// How many refusals are said one by one.
const SAID: usize = 10;

/// What became of what was asked for.
#[derive(Serialize)]
pub(super) struct Outcome {
    verb: SafeText,
    cards: usize,
    refused: Vec<Refusal>,
    step: Option<String>,
}

/// What was left as it was.
#[derive(Serialize)]
struct Refusal {
    path: Option<SafeText>,
    reason: SafeText,
}

impl Outcome {
    pub(super) fn of(done: &Done) -> Self {
        let committed = &done.committed;
        let changed: HashSet<_> = committed.flags.iter().map(|(card, _)| card).collect();
        let mut refused: Vec<Refusal> = done.refused.iter().map(Refusal::of).collect();
        refused.extend(Refusal::conflicts(committed.conflicts.len()));
        Self {
            verb: SafeText::line(&committed.verb),
            // Of cards that could not be moved in the end, the change was taken back.
            cards: changed.len().min(committed.changes),
            refused,
            step: committed.step.map(|step| step.to_string()),
        }
    }

    /// The same, called so instead.
    pub(super) fn called(self, verb: &str) -> Self {
        Self { verb: SafeText::line(verb), ..self }
    }

    /// Says it. The status is 3 when something was refused.
    pub(super) fn report(&self, format: OutcomeFormat, world: &mut World<'_>) -> Result<u8, Failure> {
        for refusal in self.refused.iter().take(SAID) {
            world.complain(&refusal.reason);
        }
        if self.refused.len() > SAID {
            world.complain(&format!("and {} more", self.refused.len() - SAID));
        }
        match format {
            OutcomeFormat::Text => {
                writeln!(world.stdout, "{}: {}", self.verb, count(self.cards, "card", "cards"))?;
            }
            OutcomeFormat::Json => writeln!(world.stdout, "{}", serde_json::to_string(self)?)?,
        }
        world.stdout.flush()?;
        Ok(if self.refused.is_empty() { 0 } else { 3 })
    }
}

impl Refusal {
    fn of(error: &SaveError) -> Self {
        Self { path: error.path().cloned(), reason: SafeText::line(&error.to_string()) }
    }

    /// What an undo or redo left alone.
    fn conflicts(number: usize) -> Option<Self> {
        let cards = count(number, "card was left as it is", "cards were left as they are");
        let text = format!("{cards}: a later step decided otherwise");
        (number > 0).then(|| Self { path: None, reason: SafeText::line(&text) })
    }
}
