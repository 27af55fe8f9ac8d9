//! How points in time are written for people, on the screen and in reports. Which form is wanted is a setting.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SpanRound, Timestamp as Instant, Unit as SpanUnit, ZonedDateTime};

use crate::card::Timestamp;

/// The form of dates in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateStyle {
    /// `12 Apr`, and `12 Apr 21` once it is not this year's.
    #[default]
    Short,
    /// `2021-04-12`.
    Iso,
    /// `3d`, `5mo`, `2y` ago.
    Relative,
}

/// Everything needed to write a date.
#[derive(Debug, Clone, PartialEq)]
pub struct Dates {
    /// The form in the list.
    pub style: DateStyle,
    /// Where the reader is.
    pub zone: TimeZone,
    /// The present.
    pub now: Timestamp,
}

/// Widest text that [`Dates::brief`] gives, in columns.
pub const BRIEF_WIDTH: usize = 10;

impl Dates {
    /// A date for the list, at most [`BRIEF_WIDTH`] columns; empty when it lies beyond the calendar.
    pub fn brief(&self, at: Timestamp) -> String {
        let (Some(then), Some(now)) = (self.zoned(at), self.zoned(self.now)) else { return String::new() };
        match self.style {
            DateStyle::Iso => then.strftime("%Y-%m-%d").to_string(),
            DateStyle::Short if then.year() == now.year() => then.strftime("%-d %b").to_string(),
            DateStyle::Short => then.strftime("%-d %b %y").to_string(),
            DateStyle::Relative => brief_age(self.now.0.saturating_sub(at.0)),
        }
    }

    /// A date for the page: day, time, zone, and how long ago that was.
    pub fn full(&self, at: Timestamp) -> String {
        let Some(then) = self.zoned(at) else { return String::new() };
        let day = then.strftime("%a %-d %b %Y, %H:%M %Z");
        format!("{day} ({})", self.ago(at))
    }

    /// A day for the page, and how long ago that was.
    pub fn day_and_age(&self, at: Timestamp) -> String {
        let Some(then) = self.zoned(at) else { return String::new() };
        format!("{}, {}", then.strftime("%a %-d %b %Y"), self.ago(at))
    }

    /// A time of this run: `14:30:05`, with its day where that is not today.
    pub fn clock(&self, at: Timestamp) -> String {
        let (Some(then), Some(now)) = (self.zoned(at), self.zoned(self.now)) else { return String::new() };
        let form = if then.date() == now.date() { "%H:%M:%S" } else { "%-d %b %H:%M:%S" };
        then.strftime(form).to_string()
    }

    /// How long ago, in words.
    pub fn ago(&self, at: Timestamp) -> String {
        let seconds = self.now.0.saturating_sub(at.0);
        let (amount, Unit(_, unit, _)) = largest(seconds.unsigned_abs());
        match (seconds, amount) {
            (-59..=59, _) => "just now".to_owned(),
            (60.., 1) => format!("1 {unit} ago"),
            (60.., _) => format!("{amount} {unit}s ago"),
            (_, 1) => format!("in 1 {unit}"),
            (_, _) => format!("in {amount} {unit}s"),
        }
    }

    /// A point in time that is not far away, in words: `today, 14:30`, `tomorrow`, `Thu 12 Mar, 09:00`. Days that begin
    /// have no time.
    pub fn soon(&self, at: Timestamp) -> String {
        let (Some(then), Some(now)) = (self.zoned(at), self.zoned(self.now)) else { return String::new() };
        let day = if now.date() == then.date() {
            "today".to_owned()
        } else if now.tomorrow().is_ok_and(|tomorrow| tomorrow.date() == then.date()) {
            "tomorrow".to_owned()
        } else if now.year() == then.year() {
            then.strftime("%a %-d %b").to_string()
        } else {
            then.strftime("%a %-d %b %Y").to_string()
        };
        match then.strftime("%H:%M").to_string().as_str() {
            "00:00" => day,
            time => format!("{day}, {time}"),
        }
    }

    /// A day as a heading: `today`, `yesterday`, `Thu 12 Mar 2026`.
    pub fn day(&self, day: Date) -> String {
        let today = self.zoned(self.now).map(|now| now.date());
        if today == Some(day) {
            "today".to_owned()
        } else if today.and_then(|today| today.yesterday().ok()) == Some(day) {
            "yesterday".to_owned()
        } else {
            day.strftime("%a %-d %b %Y").to_string()
        }
    }

    fn zoned(&self, at: Timestamp) -> Option<ZonedDateTime> {
        Some(Instant::from_second(at.0).ok()?.to_zoned_datetime(self.zone.clone()))
    }
}

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
/// Mean lengths of the Gregorian calendar.
const MONTH: u64 = 2_629_746;
const YEAR: u64 = 12 * MONTH;

/// A unit of time by its length in seconds, its name and its short name.
struct Unit(u64, &'static str, &'static str);

const UNITS: [Unit; 6] = [
    Unit(YEAR, "year", "y"),
    Unit(MONTH, "month", "mo"),
    Unit(DAY, "day", "d"),
    Unit(HOUR, "hour", "h"),
    Unit(MINUTE, "minute", "min"),
    Unit(1, "second", "s"),
];

/// How often the largest unit that fits goes in, and that unit.
fn largest(seconds: u64) -> (u64, &'static Unit) {
    let fits = UNITS.iter().find(|unit| seconds >= unit.0);
    let unit = fits.unwrap_or(const { &UNITS[UNITS.len() - 1] });
    (seconds / unit.0, unit)
}

fn brief_age(seconds: i64) -> String {
    let (amount, Unit(_, _, unit)) = largest(seconds.unsigned_abs());
    if seconds < 0 { format!("in {amount}{unit}") } else { format!("{amount}{unit}") }
}

/// An ISO 8601 duration such as `PT1H3M` as `1 h 3 min`; text that is none stays as it is.
pub(super) fn duration(text: &str) -> String {
    let Ok(span) = text.parse::<jiff::Span>() else { return text.to_owned() };
    let round = SpanRound::new().largest(SpanUnit::Hour).smallest(SpanUnit::Second).days_are_24_hours();
    let Ok(span) = span.round(round) else { return text.to_owned() };
    let parts = [(i64::from(span.get_hours()), "h"), (span.get_minutes(), "min"), (span.get_seconds(), "s")];
    let words: Vec<String> =
        parts.iter().filter(|(amount, _)| *amount != 0).map(|(amount, unit)| format!("{amount} {unit}")).collect();
    if words.is_empty() { "0 s".to_owned() } else { words.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(style: DateStyle) -> Dates {
        // 2026-11-24T12:00:00Z
        Dates { style, zone: TimeZone::UTC, now: Timestamp(1_795_521_600) }
    }

    #[test]
    fn brief_dates() {
        let april_2021 = Timestamp(1_618_250_400);
        let yesterday = Timestamp(1_795_521_600 - 86_400);
        assert_eq!(dates(DateStyle::Short).brief(april_2021), "12 Apr 21");
        assert_eq!(dates(DateStyle::Short).brief(yesterday), "23 Nov");
        assert_eq!(dates(DateStyle::Iso).brief(april_2021), "2021-04-12");
        assert_eq!(dates(DateStyle::Relative).brief(april_2021), "5y");
        assert_eq!(dates(DateStyle::Relative).brief(yesterday), "1d");
        assert_eq!(dates(DateStyle::Short).brief(Timestamp(i64::MAX)), "");
        assert_eq!(dates(DateStyle::Relative).brief(Timestamp(i64::MIN)), "");
    }

    #[test]
    fn times_that_are_near() {
        let dates = dates(DateStyle::Iso);
        for (hours, words) in [
            (0, "today, 12:00"),
            (3, "today, 15:00"),
            (12, "tomorrow"),
            (21, "tomorrow, 09:00"),
            (36, "Thu 26 Nov"),
            (45, "Thu 26 Nov, 09:00"),
            (24 * 60, "Sat 23 Jan 2027, 12:00"),
        ] {
            assert_eq!(dates.soon(Timestamp(dates.now.0 + hours * 3600)), words);
        }
        assert_eq!(dates.soon(Timestamp(i64::MAX)), "");
    }

    #[test]
    fn ages_in_words() {
        let dates = dates(DateStyle::Short);
        for (seconds, words) in [
            (0, "just now"),
            (60, "1 minute ago"),
            (7_200, "2 hours ago"),
            (86_400 * 3, "3 days ago"),
            (-86_400, "in 1 day"),
            (-86_400 * 40, "in 1 month"),
        ] {
            assert_eq!(dates.ago(Timestamp(dates.now.0 - seconds)), words);
        }
    }

    #[test]
    fn durations() {
        for (iso, words) in [
            ("PT13M34S", "13 min 34 s"),
            ("PT9M3S", "9 min 3 s"),
            ("PT1H", "1 h"),
            ("PT90M", "1 h 30 min"),
            ("P1DT1H", "25 h"),
            ("PT0S", "0 s"),
            ("half an hour", "half an hour"),
        ] {
            assert_eq!(duration(iso), words);
        }
    }
}
