//! The canonical text of a query: with as few parentheses and quotes as say the same, and read again as the same value.
//! What the text means is decided in [`mod@super::parse`].

use std::fmt::{self, Display, Formatter};
use std::ops::Bound;

use super::Query;
use super::filter::{Day, Field, Filter, Quantity, Range, Span, Test};
use super::names::{KEYS, Key, PARTS, STATES, name};
use super::parse::{MOST_SECONDS, UNITS, is_link, is_value, is_word};

/// Conditions that no text writes by themselves, as ones that mean the same.
const EVERYTHING: &str = "is:read OR is:unread";
const NOTHING: &str = "is:read is:unread";

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.filter.fmt(f)?;
        let mut blank = if self.filter == Filter::Everything { "" } else { " " };
        if let Some(sort) = &self.sort {
            write!(f, "{blank}sort:{sort}")?;
            blank = " ";
        }
        match self.limit {
            Some(limit) => write!(f, "{blank}limit:{limit}"),
            None => Ok(()),
        }
    }
}

impl Display for Filter {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Everything => Ok(()),
            filter => write(filter, f, Within::Any),
        }
    }
}

/// What a condition stands in, the weaker binding first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Within {
    Any,
    All,
    Not,
}

/// Writes `filter` with parentheses if it binds weaker than what it stands in.
fn write(filter: &Filter, f: &mut Formatter<'_>, within: Within) -> fmt::Result {
    match filter {
        Filter::Everything => grouped(f, within > Within::Any, |f| f.write_str(EVERYTHING)),
        Filter::All(members) => match members.as_slice() {
            [] => write(&Filter::Everything, f, within),
            [member] => write(member, f, within),
            members => grouped(f, within > Within::All, |f| joined(members, f, " ", Within::All)),
        },
        Filter::Any(members) => match members.as_slice() {
            [] => grouped(f, within > Within::All, |f| f.write_str(NOTHING)),
            [member] => write(member, f, within),
            members => grouped(f, within > Within::Any, |f| joined(members, f, " OR ", Within::Any)),
        },
        // `--x` would be a word.
        Filter::Not(inner) => grouped(f, within == Within::Not, |f| {
            f.write_str("-")?;
            write(inner, f, Within::Not)
        }),
        Filter::Field(field, test) => write_test(*field, test, f),
        Filter::Is(state) => write!(f, "is:{}", name(&STATES, state)),
        Filter::Has(part) => write!(f, "has:{}", name(&PARTS, part)),
        Filter::Number(quantity, range) => write_range(*quantity, *range, f, within),
        Filter::Date(field, span) => write_span(name(&KEYS, &Key::Date(*field)), *span, f),
        Filter::Related(card) => write!(f, "related:{}", Value(card)),
        Filter::Like(card) => write!(f, "like:{}", Value(card)),
        Filter::View(view) => write!(f, "view:{}", Value(view)),
        Filter::Link(link) => write!(f, "link:={}", Value(link.as_str())),
        Filter::File(path) => write!(f, "path:={}", Value(&path.to_string_lossy())),
    }
}

fn grouped(
    f: &mut Formatter<'_>,
    parentheses: bool,
    inner: impl FnOnce(&mut Formatter<'_>) -> fmt::Result,
) -> fmt::Result {
    if !parentheses {
        return inner(f);
    }
    f.write_str("(")?;
    inner(f)?;
    f.write_str(")")
}

fn joined(members: &[Filter], f: &mut Formatter<'_>, between: &str, within: Within) -> fmt::Result {
    for (index, member) in members.iter().enumerate() {
        if index > 0 {
            f.write_str(between)?;
        }
        write(member, f, within)?;
    }
    Ok(())
}

fn write_test(field: Field, test: &Test, f: &mut Formatter<'_>) -> fmt::Result {
    let key = name(&KEYS, &Key::Text(field));
    match test {
        Test::Contains(text) if field == Field::Text && is_word(text) => f.write_str(text),
        Test::Contains(text) if field == Field::Text => write!(f, "{}", Quoted(text)),
        Test::Contains(text) if field == Field::Link && is_link(text) => f.write_str(text),
        Test::Contains(text) => write!(f, "{key}:{}", Value(text)),
        Test::Exact(text) => write!(f, "{key}:={}", Value(text)),
        Test::Matches(pattern) if field == Field::Text => write!(f, "{}", Slashed(pattern)),
        Test::Matches(pattern) => write!(f, "{key}:{}", Slashed(pattern)),
    }
}

fn write_range(quantity: Quantity, range: Range, f: &mut Formatter<'_>, within: Within) -> fmt::Result {
    use Bound::{Excluded, Included, Unbounded};
    let key = name(&KEYS, &Key::Number(quantity));
    let number = |value| Number(quantity, value);
    match (range.low, range.high) {
        (Unbounded, Unbounded) => write!(f, "{key}:.."),
        (Included(low), Unbounded) => write!(f, "{key}>={}", number(low)),
        (Excluded(low), Unbounded) => write!(f, "{key}>{}", number(low)),
        (Unbounded, Included(high)) => write!(f, "{key}<={}", number(high)),
        (Unbounded, Excluded(high)) => write!(f, "{key}<{}", number(high)),
        (Included(low), Included(high)) if low == 0.0 && high == 0.0 && quantity == Quantity::Price => {
            write!(f, "{key}:free")
        }
        (Included(low), Included(high)) if low == high => write!(f, "{key}={}", number(low)),
        (Included(low), Included(high)) => write!(f, "{key}:{}..{}", number(low), number(high)),
        // No single term asks for it.
        (low, high) => grouped(f, within > Within::All, |f| {
            write_range(quantity, Range { low, high: Unbounded }, f, Within::All)?;
            f.write_str(" ")?;
            write_range(quantity, Range { low: Unbounded, high }, f, Within::All)
        }),
    }
}

fn write_span(key: &str, span: Span, f: &mut Formatter<'_>) -> fmt::Result {
    match span {
        Span::Today => write!(f, "{key}:today"),
        Span::Yesterday => write!(f, "{key}:yesterday"),
        Span::Last(number, unit) => write!(f, "{key}:{number}{}", name(&UNITS, &unit)),
        Span::Days(None, None) => write!(f, "{key}:.."),
        Span::Days(Some(first), None) => write!(f, "{key}>={first}"),
        Span::Days(None, Some(last)) => write!(f, "{key}<={last}"),
        Span::Days(Some(first), Some(last)) if first == last => write!(f, "{key}:{first}"),
        Span::Days(Some(first), Some(last)) => write!(f, "{key}:{first}..{last}"),
    }
}

impl Display for Day {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

/// A number as its field writes it.
struct Number(Quantity, f64);

impl Display for Number {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self(quantity, value) = *self;
        if quantity != Quantity::Length {
            return value.fmt(f);
        }
        let whole = (0.0..=MOST_SECONDS as f64).contains(&value) && value.fract() == 0.0;
        if !whole {
            return (value / 60.0).fmt(f);
        }
        let total = value as u64;
        let parts = [(total / 3_600, "h"), (total / 60 % 60, "m"), (total % 60, "s")];
        if total == 0 {
            return f.write_str("0s");
        }
        parts.iter().filter(|(count, _)| *count > 0).try_for_each(|(count, unit)| write!(f, "{count}{unit}"))
    }
}

/// A text after a field: in quotes where it does not stand for itself.
pub(super) struct Value<'a>(pub(super) &'a str);

impl Display for Value<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if is_value(self.0) { f.write_str(self.0) } else { Quoted(self.0).fmt(f) }
    }
}

struct Quoted<'a>(&'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for part in self.0.split_inclusive(['"', '\\']) {
            match part.strip_suffix(['"', '\\']) {
                Some(before) => write!(f, "{before}\\{}", part.get(before.len()..).unwrap_or_default())?,
                None => f.write_str(part)?,
            }
        }
        f.write_str("\"")
    }
}

struct Slashed<'a>(&'a str);

impl Display for Slashed<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("/")?;
        let mut escaped = false;
        for c in self.0.chars() {
            if c == '/' && !escaped {
                f.write_str("\\/")?;
            } else {
                write!(f, "{c}")?;
            }
            escaped = c == '\\' && !escaped;
        }
        f.write_str("/")
    }
}
