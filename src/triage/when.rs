//! Reads when a snoozed card shall come back, as people say it.

use jiff::civil;
use jiff::fmt::temporal::Pieces;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp as Instant, ZonedDateTime};

use crate::card::{SafeText, Timestamp};

/// Why a time was not understood or makes no sense.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WhenError {
    /// Not in any of the forms.
    #[error("\"{0}\" is no time: say 30min, 3h, 2d, 1w or 1mo, tomorrow, 2030-01-31, or 2030-01-31T09:00")]
    Unknown(SafeText),
    /// It is not in the future.
    #[error("\"{0}\" is past; a card can be snoozed until a time in the future only")]
    Past(SafeText),
    /// No amount of days, weeks or months.
    #[error("\"{0}\" is no age: say 90d, 12w or 3mo")]
    NoAge(SafeText),
    /// Beyond the calendar.
    #[error("\"{0}\" is beyond the calendar; name a time before the year 9999")]
    TooFar(SafeText),
}

/// The time that `text` means at `now` in `zone`: an amount of `min`, `h`, `d`, `w` or `mo` from now (days and longer by
/// the calendar, so that the time of day stays), `tomorrow` or an ISO date (when that day begins), or an ISO date and
/// time (in `zone` unless it names an offset).
///
/// # Errors
/// One sentence when it is none of these, past, or beyond the calendar.
pub fn parse_when(text: &str, now: Timestamp, zone: &TimeZone) -> Result<Timestamp, WhenError> {
    let text = text.trim();
    let shown = || SafeText::line(text.get(..80).unwrap_or(text));
    let far = || WhenError::TooFar(shown());
    let present = Instant::from_second(now.0).map_err(|_| far())?.to_zoned_datetime(zone.clone());
    let word = text.to_ascii_lowercase();
    let at = if word == "tomorrow" {
        present.tomorrow().and_then(|day| day.start_of_day()).map_err(|_| far())?.timestamp()
    } else if let Some((amount, unit)) = amount(&word) {
        moved(&present, amount, unit).ok_or_else(far)?
    } else {
        calendar(text, zone).map_err(|why| why(shown()))?
    };
    let at = Timestamp(at.as_second());
    if at > now { Ok(at) } else { Err(WhenError::Past(shown())) }
}

/// The time that was so long before `now` in `zone`: an amount of `d`, `w` or `mo`, by the calendar.
///
/// # Errors
/// One sentence when it is none of these, or longer than any calendar.
pub fn parse_age(text: &str, now: Timestamp, zone: &TimeZone) -> Result<Timestamp, WhenError> {
    let shown = || SafeText::line(text.get(..80).unwrap_or(text));
    let before = || {
        let (number, unit) = amount(&text.trim().to_ascii_lowercase())?;
        let present = Instant::from_second(now.0).ok()?.to_zoned_datetime(zone.clone());
        let is_age = matches!(unit, Unit::Day | Unit::Week | Unit::Month);
        moved(&present, number.checked_neg().filter(|_| is_age)?, unit)
    };
    Ok(Timestamp(before().ok_or_else(|| WhenError::NoAge(shown()))?.as_second()))
}

#[derive(Clone, Copy)]
enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
}

/// `3d` as three days. An amount too large for any calendar is the largest there is.
fn amount(word: &str) -> Option<(i64, Unit)> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = word.split_at_checked(digits)?;
    let unit = match unit.trim() {
        "min" => Unit::Minute,
        "h" => Unit::Hour,
        "d" => Unit::Day,
        "w" => Unit::Week,
        "mo" => Unit::Month,
        _ => return None,
    };
    (!number.is_empty()).then(|| (number.parse().unwrap_or(i64::MAX), unit))
}

fn moved(present: &ZonedDateTime, amount: i64, unit: Unit) -> Option<Instant> {
    let span = match unit {
        Unit::Minute => Span::new().try_minutes(amount),
        Unit::Hour => Span::new().try_hours(amount),
        Unit::Day => Span::new().try_days(amount),
        Unit::Week => Span::new().try_weeks(amount),
        Unit::Month => Span::new().try_months(amount),
    };
    Some(present.checked_add(span.ok()?).ok()?.timestamp())
}

/// A date, or a date and a time; else what is wrong with it.
fn calendar(text: &str, zone: &TimeZone) -> Result<Instant, fn(SafeText) -> WhenError> {
    if let Ok(at) = text.parse::<Instant>() {
        return Ok(at);
    }
    // A form such as 20300131 would be read too, and be taken for a number by whoever typed it.
    if !text.contains('-') || !is_date(text) {
        return Err(WhenError::Unknown);
    }
    let far: fn(SafeText) -> WhenError = WhenError::TooFar;
    // A date that is none for the calendar lies beyond it.
    let at: civil::DateTime = text.parse().map_err(|_| far)?;
    let at = if at.time() == civil::Time::midnight() {
        at.date().to_zoned_datetime(zone.clone())
    } else {
        at.to_zoned_datetime(zone.clone())
    };
    at.map(|at| at.timestamp()).map_err(|_| far)
}

/// Whether `text` has the form of a date, in whichever year.
fn is_date(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.get(digits..) {
        // Any leap year stands for one of five digits.
        Some(rest) if digits > 4 => Pieces::parse(&format!("9996{rest}")).is_ok(),
        _ => Pieces::parse(text).is_ok(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// 2026-03-28T12:00:00Z, 13:00 in Paris, the day before the clocks go forward there.
    const NOW: Timestamp = Timestamp(1_774_699_200);
    const HOUR: i64 = 3600;

    fn paris() -> TimeZone {
        TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap()
    }

    fn seconds(text: &str) -> Result<i64, WhenError> {
        parse_when(text, NOW, &paris()).map(|at| at.0 - NOW.0)
    }

    #[test]
    fn times_are_read() {
        for (text, later) in [
            ("30min", HOUR / 2),
            ("1h", HOUR),
            (" 48H ", 48 * HOUR),
            ("3 d", 71 * HOUR),
            ("1w", (7 * 24 - 1) * HOUR),
            ("1mo", (31 * 24 - 1) * HOUR),
            ("tomorrow", 11 * HOUR),
            ("2026-03-29", 11 * HOUR),
            ("2026-03-30", 34 * HOUR),
            ("2026-03-28T13:30", HOUR / 2),
            ("2026-03-28 14:00:00", HOUR),
            ("2026-03-28T13:30Z", HOUR + HOUR / 2),
            ("2026-03-28T13:30+02:00", -HOUR / 2),
        ] {
            let read = seconds(text);
            if later > 0 {
                assert_eq!(read, Ok(later), "{text:?}");
            } else {
                assert!(matches!(read, Err(WhenError::Past(_))), "{text:?} {read:?}");
            }
        }
    }

    #[test]
    fn what_is_no_time_is_said() {
        for text in [
            "",
            "h",
            "3",
            "3x",
            "-3d",
            "next year",
            "2026-02-30",
            "20300131",
            "20300131-x",
            "10000-13-01",
            "1.5h",
            "tomorrow!",
            "d3",
        ] {
            assert!(matches!(seconds(text), Err(WhenError::Unknown(_))), "{text:?} {:?}", seconds(text));
        }
        for text in ["0d", "2026-03-28", "2020-01-01", "1970-01-01T00:00Z"] {
            assert!(matches!(seconds(text), Err(WhenError::Past(_))), "{text:?}");
        }
        for text in [
            "99999999999999999999h",
            "9000000d",
            "200000mo",
            "9999-12-31",
            "9999-12-31T09:00",
            "9999-12-31T09:00Z",
            "9999-12-31T09:00+01:00",
            "10000-01-01",
            "123456-02-29T09:00Z",
        ] {
            assert!(matches!(seconds(text), Err(WhenError::TooFar(_))), "{text:?} {:?}", seconds(text));
        }
        assert_eq!(
            seconds("2020-01-01").unwrap_err().to_string(),
            "\"2020-01-01\" is past; a card can be snoozed until a time in the future only"
        );
    }

    #[test]
    fn ages_are_read() {
        let age = |text: &str| parse_age(text, NOW, &paris()).map(|at| NOW.0 - at.0);
        let day = 24 * HOUR;
        for (text, long) in [("0d", 0), (" 90D ", 90 * day), ("2w", 14 * day), ("1mo", 28 * day)] {
            assert_eq!(age(text), Ok(long), "{text:?}");
        }
        for text in ["", "3", "3h", "30min", "-3d", "tomorrow", "2020-01-01", "d", "99999999999999999999d"] {
            assert!(matches!(age(text), Err(WhenError::NoAge(_))), "{text:?} {:?}", age(text));
        }
    }

    proptest! {
        #[test]
        fn prop_never_panics_and_never_past(
            text in "[-+0-9TZ: .a-z]{0,24}", any in any::<String>(), now in any::<i64>(),
        ) {
            for text in [text, any] {
                if let Ok(at) = parse_when(&text, Timestamp(now), &paris()) {
                    prop_assert!(at.0 > now);
                }
            }
        }
    }
}
