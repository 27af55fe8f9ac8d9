//! When a span of time begins and ends. How it is written is decided in `parse`.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{ToSpan, ZonedDateTime};

use super::{Day, Span, Unit};
use crate::card::Timestamp;

/// The first moment of a span, and the first one after it; `None` leaves that side open.
pub(super) type Moments = (Option<Timestamp>, Option<Timestamp>);

/// The moments of `span`, seen from `now` in `zone`.
pub(super) fn moments(span: Span, now: Timestamp, zone: &TimeZone) -> Moments {
    let today = jiff::Timestamp::from_second(now.0).map(|now| now.to_zoned_datetime(zone.clone())).unwrap_or_default();
    match span {
        Span::Today => (start(today.date(), zone), after(today.date(), zone)),
        Span::Yesterday => {
            let day = today.date().yesterday().unwrap_or(today.date());
            (start(day, zone), after(day, zone))
        }
        Span::Last(count, unit) => (Some(ago(&today, count, unit)), None),
        Span::Days(from, to) => {
            // The last day of the calendar may begin after its last moment: nothing comes after it, and nothing ends it.
            let start = |day| start(first(day), zone).unwrap_or(Timestamp(i64::MAX));
            (from.map(start), to.and_then(|day| after(last(day), zone)))
        }
    }
}

fn ago(now: &ZonedDateTime, count: u16, unit: Unit) -> Timestamp {
    let count = i64::from(count);
    let span = match unit {
        Unit::Day => count.days(),
        Unit::Week => count.weeks(),
        Unit::Month => count.months(),
        // No year has more than four digits, and no count more than five.
        Unit::Year => count.min(9_998).years(),
    };
    Timestamp(now.checked_sub(span).map_or(i64::MIN, |then| then.timestamp().as_second()))
}

fn first(day: Day) -> Date {
    date(day.year, day.month.unwrap_or(1), day.day.unwrap_or(1))
}

fn last(day: Day) -> Date {
    match (day.month, day.day) {
        (Some(month), Some(day_of_month)) => date(day.year, month, day_of_month),
        (Some(month), None) => date(day.year, month, 1).last_of_month(),
        (None, _) => date(day.year, 12, 31),
    }
}

/// Parsing lets no other days through.
fn date(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap_or_default()
}

fn start(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    day.to_zoned_datetime(zone.clone()).ok().map(|start| Timestamp(start.timestamp().as_second()))
}

fn after(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    start(day.tomorrow().ok()?, zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn spans_begin_and_end_where_the_reader_is() {
        let now = at("2026-03-31T01:30:00+02:00");
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let day = |year, month, day| Some(Day { year, month, day });
        for (span, from, until) in [
            (Span::Today, Some("2026-03-31T00:00:00+02:00"), Some("2026-04-01T00:00:00+02:00")),
            (Span::Yesterday, Some("2026-03-30T00:00:00+02:00"), Some("2026-03-31T00:00:00+02:00")),
            (Span::Last(3, Unit::Day), Some("2026-03-28T01:30:00+01:00"), None),
            (Span::Last(1, Unit::Week), Some("2026-03-24T01:30:00+01:00"), None),
            (Span::Last(1, Unit::Month), Some("2026-02-28T01:30:00+01:00"), None),
            (Span::Last(2, Unit::Year), Some("2024-03-31T01:30:00+01:00"), None),
            (
                Span::Days(day(2026, Some(2), None), day(2026, Some(2), None)),
                Some("2026-02-01T00:00:00+01:00"),
                Some("2026-03-01T00:00:00+01:00"),
            ),
            (Span::Days(day(2024, None, None), None), Some("2024-01-01T00:00:00+01:00"), None),
            (Span::Days(None, day(2024, Some(2), Some(29))), None, Some("2024-03-01T00:00:00+01:00")),
        ] {
            assert_eq!(moments(span, now, &zone), (from.map(at), until.map(at)), "{span:?}");
        }
        assert_eq!(moments(Span::Last(u16::MAX, Unit::Year), now, &zone).1, None);
        let last = day(9999, Some(12), Some(31));
        assert_eq!(moments(Span::Days(last, last), now, &TimeZone::UTC), (Some(Timestamp(i64::MAX)), None));
    }
}
