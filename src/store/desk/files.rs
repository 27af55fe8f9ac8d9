//! Verbs that edit card files: publishing, topics, and what an editor did.

use super::error::DeskError;
use super::note::{self, FileNote};
use super::{Desk, Done, Pick};
use crate::card::{Edit, SafeText};
use crate::store::edit::{Place, SaveError, Saved, Writer};
use crate::triage::{Draft, Field, Subject, Wish};

impl Desk {
    /// Makes cards published, or drafts.
    ///
    /// # Errors
    /// When it could not be recorded; the files are as they were then. Files that cannot be edited are in
    /// [`Done::refused`].
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

    fn edit(&mut self, verb: &str, field: Field, edits: &[Edit], picks: &[Pick]) -> Result<Done, DeskError> {
        self.check_writable()?;
        let writer = self.writer()?;
        let mut refused = Vec::new();
        let mut edited: Vec<(usize, &Place, Saved)> = Vec::new();
        let mut wishes = Vec::new();
        for (index, pick) in picks.iter().enumerate() {
            let Some(place) = &pick.place else {
                refused.push(SaveError::BuiltIn);
                continue;
            };
            match writer.edit(place, edits) {
                Ok(saved) if saved.changed => {
                    wishes.push(wish(pick.subject.clone(), field, place, &saved));
                    edited.push((index, place, saved));
                }
                Ok(_) => {}
                Err(error) => refused.push(error),
            }
        }
        let committed = match self.state.commit(&Draft::new(verb, wishes)) {
            Ok(committed) => committed,
            Err(reason) => return Err(put_back(&writer, &edited, reason)),
        };
        let touched = edited.iter().map(|(_, place, _)| (*place).clone()).collect();
        let indexes = edited.iter().map(|(index, ..)| *index);
        Ok(Done { touched, refused, ..Done::of(committed, indexes) })
    }
}

fn wish(subject: Subject, field: Field, place: &Place, saved: &Saved) -> Wish {
    let [old, new] = FileNote::pair(place, saved).map(|note| note::value(&note));
    Wish { subject, field, old, new }
}

/// Takes edits back that could not be recorded.
fn put_back(writer: &Writer, edited: &[(usize, &Place, Saved)], reason: crate::store::state::StateError) -> DeskError {
    let is_left = |(_, place, saved): &&(usize, &Place, Saved)| writer.undo(place, saved).is_err();
    // All of them are tried, whatever becomes of one.
    let left: Vec<_> = edited.iter().rev().filter(is_left).collect();
    match left.last() {
        None => DeskError::State(reason),
        Some((_, place, _)) => DeskError::Unrecorded { reason, path: crate::store::shown_path(&place.absolute()) },
    }
}
