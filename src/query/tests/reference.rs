//! What a filter means, spelled out over plain cards: slow, and nothing of the evaluator in it but folding.

use std::ops::Bound;

use jiff::civil::Date;
use jiff::{ToSpan, ZonedDateTime};
use regex::RegexBuilder;

use super::super::{Context, DateField, Day, Field, Filter, Part, Quantity, Range, Span, State, Test, Unit};
use super::world::{DOMAINS, FOLDER, LINKS, Plain, TREE, World, flat};
use crate::card::SafeUrl;
use crate::library::{Slot, like, score};

/// The places of the cards that match.
pub(super) fn matching(filter: &Filter, world: &World, context: &Context) -> Vec<usize> {
    let asks_bin = asks_bin(filter, context);
    let matches = |at: &usize| {
        let card = &world.cards[*at];
        (asks_bin || !card.flags.binned) && Asked { world, context, card, at: *at }.holds(filter)
    };
    (0..world.cards.len()).filter(matches).collect()
}

/// Whether binned cards are wanted, too.
pub(super) fn asks_bin(filter: &Filter, context: &Context) -> bool {
    match filter {
        Filter::Is(State::Binned) => true,
        Filter::All(filters) | Filter::Any(filters) => filters.iter().any(|filter| asks_bin(filter, context)),
        Filter::Not(filter) => asks_bin(filter, context),
        Filter::View(name) => context.views.get(name).is_some_and(|view| asks_bin(&view.query.filter, context)),
        _ => false,
    }
}

struct Asked<'a> {
    world: &'a World,
    context: &'a Context,
    card: &'a Plain,
    at: usize,
}

impl Asked<'_> {
    fn holds(&self, filter: &Filter) -> bool {
        let Self { world, context, card, .. } = self;
        match filter {
            Filter::Everything => true,
            Filter::All(filters) => filters.iter().all(|filter| self.holds(filter)),
            Filter::Any(filters) => filters.iter().any(|filter| self.holds(filter)),
            Filter::Not(filter) => !self.holds(filter),
            Filter::Field(Field::Link, test) => {
                let links: Vec<&str> = card.links.into_iter().flatten().map(|at| LINKS[at].0).collect();
                passes(test, if links.is_empty() { &[""] } else { &links })
            }
            Filter::Field(field, test) => passes(test, &self.texts(*field)),
            Filter::Is(state) => self.stands(*state),
            Filter::Has(part) => self.has(*part),
            Filter::Number(quantity, range) => self.number(*quantity).is_some_and(|number| lies(number, *range)),
            Filter::Date(field, span) => {
                let at = if *field == DateField::Published { card.published } else { card.updated };
                at.is_some_and(|at| within(at, *span, context))
            }
            Filter::Related(name) => {
                named(name, world).is_some_and(|named| world.cards[named].names.contains(&self.at))
            }
            Filter::Like(name) => named(name, world).is_some_and(|named| {
                let alike = like(&world.library, world.slots[named], 100, &|| false).unwrap_or_default();
                alike.iter().any(|alike| alike.slot == self.slot())
            }),
            Filter::View(name) => context.views.get(name).is_some_and(|view| self.holds(&view.query.filter)),
            Filter::Link(link) => card.canonical().is_some_and(|at| Some(LINKS[at].2) == page(link.as_str())),
            Filter::File(path) => path.to_str() == Some(&format!("{FOLDER}/{}", card.path)),
        }
    }

    fn slot(&self) -> Slot {
        self.world.slots[self.at]
    }

    /// Every text that a field stands for; one is enough.
    fn texts(&self, field: Field) -> Vec<&str> {
        let card = self.card;
        // A provider without a name is called by its domain.
        let provider = if card.provider.is_empty() { &card.domain } else { &card.provider };
        let topics = || card.topics.iter().map(String::as_str);
        match field {
            Field::Text => {
                [card.shown_title(), &card.excerpt, provider, &card.body].into_iter().chain(topics()).collect()
            }
            Field::Title => vec![card.shown_title()],
            Field::Body => vec![&card.body],
            Field::Topic => topics().flat_map(|topic| lineage(topic)).collect(),
            Field::Provider => {
                let name = DOMAINS.into_iter().find(|(domain, name)| domain == provider && !name.is_empty());
                [provider.as_str()].into_iter().chain(name.map(|(_, name)| name)).collect()
            }
            Field::Domain => [card.domain.as_str()].into_iter().chain(card.canonical().map(|at| LINKS[at].1)).collect(),
            Field::Author => card.authors.iter().map(String::as_str).collect(),
            Field::Type => vec![&card.kind],
            Field::Category => vec![&card.category],
            Field::Path => vec![&card.path],
            Field::Link => Vec::new(),
        }
    }

    fn stands(&self, state: State) -> bool {
        let (card, flags) = (self.card, self.card.flags);
        match state {
            State::Unread => !flags.read,
            State::Read => flags.read,
            State::Starred => flags.starred,
            State::Archived => flags.archived,
            State::Snoozed => flags.snoozed_until.is_some_and(|until| until.0 > self.context.now.0),
            State::Binned => flags.binned,
            State::Published => !card.draft,
            State::Draft => card.draft,
            State::Removed => card.removed,
            State::Broken => card.broken,
            State::Locked => card.locked,
        }
    }

    fn has(&self, part: Part) -> bool {
        let card = self.card;
        match part {
            Part::Amp => card.links[1].is_some() || card.links[2].is_some(),
            Part::CdnAmp => card.links[2].is_some(),
            Part::Image => card.image,
            Part::Related => card.related,
            Part::Video => card.featured || card.kind.eq_ignore_ascii_case("video"),
            Part::Body => !card.body.trim().is_empty(),
            Part::Items => card.items,
            Part::Actions => card.actions,
        }
    }

    fn number(&self, quantity: Quantity) -> Option<f64> {
        let card = self.card;
        match quantity {
            Quantity::Quality => card.quality,
            Quantity::Heat => card.heat,
            Quantity::Score => score(self.world.library.head(self.slot())?, self.context.now, &self.context.weights),
            Quantity::Rating => card.rating,
            Quantity::Members => card.members.map(|members| members as f64),
            Quantity::Length => card.length.map(f64::from),
            Quantity::Price => card.price,
        }
    }
}

fn passes(test: &Test, texts: &[&str]) -> bool {
    let mut texts = texts.iter().map(|text| flat(text));
    match test {
        Test::Contains(part) => texts.any(|text| text.contains(&flat(part))),
        Test::Exact(whole) => texts.any(|text| text == flat(whole)),
        Test::Matches(pattern) => {
            let regex = RegexBuilder::new(pattern).case_insensitive(true).build().unwrap();
            texts.any(|text| regex.is_match(&text))
        }
    }
}

/// The topic, and those above it.
fn lineage(topic: &str) -> Vec<&str> {
    let mut line = vec![topic];
    while let Some((_, Some(parent))) = TREE.iter().find(|(name, _)| flat(name) == flat(line[line.len() - 1])) {
        if line.iter().any(|name| flat(name) == flat(parent)) {
            break;
        }
        line.push(parent);
    }
    line
}

/// Which page of [`LINKS`] a link leads to.
fn page(link: &str) -> Option<u8> {
    let link = SafeUrl::parse(link).ok()?;
    LINKS.into_iter().find(|(known, ..)| SafeUrl::parse(known).unwrap() == link).map(|(.., page)| page)
}

/// The card that is meant by a link, of several the first by path; a path; or the end of one.
fn named(name: &str, world: &World) -> Option<usize> {
    let cards = world.cards.iter().enumerate();
    if name.contains("://") {
        let page = page(name)?;
        let leads = |card: &Plain| card.canonical().is_some_and(|at| LINKS[at].2 == page);
        return cards.filter(|(_, card)| leads(card)).min_by_key(|(_, card)| &card.path).map(|(at, _)| at);
    }
    let is_meant = |path: &str| path == name || format!("{FOLDER}/{path}") == name || path == format!("_{name}.md");
    cards.filter(|(_, card)| is_meant(&card.path)).map(|(at, _)| at).next()
}

fn lies(number: f64, range: Range) -> bool {
    let above = match range.low {
        Bound::Unbounded => true,
        Bound::Included(low) => number >= low,
        Bound::Excluded(low) => number > low,
    };
    let below = match range.high {
        Bound::Unbounded => true,
        Bound::Included(high) => number <= high,
        Bound::Excluded(high) => number < high,
    };
    above && below
}

fn within(at: i64, span: Span, context: &Context) -> bool {
    let zoned = |at: i64| jiff::Timestamp::from_second(at).unwrap().to_zoned_datetime(context.zone.clone());
    let (day, now) = (zoned(at).date(), zoned(context.now.0));
    match span {
        Span::Today => day == now.date(),
        Span::Yesterday => day == now.date().yesterday().unwrap(),
        Span::Last(count, unit) => ago(&now, count, unit).is_none_or(|then| at >= then),
        Span::Days(from, to) => {
            let begins = |from: Day| (from.year, from.month.unwrap_or(1), from.day.unwrap_or(1));
            let ends = |to: Day| (to.year, to.month.unwrap_or(12), to.day.unwrap_or(31));
            let day: (i16, i8, i8) = parts(day);
            from.is_none_or(|from| begins(from) <= day) && to.is_none_or(|to| day <= ends(to))
        }
    }
}

fn parts(day: Date) -> (i16, i8, i8) {
    (day.year(), day.month(), day.day())
}

/// Nothing where calendars do not reach back so far.
fn ago(now: &ZonedDateTime, count: u16, unit: Unit) -> Option<i64> {
    let count = i64::from(count);
    let span = match unit {
        Unit::Day => 0.days().try_days(count),
        Unit::Week => 0.weeks().try_weeks(count),
        Unit::Month => 0.months().try_months(count),
        Unit::Year => 0.years().try_years(count),
    };
    now.checked_sub(span.ok()?).ok().map(|then| then.timestamp().as_second())
}
