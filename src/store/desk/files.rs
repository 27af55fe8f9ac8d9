//! Verbs that edit card files: publishing, topics, and what an editor did.

use super::error::DeskError;
use super::note::{self, FileNote};
use super::{Desk, Done, Far, Pick};
use crate::card::{Edit, SafeText};
use crate::store::edit::{Place, SaveError, Saved, Writer};
use crate::triage::{Draft, Field, Subject, Turn, Wish};

impl Desk {
    /// Makes cards published, or drafts; to toggle is to publish as long as one of them is a draft.
    ///
    /// # Errors
    /// When it cannot be recorded; no file is touched then. Files that cannot be edited are in [`Done::refused`].
    pub fn publish(&mut self, turn: Turn, picks: &[Pick], far: Far<'_>) -> Result<Done, DeskError> {
        let published = match turn {
            Turn::On => true,
            Turn::Off => false,
            Turn::Toggle => {
                let writer = self.writer()?;
                // What cannot be told shall be said, not taken for published.
                let is_draft =
                    |place| writer.plan(place, &[Edit::SetPublished(true)]).map_or(true, |plan| plan.changed);
                picks.iter().filter_map(|pick| pick.place.as_ref()).any(is_draft)
            }
        };
        let verb = if published { "publish" } else { "unpublish" };
        self.edit(verb, Field::Published, &[Edit::SetPublished(published)], picks, far)
    }

    /// Adds topics to cards and takes topics away, in one step.
    ///
    /// # Errors
    /// As [`Self::publish`].
    pub fn topics(
        &mut self,
        add: &[SafeText],
        remove: &[SafeText],
        picks: &[Pick],
        far: Far<'_>,
    ) -> Result<Done, DeskError> {
        let added = add.iter().cloned().map(Edit::AddTopic);
        let edits: Vec<Edit> = added.chain(remove.iter().cloned().map(Edit::RemoveTopic)).collect();
        let verb = match (add, remove) {
            ([topic], []) => format!("add topic {topic}"),
            ([], [topic]) => format!("remove topic {topic}"),
            _ => "edit topics".to_owned(),
        };
        self.edit(&verb, Field::Topics, &edits, picks, far)
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
    fn edit(
        &mut self,
        verb: &str,
        field: Field,
        edits: &[Edit],
        picks: &[Pick],
        far: Far<'_>,
    ) -> Result<Done, DeskError> {
        self.check_writable()?;
        let writer = self.writer()?;
        let (planned, mut done) = plan(&writer, edits, picks);
        let wishes = planned.iter().map(|plan| wish(plan.pick.subject.clone(), field, plan.place, &plan.saved));
        let committed = self.state.commit(&Draft::new(verb, wishes.collect()))?;
        let recorded = Done::of(committed, planned.iter().map(|plan| plan.index));
        (done.committed, done.cards) = (recorded.committed, recorded.cards);
        let (mut corrections, mut anew) = (Vec::new(), Vec::new());
        let cards: Vec<Subject> = done.cards.iter().map(|(_, card)| Subject::Known(*card)).collect();
        // Another instance that does not let go is not waited for once a card.
        let mut busy = None;
        for (number, (card, Plan { place, saved: plan, .. })) in cards.into_iter().zip(&planned).enumerate() {
            far(number, planned.len());
            let never = || wish(card.clone(), field, place, &plan.inverse());
            match busy.clone().map_or_else(|| writer.edit(place, edits), Err) {
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
                    busy = matches!(error, SaveError::Busy(_)).then(|| error.clone());
                    done.refused.push(error);
                    corrections.push(never());
                }
            }
        }
        self.correct(&mut done, corrections);
        if !anew.is_empty() {
            match self.state.commit(&Draft::new(verb, anew)) {
                Ok(committed) => done.committed.changes += committed.changes,
                Err(reason) => done.refused.push(SaveError::NotRecorded(SafeText::line(&reason.to_string()))),
            }
        }
        Ok(done)
    }
}

/// What edits will do to one card.
struct Plan<'p> {
    /// Which of the cards it is.
    index: usize,
    pick: &'p Pick,
    place: &'p Place,
    saved: Saved,
}

/// What edits will do to which cards; and those that are refused, and those whose files are as wanted already. Whoever
/// asked believed otherwise of these, and shall be shown what the files say.
fn plan<'p>(writer: &Writer, edits: &[Edit], picks: &'p [Pick]) -> (Vec<Plan<'p>>, Done) {
    let (mut planned, mut done) = (Vec::new(), Done::default());
    for (index, pick) in picks.iter().enumerate() {
        let Some(place) = &pick.place else {
            done.refused.push(SaveError::BuiltIn);
            continue;
        };
        match writer.plan(place, edits) {
            Ok(saved) if saved.changed => planned.push(Plan { index, pick, place, saved }),
            Ok(_) => done.touched.push(place.clone()),
            Err(SaveError::Gone(path)) if pick.flags.binned => done.refused.push(SaveError::InBin(path)),
            Err(error) => done.refused.push(error),
        }
    }
    (planned, done)
}

fn wish(subject: Subject, field: Field, place: &Place, saved: &Saved) -> Wish {
    let [old, new] = FileNote::pair(place, saved).map(|note| note::value(&note));
    Wish { subject, field, old, new }
}
