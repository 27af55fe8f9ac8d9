//! The bin: cards go there and come back, and what is old can be removed from it for good.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::error::DeskError;
use super::note::{self, BinNote};
use super::{Desk, Done, Far, Pick};
use crate::card::Timestamp;
use crate::store::edit::{Binned, Place, SaveError, Writer};
use crate::store::shown_path;
use crate::store::state::StateError;
use crate::triage::{CardId, Committed, Draft, Field, Flags, Standing, Subject, Turn, Value, Wish};

/// A card whose file is in the bin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InBin {
    /// Which card.
    pub card: CardId,
    /// Where it belongs.
    pub place: Place,
    /// Where its file is now.
    pub path: PathBuf,
    /// Since when.
    pub since: Timestamp,
    /// How it stands.
    pub flags: Flags,
}

impl Desk {
    /// Moves cards to the bin, or back; to toggle is to move them back when all of them are there.
    ///
    /// # Errors
    /// As [`Self::bin`] and [`Self::restore`].
    pub fn turn_bin(&mut self, turn: Turn, picks: &[Pick], now: Timestamp, far: Far<'_>) -> Result<Done, DeskError> {
        let back = match turn {
            Turn::On => false,
            Turn::Off => true,
            Turn::Toggle => {
                let standing = picks.iter().map(|pick| self.state.standing(&pick.subject));
                let standing = standing.collect::<Result<Vec<_>, _>>()?;
                standing.into_iter().all(|standing| standing.is_some_and(|standing| standing.bin.is_some()))
            }
        };
        if back { self.restore(picks, far) } else { self.bin(picks, now, far) }
    }

    /// Moves cards to the bin.
    ///
    /// # Errors
    /// When it cannot be recorded; nothing is moved then. Cards that could not be moved are in [`Done::refused`].
    pub fn bin(&mut self, picks: &[Pick], now: Timestamp, far: Far<'_>) -> Result<Done, DeskError> {
        self.check_writable()?;
        let (writer, folder) = (self.writer()?, self.bin_folder());
        let mut refused = Vec::new();
        let mut planned = Vec::new();
        let mut going = HashSet::new();
        for (index, pick) in picks.iter().enumerate() {
            let there = pick.place.as_ref().is_none_or(|place| is_there(&place.absolute()));
            let in_bin = self.state.standing(&pick.subject)?.is_some_and(|standing| standing.bin.is_some());
            if in_bin && !there {
                continue;
            }
            // A card has one place in the bin: what lies there must not be forgotten for another file.
            let shared = !self.goes_first(&pick.subject, &mut going)? || in_bin;
            let place = pick.place.as_ref().ok_or(SaveError::BuiltIn);
            match place.and_then(|place| match shared {
                true => Err(SaveError::Shared(shown_path(&place.absolute()))),
                false => writer.plan_bin(place, &folder),
            }) {
                Ok(binned) => planned.push((index, pick.subject.clone(), binned)),
                Err(error) => refused.push(error),
            }
        }
        let wish = |(_, subject, binned): &(usize, Subject, Binned)| {
            let new = note::value(&BinNote::new(binned, now));
            Wish { subject: subject.clone(), field: Field::Bin, old: Value::Nothing, new }
        };
        let committed = self.state.commit(&Draft::new("bin", planned.iter().map(wish).collect()))?;
        let mut done = Done::of(committed, planned.iter().map(|(index, ..)| *index));
        done.refused = refused;
        let ways: Vec<(CardId, Binned)> =
            done.cards.iter().map(|(_, card)| *card).zip(planned.into_iter().map(|(.., binned)| binned)).collect();
        self.carry_to_bin(&writer, ways, &mut done, far);
        Ok(done)
    }

    /// Whether none of the card's names is among those that go to the bin already; they are now.
    fn goes_first(&self, subject: &Subject, going: &mut HashSet<String>) -> Result<bool, StateError> {
        let (known, names) = match subject {
            Subject::Known(card) => (Some(*card), Vec::new()),
            Subject::New(identity) => {
                let known = self.state.identify(std::slice::from_ref(identity))?.into_iter().flatten().next();
                (known, identity.aliases().iter().map(|alias| alias.as_str().to_owned()).collect())
            }
        };
        let names: Vec<String> = names.into_iter().chain(known.map(|card| card.to_string())).collect();
        let are_all_new = names.iter().all(|name| !going.contains(name));
        going.extend(names);
        Ok(are_all_new)
    }

    /// Moves cards to the bin for which that is recorded. Where it fails the record is corrected.
    pub(super) fn carry_to_bin(&mut self, writer: &Writer, ways: Vec<(CardId, Binned)>, done: &mut Done, far: Far<'_>) {
        let mut corrections = Vec::new();
        let all = ways.len();
        for (number, (card, binned)) in ways.into_iter().enumerate() {
            far(number, all);
            match writer.bin(&binned) {
                Ok(()) => {}
                // It is there; whether it would be after a power cut, the next start sees.
                Err(error @ SaveError::Unsure { .. }) => done.refused.push(error),
                Err(error) => {
                    done.refused.push(error);
                    corrections.push(unbin(card));
                }
            }
        }
        self.correct(done, corrections);
    }

    /// Moves cards back from the bin.
    ///
    /// # Errors
    /// When it cannot be recorded; everything is in the bin then. Cards that could not be moved are in
    /// [`Done::refused`].
    pub fn restore(&mut self, picks: &[Pick], far: Far<'_>) -> Result<Done, DeskError> {
        self.check_writable()?;
        let (writer, folder) = (self.writer()?, self.bin_folder());
        let mut refused = Vec::new();
        let mut moved: Vec<(usize, Subject, Binned)> = Vec::new();
        for (index, pick) in picks.iter().enumerate() {
            far(index, picks.len());
            let standing = self.state.standing(&pick.subject)?.and_then(|standing| standing.bin);
            let Some(binned) = standing.and_then(|text| way(&Value::Text(text))?.binned(&folder)) else { continue };
            match take_back(&writer, &binned) {
                Ok(()) => moved.push((index, pick.subject.clone(), binned)),
                Err(error) => refused.push(error),
            }
        }
        let wishes = moved.iter().map(|(_, subject, _)| {
            let new = Value::Nothing;
            Wish { subject: subject.clone(), field: Field::Bin, old: Value::Nothing, new }
        });
        let committed = match self.state.commit(&Draft::new("restore", wishes.collect())) {
            Ok(committed) => committed,
            Err(error) => {
                moved.iter().for_each(|(.., binned)| drop(writer.bin(binned)));
                return Err(error.into());
            }
        };
        let touched = moved.iter().map(|(.., binned)| binned.place.clone()).collect();
        Ok(Done { touched, refused, ..Done::of(committed, moved.iter().map(|(index, ..)| *index)) })
    }

    /// Every card whose file is in the bin.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn binned(&self) -> Result<Vec<InBin>, StateError> {
        let folder = self.bin_folder();
        let entry = |(card, text): (CardId, String)| {
            let note = way(&Value::Text(text.into()))?;
            let binned = note.binned(&folder)?;
            let path = binned.path();
            Some(InBin { card, path, place: binned.place, since: Timestamp(note.at), flags: Flags::default() })
        };
        let mut binned: Vec<InBin> = self.state.binned()?.into_iter().filter_map(entry).collect();
        for entry in &mut binned {
            entry.flags = self.state.standing(&Subject::Known(entry.card))?.unwrap_or_default().flags();
        }
        binned.sort_by(|one, other| (other.since, &one.place.path).cmp(&(one.since, &other.place.path)));
        Ok(binned)
    }

    /// Removes cards from the bin for good that are there since `before` or longer. Undo cannot bring them back.
    ///
    /// # Errors
    /// When it cannot be recorded; the files that are gone by then are gone.
    pub fn prune(&mut self, before: Timestamp) -> Result<Done, DeskError> {
        self.check_writable()?;
        let (writer, folder) = (self.writer()?, self.bin_folder());
        let mut refused = Vec::new();
        let mut wishes = Vec::new();
        for (card, text) in self.state.binned()? {
            let Some(note) = way(&Value::Text(text.into())).filter(|note| note.at <= before.0) else { continue };
            let Some(binned) = note.binned(&folder) else { continue };
            match writer.purge(&binned) {
                Ok(()) | Err(SaveError::Gone(_)) => {
                    wishes.push(unbin(card));
                }
                Err(error) => refused.push(error),
            }
        }
        let committed = self.state.commit(&quiet("prune", wishes))?;
        Ok(Done { committed, refused, ..Done::default() })
    }

    /// Cards that were to go to the bin, or to be removed from it, when a program ended, and whose files are not there,
    /// are not in the bin. Only who is alone can tell them from those that are just going there.
    pub(super) fn forget_unbinned(&mut self) -> Result<Committed, StateError> {
        if !self.state.was_alone() {
            return Ok(Committed::default());
        }
        let folder = self.bin_folder();
        let stayed = |(card, text): (CardId, String)| {
            let binned = way(&Value::Text(text.into()))?.binned(&folder)?;
            (!is_there(&binned.path())).then(|| unbin(card))
        };
        let wishes = self.state.binned()?.into_iter().filter_map(stayed).collect();
        self.state.commit(&quiet("not carried out", wishes))
    }
}

/// Where in the bin of a state folder the file of a card is that stands like this, if it is there.
pub fn path_in_bin(state: &Path, standing: &Standing) -> Option<PathBuf> {
    let note = way(&Value::Text(standing.bin.clone()?))?;
    Some(note.binned(&folder_in(state))?.path())
}

/// The bin folder of a state folder.
pub(super) fn folder_in(state: &Path) -> PathBuf {
    state.join("bin")
}

/// Moves a file back. One that never left is back already.
pub(super) fn take_back(writer: &Writer, binned: &Binned) -> Result<(), SaveError> {
    match writer.restore(binned) {
        Err(SaveError::Gone(_)) if !is_there(&binned.path()) && is_there(&binned.place.absolute()) => Ok(()),
        outcome => outcome,
    }
}

fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// What is recorded of a card in the bin.
pub(super) fn way(value: &Value) -> Option<BinNote> {
    note::read(value)
}

fn unbin(card: CardId) -> Wish {
    Wish { subject: Subject::Known(card), field: Field::Bin, old: Value::Nothing, new: Value::Nothing }
}

fn quiet(verb: &str, wishes: Vec<Wish>) -> Draft {
    Draft { quiet: true, ..Draft::new(verb, wishes) }
}
