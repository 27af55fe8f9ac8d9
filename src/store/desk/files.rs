//! Verbs that edit card files: publishing, topics, and what an editor did.

use super::error::DeskError;
use super::note::{self, FileNote};
use super::{Desk, Done, Pick};
use crate::card::{Edit, SafeText};
use crate::store::edit::{Place, SaveError, Saved};
use crate::triage::{Draft, Field, Subject, Wish};

impl Desk {
    /// Makes cards published, or drafts.
    ///
    /// # Errors
    /// When it cannot be recorded; no file is touched then. Files that cannot be edited are in [`Done::refused`].
    pub fn publish(&mut self, published: bool, picks: &[Pick]) -> Result<Done, DeskError> {
        let verb = if published { "publish" } else { "unpublish" };
        self.edit(verb, Field::Published, &[Edit::SetPublished(published)], picks)
    }

    /// Adds topics to cards and takes topics away, in one step.
    ///
    /// # Errors
    /// As [`Self::publish`].
    pub fn topics(&mut self, add: &[SafeText], remove: &[SafeText], picks: &[Pick]) -> Result<Done, DeskError> {
        let added = add.iter().cloned().map(Edit::AddTopic);
        let edits: Vec<Edit> = added.chain(remove.iter().cloned().map(Edit::RemoveTopic)).collect();
        let verb = match (add, remove) {
            ([topic], []) => format!("add topic {topic}"),
            ([], [topic]) => format!("remove topic {topic}"),
            _ => "edit topics".to_owned(),
        };
        self.edit(&verb, Field::Topics, &edits, picks)
    }

    /// What a file holds, for [`Self::edited`]. Call it before an editor gets the file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn before_editing(&self, place: &Place) -> Result<Vec<u8>, SaveError> {
        self.writer()?.read(place)
    }

    /// Records what an editor, or anybody, made of a file since `before` was read. Nothing is written to it.
    ///
    /// # Errors
    /// When the file cannot be read any more, or the change cannot be recorded. It is made all the same.
    pub fn edited(&mut self, subject: Subject, place: &Place, before: &[u8]) -> Result<Done, DeskError> {
        self.check_writable()?;
        let saved = Saved::between(before, &self.writer()?.read(place)?);
        if !saved.changed {
            return Ok(Done::default());
        }
        let wish = wish(subject, Field::Content, place, &saved);
        let committed = self.state.commit(&Draft::new("edit", vec![wish]))?;
        Ok(Done { touched: vec![place.clone()], ..Done::of(committed, [0]) })
    }

    /// Records what the edits will do, and then makes them: whatever happens in between, undo knows every one that was
    /// made, and finds those that were not as if they had been taken back.
    fn edit(&mut self, verb: &str, field: Field, edits: &[Edit], picks: &[Pick]) -> Result<Done, DeskError> {
        self.check_writable()?;
        let writer = self.writer()?;
        let mut refused = Vec::new();
        let mut planned: Vec<(usize, &Pick, &Place, Saved)> = Vec::new();
        for (index, pick) in picks.iter().enumerate() {
            match pick
                .place
                .as_ref()
                .ok_or(SaveError::BuiltIn)
                .and_then(|place| Ok((place, writer.plan(place, edits)?)))
            {
                Ok((place, saved)) if saved.changed => planned.push((index, pick, place, saved)),
                Ok(_) => {}
                Err(error) => refused.push(error),
            }
        }
        let wishes = planned.iter().map(|(_, pick, place, saved)| wish(pick.subject.clone(), field, place, saved));
        let committed = self.state.commit(&Draft::new(verb, wishes.collect()))?;
        let mut done = Done { refused, ..Done::of(committed, planned.iter().map(|(index, ..)| *index)) };
        let (mut corrections, mut anew) = (Vec::new(), Vec::new());
        let cards: Vec<Subject> = done.cards.iter().map(|(_, card)| Subject::Known(*card)).collect();
        for (card, (.., place, plan)) in cards.into_iter().zip(&planned) {
            let never = || wish(card.clone(), field, place, &plan.inverse());
            match writer.edit(place, edits) {
                Ok(saved) => {
                    done.touched.push((*place).clone());
                    if saved.before != plan.before {
                        // Another program was there in between: what was done is another edit than the one recorded.
                        corrections.push(never());
                        anew.extend(saved.changed.then(|| wish(card, field, place, &saved)));
                    }
                }
                // The new version is there; whether it would be after a power cut is not sure.
                Err(error @ SaveError::Unsure { .. }) => {
                    done.touched.push((*place).clone());
                    done.refused.push(error);
                }
                Err(error) => {
                    done.refused.push(error);
                    corrections.push(never());
                }
            }
        }
        self.correct(&mut done, corrections);
        if !anew.is_empty() {
            let committed = self.state.commit(&Draft::new(verb, anew))?;
            done.committed.changes += committed.changes;
        }
        Ok(done)
    }
}

fn wish(subject: Subject, field: Field, place: &Place, saved: &Saved) -> Wish {
    let [old, new] = FileNote::pair(place, saved).map(|note| note::value(&note));
    Wish { subject, field, old, new }
}
