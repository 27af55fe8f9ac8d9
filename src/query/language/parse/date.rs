//! How days and spans of time are written in a query. Where days begin for the reader is decided by the evaluator.

use std::ops::Range as Bytes;

use jiff::civil::Date;

use super::super::filter::{Day, Span, Unit};
use super::super::mistake::MistakeKind;
use super::super::names::{Row, find};
use super::lead::Compare;
use super::scan::Fault;
use crate::nearest::nearest;

/// The units of `3d`.
pub(in super::super) const UNITS: [Row<Unit>; 4] =
    [("d", Unit::Day, "days"), ("w", Unit::Week, "weeks"), ("mo", Unit::Month, "months"), ("y", Unit::Year, "years")];

/// What `word`, which stands at `at` behind the name of a date and `:`, asks for.
///
/// # Errors
/// It is no date.
pub(super) fn span(field: &'static str, word: &str, at: Bytes<usize>) -> Result<Span, Fault> {
    let wrong = |word: &str, at| {
        let allowed =
            "today, yesterday, 3d, 2w, 6mo, 1y, 2024, 2024-05, 2024-05-01, or a range such as 2024-05..2024-08";
        let nearest = nearest(word, ["today", "yesterday"]);
        Fault { at, kind: MistakeKind::NotDate { field, value: word.to_owned(), nearest, allowed } }
    };
    if word.eq_ignore_ascii_case("today") {
        return Ok(Span::Today);
    }
    if word.eq_ignore_ascii_case("yesterday") {
        return Ok(Span::Yesterday);
    }
    if let Some((low, high)) = word.split_once("..") {
        let middle = at.start + low.len();
        let end = |text: &str, at| match text {
            "" => Ok(None),
            text => day(text).map(Some).ok_or_else(|| wrong(text, at)),
        };
        let from = end(low, at.start..middle)?;
        let to = end(high, middle + 2..at.end)?;
        if from.and_then(first).zip(to.and_then(last)).is_some_and(|(from, to)| from > to) {
            return Err(Fault { at, kind: MistakeKind::Backwards { low: low.to_owned(), high: high.to_owned() } });
        }
        return Ok(Span::Days(from, to));
    }
    if let Some(day) = day(word) {
        return Ok(Span::Days(Some(day), Some(day)));
    }
    recent(word).ok_or_else(|| wrong(word, at))
}

/// What a comparison with `word`, which stands at `at`, asks for.
///
/// # Errors
/// It is no day, month or year, or nothing lies beyond it.
pub(super) fn compared(field: &'static str, word: &str, compare: Compare, at: Bytes<usize>) -> Result<Span, Fault> {
    let Some(day) = day(word) else {
        let allowed = "a day, a month or a year here: 2024-05-01, 2024-05 or 2024";
        let kind = MistakeKind::NotDate { field, value: word.to_owned(), nearest: None, allowed };
        return Err(Fault { at, kind });
    };
    let beside = |day: Option<Day>| day.ok_or(Fault { at, kind: MistakeKind::NoSuchDay });
    Ok(match compare {
        Compare::Greater => Span::Days(Some(beside(after(day))?), None),
        Compare::AtLeast => Span::Days(Some(day), None),
        Compare::Less => Span::Days(None, Some(beside(before(day))?)),
        Compare::AtMost => Span::Days(None, Some(day)),
        Compare::Equal => Span::Days(Some(day), Some(day)),
    })
}

/// `3d`, `2w`, `6mo`, `1y`.
fn recent(word: &str) -> Option<Span> {
    let (number, unit) = word.split_at_checked(word.find(|c: char| !c.is_ascii_digit())?)?;
    let (_, unit) = find(&UNITS, unit)?;
    number.parse().ok().filter(|number| *number > 0).map(|number| Span::Last(number, unit))
}

/// `2024`, `2024-05`, `2024-05-01`.
fn day(word: &str) -> Option<Day> {
    let digits = |text: &str, count| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    let two = |text: Option<&str>| match text {
        None => Some(None),
        Some(text) => text.parse::<i8>().ok().filter(|_| digits(text, 2)).map(Some),
    };
    let mut parts = word.splitn(3, '-');
    let year = parts.next().filter(|text| digits(text, 4))?.parse().ok().filter(|year| *year > 0)?;
    let day = Day { year, month: two(parts.next())?, day: two(parts.next())? };
    first(day).map(|_| day)
}

/// The first day of `day`, if there is such a day.
fn first(day: Day) -> Option<Date> {
    Date::new(day.year, day.month.unwrap_or(1), day.day.unwrap_or(1)).ok()
}

/// The last day of `day`, if there is such a day.
fn last(day: Day) -> Option<Date> {
    match (first(day)?, day.month, day.day) {
        (first, None, _) => Some(first.last_of_year()),
        (first, _, None) => Some(first.last_of_month()),
        (first, ..) => Some(first),
    }
}

/// The day, month or year after `day`.
fn after(day: Day) -> Option<Day> {
    last(day)?.tomorrow().ok().map(|date| of(date, day))
}

/// The day, month or year before `day`.
fn before(day: Day) -> Option<Day> {
    first(day)?.yesterday().ok().filter(|date| date.year() > 0).map(|date| of(date, day))
}

/// The day, month or year that `date` lies in, whichever `day` is.
fn of(date: Date, day: Day) -> Day {
    Day { year: date.year(), month: day.month.map(|_| date.month()), day: day.day.map(|_| date.day()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_checked_against_the_calendar() {
        let read = |text| day(text).map(|day| (day.year, day.month, day.day));
        for (text, expected) in [
            ("2024", Some((2024, None, None))),
            ("2024-05", Some((2024, Some(5), None))),
            ("2024-02-29", Some((2024, Some(2), Some(29)))),
            ("2023-02-29", None),
            ("2024-13", None),
            ("2024-00", None),
            ("2024-5", None),
            ("2024-+5", None),
            ("2024-05-", None),
            ("2024-05-01-01", None),
            ("0000", None),
            ("24", None),
            ("12024", None),
            ("٢٠٢٤", None),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn a_comparison_leaves_the_whole_day_month_or_year_out() {
        for (word, compare, low, high) in [
            ("2024", Compare::Greater, "2025", ""),
            ("2024-12", Compare::Greater, "2025-01", ""),
            ("2024-02-28", Compare::Greater, "2024-02-29", ""),
            ("2024", Compare::AtLeast, "2024", ""),
            ("2024", Compare::Less, "", "2023"),
            ("2024-01", Compare::Less, "", "2023-12"),
            ("2024-03-01", Compare::Less, "", "2024-02-29"),
            ("2024", Compare::AtMost, "", "2024"),
            ("2024", Compare::Equal, "2024", "2024"),
        ] {
            assert_eq!(compared("date", word, compare, 0..4).unwrap(), Span::Days(day(low), day(high)), "{word}");
        }
        for (word, compare) in [("9999", Compare::Greater), ("9999-12-31", Compare::Greater), ("0001", Compare::Less)] {
            assert_eq!(compared("date", word, compare, 0..4).unwrap_err().kind, MistakeKind::NoSuchDay, "{word}");
        }
    }

    #[test]
    fn recent_times_have_a_number_and_a_unit() {
        for (text, expected) in [
            ("3d", Some((3, Unit::Day))),
            ("2W", Some((2, Unit::Week))),
            ("6mo", Some((6, Unit::Month))),
            ("1y", Some((1, Unit::Year))),
            ("0d", None),
            ("3m", None),
            ("65536d", None),
            ("3", None),
            ("d", None),
            ("3é", None),
        ] {
            assert_eq!(recent(text), expected.map(|(number, unit)| Span::Last(number, unit)), "{text}");
        }
    }
}
