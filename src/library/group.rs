//! Puts a list into groups under headings: by day, by topic or by provider. Within a group the order stays.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp as Instant;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{Library, Slot, fold};
use crate::card::SafeText;

/// What a list is grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Group {
    /// Not at all.
    #[default]
    None,
    /// The day it was published where the reader is, the newest first.
    Day,
    /// The first of its topics, from A to Z.
    Topic,
    /// The provider, from A to Z.
    Provider,
}

impl Group {
    /// Every way, in the order of menus.
    pub const ALL: [Self; 4] = [Self::None, Self::Day, Self::Topic, Self::Provider];

    /// The name users type.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Day => "day",
            Self::Topic => "topic",
            Self::Provider => "provider",
        }
    }

    /// The way of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.name() == name)
    }
}

/// A heading, above the row it begins at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The first row of the group.
    pub row: usize,
    /// How many cards are in it.
    pub cards: usize,
    /// What they have in common.
    pub of: HeadingOf,
}

/// What the cards of a group have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeadingOf {
    /// The day they were published.
    Day(Date),
    /// A topic or provider.
    Name(SafeText),
    /// That it is not known.
    Unknown,
}

/// Orders `slots` by group and says where each begins. Cards of no group come last.
pub fn group(library: &Library, slots: &mut Vec<Slot>, by: Group, zone: &TimeZone) -> Arc<[Heading]> {
    if by == Group::None {
        return Arc::default();
    }
    let mut names: HashMap<&str, u64> = HashMap::new();
    if by != Group::Day {
        let mut all: Vec<&str> = slots.iter().filter_map(|slot| name(library, *slot, by)).collect();
        all.sort_unstable();
        all.dedup();
        let mut folded: Vec<(String, &str)> = all.into_iter().map(|name| (fold(name), name)).collect();
        folded.sort_unstable();
        names.extend((0..).zip(folded).map(|(rank, (_, name))| (name, rank)));
    }
    let day = |slot: Slot| {
        let at = library.head(slot)?.published_at()?;
        Instant::from_second(at.0).ok().map(|at| at.to_zoned_datetime(zone.clone()).date())
    };
    let rank = |slot: Slot| match by {
        // Newest first: days since long before any card, counted down.
        Group::Day => day(slot).map(|day| u64::MAX / 2 - ordinal(day)),
        _ => name(library, slot, by).and_then(|name| names.get(name).copied()),
    };
    let mut ranked: Vec<(u64, Slot)> = slots.iter().map(|slot| (rank(*slot).unwrap_or(u64::MAX), *slot)).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    let mut headings: Vec<Heading> = Vec::new();
    let mut before = None;
    for (row, (rank, slot)) in ranked.iter().enumerate() {
        if before != Some(*rank) {
            before = Some(*rank);
            let of = match by {
                Group::Day => day(*slot).map_or(HeadingOf::Unknown, HeadingOf::Day),
                _ => name(library, *slot, by).map_or(HeadingOf::Unknown, |name| HeadingOf::Name(SafeText::line(name))),
            };
            headings.push(Heading { row, cards: 0, of });
        }
        if let Some(heading) = headings.last_mut() {
            heading.cards += 1;
        }
    }
    *slots = ranked.into_iter().map(|(_, slot)| slot).collect();
    headings.into()
}

fn ordinal(day: Date) -> u64 {
    let (year, day_of_year) = (i64::from(day.year()) + 10_000, i64::from(day.day_of_year()));
    u64::try_from(year * 400 + day_of_year).unwrap_or_default()
}

fn name(library: &Library, slot: Slot, by: Group) -> Option<&str> {
    let head = library.head(slot)?;
    let name = match by {
        Group::Topic => head.topics().next()?,
        _ => library.provider_name(head.provider()),
    };
    Some(name).filter(|name| !name.is_empty())
}
