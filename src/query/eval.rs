//! Which cards match: one way for lists, counts, and for a single card. What was asked is made ready in `compile`.

use std::cell::Cell;
use std::ops::{Bound, RangeBounds};

use super::compile::{Condition, Decided, NameField};
use super::matcher::Matcher;
use super::{Compiled, DateField, FlagTable, Quantity, Stopped};
use crate::card::Timestamp;
use crate::library::{HeadRef, Library, Segment, Slot, SlotSet, fold_line, score};
use crate::triage::Flags;

/// What is known of the texts that no head holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Beyond<'a> {
    /// For each probe the cards that pass.
    Known(&'a [SlotSet]),
    /// Nothing yet: suppose that every card passes, or none.
    Supposed(bool),
}

impl Beyond<'_> {
    fn passes(self, probe: usize, slot: Slot) -> bool {
        match self {
            Self::Known(hits) => hits.get(probe).is_some_and(|hits| hits.has(slot)),
            Self::Supposed(passes) => passes,
        }
    }
}

impl Compiled {
    /// The cards of `library` that match, as they lie in it.
    ///
    /// # Errors
    /// [`Stopped`] when `stop` said so between two segments.
    pub(super) fn select(
        &self,
        library: &Library,
        flags: &FlagTable,
        beyond: Beyond<'_>,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Vec<Slot>, Stopped> {
        let mut slots = Vec::new();
        for (number, segment) in library.segments() {
            if stop() {
                return Err(Stopped);
            }
            let ask = Ask::new(self, library, segment, beyond);
            let flags = flags.segment(number);
            for (row, head) in segment.heads().enumerate() {
                let Some(slot) = library.slot(number, row) else { continue };
                let flags = flags.get(row).copied().unwrap_or_default();
                if ask.matches(slot, head, flags) && library.is_current(slot) {
                    slots.push(slot);
                }
            }
        }
        Ok(slots)
    }

    /// Those of `slots` that match, in their order. Quickest when they lie as they do in the library.
    ///
    /// # Errors
    /// As [`Self::select`].
    pub(super) fn select_among(
        &self,
        library: &Library,
        flags: &FlagTable,
        beyond: Beyond<'_>,
        slots: impl Iterator<Item = Slot>,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Vec<Slot>, Stopped> {
        let mut found = Vec::new();
        let mut ask: Option<(usize, Ask<'_>)> = None;
        for slot in slots {
            let number = slot.segment();
            if ask.as_ref().is_none_or(|(of, _)| *of != number) {
                if stop() {
                    return Err(Stopped);
                }
                ask = library.segment(number).map(|segment| (number, Ask::new(self, library, segment, beyond)));
            }
            if let Some((_, ask)) = &ask
                && let Some(head) = library.head(slot)
                && ask.matches(slot, head, flags.get(slot))
                && library.is_current(slot)
            {
                found.push(slot);
            }
        }
        Ok(found)
    }

    /// Whether one card matches that stands so.
    pub(super) fn matches(
        &self,
        library: &Library,
        slot: Slot,
        flags: Flags,
        now: Timestamp,
        beyond: Beyond<'_>,
    ) -> bool {
        let Some(segment) = library.segment(slot.segment()) else { return false };
        let ask = Ask { compiled: self, library, segment, beyond, now, memory: Vec::new() };
        segment.head(slot.row()).is_some_and(|head| ask.matches(slot, head, flags))
    }

    /// Whether a card that passes more probes never matches less.
    pub(super) fn is_monotone(&self) -> bool {
        fn holds(condition: &Condition, denied: bool) -> bool {
            match condition {
                Condition::All(conditions) | Condition::Any(conditions) => {
                    conditions.iter().all(|condition| holds(condition, denied))
                }
                Condition::Not(condition) => holds(condition, !denied),
                Condition::Beyond(_) => !denied,
                _ => true,
            }
        }
        holds(&self.root, false)
    }
}

/// A compiled filter, asked about the cards of one segment.
struct Ask<'a> {
    compiled: &'a Compiled,
    library: &'a Library,
    segment: &'a Segment,
    beyond: Beyond<'a>,
    /// Snoozes that lie before it are over.
    now: Timestamp,
    /// For each condition about names, in the order they are met, what is known of each of the segment's names.
    memory: Vec<(*const Matcher, Vec<Cell<Known>>)>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq)]
enum Known {
    #[default]
    NotYet,
    Yes,
    No,
}

impl<'a> Ask<'a> {
    fn new(compiled: &'a Compiled, library: &'a Library, segment: &'a Segment, beyond: Beyond<'a>) -> Self {
        let mut memory = Vec::new();
        remember(&compiled.root, segment.names().len(), &mut memory);
        Self { compiled, library, segment, beyond, now: compiled.now, memory }
    }

    fn matches(&self, slot: Slot, head: HeadRef<'_>, flags: Flags) -> bool {
        self.holds(&self.compiled.root, slot, head, flags)
    }

    fn holds(&self, condition: &Condition, slot: Slot, head: HeadRef<'_>, flags: Flags) -> bool {
        match condition {
            Condition::Always => true,
            Condition::All(conditions) => conditions.iter().all(|condition| self.holds(condition, slot, head, flags)),
            Condition::Any(conditions) => conditions.iter().any(|condition| self.holds(condition, slot, head, flags)),
            Condition::Not(condition) => !self.holds(condition, slot, head, flags),
            Condition::Heads(matcher) => in_heads(matcher, head.folded()),
            Condition::Title(matcher) => matcher.is_match(head.folded_title()),
            Condition::Path(matcher) => matcher.is_match(&fold_line(&head.path().to_string_lossy())),
            Condition::Names(field, matcher) => self.any_name(*field, matcher, head),
            Condition::Host(matcher) => head.host().is_some_and(|host| matcher.is_match(&fold_line(host))),
            Condition::Beyond(probe) => self.beyond.passes(*probe, slot),
            Condition::Fact(fact) => head.flags().has(*fact),
            Condition::Decided(decided) => match decided {
                Decided::Read => flags.read,
                Decided::Starred => flags.starred,
                Decided::Archived => flags.archived,
                Decided::Snoozed => flags.is_snoozed(self.now),
                Decided::Binned => flags.binned,
            },
            Condition::Number(quantity, range) => {
                self.number(*quantity, head).is_some_and(|number| (range.low, range.high).contains(&number))
            }
            Condition::Moments(field, from, until) => {
                let at = match field {
                    DateField::Published => head.published_at(),
                    DateField::Updated => head.updated_at(),
                };
                at.is_some_and(|at| between(at, *from, *until))
            }
            Condition::Cards(cards) => cards.has(slot),
            Condition::Link(link) => head.cleaned_link().as_ref() == Some(link),
            Condition::File(file) => {
                file.as_ref().is_some_and(|(root, path)| head.root() == *root && head.path() == path)
            }
        }
    }

    fn any_name(&self, field: NameField, matcher: &Matcher, head: HeadRef<'_>) -> bool {
        let known = self.memory.iter().find(|(of, _)| std::ptr::eq(*of, matcher)).map(|(_, known)| known);
        let is_wanted = |number: u16| {
            let test =
                || self.segment.names().get(usize::from(number)).is_some_and(|name| self.name(field, matcher, name));
            let Some(cell) = known.and_then(|known| known.get(usize::from(number))) else { return test() };
            if cell.get() == Known::NotYet {
                cell.set(if test() { Known::Yes } else { Known::No });
            }
            cell.get() == Known::Yes
        };
        match field {
            NameField::Topic => head.topic_numbers().iter().copied().any(is_wanted),
            NameField::Author => head.author_numbers().iter().copied().any(is_wanted),
            NameField::Provider => is_wanted(head.provider_number()),
            NameField::Domain => is_wanted(head.domain_number()),
            NameField::Type => is_wanted(head.kind_number()),
            NameField::Category => is_wanted(head.category_number()),
        }
    }

    fn name(&self, field: NameField, matcher: &Matcher, name: &str) -> bool {
        match field {
            NameField::Topic => {
                self.library.topics().lineage(name).iter().any(|topic| matcher.is_match(&fold_line(topic)))
            }
            NameField::Provider => {
                matcher.is_match(&fold_line(name)) || matcher.is_match(&fold_line(self.library.provider_name(name)))
            }
            _ => matcher.is_match(&fold_line(name)),
        }
    }

    fn number(&self, quantity: Quantity, head: HeadRef<'_>) -> Option<f64> {
        match quantity {
            Quantity::Quality => head.quality().map(f64::from),
            Quantity::Heat => head.heat().map(f64::from),
            Quantity::Score => score(head, self.compiled.now, &self.compiled.weights),
            Quantity::Rating => head.rating(),
            // Far below what a float holds without loss.
            Quantity::Members => head.members().map(|members| members as f64),
            Quantity::Length => head.length().map(f64::from),
            Quantity::Price => head.price(),
        }
    }
}

/// Title, excerpt, provider and topics stand in one text with line feeds between them.
fn in_heads(matcher: &Matcher, folded: &str) -> bool {
    match matcher {
        Matcher::Contains(_) | Matcher::Never => matcher.is_match(folded),
        Matcher::Exact(_) | Matcher::Matches(_) => folded.split('\n').any(|field| matcher.is_match(field)),
    }
}

fn between(at: Timestamp, from: Option<Timestamp>, until: Option<Timestamp>) -> bool {
    let (from, until) =
        (from.map_or(Bound::Unbounded, Bound::Included), until.map_or(Bound::Unbounded, Bound::Excluded));
    (from, until).contains(&at)
}

/// Room for what will be known of names, for each condition about names.
fn remember(condition: &Condition, names: usize, memory: &mut Vec<(*const Matcher, Vec<Cell<Known>>)>) {
    match condition {
        Condition::All(conditions) | Condition::Any(conditions) => {
            conditions.iter().for_each(|condition| remember(condition, names, memory));
        }
        Condition::Not(condition) => remember(condition, names, memory),
        Condition::Names(_, matcher) => memory.push((std::ptr::from_ref(matcher), vec![Cell::default(); names])),
        _ => {}
    }
}
