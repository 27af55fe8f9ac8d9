//! Points in time as cards write them: RFC 3339 and the shapes people type into front matter.
//! Calendars and time zones on screen are the view's affair.

use jiff::{civil, tz::Offset};

/// Seconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Reads a date, a date with a time, or the date line of a mail. Without a zone it is UTC, without a time it is
    /// midnight; fractions of a second are dropped.
    ///
    /// ```
    /// use copydesk::card::Timestamp;
    /// assert_eq!(Timestamp::parse("2021-04-12T18:00:00Z"), Timestamp::parse("2021-04-12 20:00 +0200"));
    /// assert_eq!(Timestamp::parse("yesterday"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        // Nothing longer is a date, and the mail format allows comments without end.
        if text.len() > 64 {
            return None;
        }
        iso(text).or_else(|| {
            jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(text).ok().map(|t| Self(t.as_second()))
        })
    }
}

fn iso(text: &str) -> Option<Timestamp> {
    let mut rest = Rest(text.as_bytes());
    let year = i16::try_from(rest.digits(4, 4)?).ok()?;
    rest.eat(b'-')?;
    let month = small(rest.digits(1, 2)?)?;
    rest.eat(b'-')?;
    let day = small(rest.digits(1, 2)?)?;
    let date = civil::Date::new(year, month, day).ok()?;
    let (mut seconds, mut offset) = (0, 0);
    if !rest.is_empty() {
        rest.eat(b'T').or_else(|| rest.eat(b't')).or_else(|| rest.blanks())?;
        seconds = rest.clock()?;
        offset = rest.zone()?;
    }
    let midnight = Offset::UTC.to_timestamp(date.at(0, 0, 0, 0)).ok()?.as_second();
    Some(Timestamp(midnight.checked_add(seconds)?.checked_sub(offset)?))
}

fn small(n: u32) -> Option<i8> {
    i8::try_from(n).ok()
}

/// What of a date has not been read yet.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn eat(&mut self, byte: u8) -> Option<()> {
        self.0 = self.0.strip_prefix(&[byte])?;
        Some(())
    }

    fn blanks(&mut self) -> Option<()> {
        self.eat(b' ')?;
        self.0 = self.0.trim_ascii_start();
        Some(())
    }

    /// A number of `least` to `most` digits, not followed by another digit.
    fn digits(&mut self, least: usize, most: usize) -> Option<u32> {
        let count = self.0.iter().take_while(|b| b.is_ascii_digit()).count();
        if count < least || count > most {
            return None;
        }
        let (digits, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        digits.iter().try_fold(0u32, |n, b| n.checked_mul(10)?.checked_add(u32::from(b - b'0')))
    }

    /// Seconds since midnight.
    fn clock(&mut self) -> Option<i64> {
        let hour = small(self.digits(1, 2)?)?;
        self.eat(b':')?;
        let minute = small(self.digits(2, 2)?)?;
        let mut second = 0;
        if self.eat(b':').is_some() {
            // A leap second counts as the second before it, as in POSIX time.
            second = small(self.digits(2, 2)?)?;
            if second == 60 {
                second = 59;
            }
            if self.eat(b'.').or_else(|| self.eat(b',')).is_some() {
                self.digits(1, 18)?;
            }
        }
        let time = civil::Time::new(hour, minute, second, 0).ok()?;
        Some(i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second()))
    }

    /// Seconds east of Greenwich. Consumes everything.
    fn zone(&mut self) -> Option<i64> {
        self.0 = self.0.trim_ascii_start();
        let sign = match self.0 {
            [] => return Some(0),
            b"Z" | b"z" | b"UTC" | b"utc" | b"GMT" | b"gmt" => return Some(0),
            [b'+', ..] => 1,
            [b'-', ..] => -1,
            _ => return None,
        };
        self.0 = self.0.get(1..)?;
        let (hours, minutes) = match self.0 {
            [_, _, _, _] if !self.0.contains(&b':') => {
                let n = self.digits(4, 4)?;
                (n / 100, n % 100)
            }
            _ => {
                let hours = self.digits(1, 2)?;
                let minutes = if self.eat(b':').is_some() { self.digits(2, 2)? } else { 0 };
                (hours, minutes)
            }
        };
        if !self.is_empty() || hours > 23 || minutes > 59 {
            return None;
        }
        Some(sign * (i64::from(hours) * 3600 + i64::from(minutes) * 60))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_shapes_of_front_matter_are_read() {
        // 2020-09-15T10:00:00Z
        const TEN: i64 = 1_600_164_000;
        for (text, seconds) in [
            ("2020-09-15T10:00:00Z", TEN),
            ("2020-09-15T10:00Z", TEN),
            ("2020-09-15 10:00", TEN),
            ("2020-09-15 10:00:00", TEN),
            ("  2020-09-15t10:00:00z  ", TEN),
            ("2020-09-15T10:00:00.999999Z", TEN),
            ("2020-09-15T10:00:00,5Z", TEN),
            ("2020-09-15 12:00:00 +0200", TEN),
            ("2020-09-15 12:00:00 +02:00", TEN),
            ("2020-09-15T12:00:00+02", TEN),
            ("2020-09-15 05:00:00 -5", TEN),
            ("2020-09-15 15:30:00+0530", TEN),
            ("2020-9-15 10:00 UTC", TEN),
            ("2020-09-15 10:00:00 GMT", TEN),
            ("Tue, 15 Sep 2020 12:00:00 +0200", TEN),
            ("2020-09-15", TEN - 36_000),
            ("1970-01-01T00:00:00Z", 0),
            ("1969-12-31T23:59:59Z", -1),
            ("2016-12-31T23:59:60Z", 1_483_228_799),
            ("2000-02-29", 951_782_400),
            ("0001-01-01", -62_135_596_800),
        ] {
            assert_eq!(Timestamp::parse(text), Some(Timestamp(seconds)), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "yesterday",
            "2020",
            "20200915",
            "2020-09",
            "2020-13-01",
            "2021-02-29",
            "2020-09-15T",
            "2020-09-15T10",
            "2020-09-15T25:00Z",
            "2020-09-15 10:60",
            "2020-09-15 10:00 +25:00",
            "2020-09-15 10:00 CEST",
            "15.09.2020",
            "2020-09-15T10:00:00Z junk",
            "2020-09-15x",
            "2020-09-15 10:00:00.",
            "٢٠٢٠-٠٩-١٥",
        ] {
            assert_eq!(Timestamp::parse(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn prop_never_panics(text in "[-+0-9TtZz: .,]{0,40}", any in any::<String>()) {
            let _ = (Timestamp::parse(&text), Timestamp::parse(&any));
        }

        #[test]
        fn prop_agrees_with_the_calendar(seconds in -62_135_596_800i64..253_402_300_799) {
            let text = jiff::Timestamp::from_second(seconds).expect("in range").to_string();
            prop_assert_eq!(Timestamp::parse(&text), Some(Timestamp(seconds)));
        }
    }
}
